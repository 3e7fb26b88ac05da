"""What is recorded with one command, and how does a generated year take it down?"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache
from random import Random
from uuid import UUID

from domain.events import Body, Decision, Envelope, Event, How, Person, Role
from tests.seeds.places import Seat


@dataclass(frozen=True, slots=True)
class Entry:
    """Events for one stream under their envelope."""

    stream: UUID
    envelope: Envelope
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class Act:
    """What one command records: its own events first, then what follows on other streams."""

    at: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Also:
    """What follows from an act on another stream; `on` is the day on which it took effect, where that is another one."""

    stream: UUID
    events: tuple[Event, ...]
    on: str = ""


@dataclass(frozen=True, slots=True)
class Desk:
    """Takes down the acts of one congress's year, in whatever order they are told."""

    seat: Seat
    year: int
    chance: Random
    acts: list[Act] = field(default_factory=list)

    def __call__(  # noqa: PLR0913 - an act has that many sides
        self,
        at: str,
        stream: UUID,
        *events: Event,
        role: Role = "clerk",
        by: Decision | None = None,
        two: bool = False,
        on: str = "",
        also: tuple[Also, ...] = (),
    ) -> None:
        """One act of the moment `at`, by one person or `two`; it happened `on` a day that may lie before."""
        envelope = Envelope(
            at=at, by=person(self.seat.code, role), command_id=f"{self.chance.getrandbits(128):032x}",
            effective_on=on or at[:10], approved_by=person(self.seat.code, "chair") if two else None, decided_by=by,
        )  # fmt: skip
        # What follows is nobody's decision.
        follows = (
            Entry(
                one.stream, replace(envelope, effective_on=one.on or envelope.effective_on, decided_by=None), one.events
            )
            for one in also
        )
        self.acts.append(Act(at, (Entry(stream, envelope, events), *follows)))


@cache
def person(code: str, role: Role) -> Person:
    """Who acts for a congress in a role."""
    return Person(ref=f"seeds-{code}-{role}", role=role)


@cache
def decided(body: Body, meeting: str = "", how: How = "meeting_decision") -> Decision:
    """Decided by a body, by all of it."""
    return Decision(body=body, how=how, meeting=meeting, unanimous=True)


def moment(day: str | date, minute: int = 60) -> str:
    """A moment of a working day: the minute since eight in the morning in Shanghai, at most 959."""
    return f"{day}T{minute // 60:02}:{minute % 60:02}:00.000000Z"


@cache
def later(day: str, days: int) -> str:
    """So many days after a day."""
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()
