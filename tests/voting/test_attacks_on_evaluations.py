"""Can a grade be had that nobody gave: by papers out of time, a second grading, or another congress's?"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from domain.refusals import NoSuchNumber, OutOfOrder
from domain.texts import UnfitText
from tests.given import CHAIR, envelope, given
from tests.voting.test_evaluations import (
    ANNOUNCE,
    COMMITTEE,
    GOOD,
    ITEMS,
    SHA,
    change,
    committee,
    graded,
    opened,
    opening,
)
from voting.commands import evaluations as e
from voting.commands import papers as p
from voting.deciders.evaluations import EVALUATION
from voting.events.evaluations import EvaluatedItem
from voting.events.papers import PapersArchived
from voting.refusals.common import AlreadyDone, StepNotDue
from voting.refusals.figures import TypedDifferently
from voting.refusals.opening import WrongNumber
from voting.states.evaluations import Announced

TWO = envelope(second=CHAIR)


def test_papers_that_turn_up_after_the_grades_make_no_announced_evaluation_void() -> None:
    by_keypad = opened().when(e.RecordGrades(first=GOOD, second=GOOD), TWO).and_then()
    said = by_keypad.when(e.DeclareGrades(), TWO).and_then().when(p.SignSheet(sha256=SHA)).and_then()
    for later in (by_keypad, said, said.when(ANNOUNCE, COMMITTEE).and_then()):
        later.when(p.InspectBoxes(boxes=1)).refused(StepNotDue)
        later.when(p.IssueBallots(printed=1, issued=1)).refused(StepNotDue)


def test_the_papers_of_a_void_evaluation_are_archived() -> None:
    back = (
        opened().when(p.IssueBallots(printed=29, issued=29)).and_then().when(p.CollectBallots(collected=30)).and_then()
    )
    void = back.when(p.DeclareValidity(valid=False)).and_then()
    void.when(p.ArchivePapers(place="示例县人大办", packages=1)).then(
        PapersArchived(place="示例县人大办", packages=1, keep_until="2024-02-17")
    )


def test_a_row_that_only_the_second_typist_wrote_twice_is_found() -> None:
    twice = (replace(GOOD[0], satisfied=29, basically_satisfied=0), *GOOD)
    opened().when(e.RecordGrades(first=GOOD, second=twice), TWO).refused(TypedDifferently, "3行")


def test_steps_are_not_dated_before_those_that_they_stand_on() -> None:
    late = envelope(on="2024-01-19", second=CHAIR)
    issued = opened().when(p.IssueBallots(printed=29, issued=29), late).and_then()
    back = (
        issued.when(p.CollectBallots(collected=29), late)
        .and_then()
        .when(p.DeclareValidity(valid=True), late)
        .and_then()
    )
    back.when(e.RecordGrades(first=GOOD, second=GOOD), TWO).refused(OutOfOrder)
    back.when(e.VoidEvaluation(reason="停电"), COMMITTEE).refused(OutOfOrder)
    entered = back.when(e.RecordGrades(first=GOOD, second=GOOD), late).and_then()
    entered.when(change(5, 6), TWO).refused(OutOfOrder)


def again(*before: Any, **changes: Any) -> e.OpenEvaluationAt:
    return replace(opening(committee(), **changes), before=before)


def test_what_was_graded_is_not_graded_again_at_the_same_meeting() -> None:
    given(EVALUATION).when(opening(committee(), number=2)).refused(WrongNumber, "应为第1次", pointer="/number")
    given(EVALUATION).when(again(graded().state, number=2)).refused(AlreadyDone, "示例项目甲", pointer="/items/0/id")
    other = (EvaluatedItem(id="c", title="示例项目丙"),)
    given(EVALUATION).when(again(graded().state, number=2, items=other)).and_then()


def test_a_void_evaluation_is_held_again() -> None:
    void = opened().when(e.VoidEvaluation(reason="停电"), COMMITTEE).and_then()
    given(EVALUATION).when(again(void.state, number=2)).and_then()


def test_only_ones_own_evaluation_of_the_same_year_is_done_again_and_afterwards() -> None:
    declared = graded().when(e.DeclareGrades(), TWO).and_then().state
    ask = opening(committee(), re_evaluation_of="x", subject="rectification")
    for elsewhere in ({"congress": "another"}, {"project_year": 2022}):
        strange = replace(declared, opened=replace(declared.opened, **elsewhere))
        given(EVALUATION).when(replace(ask, earlier=strange)).refused(StepNotDue, "本人大同一年度")
    late = graded().when(e.DeclareGrades(), envelope(on="2024-01-19", second=CHAIR)).and_then()
    given(EVALUATION).when(replace(ask, earlier=late.state)).refused(OutOfOrder, "2024年1月19日")
    signed = late.when(p.SignSheet(sha256=SHA)).and_then()
    done = signed.when(ANNOUNCE, replace(COMMITTEE, effective_on="2024-01-19")).and_then().state
    assert isinstance(done.stage, Announced)
    given(EVALUATION).when(replace(ask, earlier=done)).refused(OutOfOrder, "2024年1月19日")


def test_years_numbers_and_names_are_those_that_there_can_be() -> None:
    hidden = (replace(ITEMS[0], id="a\u200b"), replace(ITEMS[1], title="示例\t项目"))
    outcome = given(EVALUATION).when(opening(committee(), project_year=23, number=0, items=hidden))
    outcome.refused(NoSuchNumber, pointer="/project_year")
    outcome.refused(NoSuchNumber, pointer="/number")
    outcome.refused(UnfitText, pointer="/items/0/id")
    outcome.refused(UnfitText, pointer="/items/1/title")
