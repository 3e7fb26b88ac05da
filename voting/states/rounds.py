"""What stands about one round of the ballot, and which step can come next?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from domain.profile import recorded_profile
from domain.refusals import NotFound
from voting.events.rounds import (
    ChoiceConfirmed,
    PapersAudited,
    PapersSealed,
    ReballotCalled,
    ResolutionAdopted,
    ResultAnnounced,
    ResultDeclared,
    RoundCorrected,
    RoundCounted,
    RoundOpened,
    RoundRecounted,
    RoundTakenOver,
    RoundVoided,
    ShortfallResolved,
    TieResolved,
    TotalsRecorded,
)
from voting.states.papers import NO_PAPERS, Papers, evolve_papers
from voting.states.readings import corrected

if TYPE_CHECKING:
    from domain.events import Envelope, Event
    from domain.profile import Profile
    from voting.events.rounds import RoundKind

Reading = TotalsRecorded | PapersSealed


@dataclass(frozen=True, slots=True)
class Voting:
    """Papers are out or about to go out; no number has been entered."""


@dataclass(frozen=True, slots=True)
class Counted:
    """The numbers are in and counted; `settled` are those brought in by resolving a tie or a shortfall."""

    count: RoundCounted
    settled: tuple[str, ...] | None = None

    @property
    def selected(self) -> tuple[str, ...]:
        """Those who are in, by the count and by what was settled after it."""
        return self.count.selected + (self.settled or ())


@dataclass(frozen=True, slots=True)
class Declared:
    """The result was said in the hall."""

    counted: Counted
    on: str


@dataclass(frozen=True, slots=True)
class Announced:
    """The result was announced 公告."""

    declared: Declared
    on: str


@dataclass(frozen=True, slots=True)
class Void:
    """The round does not count; a 重新投票 may follow."""

    reason: str


VOTING = Voting()
Stage = Voting | Counted | Declared | Announced | Void


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """A round: what was fixed at its opening, its papers, the current reading of its sheet, and its stage.

    `reballot` is the re-ballot that stands called, `calls` how many were called so far; `carried` names the re-ballot whose
    result was carried back. `recounts` and `audits` stand beside the count, oldest first.
    """

    opened: RoundOpened
    opened_on: str
    profile: Profile
    papers: Papers = NO_PAPERS
    reading: Reading | None = None
    read_on: str = ""
    stage: Stage = VOTING
    reballot: ReballotCalled | None = None
    calls: int = 0
    called_on: str = ""
    carried: str = ""
    resolved_on: str = ""
    confirmed_on: str = ""
    recounts: tuple[RoundRecounted, ...] = ()
    audits: tuple[PapersAudited, ...] = ()

    @property
    def purpose(self) -> RoundKind:
        """What the ballot is for: a 重新投票 is for what the void one was."""
        return self.opened.repeats if self.opened.kind == "void_repeat" else self.opened.kind

    @property
    def carries_to(self) -> str:
        """The round to which the result is carried back, empty where the round announces its own."""
        return self.opened.previous if self.opened.kind in ("tie_break", "shortfall") else self.opened.called_by

    @property
    def next_number(self) -> int:
        """The running number of the re-ballot that stands called: each call has its own, so that it has one re-ballot."""
        return self.opened.number + self.calls

    @property
    def counted(self) -> Counted | None:
        """The count with what was settled after it, in whichever later stage the round is."""
        match self.stage:
            case Counted():
                return self.stage
            case Declared(counted):
                return counted
            case Announced(declared):
                return declared.counted
            case _:
                return None


@dataclass(frozen=True, slots=True)
class TakenOver:
    """A past ballot as a document reports it: nothing can happen to it here but another document."""

    event: RoundTakenOver


def evolve(state: Round | TakenOver | None, event: Event, envelope: Envelope) -> Round | TakenOver | None:
    """The round after one more event of its stream."""
    if isinstance(event, RoundOpened):
        return Round(opened=event, opened_on=envelope.effective_on, profile=recorded_profile(event.profile))
    if isinstance(event, RoundTakenOver):
        return TakenOver(event)
    if not isinstance(state, Round):
        raise NotFound("没有找到这一轮。")
    papers = evolve_papers(state.papers, event, envelope)
    if papers is not None:
        return replace(state, papers=papers)
    return _evolve_result(state, event, envelope.effective_on)


def _evolve_result(state: Round, event: Event, on: str) -> Round:
    match event, state.stage:
        case ((TotalsRecorded() | PapersSealed()), _):
            return replace(state, reading=event, read_on=on)
        case RoundCounted(), _:
            return _recounted(state, event)
        case RoundCorrected(), _:
            assert isinstance(state.reading, TotalsRecorded)
            return replace(state, reading=corrected(state.reading, event.field, event.after))
        case RoundRecounted(), _:
            return replace(state, recounts=(*state.recounts, event))
        case PapersAudited(), _:
            return replace(state, audits=(*state.audits, event))
        case ((TieResolved() | ShortfallResolved()), _):
            assert state.counted is not None
            settled = Counted(state.counted.count, event.selected)
            return replace(state, stage=settled, carried=event.round, resolved_on="", confirmed_on="")
        case ResultDeclared(), Counted() as counted:
            return replace(state, stage=Declared(counted, on))
        case ResultAnnounced(), Declared() as declared:
            return replace(state, stage=Announced(declared, on))
        case ReballotCalled(), _:
            return replace(state, reballot=event, calls=state.calls + 1, called_on=on)
        case ResolutionAdopted(), _:
            return replace(state, resolved_on=on)
        case ChoiceConfirmed(), _:
            return replace(state, confirmed_on=on)
        case RoundVoided(), _:
            return replace(state, stage=Void(event.reason), reballot=None, called_on="")
        case _:
            raise AssertionError(f"not an event of a round in this stage: {event!r}")


def _recounted(state: Round, count: RoundCounted) -> Round:
    """A correction that changes nobody's place leaves the stage; one that does goes back before whatever followed the count."""
    before = state.counted
    if before is None or _places(before.count) != _places(count):
        return replace(
            state, stage=Counted(count), reballot=None, called_on="", carried="", resolved_on="", confirmed_on=""
        )
    counted = Counted(count, before.settled)
    match state.stage:
        case Declared(_, on):
            return replace(state, stage=Declared(counted, on))
        case Announced(declared, on):
            return replace(state, stage=Announced(Declared(counted, declared.on), on))
        case _:
            return replace(state, stage=counted)


def _places(count: RoundCounted) -> tuple[object, ...]:
    return count.outcome, count.selected, count.tied
