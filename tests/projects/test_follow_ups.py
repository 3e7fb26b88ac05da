"""Does one line go from a bad grade to the end of the second look, and who owes one or asks for it?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from domain.refusals import DecidedByMissing, OutOfOrder
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
from projects.refusals.common import AlreadyRecorded, NotNow
from tests.projects.adjusting import (
    AGAIN,
    BODY,
    BRIEF,
    CLOSE,
    ESCALATE,
    INSPECT,
    OPEN,
    OWED,
    PLAN,
    REPORT,
    TOWN,
    ask,
    began,
    decision,
    graded,
    home,
    inspected,
    owed,
    request,
    running,
    terminated,
)


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


# The second grade


# Escalation


def test_what_can_be_erased_leaves_a_line_that_still_folds() -> None:
    first = ask(running(), OWED, "2025-01-10").events[0]
    inspected_alone = RectificationInspected(number=1, finding="排水正常。", satisfactory=True)
    state = running(("2025-01-10", first), ("2025-04-18", inspected_alone))
    ask(state, CLOSE, "2025-06-20").refused(r.NotRectified)
