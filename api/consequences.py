"""What follows on other streams from one event, in the same transaction?

What follows only records what was decided or what is owed; it never acts in a body's name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, get_args
from uuid import UUID

from domain.congress.usecases import read_congress
from domain.deciders import Command
from domain.events import Envelope, Event
from domain.profile import recorded_profile
from domain.refusals import NotFound
from domain.usecase import Consequence, Reader
from projects.commands.cycles import BallotList
from projects.commands.followups import OweFollowUp, ReevaluateProject
from projects.commands.projects import ListProject, RejectProject, SelectProject
from projects.commands.proposals import GiveFeedback
from projects.commands.under import Under
from projects.deciders.cycles import CYCLE
from projects.deciders.projects import PROJECT
from projects.deciders.proposals import PROPOSAL
from projects.events.cycles import FeedbackNoticePublished, Listed, ProjectsListed
from projects.numbers import PROJECT as PROJECTS
from projects.numbers import PROPOSAL as PROPOSALS
from projects.numbers import whole
from projects.states.cycles import Cycle
from projects.states.projects import Chosen, Project
from voting.events.evaluations import EvaluationAnnounced, Grade
from voting.events.rounds import ResultAnnounced, RoundCounted, RoundOpened
from voting.refusals import ChoiceAssigned
from voting.states.rounds import Announced, Round


@dataclass(frozen=True, slots=True)
class Cause:
    """An event that others follow from: its stream, that stream's state after it, and its envelope."""

    read: Reader
    stream: UUID
    state: Any
    envelope: Envelope

    def on_project(self, congress: str, number: str, command: Command, effective_on: str = "") -> Consequence:
        """What follows on the project with this number, decided under its congress's rules."""
        under = Under(asked=command, congress=read_congress(self.read, UUID(congress), ""))
        return Consequence(
            decider=PROJECT, stream=PROJECTS.named(congress, number), command=under, effective_on=effective_on
        )


def consequences(cause: Cause, event: Event) -> Iterable[Consequence]:
    """What follows from `event` on other streams; raises a refusal where the event must not be for their sake."""
    follows = FOLLOWS.get(type(event))
    return () if follows is None else follows(cause, event)


def _put_to_ballot(cause: Cause, event: RoundOpened) -> Iterator[Consequence]:
    """The year's list stands from the moment it is on the ballot."""
    if event.cycle and event.kind == "first":
        command = BallotList(batch=event.batch, round=str(cause.stream))
        yield Consequence(decider=CYCLE, stream=UUID(event.cycle), command=command)


def _choose(cause: Cause, event: ResultAnnounced) -> Iterator[Consequence]:
    """Every project of the list is selected or not, from the day on which the choice took effect (DESIGN §4)."""
    state: Round = cause.state
    opened = state.opened
    if not opened.cycle:
        return
    assert isinstance(state.stage, Announced)
    on = state.confirmed_on or state.resolved_on or state.stage.declared.on
    round_, congress = str(cause.stream), opened.congress
    for line, chosen in _lines(cause, event):
        project = cause.read(PROJECT, PROJECTS.named(congress, line.project))
        if chosen and project is not None and project.chosen_in == round_ and project.origin is not None:
            continue  # Announced anew after a correction that left this one where it was.
        command = _selection(state, event, round_, line) if chosen else _rejection(opened.batch, event, round_)
        yield cause.on_project(congress, line.project, command, on)


def _selection(state: Round, event: ResultAnnounced, round_: str, line: Listed) -> SelectProject:
    street = state.profile.decision_mode == "street_poll"
    return SelectProject(
        origin="street_poll" if street else "voted", round=round_, announcement=event.number, batch=state.opened.batch,
        amount_fen=line.amount_fen, amount_text=line.amount_text, deadline=line.deadline,
    )  # fmt: skip


def _rejection(batch: int, event: ResultAnnounced, round_: str) -> RejectProject:
    return RejectProject(round=round_, announcement=event.number, batch=batch)


def _lines(cause: Cause, event: ResultAnnounced) -> Iterator[tuple[Listed, bool]]:
    """The lines of the final list and whether each is chosen: by its own votes, or with the report as a whole (杨浦)."""
    state: Round = cause.state
    cycle = cause.read(CYCLE, UUID(state.opened.cycle))
    whole_report = state.profile.decision_mode == "report_vote"
    for line in _final_lines(cycle, state.opened.batch):
        yield line, bool(event.selected) if whole_report else line.project in event.selected


def _final_lines(cycle: Cycle | None, batch: int) -> tuple[Listed, ...]:
    final = None if cycle is None else cycle.batches[batch].final
    assert final is not None, "a list is balloted or listed once it is final"
    return final.said.items


def _not_assigned(cause: Cause, event: RoundCounted) -> Iterator[Consequence]:
    """A correction that takes a project out is refused once that one is assigned: then the body decides by adjustment."""
    state: Round = cause.state
    if event.cause == "correction" and state.opened.cycle and state.profile.decision_mode != "report_vote":
        for line in state.opened.candidates:
            project = cause.read(PROJECT, PROJECTS.named(state.opened.congress, line.id))
            if project is not None and _gone_on(project, str(cause.stream)) and line.id not in event.selected:
                raise ChoiceAssigned(
                    f"《{line.title}》（{line.id}）已经交办，更正会使它未获确定；请由有权机构按调整程序决定。"
                )
    yield from ()


def _gone_on(project: Project, round_: str) -> bool:
    return project.chosen_in == round_ and not isinstance(project.standing, Chosen)


def _list(cause: Cause, event: ProjectsListed) -> Iterator[Consequence]:
    """报告制: every project of the list is listed, as its line says."""
    state: Cycle = cause.state
    for line in _final_lines(state, event.batch):
        if line.project in event.projects:
            command = ListProject(
                batch=event.batch, document=event.document,
                amount_fen=line.amount_fen, amount_text=line.amount_text, deadline=line.deadline,
            )  # fmt: skip
            yield cause.on_project(state.home.congress, line.project, command)


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
    RoundOpened: _put_to_ballot,
    RoundCounted: _not_assigned,
    ResultAnnounced: _choose,
    ProjectsListed: _list,
    FeedbackNoticePublished: _answer,
    EvaluationAnnounced: _look_again,
}
