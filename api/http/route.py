"""What is one door of the service: its address, what goes in, what comes out, who may use it, what it may refuse?"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any, Final, Literal

from starlette.datastructures import Headers, QueryParams

from api.actor import Actor
from api.desk import Desk
from api.http.audience import Audience
from api.http.reply import JSON, Reply
from domain.refusals import Refusal

V1: Final = "/api/v1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A request as a handler sees it: who asks, by which route, which address, what was sent, and the desk that answers."""

    desk: Desk
    actor: Actor
    route: str
    path: Mapping[str, str]
    query: QueryParams
    headers: Headers
    body: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """What a route takes: its media type ('*/*' for any), the most bytes of it, and the type that describes it, if one does."""

    shape: Any = None
    media_type: str = JSON
    limit_bytes: int = 2**20


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A query parameter or a request header that a route reads."""

    name: str
    place: Literal["query", "header"]
    summary: str
    schema: Mapping[str, Any] = field(default_factory=lambda: {"type": "string"})
    required: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """One line of the route table; `answer` is the type of what comes out, None where it is described elsewhere.

    `deep`: the last part of the address may have slashes in it. `unasked`: whoever asks is not asked who he is, because he is
    about to say so, or to leave. `in_person`: two people are told apart by it, so a program with somebody's token is not let in.
    `free`: it takes neither a connection nor time, so nobody is asked who he is, counted, or made to wait for it.
    """

    method: Literal["GET", "POST", "PUT", "DELETE"]
    path: str
    summary: str
    audience: Audience
    handle: Callable[[Call], Reply]
    body: Body | None = None
    answer: Any = None
    answer_status: int = HTTPStatus.OK
    answer_media_type: str = JSON
    parameters: tuple[Parameter, ...] = ()
    refusals: tuple[type[Refusal], ...] = ()
    deep: bool = False
    unasked: bool = False
    free: bool = False
    in_person: bool = False
