"""What stands about one finding 问题, and who has to do something next?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from projects.events import findings as f
from projects.numbers import FINDING
from projects.states.home import Home, home

if TYPE_CHECKING:
    from domain.events import Envelope, Event


@dataclass(frozen=True, slots=True)
class Unassigned:
    """登记: no unit answers for it yet."""

    on: str


@dataclass(frozen=True, slots=True)
class Rectifying:
    """整改中: the unit owes an answer until `due_on`, whether it was assigned, returned or taken up again."""

    on: str
    due_on: str


@dataclass(frozen=True, slots=True)
class Answered:
    """已答复: whoever raised it has to accept or return the answer."""

    on: str


@dataclass(frozen=True, slots=True)
class Accepted:
    """已认可: it can be closed."""

    on: str


@dataclass(frozen=True, slots=True)
class Closed:
    """已销号."""

    on: str


Stage = Unassigned | Rectifying | Answered | Accepted | Closed


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A finding; open since a day, `escalated_on` that on which a body took it up (挂牌督办), empty once it is closed."""

    home: Home
    year: int
    number: int
    open_since: str
    raised_by: str
    stage: Stage
    unit: str = ""
    escalated_on: str = ""

    @property
    def says(self) -> str:
        """The number as people say it."""
        return FINDING.say(self.year, self.number)


def evolve(state: Finding | None, event: Event, envelope: Envelope) -> Finding | None:
    """The finding after one more event of its stream."""
    on = envelope.effective_on
    if isinstance(event, f.FindingRecorded):
        return Finding(
            home=home(event), year=event.year, number=event.number, open_since=on,
            raised_by=event.raised_by, stage=Unassigned(on),
        )  # fmt: skip
    if state is None:
        return None  # Its recording was lawfully erased.
    match event:
        case f.FindingAssigned():
            return replace(state, stage=Rectifying(on, event.due_on), unit=event.unit)
        case f.FindingAnswered():
            return replace(state, stage=Answered(on))
        case f.AnswerAccepted():
            return replace(state, stage=Accepted(on))
        case f.AnswerReturned():
            return replace(state, stage=Rectifying(on, event.due_on))
        case f.FindingPressed():
            return state
        case f.FindingEscalated():
            return replace(state, escalated_on=on)
        case f.FindingClosed():
            return replace(state, stage=Closed(on), escalated_on="")
        case f.FindingReopened():
            return replace(state, stage=Rectifying(on, event.due_on), open_since=on)
        case _:
            raise AssertionError(f"not an event of a finding: {event!r}")
