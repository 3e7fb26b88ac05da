"""How is one thing that somebody asks for recorded: by whom, when, on which version, and what if he asks again?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final, TypeVar
from uuid import UUID

import orjson
from pydantic_core import to_jsonable_python

from api.accounts.passes import dying
from api.actor import Actor
from api.clock import Clock, now
from api.consequences import Cause, consequences
from api.crossing import cross
from api.refusals import EffectiveInFuture
from api.scope import CodeOf, refuse_outside
from api.shape import Shape
from domain.actors import unfit_envelope
from domain.calendar import day_of, parse_day, rfc3339, say_day, unknown_days
from domain.canonical import canonical_bytes
from domain.congress.decider import CONGRESS
from domain.congress.state import Congress
from domain.deciders import Command, Decider
from domain.events import Basis, Decision, Envelope, Event, Person, Ref
from domain.refusals import CommandReused, Faults, NotFound, Refusal, StaleVersion, StreamMoved, refuse_all
from domain.storage import (
    ERASED_REQUEST,
    Append,
    CommandRow,
    DatabaseUnavailable,
    Guard,
    Ledger,
    LedgerBusy,
    Loaded,
    OutcomeUnknown,
    Receipt,
    Statement,
    body_hash,
)
from domain.streams import stream_id
from domain.usecase import Consequence, Numbered, UseCase, first_free

S = TypeVar("S")

ATTEMPTS: Final = 5
"""How often a command is decided anew when other writers keep moving what it read."""
ATTEMPTS_AT_A_NUMBER: Final = 40
"""How often where they only took the next number: dozens may propose something at the same moment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated(Shape):
    """The envelope as far as the caller states it; `effective_on` is today in Shanghai where he names no day."""

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
    """What was recorded: the stream, its version then, the position of the last event in the log, the topics of the events.

    `number` is the one that people say (2024-03, 2024征-001), empty for streams without one.
    """

    stream: UUID
    version: int
    position: int
    events: tuple[str, ...]
    number: str = ""
    replayed: bool = False


def execute(ledger: Ledger, request: Request, clock: Clock = now) -> Answer:
    """Record what is asked for, once however often it is asked.

    Raises the decider's refusals; `CommandReused` where the key stood on something else; `StaleVersion` where the caller's
    version is not the newest; `StreamMoved` where others kept moving what was read.
    """
    hashed = body_hash(asked_bytes(request))
    try:
        # One that was recorded before is found out as it is appended: nearly all are new, and pay nothing for being asked.
        return _decide_until_stored(ledger, request, envelope_of(request, clock), hashed)
    except (OutcomeUnknown, LedgerBusy, DatabaseUnavailable):
        raise
    except (Refusal, Faults):
        # What was recorded before is mostly refused now; then this one is its echo, not a fault.
        if (earlier := _earlier(ledger, request, hashed)) is not None:
            return earlier
        raise


def _earlier(ledger: Ledger, request: Request, hashed: bytes) -> Answer | None:
    """What the same actor's request under the same key was answered, if there was one."""
    found = ledger.command(request.actor.person.ref, request.key)
    if found is None:
        return None
    if found.body_hash == ERASED_REQUEST:
        raise CommandReused("这个请求编号登记的内容已依法删去，不再登记一遍；要登记别的，请换一个编号。")
    if found.body_hash != hashed:
        raise CommandReused("这个请求编号已经用在另一项内容上，内容不同时请换一个编号。")
    return _answer(found.receipt, replayed=True)


def _decide_until_stored(ledger: Ledger, request: Request, envelope: Envelope, hashed: bytes) -> Answer:
    for _ in range((ATTEMPTS if request.use_case.series is None else ATTEMPTS_AT_A_NUMBER) - 1):
        try:
            return _decide_once(ledger, request, envelope, hashed)
        except StaleVersion:
            raise
        except StreamMoved:
            # What was read has moved: read and decide again, even under If-Match, which then says whether it was that stream.
            continue
    return _decide_once(ledger, request, envelope, hashed)


def _decide_once(ledger: Ledger, request: Request, envelope: Envelope, hashed: bytes) -> Answer:
    case = request.use_case
    reading = _Reading(ledger)
    own, asked = _own(ledger, request)
    command = cross(reading, case, case.inform(reading, own.stream, asked))
    if isinstance(congress := getattr(command, "congress", None), Congress):
        # Before anything is decided: what is refused would otherwise say what stands in another congress.
        refuse_outside(request.actor, congress, code_today(ledger))
    events = tuple(case.decider.decide(own.state, command, envelope))
    after = _after(case.decider, own.state, events, envelope)
    refuse_outside(request.actor, after, code_today(ledger), own.stream)
    following = [one for event in events for one in consequences(Cause(reading, own.stream, after, envelope), event)]
    appends = [Append(own.stream, own.version, events), *_following(ledger, following, envelope)]
    topics = [event.TOPIC for event in events]
    answer = canonical_bytes({"stream": str(own.stream), "events": topics, "number": getattr(after, "says", "")})
    receipt = ledger.append(
        appends,
        envelope=envelope,
        command=CommandRow(request.actor.person.ref, request.key, hashed, answer),
        # Also of what is written: what was read of it must be what is written after.
        guards=[Guard(stream, version) for stream, version in reading.versions.items()],
        statements=(*request.statements, *dying(own.stream, after, events, envelope.at)),
    )
    return _answer(receipt, replayed=receipt.repeated)


