"""What stands about one graded evaluation, and which step can come next?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from domain.profile import recorded_profile
from domain.refusals import NotFound
from voting.events.evaluations import (
    EvaluationAnnounced,
    EvaluationCorrected,
    EvaluationDeclared,
    EvaluationGraded,
    EvaluationOpened,
    EvaluationTotalsRecorded,
    EvaluationVoided,
    SurveyRecorded,
)
from voting.states.papers import NO_PAPERS, Papers, evolve_papers
from voting.states.readings import corrected

if TYPE_CHECKING:
    from domain.events import Envelope, Event
    from domain.profile import Profile


@dataclass(frozen=True, slots=True)
class Marking:
    """The grades are being marked; no number has been entered."""


@dataclass(frozen=True, slots=True)
class Graded:
    """The numbers are in and every item has its grade."""

    grades: EvaluationGraded


@dataclass(frozen=True, slots=True)
class Declared:
    """The grades were said in the hall."""

    graded: Graded
    on: str


@dataclass(frozen=True, slots=True)
class Announced:
    """The grades were published."""

    declared: Declared
    on: str


@dataclass(frozen=True, slots=True)
class Void:
    """The evaluation does not count."""

    reason: str


MARKING = Marking()
Stage = Marking | Graded | Declared | Announced | Void


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """An evaluation: what was fixed at its opening, its papers, the current reading of its sheet, and its stage."""

    opened: EvaluationOpened
    opened_on: str
    profile: Profile
    papers: Papers = NO_PAPERS
    reading: EvaluationTotalsRecorded | None = None
    read_on: str = ""
    stage: Stage = MARKING


def evolve(state: Evaluation | None, event: Event, envelope: Envelope) -> Evaluation | None:
    """The evaluation after one more event of its stream."""
    if isinstance(event, EvaluationOpened):
        return Evaluation(opened=event, opened_on=envelope.effective_on, profile=recorded_profile(event.profile))
    if state is None:
        raise NotFound("没有找到这次测评。")
    papers = evolve_papers(state.papers, event, envelope)
    if papers is not None:
        return replace(state, papers=papers)
    return _evolve_result(state, event, envelope.effective_on)


def _evolve_result(state: Evaluation, event: Event, on: str) -> Evaluation:
    match event, state.stage:
        case EvaluationTotalsRecorded(), _:
            return replace(state, reading=event, read_on=on)
        case EvaluationGraded(), _:
            return replace(state, stage=_graded_again(state.stage, event))
        case EvaluationCorrected(), _:
            assert state.reading is not None
            return replace(state, reading=corrected(state.reading, event.field, event.after))
        case EvaluationDeclared(), Graded() as graded:
            return replace(state, stage=Declared(graded, on))
        case EvaluationAnnounced(), Declared() as declared:
            return replace(state, stage=Announced(declared, on))
        case EvaluationVoided(), _:
            return replace(state, stage=Void(event.reason))
        case SurveyRecorded(), _:
            return state
        case _:
            raise AssertionError(f"not an event of an evaluation in this stage: {event!r}")


def _graded_again(stage: Stage, grades: EvaluationGraded) -> Stage:
    """A correction that changes no grade leaves the stage; one that does goes back before the declaration."""
    match stage:
        case Declared(Graded(before), on) if before.grades == grades.grades:
            return Declared(Graded(grades), on)
        case Announced(Declared(Graded(before), declared_on), on) if before.grades == grades.grades:
            return Announced(Declared(Graded(grades), declared_on), on)
        case _:
            return Graded(grades)
