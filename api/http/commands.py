"""How does a use case become a route, in one line of a resource's file?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final
from uuid import UUID

from api.accounts.refusals import ConfirmationPending
from api.http.audience import Audience
from api.http.headers import expected_version, idempotency_key, version_tag
from api.http.json_body import parse_json
from api.http.reply import Reply
from api.http.route import V1, Body, Call, Parameter, Route
from api.http.second import confirmed
from api.http.shapes import CommandBody, read_command
from api.http.streams import stream_named
from api.refusals import (
    EffectiveInFuture,
    IdempotencyKeyInvalid,
    IdempotencyKeyMissing,
    OtherCongress,
    OtherTask,
    VersionInvalid,
    VersionMissing,
)
from api.usecases import Answer, Request, execute
from domain.calendar import DayOutOfRange
from domain.refusals import AlreadyExists, CommandReused, NotFound, Refusal, StaleVersion, StreamMoved
from domain.usecase import UseCase

Refusals = tuple[type[Refusal], ...]

KEY: Final = Parameter(
    name="Idempotency-Key",
    place="header",
    summary="请求编号：重试时不变，内容不同时换一个；同一个人的同一个编号只登记一次",
    schema={"type": "string", "minLength": 1, "maxLength": 200},
    required=True,
)
VERSION: Final = Parameter(
    name="If-Match",
    place="header",
    summary="您看到的版本号，加双引号",
    schema={"type": "string", "pattern": '^"[1-9][0-9]*"$'},
    required=True,
)

ALWAYS: Final[Refusals] = (
    IdempotencyKeyMissing, IdempotencyKeyInvalid, OtherCongress, OtherTask, ConfirmationPending, NotFound, StreamMoved, CommandReused, EffectiveInFuture,
    DayOutOfRange,
)  # fmt: skip
BEGINNING: Final[Refusals] = (*ALWAYS, AlreadyExists)
EXISTING: Final[Refusals] = (*ALWAYS, VersionMissing, VersionInvalid, StaleVersion)


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What a write answers: the stream, its version now, the position of its last event in the log, the events' topics.

    `number` is the one that people say, empty where the stream has none.
    """

    stream: str
    version: int
    position: int
    events: tuple[str, ...]
    number: str = ""


def command(path: str, case: UseCase, summary: str, *, audience: Audience, refusals: Refusals = ()) -> Route:
    """The route of one use case; a path that names a stream needs `If-Match`, one that does not begins a stream.

    `refusals` are those of the decider; what every write may be refused for is added here.
    """
    begins = case.begins_stream
    if begins == ("{" in path):
        raise ValueError(f"{path}: the path names a stream exactly when the command is for an existing one")
    return Route(
        method="POST",
        path=V1 + path,
        summary=summary,
        audience=audience,
        handle=_beginning(case) if begins else _existing(case),
        body=Body(shape=CommandBody(case.command)),
        answer=Written,
        answer_status=HTTPStatus.CREATED if begins else HTTPStatus.OK,
        parameters=(KEY,) if begins else (KEY, VERSION),
        refusals=(*(BEGINNING if begins else EXISTING), *refusals),
    )


def _beginning(case: UseCase) -> Callable[[Call], Reply]:
    def handle(call: Call) -> Reply:
        return _record(call, case)

    return handle


def _existing(case: UseCase) -> Callable[[Call], Reply]:
    def handle(call: Call) -> Reply:
        (named,) = call.path.values()
        return _record(call, case, stream=stream_named(named), version=expected_version(call.headers))

    return handle


def _record(call: Call, case: UseCase, stream: UUID | None = None, version: int | None = None) -> Reply:
    """Who, parse, command, handle, render."""
    key = idempotency_key(call.headers)
    asked, stated = read_command(case.command, parse_json(call.body))
    request = Request(
        use_case=case, command=asked, actor=call.actor, key=key, stated=stated, stream=stream, version=version
    )
    return recorded(execute(call.desk.ledger, confirmed(call.desk, request), call.desk.clock), begun=stream is None)


def recorded(answer: Answer, *, begun: bool) -> Reply:
    """The answer of a write: what was recorded, where, and whether it had been recorded before."""
    headers = {"ETag": version_tag(answer.version), "Minsheng-Position": str(answer.position)}
    if answer.replayed:
        headers["Idempotency-Replayed"] = "true"
    content = Written(
        stream=str(answer.stream),
        version=answer.version,
        position=answer.position,
        events=answer.events,
        number=answer.number,
    )
    return Reply(content=content, status=HTTPStatus.CREATED if begun else HTTPStatus.OK, headers=headers)