def _own(ledger: Ledger, request: Request) -> tuple[Loaded[Any], Command]:
    """The stream on which the command falls, as it stands, and the command, numbered where its stream is one of a series."""
    case, asked = request.use_case, request.command
    if case.series is not None:
        series = case.series
        number = first_free(lambda n: ledger.load(case.decider, series(asked, n)).version > 0)
        # As it stood when it was looked up: whoever takes the number meanwhile moves the stream.
        free = Loaded(series(asked, number), 0, case.decider.initial)
        return free, Numbered(asked=asked, number=number)
    if case.begins is not None:
        return ledger.load(case.decider, case.begins(asked)), asked
    assert request.stream is not None, f"{type(asked).__name__} is for an existing stream"
    own = ledger.load(case.decider, request.stream)
    _refuse_unseen(ledger, request, own)
    return own, asked


def _following(ledger: Ledger, following: Iterable[Consequence], envelope: Envelope) -> list[Append]:
    """What follows on other streams, decided there like any other command; one that is refused refuses the whole."""
    loaded: dict[UUID, Loaded[Any]] = {}
    appends: dict[UUID, Append] = {}
    for one in following:
        own = loaded.get(one.stream) or ledger.load(one.decider, one.stream)
        # Whoever decided, decided the cause; what follows is nobody's act.
        on = replace(envelope, effective_on=one.effective_on or envelope.effective_on, decided_by=None)
        events = _decided(one, own.state, on)
        loaded[one.stream] = replace(own, state=_after(one.decider, own.state, events, on))
        before = appends.get(one.stream, Append(one.stream, own.version, (), on))
        appends[one.stream] = before._replace(events=(*before.events, *events))
    return [entry for entry in appends.values() if entry.events]


def _decided(one: Consequence, state: Any, envelope: Envelope) -> tuple[Event, ...]:
    """What the other stream's decider answers; what it refuses is refused at the place from which it follows."""
    try:
        return tuple(one.decider.decide(state, one.command, envelope))
    except (Refusal, Faults) as refused:
        for fault in refused.faults if isinstance(refused, Faults) else (refused,):
            fault.pointer = one.pointer
        raise


class _Reading:
    """Reads other streams for a decision, and remembers at which versions, so that they can be guarded."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.versions: dict[UUID, int] = {}

    def __call__(self, decider: Decider[S], stream: UUID) -> S:
        loaded = self.ledger.load(decider, stream)
        # Read twice, the first version is the one to guard: had it moved in between, the decision stands on both.
        self.versions.setdefault(stream, loaded.version)
        return loaded.state


def _refuse_unseen(ledger: Ledger, request: Request, own: Loaded[Any]) -> None:
    """Refuse a stream that does not exist, belongs to another congress, or is not as the caller saw it."""
    if own.state is None:
        raise NotFound("没有登记过这个编号，或者它的第一件事已依法删去。" if own.version else "没有登记过这个编号。")
    refuse_outside(request.actor, own.state, code_today(ledger), own.stream)
    if request.version is not None and request.version != own.version:
        raise StaleVersion(
            f"您看到的是第{request.version}版，现在是第{own.version}版，请刷新后重试。",
            seen=request.version,
            current=own.version,
        )


def code_today(ledger: Ledger) -> CodeOf:
    """The code under which a congress stands today."""
    return lambda stream: getattr(ledger.load(CONGRESS, stream).state, "code", "")


def envelope_of(request: Request, clock: Clock) -> Envelope:
    """The envelope under which the request is decided; raises what cannot stand on one."""
    moment, stated = clock(), request.stated
    today = day_of(moment)
    happened = parse_day(str(stated.effective_on or today), pointer="/effective_on")
    if happened > today:
        raise EffectiveInFuture(
            f"{say_day(happened)}还没有到，今天是{say_day(today)}；事情发生以后再登记。",
            pointer="/effective_on",
            today=str(today),
        )
    envelope = Envelope(
        at=rfc3339(moment),
        by=request.actor.person,
        command_id=str(stream_id("Command", request.actor.person.ref, request.key)),
        effective_on=str(happened),
        approved_by=stated.approved_by,
        decided_by=stated.decided_by,
        basis=stated.basis,
        refs=stated.refs,
    )
    refuse_all((*unknown_days(request.command), *unfit_envelope(envelope)))
    return envelope


def asked_bytes(request: Request) -> bytes:
    """The canonical bytes of what was asked for, however it was spelt: by them two requests are the same or not."""
    asked = {
        "command": type(request.command).__name__,
        "stream": request.stream,
        "fields": request.command,
        "stated": request.stated,
    }
    return canonical_bytes(to_jsonable_python(asked))


def _after(decider: Decider[S], state: S, events: Sequence[Event], envelope: Envelope) -> S:
    for event in events:
        state = decider.evolve(state, event, envelope)
    return state


def _answer(receipt: Receipt, *, replayed: bool) -> Answer:
    """The answer as it was kept with the command, so that whoever asks again gets the same."""
    kept = orjson.loads(receipt.answer or b"")
    stream = UUID(kept["stream"])
    return Answer(
        stream=stream,
        version=receipt.versions[stream],
        position=receipt.position,
        events=tuple(kept["events"]),
        number=kept.get("number", ""),
        replayed=replayed,
    )
