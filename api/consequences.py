"""What follows on other streams from one event, in the same transaction?

What follows only records what was decided or what is owed; it never acts in a body's name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final, get_args
from uuid import UUID

from api import choices
from api.cause import Cause
from domain.congress.usecases import read_congress
from domain.deciders import Command
from domain.events import Event
from domain.profile import recorded_profile
from domain.refusals import NotFound
from domain.usecase import Consequence
from projects.commands.followups import OweFollowUp, ReevaluateProject
from projects.commands.proposals import GiveFeedback
from projects.commands.under import Under
from projects.deciders.projects import PROJECT
from projects.deciders.proposals import PROPOSAL
from projects.events.adjustments import AdjustmentDecided
from projects.events.cycles import FeedbackNoticePublished, ProjectsListed
from projects.events.projects import ProjectAssigned
from projects.numbers import PROJECT as PROJECTS
from projects.numbers import PROPOSAL as PROPOSALS
from projects.numbers import whole
from projects.states.cycles import Cycle
from projects.states.projects import Project
from voting.events.evaluations import EvaluationAnnounced, Grade
from voting.events.rounds import (
    ResultAnnounced,
    RoundCounted,
    RoundOpened,
    RoundVoided,
    ShortfallResolved,
    TieResolved,
)

__all__ = ["Cause", "consequences"]


def consequences(cause: Cause, event: Event) -> Iterable[Consequence]:
    """What follows from `event` on other streams; raises a refusal where the event must not be for their sake."""
    follows = FOLLOWS.get(type(event))
    return () if follows is None else follows(cause, event)


def _answer(cause: Cause, event: FeedbackNoticePublished) -> Iterator[Consequence]:
    """集中反馈: every proposal that the notice covers is answered by it."""
    state: Cycle = cause.state
    congress = read_congress(cause.read, UUID(state.home.congress), "")
    for place, number in enumerate(event.covers):
        stream = PROPOSALS.named(state.home.congress, number, f"/covers/{place}")
        command = GiveFeedback(how="by_notice", notice=str(cause.stream), document=event.document)
        under = Under(asked=command, congress=congress)
        yield Consequence(decider=PROPOSAL, stream=stream, command=under, pointer=f"/covers/{place}")


def _look_again(cause: Cause, event: EvaluationAnnounced) -> Iterator[Consequence]:
    """A grade for which the rules ask it owes a 回头看; the grade of a second evaluation goes to the one that is under way.

    So does a better grade of the first one, announced anew after a correction: it settles what the worse one had owed.
    """
    opened = cause.state.opened
    rules = recorded_profile(opened.profile).evaluation
    words = dict(zip(GRADES, rules.grades, strict=False))
    for graded in event.grades:
        if graded.grade is None or _graded_project(cause, graded.item) is None:
            continue
        grade = words[graded.grade]
        common = {"evaluation": str(cause.stream), "item": graded.item, "grade": grade}
        passed = grade not in rules.rectify_on
        command: Command = ReevaluateProject(passed=passed, re_evaluation_of=opened.re_evaluation_of, **common)
        if not passed and not opened.re_evaluation_of:
            command = OweFollowUp(cause="grade", **common)
        yield cause.on_project(opened.congress, whole(graded.item), command)


def _graded_project(cause: Cause, item: str) -> Project | None:
    """The project whose number an item carries; None where the evaluation names its items otherwise."""
    try:
        stream = PROJECTS.named(cause.state.opened.congress, whole(item))
    except NotFound:
        return None
    return cause.read(PROJECT, stream)


GRADES: Final[tuple[Grade, ...]] = get_args(Grade)
"""Best first, as the profile's words for them stand."""

FOLLOWS: Final[Mapping[type[Event], Callable[[Cause, Any], Iterable[Consequence]]]] = {
    RoundOpened: choices.put_to_ballot,
    RoundCounted: choices.not_assigned,
    TieResolved: choices.not_assigned,
    ShortfallResolved: choices.not_assigned,
    RoundVoided: choices.not_announced,
    ProjectAssigned: choices.choice_stands,
    AdjustmentDecided: choices.choice_stands,
    ResultAnnounced: choices.choose,
    ProjectsListed: choices.list_projects,
    FeedbackNoticePublished: _answer,
    EvaluationAnnounced: _look_again,
}
