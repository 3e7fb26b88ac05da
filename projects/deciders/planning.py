"""May a project be assigned 交办, its year and its work be planned, and its milestones 节点 be met or missed?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.actors import decided_by, not_before
from domain.calendar import say_day
from domain.refusals import OutOfOrder, Refusal, refuse_all
from domain.texts import clean, filled, prose, prose_if_any, said, shown
from projects.commands.projects import AssignProject, FilePlan, MeetMilestone, MissMilestone, SetAnnualPlan
from projects.deciders.briefs import (
    above_sources,
    in_sequence,
    unfit_amount,
    unfit_sources,
    unfit_targets,
    unfit_units,
)
from projects.deciders.checks import known_units
from projects.deciders.standing import may, may_next, say
from projects.events.projects import (
    AnnualPlanSet,
    Milestone,
    MilestoneMet,
    MilestoneMissed,
    PlanFiled,
    ProjectAssigned,
)
from projects.refusals.common import AlreadyRecorded, ListEmpty
from projects.refusals.projects import (
    MilestoneAfterDeadline,
    MilestoneNotDue,
    NotAYearOfProject,
    PlanReplaced,
    ReasonMissing,
    UnknownMilestone,
)
from projects.states.projects import Accepted, Chosen, Completed, Running

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from domain.congress.state import Congress
    from domain.deciders import Command
    from domain.events import Body, Envelope, Event
    from projects.commands.under import Under
    from projects.states.projects import Project
    from projects.states.work import Plan

GOVERNMENT: Final[tuple[Body, ...]] = ("government",)
PLANNING_COMMANDS: Final[tuple[type[Command], ...]] = (
    AssignProject, SetAnnualPlan, FilePlan, MeetMilestone, MissMilestone,
)  # fmt: skip


def decide_planning(state: Project, command: Under, envelope: Envelope) -> Sequence[Event]:
    """The event that the command makes on this project; raises a `Refusal`."""
    match command.asked:
        case AssignProject() as asked:
            return [_assign(state, asked, command.congress, envelope)]
        case SetAnnualPlan() as asked:
            return [_annual_plan(state, asked, envelope)]
        case FilePlan() as asked:
            return [_file(state, asked, envelope)]
        case MeetMilestone() as asked:
            return [_meet(state, asked, envelope)]
        case asked:
            assert isinstance(asked, MissMilestone)
            return [_miss(state, asked, envelope)]


def _assign(state: Project, asked: AssignProject, congress: Congress, envelope: Envelope) -> ProjectAssigned:
    """政府实施: the congress never assigns a unit; another unit takes it only on a paper."""
    decided_by(envelope, "交办", GOVERNMENT)
    may_next(state, envelope, "交办", Chosen, Running)
    refuse_all(
        [
            *filled(unit=asked.unit),
            *known_units(congress, "/unit", asked.unit),
            *unfit_units(asked.cooperating, congress, "/cooperating"),
            *clean(leader=asked.leader, document=asked.document),
        ]
    )
    if state.unit and isinstance(state.standing, Running):
        _assigned_again(state, asked, envelope)
    return ProjectAssigned(
        unit=asked.unit, unit_name=congress.units[asked.unit].name, cooperating=asked.cooperating,
        leader=asked.leader, document=asked.document,
    )  # fmt: skip


def _assigned_again(state: Project, asked: AssignProject, envelope: Envelope) -> None:
    not_before(envelope, "改由其他单位承办", "上一次交办", state.assigned_on)
    before = state.assigned
    if before is not None and (asked.unit, asked.cooperating, asked.leader) == (
        before.unit, before.cooperating, before.leader,
    ):  # fmt: skip
        raise AlreadyRecorded(f"{say(state)}已经这样交办过了。", pointer="/unit")
    if not asked.document and not envelope.basis:
        raise ReasonMissing(f"{say(state)}已经交办，改由其他单位承办的，请写明依据的文件。", pointer="/document")


def _annual_plan(state: Project, asked: SetAnnualPlan, envelope: Envelope) -> AnnualPlanSet:
    """年度计划: set again it is the adjusted one, and says why."""
    may(state, envelope, "下达年度计划", Chosen, Running, Completed, Accepted)
    not_before(envelope, "下达年度计划", "确定", state.chosen_on)
    faults: list[Refusal] = [
        *unfit_amount(asked.amount_fen, "/amount_fen"),
        *unfit_sources(asked.sources, "/sources"),
        *unfit_targets(asked.targets, "/targets"),
        *clean(document=asked.document),
        *prose_if_any(reason=asked.reason),
        *_stands_in(state, asked.year),
    ]
    refuse_all(faults)
    refuse_all(above_sources(asked.sources, asked.amount_fen, "/sources"))
    if asked.year in state.plans:
        not_before(envelope, "调整年度计划", "上一次下达", state.planned_on[asked.year])
        if not asked.reason:
            raise ReasonMissing(f"{asked.year}年度计划已经下达，调整的请写明原因。", pointer="/reason")
    return AnnualPlanSet(
        year=asked.year, amount_fen=asked.amount_fen, sources=asked.sources, targets=asked.targets,
        reason=asked.reason, document=asked.document,
    )  # fmt: skip


def _stands_in(state: Project, year: int) -> Iterator[Refusal]:
    if year not in state.years:
        years = "、".join(str(known) for known in state.years)
        yield NotAYearOfProject(f"{say(state)}在{years}年度，不在{said(year)}年度。", pointer="/year")


def _file(state: Project, asked: FilePlan, envelope: Envelope) -> PlanFiled:
    """实施计划 (M-01); one that comes late is recorded and shown as late."""
    may(state, envelope, "报送实施计划", Running)
    not_before(envelope, "报送实施计划", "交办", state.assigned_on or state.chosen_on)
    refuse_all([*_stands_in(state, asked.year), *_unfit_milestones(state, asked)])
    if state.work.plan is not None:
        _replaces(state.work.plan, asked, envelope)
    milestones = tuple(Milestone(id=one.id, name=one.name, due_on=one.due_on.isoformat()) for one in asked.milestones)
    return PlanFiled(year=asked.year, milestones=milestones, measures=asked.measures, document=asked.document)


def _unfit_milestones(state: Project, asked: FilePlan) -> Iterator[Refusal]:
    if not asked.milestones:
        yield ListEmpty("请至少写明一个节点。", pointer="/milestones")
    yield from in_sequence([one.id for one in asked.milestones], "/milestones")
    yield from (*clean(document=asked.document), *prose_if_any(measures=asked.measures))
    deadline = "" if state.brief.cross_year else state.brief.deadline_on
    for place, one in enumerate(asked.milestones):
        yield from (fault.at(f"/milestones/{place}") for fault in filled(name=one.name))
        if deadline and one.due_on.isoformat() > deadline:
            yield MilestoneAfterDeadline(
                f"节点“{shown(one.name)}”定于{say_day(one.due_on)}，晚于完成时限{say_day(deadline)}。",
                pointer=f"/milestones/{place}/due_on",
            )


def _replaces(before: Plan, asked: FilePlan, envelope: Envelope) -> None:
    """A later plan of the same year leaves alone what is met; one of an earlier year comes too late."""
    not_before(envelope, "报送实施计划", "上一次报送", before.newest_on)
    if asked.year < before.year:
        raise PlanReplaced(f"{before.year}年度的实施计划已经报送，不能再报{asked.year}年度的。", pointer="/year")
    if asked.year == before.year:
        kept = {(one.id, one.name) for one in asked.milestones}
        refuse_all(
            PlanReplaced(f"节点“{shown(one.name)}”已经完成，新的计划须原样保留。", pointer="/milestones")
            for id_, one in before.milestones.items()
            if id_ in before.met and (one.id, one.name) not in kept
        )


def _meet(state: Project, asked: MeetMilestone, envelope: Envelope) -> MilestoneMet:
    _open_milestone(state, asked.milestone, "登记节点完成", envelope)
    refuse_all(clean(document=asked.document))
    return MilestoneMet(milestone=asked.milestone, document=asked.document)


def _miss(state: Project, asked: MissMilestone, envelope: Envelope) -> MilestoneMissed:
    milestone = _open_milestone(state, asked.milestone, "登记节点未按期完成", envelope)
    expected_on = str(asked.expected_on or "")
    refuse_all(prose(reason=asked.reason))
    if envelope.effective_on <= milestone.due_on:
        raise MilestoneNotDue(
            f"节点“{shown(milestone.name)}”定于{say_day(milestone.due_on)}，那一天过后才能登记未按期完成。",
            pointer="/effective_on",
        )
    if expected_on and expected_on < envelope.effective_on:
        raise OutOfOrder(
            f"预计完成日期{say_day(expected_on)}早于登记的日期{say_day(envelope.effective_on)}。",
            pointer="/expected_on",
        )
    return MilestoneMissed(milestone=asked.milestone, reason=asked.reason, expected_on=expected_on)


def _open_milestone(state: Project, id_: str, act: str, envelope: Envelope) -> Milestone:
    """The milestone of the plan that stands, not yet met."""
    plan = state.work.plan
    may(state, envelope, act, Running, Completed)
    if plan is None or id_ not in plan.milestones:
        raise UnknownMilestone(f"{say(state)}的实施计划没有编号为“{shown(id_)}”的节点。", pointer="/milestone")
    if id_ in plan.met:
        raise AlreadyRecorded(
            f"节点“{shown(plan.milestones[id_].name)}”已于{say_day(plan.met[id_])}完成。", pointer="/milestone"
        )
    not_before(envelope, act, "报送实施计划", plan.filed_on)
    return plan.milestones[id_]
