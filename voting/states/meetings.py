"""What stands about a meeting: its rules, officers and heads counted?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from domain.refusals import NotFound
from voting.events.meetings import (
    AttendanceCounted,
    CandidatesExplained,
    DelegationOpinionRecorded,
    DelegationsFormed,
    MeetingConvened,
    MethodAdopted,
    MethodProposed,
    ScrutineersPassed,
    SittingHeld,
    TellersNamed,
)

if TYPE_CHECKING:
    from domain.events import Envelope, Event
    from voting.events.meetings import Delegation, Sitting


@dataclass(frozen=True, slots=True)
class Method:
    """The 票决办法 and the profile version that it puts into force."""

    profile_version: int
    on: str


@dataclass(frozen=True, slots=True)
class Heads:
    """The newest count of heads and its day."""

    counted: AttendanceCounted
    on: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """A convened meeting; what has not happened yet is None or empty."""

    convened: MeetingConvened
    delegations: tuple[Delegation, ...] = ()
    sittings: dict[Sitting, str] | None = None
    explained: frozenset[tuple[int, int]] = frozenset()
    proposed: Method | None = None
    adopted: Method | None = None
    scrutineers_on: str = ""
    heads: Heads | None = None

    def held(self, sitting: Sitting) -> str:
        """The day on which `sitting` was held, empty when it was not."""
        return (self.sittings or {}).get(sitting, "")


def evolve(state: Meeting | None, event: Event, envelope: Envelope) -> Meeting | None:
    """The meeting after one more event of its stream."""
    if isinstance(event, MeetingConvened):
        return Meeting(convened=event)
    if state is None:
        raise NotFound("没有找到这次会议。")
    on = envelope.effective_on
    match event:
        case DelegationsFormed():
            return replace(state, delegations=event.delegations)
        case SittingHeld():
            return replace(state, sittings={**(state.sittings or {}), event.sitting: on})
        case CandidatesExplained():
            return replace(state, explained=state.explained | {(event.project_year, event.batch)})
        case DelegationOpinionRecorded():
            return state
        case MethodProposed():
            return replace(state, proposed=Method(event.profile_version, on))
        case MethodAdopted():
            return replace(state, adopted=Method(event.profile_version, on))
        case ScrutineersPassed():
            return replace(state, scrutineers_on=on)
        case TellersNamed():
            return state
        case AttendanceCounted():
            return replace(state, heads=Heads(event, on))
        case _:
            raise AssertionError(f"not an event of a meeting: {event!r}")
