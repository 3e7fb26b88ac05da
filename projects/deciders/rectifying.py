"""Which step of a second look 回头看 may come next: plan, report, inspection, its end or its escalation?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.actors import decided_by, not_before, two_people
from domain.calendar import say_day
from domain.profile import body_for
from domain.refusals import NotFound, Refusal, refuse_all
from domain.texts import clean, prose, said
from projects.deciders.checks import each_once, rules_of
from projects.deciders.standing import say
from projects.events.followups import (
    FollowUpClosed,
    FollowUpEscalated,
    Measure,
    RectificationInspected,
    RectificationPlanFiled,
    RectificationReported,
)
from projects.numbers import INSPECTION
from projects.refusals.common import AlreadyRecorded, NotNow
from projects.refusals.followups import (
    FollowUpOver,
    NoEscalation,
    NothingToEscalate,
    NotRectified,
    WrongSupervisingBody,
)
from projects.states.followups import ESCALATIONS
from projects.states.projects import Terminated

if TYPE_CHECKING:
    from collections.abc import Iterator

    from domain.events import Envelope, Event
    from projects.commands.followups import (
        CloseFollowUp,
        EscalateFollowUp,
        FileRectificationPlan,
        InspectRectification,
        ReportRectification,
    )
    from projects.commands.under import Under
    from projects.states.followups import FollowUp
    from projects.states.projects import Project


def file_plan(state: Project, asked: FileRectificationPlan, envelope: Envelope) -> RectificationPlanFiled:
    """整改方案; late it is filed all the same, and shown late."""
    one = _open(state, asked.number)
    not_before(envelope, "报送整改方案", "须回头看", one.owed_on)
    refuse_all([*_unfit_measures(asked), *clean(document=asked.document)])
    event = RectificationPlanFiled(
        number=asked.number,
        measures=tuple(
            Measure(problem=each.problem, measure=each.measure, due_on=str(each.due_on or ""))
            for each in asked.measures
        ),
        document=asked.document,
    )
    _not_again(one.plan, event, one.planned_on)
    return event


def _unfit_measures(asked: FileRectificationPlan) -> Iterator[Refusal]:
    yield from each_once([f"{each.problem}：{each.measure}" for each in asked.measures], "/measures", "整改措施")
    for place, each in enumerate(asked.measures):
        stated = prose(problem=each.problem, measure=each.measure)
        yield from (fault.at(f"/measures/{place}") for fault in stated)


def report(state: Project, asked: ReportRectification, envelope: Envelope) -> RectificationReported:
    """整改情况报告, on what the plan says."""
    one = _open(state, asked.number)
    if one.plan is None:
        raise NotNow(f"第{asked.number}次回头看还没有整改方案，报送方案之后才能报告整改情况。", pointer="/number")
    not_before(envelope, "报告整改情况", "报送整改方案", one.planned_on)
    refuse_all([*prose(text=asked.text), *clean(document=asked.document)])
    event = RectificationReported(number=asked.number, text=asked.text, document=asked.document)
    _not_again(one.report, event, one.reported_on)
    return event


def inspect(state: Project, asked: InspectRectification, envelope: Envelope) -> RectificationInspected:
    """整改现场核查 of what was reported."""
    one = _open(state, asked.number)
    if one.report is None:
        raise NotNow(f"第{asked.number}次回头看还没有报告整改情况，报告之后才能核查。", pointer="/number")
    not_before(envelope, "现场核查", "报告整改情况", one.reported_on)
    refuse_all([*prose(finding=asked.finding), *clean(document=asked.document)])
    if asked.inspection:
        INSPECTION.read(asked.inspection, "/inspection")
    event = RectificationInspected(
        number=asked.number, finding=asked.finding, satisfactory=asked.satisfactory,
        inspection=asked.inspection, document=asked.document,
    )  # fmt: skip
    _not_again(one.inspected, event, one.inspected_on)
    return event


def close(state: Project, asked: CloseFollowUp, envelope: Envelope) -> FollowUpClosed:
    """回头看结束: after what the rules ask for, or where they ask for no second grade, on the word of two people."""
    one = _open(state, asked.number)
    if not one.settled:
        if one.owed.re_evaluate and not isinstance(state.standing, Terminated):
            why = "还没有再次测评" if one.passed is None else "再次测评没有通过"
            raise NotRectified(f"第{asked.number}次回头看{why}，不能结束。", pointer="/number")
        two_people(envelope, "没有核查合格就结束回头看")
    not_before(envelope, "结束回头看", "上一步", one.last_on)
    refuse_all([*prose(conclusion=asked.conclusion), *clean(document=asked.document)])
    return FollowUpClosed(number=asked.number, conclusion=asked.conclusion, document=asked.document)


def escalate(state: Project, asked: EscalateFollowUp, command: Under, envelope: Envelope) -> FollowUpEscalated:
    """升级处理 as the rules say (G-10): somebody's act, never automatic."""
    _, profile = rules_of(command.congress)
    provided = profile.follow_up.if_still_bad
    if provided is None:
        raise NoEscalation(f"{command.congress.name}的规则没有规定仍不满意怎样处理。", pointer="/how")
    decided_by(envelope, ESCALATIONS[provided], body_for(profile, "follow_up_escalated"), WrongSupervisingBody)
    one = _open(state, asked.number)
    if asked.how != provided:
        raise NoEscalation(f"按规则，仍不满意的{ESCALATIONS[provided]}，不{ESCALATIONS[asked.how]}。", pointer="/how")
    if one.escalated:
        raise AlreadyRecorded(f"第{asked.number}次回头看已于{say_day(one.escalated_on)}升级处理。", pointer="/number")
    if one.passed is not False and not one.overdue(envelope.effective_on):
        due = say_day(one.owed.rectify_due_on)
        raise NothingToEscalate(f"再次测评没有不通过，整改期限{due}也没有超过，不能升级处理。", pointer="/number")
    not_before(envelope, "升级处理", "上一步", one.last_on)
    refuse_all([*prose(reason=asked.reason), *clean(document=asked.document)])
    return FollowUpEscalated(number=asked.number, how=asked.how, reason=asked.reason, document=asked.document)


def _open(state: Project, number: int) -> FollowUp:
    """The second look with this number, not closed; raises `NotFound` or `FollowUpOver`."""
    one = state.follow_ups.numbered(number)
    if one is None:
        raise NotFound(f"{say(state)}没有第{said(number)}次回头看。", pointer="/number")
    if one.closed_on:
        raise FollowUpOver(f"第{number}次回头看已于{say_day(one.closed_on)}结束。", pointer="/number")
    return one


def _not_again(before: Event | None, event: Event, before_on: str) -> None:
    if event == before:
        raise AlreadyRecorded(f"相同的内容已于{say_day(before_on)}登记。")
