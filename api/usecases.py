"""How is one thing that somebody asks for recorded: by whom, when, on which version, and what if he asks again?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, TypeVar
from uuid import UUID

from pydantic_core import to_jsonable_python

from api.actor import Actor
from api.clock import Clock, civil_day, now, stamp
from api.refusals import EffectiveInFuture
from api.scope import refuse_outside
from domain.canonical import canonical_bytes
from domain.deciders import Command, Decider
from domain.events import Basis, Decision, Envelope, Person, Ref
from domain.refusals import CommandReused, Faults, NotFound, Refusal, StaleVersion, StreamMoved
from domain.storage import Append, CommandRow, Guard, Ledger, Loaded, Receipt, Statement, body_hash
from domain.streams import stream_id
from domain.usecase import UseCase

S = TypeVar("S")

ATTEMPTS: Final = 5
"""How often a command is decided anew when other writers keep moving what it read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """The envelope as far as the caller states it; `effective_on` is today in Shanghai where he names no day."""

    __pydantic_config__ = {"extra": "forbid"}  # noqa: RUF012 - read by the edge's validator, never written

    effective_on: date | None = None
    approved_by: Person | None = None
    decided_by: Decision | None = None
    basis: tuple[Basis, ...] = ()
    refs: tuple[Ref, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One thing asked for. `key` makes it repeatable; `stream` and `version` name the stream and what the caller saw of it.

    `stream` is None for a command that begins its stream; `version` None where the caller leaves it to us to decide again
    when others were quicker. `statements` run in the transaction of the append (bytes beside the log, side tables).
    """

    use_case: UseCase
    command: Command
    actor: Actor
    key: str
    stated: Stated = Stated()
    stream: UUID | None = None
    version: int | None = None
    statements: Sequence[Statement] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What was recorded: the stream, its version then, the position of the last event in the log, the topics of the events."""

    stream: UUID
    version: int
    position: int
    events: tuple[str, ...]
    replayed: bool = False


def execute(ledger: Ledger, request: Request, clock: Clock = now) -> Answer:
    """Record what is asked for, once however often it is asked.

    Raises the decider's refusals; `CommandReused` where the key stood on something else; `StaleVersion` where the caller's
    version is not the newest; `StreamMoved` where others kept moving what was read.
    """
    hashed = body_hash(_asked(request))
    if (earlier := _earlier(ledger, request, hashed)) is not None:
        return earlier
    try:
        return _decide_until_stored(ledger, request, _envelope(request, clock), hashed)
    except (Refusal, Faults):
        # The same request may have won the race in another connection; then this one is its echo, not a fault.
        if (earlier := _earlier(ledger, request, hashed)) is not None:
            return earlier
        raise
