"""What does a ballot decide about the projects of its list, and what may not be undone any more because of it?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from uuid import UUID

from api.cause import Cause
from domain.streams import round_id
from domain.usecase import Consequence, Reader
from projects.commands.cycles import BallotList
from projects.commands.projects import ListProject, RejectProject, SelectProject
from projects.deciders.cycles import CYCLE
from projects.deciders.projects import PROJECT
from projects.events.adjustments import AdjustmentDecided
from projects.events.cycles import Listed, ProjectsListed
from projects.events.projects import ProjectAssigned
from projects.numbers import PROJECT as PROJECTS
from projects.refusals.common import ChoiceUnderCorrection
from projects.refusals.cycles import ListStands
from projects.states.cycles import Cycle
from projects.states.projects import Chosen, Project
from voting.deciders.rounds import ROUND
from voting.deciders.settling import outdated
from voting.events.rounds import ResultAnnounced, RoundCounted, RoundOpened, RoundVoided, ShortfallResolved, TieResolved
from voting.refusals.announcing import ChoiceAnnounced, ChoiceAssigned
from voting.states.rounds import Announced, Round, Void


def put_to_ballot(cause: Cause, event: RoundOpened) -> Iterator[Consequence]:
    """The year's list stands from the moment it is on the ballot, and is on one ballot unless that came to nothing."""
    if event.cycle and event.kind == "first":
        cycle = cause.read(CYCLE, UUID(event.cycle))
        for earlier in () if cycle is None else cycle.batches[event.batch].rounds:
            if _counts(cause.read, UUID(earlier)):
                raise ListStands(f"第{event.batch}批名单已经交付票决，不能再开一轮第一次投票。", pointer="/batch")
        command = BallotList(batch=event.batch, round=str(cause.stream))
        yield Consequence(decider=CYCLE, stream=UUID(event.cycle), command=command)


def _counts(read: Reader, stream: UUID) -> bool:
    """Whether a round, or the one that repeats it, is not void."""
    state = read(ROUND, stream)
    if not isinstance(state, Round) or not isinstance(state.stage, Void):
        return isinstance(state, Round)
    own = state.opened
    repeat = round_id(own.meeting, own.project_year, own.batch, state.next_number)
    return state.reballot is not None and _counts(read, repeat)


def choose(cause: Cause, event: ResultAnnounced) -> Iterator[Consequence]:
    """Every project of the list is selected or not, from the day on which the choice took effect (DESIGN §4)."""
    state: Round = cause.state
    opened = state.opened
    if not opened.cycle:
        return
    assert isinstance(state.stage, Announced)
    on = state.confirmed_on or state.resolved_on or state.stage.declared.on
    round_, congress = str(cause.stream), opened.congress
    for line, chosen in _lines(cause, event.selected):
        project = cause.read(PROJECT, PROJECTS.named(congress, line.project))
        if chosen and project is not None and project.chosen_in == round_ and project.origin is not None:
            continue  # Announced anew after a correction that left this one where it was.
        if not chosen and project is not None and project.chosen_in not in ("", round_):
            continue  # Not chosen here, announced before, and chosen on another list since.
        command = _selection(state, event, round_, line) if chosen else _rejection(opened.batch, event, round_)
        yield cause.on_project(congress, line.project, command, on)


def _selection(state: Round, event: ResultAnnounced, round_: str, line: Listed) -> SelectProject:
    street = state.profile.decision_mode == "street_poll"
    return SelectProject(
        origin="street_poll" if street else "voted", round=round_, announcement=event.number,
        project_year=state.opened.project_year, batch=state.opened.batch,
        amount_fen=line.amount_fen, amount_text=line.amount_text, deadline=line.deadline,
    )  # fmt: skip


def _rejection(batch: int, event: ResultAnnounced, round_: str) -> RejectProject:
    return RejectProject(round=round_, announcement=event.number, batch=batch)


