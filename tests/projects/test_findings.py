"""May a finding 问题 be recorded, assigned, answered and accepted now, in whose name, and what is refused?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from domain.congress.refusals import CongressMergedAway
from domain.events import Person
from domain.refusals import AlreadyExists, NotFound, OutOfOrder, Refusal, SamePerson, SecondPersonMissing
from domain.texts import UnfitText
from projects.commands import findings as c
from projects.deciders.findings import FINDING
from projects.events import findings as f
from projects.refusals.common import (
    AlreadyRecorded,
    DeadlineBefore,
    ListEmpty,
    NamedMoreThanOnce,
    NoRules,
    NotNow,
    UnknownUnitHere,
)
from projects.refusals.findings import InspectionNotHeld, NotWhoRaisedIt
from projects.states.findings import Rectifying
from tests.given import CLERK, envelope, given
from tests.projects.watching import (
    ACCEPT,
    ANSWER,
    ASSIGN,
    CLOSE,
    COUNTY,
    DEPUTY,
    ESCALATE,
    HOME,
    OTHER,
    PRESS,
    REOPEN,
    RETURN,
    accepted,
    answered,
    assigned,
    both,
    closed,
    finding,
    held,
    on,
    planned,
    recording,
    under,
)

if TYPE_CHECKING:
    from tests.given import Given


def test_a_finding_gets_its_number_from_the_year_in_which_it_was_found() -> None:
    told = recording(found_on=date(2023, 12, 30))
    found = given(FINDING).when(told, on("2024-01-03")).and_then().state
    assert found.says == "2023问-017"


def test_what_is_recorded_says_everything_that_it_needs_to_be_read_alone() -> None:
    given(FINDING).when(recording(), on("2024-05-22")).then(
        f.FindingRecorded(
            congress=HOME, code="990101", congress_name="示例县", level="county", year=2024, number=17, found_on="2024-05-20",
            projects=("2024-01",), source="deputy", matter="排水沟没有接通", raised_by=DEPUTY,
        )
    )  # fmt: skip


def test_everything_wrong_with_a_finding_is_said_at_once() -> None:
    told = recording(
        found_on=date(2024, 5, 23), projects=("2024-01", "2024-01", "2024-99"), matter=" ", place=" 村口",
        raised_by="示例代表", inspection="2024视-009", documents=("",),
    )  # fmt: skip
    outcome = given(FINDING).when(told, on("2024-05-22"))
    outcome.refused(OutOfOrder, "发现日期2024年5月23日晚于登记日期2024年5月22日", pointer="/found_on")
    outcome.refused(NamedMoreThanOnce, pointer="/projects/1")
    outcome.refused(NotFound, "2024-99", pointer="/projects/2")
    outcome.refused(UnfitText, pointer="/matter")
    outcome.refused(UnfitText, pointer="/place")
    outcome.refused(UnfitText, "不写姓名", pointer="/raised_by")
    outcome.refused(NotFound, pointer="/inspection")
    outcome.refused(UnfitText, pointer="/documents/0")


def test_a_finding_is_about_some_project() -> None:
    given(FINDING).when(recording(projects=()), on("2024-05-22")).refused(ListEmpty, pointer="/projects")


def test_the_same_finding_is_not_recorded_twice() -> None:
    finding().when(recording(), on("2024-05-22")).refused(AlreadyExists, "2024问-017")


def test_nothing_is_recorded_in_a_congress_that_was_merged_away() -> None:
    gone = replace(COUNTY, merged_into="9902")
    given(FINDING).when(recording(gone), on("2024-05-22")).refused(CongressMergedAway)


def test_nothing_happens_to_a_finding_that_there_is_not() -> None:
    given(FINDING).when(under(ASSIGN)).refused(NotFound)


def test_a_finding_may_come_from_an_inspection_that_was_held() -> None:
    seen = held().state
    found = given(FINDING).when(recording(source="inspection", inspection="2024视-003", seen_at=seen), on("2024-05-22"))
    (event,) = found.events
    assert isinstance(event, f.FindingRecorded)
    assert event.inspection == "2024视-003"


def test_a_finding_does_not_come_from_an_inspection_before_it_was_held() -> None:
    told = recording(source="inspection", inspection="2024视-003", seen_at=planned().state)
    given(FINDING).when(told, on("2024-05-22")).refused(InspectionNotHeld, "没有进行", pointer="/inspection")
    told = recording(inspection="2024视-003", seen_at=held().state, found_on=date(2024, 5, 19))
    given(FINDING).when(told, on("2024-05-22")).refused(InspectionNotHeld, "2024年5月20日才进行", pointer="/found_on")


def test_a_deputy_raises_findings_in_his_own_name_alone() -> None:
    himself = envelope(on="2024-05-22", by=Person(ref=DEPUTY, role="deputy"))
    given(FINDING).when(recording(), himself).and_then()
    for name in (OTHER, ""):
        given(FINDING).when(recording(raised_by=name), himself).refused(NotWhoRaisedIt, pointer="/raised_by")


def test_without_a_deadline_the_rules_set_one() -> None:
    finding().when(under(ASSIGN), on("2024-05-24")).then(
        f.FindingAssigned(unit="03", unit_name="示例县交通运输局", due_on="2024-06-23")
    )
    short = replace(COUNTY, profiles={1: COUNTY.profiles[1] | {"supervision": _supervision(15)}})
    (event,) = finding().when(under(ASSIGN, short), on("2024-05-24")).events
    assert isinstance(event, f.FindingAssigned)
    assert event.due_on == "2024-06-08"


def _supervision(days: int) -> dict[str, Any]:
    return {**COUNTY.profiles[1]["supervision"], "problem_deadline_days": days}


def test_without_rules_a_deadline_must_be_given() -> None:
    bare = replace(COUNTY, profiles={})
    finding(bare).when(under(ASSIGN, bare), on("2024-05-24")).refused(NoRules)
    given_day = replace(ASSIGN, due_on=date(2024, 6, 1))
    (event,) = finding(bare).when(under(given_day, bare), on("2024-05-24")).events
    assert isinstance(event, f.FindingAssigned)
    assert event.due_on == "2024-06-01"


@pytest.mark.parametrize(("unit", "reason"), [("", UnfitText), ("77", UnknownUnitHere), ("09", UnknownUnitHere)])
def test_a_finding_is_assigned_to_a_unit_that_there_is(unit: str, reason: type[Refusal]) -> None:
    finding().when(under(c.AssignFinding(unit=unit)), on("2024-05-24")).refused(reason, pointer="/unit")


def test_a_finding_that_is_not_answered_may_go_to_another_unit() -> None:
    assigned().when(under(ASSIGN), on("2024-05-25")).refused(AlreadyRecorded, "交通运输局", pointer="/unit")
    moved = assigned().when(under(c.AssignFinding(unit="05")), on("2024-05-28")).and_then()
    assert (moved.state.unit, moved.state.stage) == ("05", Rectifying("2024-05-28", "2024-06-27"))
    answered().when(under(c.AssignFinding(unit="05")), on("2024-06-22")).refused(NotNow, "已经答复")


@pytest.mark.parametrize(
    ("start", "asked", "at"),
    [
        (finding, ASSIGN, "2024-05-24"),
        (answered, RETURN, "2024-06-26"),
        (assigned, PRESS, "2024-07-12"),
        (assigned, ESCALATE, "2024-07-12"),
        (closed, REOPEN, "2024-09-30"),
    ],
)
def test_no_deadline_lies_before_the_day_that_sets_it(start: Any, asked: Any, at: str) -> None:
    act = envelope(on=at, body="standing_committee")
    act = replace(act, approved_by=Person(ref=DEPUTY, role="deputy"))
    past = replace(asked, due_on=date.fromisoformat(at).replace(day=1))
    start().when(under(past), act).refused(DeadlineBefore, pointer="/due_on")
    (event,) = start().when(under(replace(asked, due_on=date.fromisoformat(at))), act).events
    assert event.due_on == at


def test_an_answer_after_the_deadline_is_recorded() -> None:
    assigned().when(under(ANSWER), on("2024-09-01")).then(
        f.FindingAnswered(measures="接通排水沟", result="雨后没有积水")
    )


def test_an_answer_says_what_was_done_and_what_came_of_it() -> None:
    outcome = assigned().when(under(c.AnswerFinding(measures="", result=" ", documents=("甲", ""))), on("2024-06-21"))
    outcome.refused(UnfitText, pointer="/measures")
    outcome.refused(UnfitText, pointer="/result")
    outcome.refused(UnfitText, pointer="/documents/1")


def test_whoever_raised_it_accepts_or_returns_by_himself_or_by_confirming() -> None:
    himself = envelope(on="2024-06-26", by=Person(ref=DEPUTY, role="deputy"))
    confirming = envelope(on="2024-06-26", second=Person(ref=DEPUTY, role="deputy"))
    for act in (himself, confirming):
        answered().when(under(ACCEPT), act).then(f.AnswerAccepted())
        answered().when(under(RETURN), act).then(f.AnswerReturned(reason="东侧没有接通", due_on="2024-07-26"))


@pytest.mark.parametrize("asked", [ACCEPT, RETURN])
@pytest.mark.parametrize("raised_by", [DEPUTY, ""])
def test_where_he_is_not_there_two_people_of_the_office_speak_for_him(asked: Any, raised_by: str) -> None:
    start = answered(raised_by=raised_by)
    start.when(under(asked), both("2024-06-26")).and_then()
    start.when(under(asked), on("2024-06-26")).refused(SecondPersonMissing, "提出人不在场", pointer="/approved_by")
    start.when(under(asked), envelope(on="2024-06-26", second=CLERK)).refused(SamePerson)
    somebody = envelope(on="2024-06-26", by=Person(ref=OTHER, role="deputy"), second=CLERK)
    start.when(under(asked), somebody).refused(NotWhoRaisedIt, "不是您提出的")


def test_a_returned_answer_owes_another_one_and_a_reason_is_given() -> None:
    answered().when(under(c.ReturnAnswer(reason="")), both("2024-06-26")).refused(UnfitText, pointer="/reason")
    back = answered().when(under(RETURN), both("2024-06-26")).and_then()
    back.when(under(ACCEPT), both("2024-06-27")).refused(NotNow, "等待答复")
    again = back.when(under(ANSWER), on("2024-07-20")).and_then()
    again.when(under(ACCEPT), both("2024-07-21")).and_then()


@pytest.mark.parametrize(
    ("start", "asked", "before"),
    [
        (finding, ASSIGN, "2024-05-21"),
        (assigned, ANSWER, "2024-05-23"),
        (answered, ACCEPT, "2024-06-20"),
        (answered, RETURN, "2024-06-20"),
        (accepted, CLOSE, "2024-06-25"),
        (closed, REOPEN, "2024-06-27"),
    ],
)
def test_no_step_is_dated_before_the_one_on_which_it_stands(start: Any, asked: Any, before: str) -> None:
    found: Given[Any] = start()
    found.when(under(asked), both(before)).refused(OutOfOrder, "早于上一步", pointer="/effective_on")


def test_every_text_of_a_finding_is_fit_to_be_read() -> None:
    long = "长" * 20_001
    answered().when(under(c.AcceptAnswer(checked=long)), both("2024-06-26")).refused(UnfitText, pointer="/checked")
    assigned().when(under(c.PressFinding(reason="")), on("2024-07-12")).refused(UnfitText, pointer="/reason")
    by_body = on("2024-07-12", "standing_committee")
    outcome = assigned().when(under(c.EscalateFinding(reason="", document=" ")), by_body)
    outcome.refused(UnfitText, pointer="/reason")
    outcome.refused(UnfitText, pointer="/document")
    closed().when(under(c.ReopenFinding(reason="")), on("2024-09-30")).refused(UnfitText, pointer="/reason")
