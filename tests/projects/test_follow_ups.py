"""Does one line go from a bad grade to the end of the second look, late where it is late, and in no other order?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from domain.refusals import DecidedByMissing, NotFound, OutOfOrder, SamePerson, SecondPersonMissing
from domain.texts import UnfitText
from projects.application import USE_CASES
from projects.commands import followups as f
from projects.deciders.adjustments import ADJUSTMENT_COMMANDS
from projects.deciders.followups import FOLLOW_UP_COMMANDS
from projects.events.followups import (
    FollowUpClosed,
    FollowUpEscalated,
    FollowUpOwed,
    Measure,
    ProjectReevaluated,
    RectificationInspected,
    RectificationPlanFiled,
    RectificationReported,
)
from projects.events.projects import ProjectNotSelected
from projects.refusals import followups as r
from projects.refusals.common import AlreadyRecorded, ListEmpty, NamedMoreThanOnce, NotNow
from tests.given import CHAIR, CLERK, Given
from tests.projects.adjusting import (
    AGAIN,
    BRIEF,
    CLOSE,
    ESCALATE,
    INSPECT,
    OWED,
    PLAN,
    REPORT,
    TOWN,
    ask,
    began,
    decision,
    home,
    inspected,
    owed,
    planned,
    reported,
    request,
    running,
)

if TYPE_CHECKING:
    from domain.events import Body

BODY: Body = "standing_committee"
ONCE = home(follow_up={"re_evaluate": False, "if_still_bad": None})
OPEN = f.OpenFollowUp(reason="代表视察发现路面积水")


def terminated(of: Given[Any], on: str) -> Given[Any]:
    return decision(request(of, on=on, kind="terminate").and_then(), "terminated", on=on).and_then()


def graded(of: Given[Any], *, passed: bool, on: str = "2025-06-12", **changes: Any) -> Any:
    return ask(of, replace(AGAIN, passed=passed, **changes), on)


def test_one_line_goes_from_a_bad_grade_to_the_end() -> None:
    first = ask(running(), OWED, "2025-01-10").then(
        FollowUpOwed(
            number=1, cause="grade", plan_due_on="2025-01-25", rectify_due_on="2025-04-10", re_evaluate=True,
            evaluation="evaluation-1", item="2024-01", grade="不满意",
        )
    )  # fmt: skip
    plan = replace(PLAN, measures=(replace(PLAN.measures[0], due_on=date(2025, 3, 15)),), document="方案")
    second = ask(first, plan, "2025-01-20").then(
        RectificationPlanFiled(
            number=1, measures=(Measure(problem="路面积水", measure="增设边沟", due_on="2025-03-15"),), document="方案"
        )
    )
    third = ask(second, REPORT, "2025-04-01").then(RectificationReported(number=1, text="边沟已经增设。"))
    fourth = ask(third, replace(INSPECT, inspection="2025视-002"), "2025-04-18").then(
        RectificationInspected(number=1, finding="排水正常。", satisfactory=True, inspection="2025视-002")
    )
    fifth = ask(fourth, AGAIN, "2025-06-12").then(
        ProjectReevaluated(number=1, evaluation="evaluation-2", item="2024-01", grade="基本满意", passed=True)
    )
    last = ask(fifth, CLOSE, "2025-06-20").then(FollowUpClosed(number=1, conclusion="整改完成。"))
    assert last.state.follow_ups.numbered(1).closed_on == "2025-06-20"
    for command in (PLAN, REPORT, INSPECT, CLOSE):
        ask(last, command, "2025-07-01").refused(r.FollowUpOver, "2025年6月20日", "/number")
    ask(last, ESCALATE, "2025-07-01", BODY).refused(r.FollowUpOver)


def test_a_failed_second_grade_is_escalated_as_the_rules_say_and_the_line_goes_on() -> None:
    failed = graded(inspected(), passed=False, grade="不满意").and_then()
    ask(failed, CLOSE, "2025-06-20").refused(r.NotRectified, "再次测评没有通过")
    escalated = ask(failed, ESCALATE, "2025-06-26", BODY).then(
        FollowUpEscalated(number=1, how="inquiry", reason="整改没有到位")
    )
    ask(escalated, ESCALATE, "2025-06-27", BODY).refused(AlreadyRecorded, "2025年6月26日")
    again = replace(PLAN, measures=(f.PlannedMeasure(problem="路面积水", measure="重做路面"),))
    rectified = ask(escalated, again, "2025-07-01").and_then()
    rectified = ask(rectified, replace(REPORT, text="路面已经重做。"), "2025-09-01").and_then()
    worse = graded(rectified, passed=False, on="2025-10-01", evaluation="evaluation-3", grade="不满意").and_then()
    assert ask(worse, ESCALATE, "2025-10-08", BODY).events
    better = graded(rectified, passed=True, on="2025-10-01", evaluation="evaluation-3").and_then()
    assert ask(better, CLOSE, "2025-10-09").events


def test_what_follows_from_a_grade_is_nobody_s_to_ask_for() -> None:
    asked_for = {case.command for case in USE_CASES if case.command in (*FOLLOW_UP_COMMANDS, *ADJUSTMENT_COMMANDS)}
    assert {*FOLLOW_UP_COMMANDS, *ADJUSTMENT_COMMANDS} - asked_for == {f.OweFollowUp, f.ReevaluateProject}


# Owed


def test_a_grade_owes_one_second_look_however_often_it_is_announced() -> None:
    assert ask(owed(), OWED, "2025-01-20").events == ()
    assert ask(owed(), replace(OWED, cause="survey"), "2025-01-20").events
    (other,) = ask(owed(), replace(OWED, item="2024-01-2"), "2025-01-20").events
    (next_year,) = ask(owed(), replace(OWED, evaluation="evaluation-9"), "2026-01-20").events
    assert [event.number for event in (other, next_year)] == [2, 2]  # type: ignore[attr-defined] # as owed


def test_a_grade_that_stands_is_never_refused() -> None:
    for state in (began(), terminated(running(), "2024-12-01")):
        assert ask(state, OWED, "2025-01-10").events


def test_the_days_come_from_the_rules() -> None:
    rules = home(follow_up={"plan_days": 1, "rectify_days": 30, "re_evaluate": False, "if_still_bad": None})
    (event,) = ask(running(), OWED, "2024-02-28", under=rules).events
    assert isinstance(event, FollowUpOwed)
    assert (event.plan_due_on, event.rectify_due_on, event.re_evaluate) == ("2024-02-29", "2024-03-29", False)


def test_an_evaluation_corrected_to_a_better_grade_takes_back_what_it_owed() -> None:
    better = replace(AGAIN, evaluation="evaluation-1", re_evaluation_of="", grade="基本满意")
    settled = ask(owed(), better, "2025-01-20").and_then()
    assert ask(settled, CLOSE, "2025-01-21").events
    assert ask(settled, OWED, "2025-01-25").events, "corrected back again, it owes anew"
    assert ask(owed(), replace(better, passed=False, grade="不满意"), "2025-01-20").events == ()
    assert ask(owed(), replace(better, evaluation="evaluation-8"), "2025-01-20").events == ()


# Asked for by a body


def test_a_body_asks_for_a_second_look_without_a_grade_and_says_why() -> None:
    (event,) = ask(running(), OPEN, "2024-09-10", BODY).events
    assert event == FollowUpOwed(
        number=1, cause="body", plan_due_on="2024-09-25", rectify_due_on="2024-12-09", re_evaluate=True, item="2024-01",
        reason="代表视察发现路面积水",
    )  # fmt: skip
    (part,) = ask(running(), replace(OPEN, item="2024-01-2"), "2024-09-10", BODY).events
    assert part.item == "2024-01-2"  # type: ignore[attr-defined] # as owed


def test_the_same_is_not_asked_for_twice_while_it_is_open() -> None:
    once = ask(running(), OPEN, "2024-09-10", BODY).and_then()
    ask(once, OPEN, "2024-09-11", BODY).refused(AlreadyRecorded, "2024年9月10日")
    assert ask(once, replace(OPEN, item="2024-01-1"), "2024-09-11", BODY).events
    assert ask(once, replace(OPEN, reason="护栏缺失"), "2024-09-11", BODY).events
    passed = graded(once, passed=True).and_then()
    closed = ask(passed, CLOSE, "2025-06-20").and_then()
    assert ask(closed, OPEN, "2025-09-11", BODY).events


def test_only_the_supervising_body_asks_for_it() -> None:
    ask(running(), OPEN, "2024-09-10").refused(DecidedByMissing, "人大常委会")
    ask(running(), OPEN, "2024-09-10", "government").refused(r.WrongSupervisingBody, "由人大常委会决定")
    ask(running(), OPEN, "2024-09-10", BODY, under=TOWN).refused(r.WrongSupervisingBody, "由乡镇人大主席团决定")
    ask(running(), OPEN, "2024-09-10", BODY, under=home("street")).refused(r.WrongSupervisingBody, "人大街道工委")


@pytest.mark.parametrize("item", ["2024-02", "2024-01-3", "2024-01-", "x" * 500, "2024-1"])
def test_a_second_look_is_at_the_project_or_one_of_its_sub_items(item: str) -> None:
    ask(running(), replace(OPEN, item=item), "2024-09-10", BODY).refused(r.NotOfThisProject, pointer="/item")


def test_a_sub_item_that_was_promised_is_looked_at_even_after_it_was_dropped() -> None:
    fewer = replace(BRIEF, sub_items=BRIEF.sub_items[:1])
    dropped = decision(request(running(), fewer).and_then()).and_then()
    assert ask(dropped, replace(OPEN, item="2024-01-2"), "2024-09-10", BODY).events


def test_it_is_asked_for_after_the_choice_and_of_what_goes_on() -> None:
    ask(running(), OPEN, "2024-01-17", BODY).refused(OutOfOrder)
    ask(began(), OPEN, "2024-09-10", BODY).refused(NotNow, "拟提")
    lost = ProjectNotSelected(round="round-1", announcement="公告第4号", batch=1)
    ask(began(("2024-01-18", lost)), OPEN, "2024-09-10", BODY).refused(NotNow, "未获确定")
    ask(terminated(running(), "2024-08-01"), OPEN, "2024-09-10", BODY).refused(NotNow, "终止实施")
    ask(running(), replace(OPEN, reason=" "), "2024-09-10", BODY).refused(UnfitText, pointer="/reason")


# Plan, report, inspection


def test_late_steps_are_recorded() -> None:
    late = ask(owed(), PLAN, "2025-03-01").and_then()
    assert ask(late, REPORT, "2025-12-01").events


def test_the_steps_come_in_their_order() -> None:
    ask(owed(), REPORT, "2025-04-01").refused(NotNow, "还没有整改方案")
    ask(planned(), INSPECT, "2025-04-18").refused(NotNow, "还没有报告整改情况")
    ask(owed(), PLAN, "2025-01-09").refused(OutOfOrder, "早于须回头看")
    ask(planned(), REPORT, "2025-01-19").refused(OutOfOrder, "早于报送整改方案")
    ask(reported(), INSPECT, "2025-03-31").refused(OutOfOrder, "早于报告整改情况")
    passed = graded(inspected(), passed=True).and_then()
    ask(passed, CLOSE, "2025-06-11").refused(OutOfOrder, "早于上一步")
    failed = graded(inspected(), passed=False).and_then()
    ask(failed, ESCALATE, "2025-06-11", BODY).refused(OutOfOrder)


@pytest.mark.parametrize("number", [0, 2, -1, 10**30])
def test_every_step_names_a_second_look_that_there_is(number: int) -> None:
    for command in (PLAN, REPORT, INSPECT, CLOSE):
        ask(inspected(), replace(command, number=number), "2025-06-20").refused(NotFound, pointer="/number")
    ask(inspected(), replace(ESCALATE, number=number), "2025-06-20", BODY).refused(NotFound)


def test_a_later_plan_or_report_takes_the_place_of_the_one_before_but_not_the_same_again() -> None:
    ask(planned(), PLAN, "2025-01-21").refused(AlreadyRecorded, "2025年1月20日")
    ask(reported(), REPORT, "2025-04-02").refused(AlreadyRecorded)
    ask(inspected(), INSPECT, "2025-04-19").refused(AlreadyRecorded)
    fuller = replace(PLAN, measures=(*PLAN.measures, f.PlannedMeasure(problem="路面积水", measure="清理涵洞")))
    assert ask(reported(), fuller, "2025-04-02").and_then().state.follow_ups.numbered(1).plan.measures[1].measure


def test_a_plan_says_what_is_done_against_what() -> None:
    ask(owed(), replace(PLAN, measures=()), "2025-01-20").refused(ListEmpty, pointer="/measures")
    ask(owed(), replace(PLAN, measures=PLAN.measures * 2), "2025-01-20").refused(NamedMoreThanOnce)
    unfit = f.PlannedMeasure(problem="", measure=" ")
    outcome = ask(owed(), replace(PLAN, measures=(unfit,), document="a\nb"), "2025-01-20")
    outcome.refused(UnfitText, pointer="/measures/0/problem")
    outcome.refused(UnfitText, pointer="/measures/0/measure")
    outcome.refused(UnfitText, pointer="/document")


def test_report_inspection_and_end_say_something() -> None:
    ask(planned(), replace(REPORT, text=""), "2025-04-01").refused(UnfitText, pointer="/text")
    ask(reported(), replace(INSPECT, finding=""), "2025-04-18").refused(UnfitText, pointer="/finding")
    ask(reported(), replace(INSPECT, inspection="第2次"), "2025-04-18").refused(NotFound, pointer="/inspection")
    passed = graded(inspected(), passed=True).and_then()
    ask(passed, replace(CLOSE, conclusion=" "), "2025-06-20").refused(UnfitText, pointer="/conclusion")
    failed = graded(inspected(), passed=False).and_then()
    ask(failed, replace(ESCALATE, reason=""), "2025-06-20", BODY).refused(UnfitText, pointer="/reason")


# The second grade


def test_a_second_grade_settles_every_second_look_at_the_item_and_no_other() -> None:
    both = ask(owed(), replace(OWED, item="2024-01-2"), "2025-01-10").and_then()
    both = ask(both, OPEN, "2025-02-10", BODY).and_then()
    found = graded(both, passed=True).events
    assert [event.number for event in found] == [1, 3]


def test_a_second_grade_announced_again_is_recorded_only_where_it_differs() -> None:
    once = graded(inspected(), passed=True).and_then()
    assert graded(once, passed=True, on="2025-06-15").events == ()
    assert graded(once, passed=False, on="2025-06-15", grade="不满意").events


def test_a_second_grade_counts_for_no_second_look_that_came_after_it() -> None:
    assert graded(owed(), passed=True, on="2025-01-09").events == ()
    assert graded(owed(), passed=True, on="2025-01-10").events


def test_a_bad_second_grade_without_a_second_look_owes_one() -> None:
    (event,) = graded(running(), passed=False, grade="不满意").events
    assert event == FollowUpOwed(
        number=1, cause="grade", plan_due_on="2025-06-27", rectify_due_on="2025-09-10", re_evaluate=True,
        evaluation="evaluation-2", item="2024-01", grade="不满意",
    )  # fmt: skip
    assert graded(running(), passed=True).events == ()


# The end


def test_what_is_graded_again_does_not_end_before_it_passed() -> None:
    for state in (owed(), planned(), reported(), inspected()):
        ask(state, CLOSE, "2025-06-20", second=CHAIR).refused(r.NotRectified, "还没有再次测评", "/number")


def test_where_nothing_is_graded_again_an_inspection_or_two_people_end_it() -> None:
    assert ask(inspected(ONCE), CLOSE, "2025-06-20", under=ONCE).events
    for state in (owed(ONCE), inspected(ONCE, satisfactory=False)):
        ask(state, CLOSE, "2025-06-20", under=ONCE).refused(SecondPersonMissing)
        ask(state, CLOSE, "2025-06-20", under=ONCE, second=CLERK).refused(SamePerson)
        assert ask(state, CLOSE, "2025-06-20", under=ONCE, second=CHAIR).events
    assert ask(graded(owed(ONCE), passed=True).and_then(), CLOSE, "2025-06-20", under=ONCE).events


def test_the_second_look_at_a_terminated_project_is_ended_by_two_people() -> None:
    ended = terminated(owed(), "2025-03-01")
    ask(ended, CLOSE, "2025-06-20").refused(SecondPersonMissing)
    assert ask(ended, CLOSE, "2025-06-20", second=CHAIR).events


# Escalation


def test_a_rectification_that_is_overdue_is_escalated_and_not_a_day_before() -> None:
    ask(owed(), ESCALATE, "2025-04-10", BODY).refused(r.NothingToEscalate, "2025年4月10日")
    assert ask(owed(), ESCALATE, "2025-04-11", BODY).events
    ask(reported(), ESCALATE, "2025-04-11", BODY).refused(r.NothingToEscalate)
    assert ask(inspected(satisfactory=False), ESCALATE, "2025-04-19", BODY).events
    ask(inspected(), ESCALATE, "2025-04-19", BODY).refused(r.NothingToEscalate)
    ask(graded(inspected(), passed=True).and_then(), ESCALATE, "2025-06-20", BODY).refused(r.NothingToEscalate)


@pytest.mark.parametrize(
    ("level", "how", "body"),
    [("county", "inquiry", BODY), ("township", "questioning", "congress"), ("street", "report", "street_npc_office")],
)
def test_it_is_escalated_as_the_rules_say_by_the_body_that_they_name(level: Any, how: Any, body: Any) -> None:
    under = home(level)
    right = replace(ESCALATE, how=how)
    bodies: tuple[Any, ...] = ("government", "congress", BODY, "street_npc_office", "township_presidium")
    for other in bodies:
        if other != body:
            ask(owed(under), right, "2025-05-01", other, under=under).refused(r.WrongSupervisingBody)
    ask(owed(under), right, "2025-05-01", under=under).refused(DecidedByMissing)
    hows: tuple[Any, ...] = ("inquiry", "questioning", "report")
    for wrong in hows:
        if wrong != how:
            ask(owed(under), replace(right, how=wrong), "2025-05-01", body, under=under).refused(
                r.NoEscalation, pointer="/how"
            )
    assert ask(owed(under), right, "2025-05-01", body, under=under).events


def test_where_the_rules_provide_for_nothing_nothing_is_escalated() -> None:
    ask(owed(ONCE), ESCALATE, "2025-05-01", BODY, under=ONCE).refused(r.NoEscalation, "没有规定")


def test_what_can_be_erased_leaves_a_line_that_still_folds() -> None:
    first = ask(running(), OWED, "2025-01-10").events[0]
    inspected_alone = RectificationInspected(number=1, finding="排水正常。", satisfactory=True)
    state = running(("2025-01-10", first), ("2025-04-18", inspected_alone))
    ask(state, CLOSE, "2025-06-20").refused(r.NotRectified)