def _lines(cause: Cause, selected: Sequence[str]) -> Iterator[tuple[Listed, bool]]:
    """The lines of the final list and whether each is chosen: by its own votes, or with the report as a whole (杨浦)."""
    state: Round = cause.state
    cycle = cause.read(CYCLE, UUID(state.opened.cycle))
    for line in _final_lines(cycle, state.opened.batch):
        yield line, bool(selected) if _whole_report(state) else line.project in selected


def _whole_report(state: Round) -> bool:
    return state.profile.decision_mode == "report_vote"


def _final_lines(cycle: Cycle | None, batch: int) -> tuple[Listed, ...]:
    final = None if cycle is None else cycle.batches[batch].final
    assert final is not None, "a list is balloted or listed once it is final"
    return final.said.items


def not_assigned(cause: Cause, event: RoundCounted | TieResolved | ShortfallResolved) -> Iterator[Consequence]:
    """Nothing takes a project out that is assigned: then the body decides by adjustment."""
    state: Round = cause.state
    if isinstance(event, RoundCounted) and event.cause != "correction":
        return
    selected = () if state.counted is None else state.counted.selected
    for line, chosen, project in _chosen_here(cause, selected):
        if not chosen and not isinstance(project.standing, Chosen):
            raise ChoiceAssigned(
                f"《{line.title}》（{line.project}）已经交办，更正会使它未获确定；请由有权机构按调整程序决定。"
            )
    yield from ()


def not_announced(cause: Cause, _event: RoundVoided) -> Iterator[Consequence]:
    """What was announced is put right or adjusted; a void round would leave the projects that it chose without a ballot."""
    for line, _, _ in _chosen_here(cause, ()):
        raise ChoiceAnnounced(f"《{line.title}》（{line.project}）已经公告为本轮确定的项目，本轮不能再作废。")
    yield from ()


def _chosen_here(cause: Cause, selected: Sequence[str]) -> Iterator[tuple[Listed, bool, Project]]:
    """Those on this round's paper that it chose, or the round to which it carries back; and whether it chooses them still."""
    state: Round = cause.state
    if not state.opened.cycle:
        return
    papers = {candidate.id for candidate in state.opened.candidates}
    for line, chosen in _lines(cause, selected):
        project = cause.read(PROJECT, PROJECTS.named(state.opened.congress, line.project))
        on_paper = line.project in papers or _whole_report(state)
        if on_paper and project is not None and project.chosen_in in {str(cause.stream), state.carries_to} - {""}:
            yield line, chosen, project


def choice_stands(cause: Cause, _event: ProjectAssigned | AdjustmentDecided) -> Iterator[Consequence]:
    """A project goes on while its choice stands announced: between a correction and the new announcement it waits."""
    project: Project = cause.state
    if project.origin in ("voted", "street_poll"):
        state = cause.read(ROUND, UUID(project.chosen_in))
        if isinstance(state, Round) and _moved(cause.read, state):
            raise ChoiceUnderCorrection(
                f"确定《{project.brief.title}》（{project.says}）的那一轮已经更正，重新公告以后再办理。"
            )
    yield from ()


def _moved(read: Reader, state: Round) -> bool:
    """Whether what the round announced is not what is counted now, in it or in the re-ballot that was carried back to it."""
    if not isinstance(state.stage, Announced):
        return True
    reballot = read(ROUND, UUID(state.carried)) if state.carried else None
    return outdated(state, reballot if isinstance(reballot, Round) else None, state.carried)


def list_projects(cause: Cause, event: ProjectsListed) -> Iterator[Consequence]:
    """报告制: every project of the list is listed, as its line says."""
    state: Cycle = cause.state
    for line in _final_lines(state, event.batch):
        if line.project in event.projects:
            command = ListProject(
                project_year=state.project_year, batch=event.batch, document=event.document,
                amount_fen=line.amount_fen, amount_text=line.amount_text, deadline=line.deadline,
            )  # fmt: skip
            yield cause.on_project(state.home.congress, line.project, command)
