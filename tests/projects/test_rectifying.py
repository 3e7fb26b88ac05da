"""Is what a second look found rectified step by step, graded again, ended or escalated as the rules say?"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from domain.refusals import DecidedByMissing, NotFound, OutOfOrder, SamePerson, SecondPersonMissing
from domain.texts import UnfitText
from projects.commands import followups as f
from projects.events.followups import FollowUpOwed
from projects.refusals import followups as r
from projects.refusals.common import AlreadyRecorded, ListEmpty, NamedMoreThanOnce, NotNow
from tests.given import CHAIR, CLERK
from tests.projects.adjusting import (
    BODY,
    CLOSE,
    ESCALATE,
    INSPECT,
    ONCE,
    OPEN,
    OWED,
    PLAN,
    REPORT,
    ask,
    graded,
    home,
    inspected,
    owed,
    planned,
    reported,
    running,
    terminated,
)


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
