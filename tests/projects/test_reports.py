"""What may happen with a special report 专项报告 and the opinions on it, in which order, by which body, and what is refused?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from domain.actors import BODIES
from domain.congress.refusals import CongressMergedAway
from domain.events import Body
from domain.refusals import AlreadyExists, DecidedByMissing, NoSuchNumber, NotFound, OutOfOrder, WrongBody
from domain.texts import UnfitText
from projects.commands import reports as c
from projects.deciders.reports import REPORT
from projects.events import reports as r
from projects.refusals.common import (
    DeadlineBefore,
    ListEmpty,
    NamedMoreThanOnce,
    NoRules,
    NotNow,
    UnknownUnitHere,
)
from projects.refusals.reports import (
    AgainThoughSatisfied,
    OpinionsMisnumbered,
    OpinionUnanswered,
    OpinionUnknown,
    YearsUnfit,
)
from projects.states.reports import Closed, Judged, ReplyOwed
from tests.given import given
from tests.projects.watching import (
    COUNTY,
    HOME,
    OPINIONS,
    REPLIES,
    STREET,
    TOWN,
    deliberated,
    issued,
    issuing,
    on,
    replied,
    scheduled,
    scheduling,
    submitted,
    under,
)

SUBMIT = c.SubmitReport(document="示政〔2024〕88号")
DELIBERATE = c.DeliberateReport(meeting="第二十次会议")
REPLY = c.SubmitReply(replies=REPLIES)
JUDGE = c.JudgeReply(verdict="satisfied")
CLOSE = c.CloseReport()


def test_a_report_gets_its_number_from_the_year_in_which_it_is_due() -> None:
    found = given(REPORT).when(scheduling(due_on=date(2025, 1, 5)), on("2024-11-20")).and_then().state
    assert found.says == "2025报-002"


def test_one_report_may_serve_the_evaluation_of_a_year_and_the_ballot_of_the_next() -> None:
    told = scheduling(kind="completion_and_candidates", candidates_year=2025, projects=("2024-01",))
    given(REPORT).when(told, on("2024-11-20")).then(
        r.ReportPlanned(
            congress=HOME, code="990101", congress_name="示例县", level="county", year=2024, number=2,
            kind="completion_and_candidates", title="2024年度完成情况的报告", heard_by="standing_committee",
            due_on="2024-12-20", completion_year=2024, candidates_year=2025, projects=("2024-01",),
        )
    )  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "done", "ahead", "pointer"),
    [
        ("completion", 0, 0, "/completion_year"),
        ("completion", 2025, 0, "/completion_year"),
        ("completion", 2024, 2025, "/candidates_year"),
        ("candidates", 0, 0, "/candidates_year"),
        ("candidates", 2023, 2024, "/completion_year"),
        ("candidates", 0, 2023, "/candidates_year"),
        ("candidates", 0, 2026, "/candidates_year"),
        ("completion_and_candidates", 2023, 2025, "/candidates_year"),
        ("completion_and_candidates", 2024, 2024, "/candidates_year"),
        ("completion_and_candidates", 2024, 0, "/candidates_year"),
        ("completion_and_candidates", 0, 2025, "/completion_year"),
        ("mid_year", 2024, 0, "/completion_year"),
        ("mid_year", 0, 2024, "/candidates_year"),
        ("rectification", 0, 2024, "/candidates_year"),
        ("adjustment", 2024, 0, "/completion_year"),
    ],
)
def test_the_years_fit_what_the_report_is_on(kind: r.ReportKind, done: int, ahead: int, pointer: str) -> None:
    told = scheduling(kind=kind, completion_year=done, candidates_year=ahead)
    given(REPORT).when(told, on("2024-11-20")).refused(YearsUnfit, pointer=pointer)


@pytest.mark.parametrize(
    ("kind", "done", "ahead"),
    [
        ("completion", 2023, 0),
        ("candidates", 0, 2024),
        ("candidates", 0, 2025),
        ("completion_and_candidates", 2023, 2024),
        ("mid_year", 0, 0),
        ("rectification", 0, 0),
        ("rectification", 2023, 0),
        ("adjustment", 0, 0),
    ],
)
def test_years_that_fit_are_taken(kind: r.ReportKind, done: int, ahead: int) -> None:
    given(REPORT).when(scheduling(kind=kind, completion_year=done, candidates_year=ahead), on("2024-11-20")).and_then()


@pytest.mark.parametrize("year", [-2024, 1, 10**20])
def test_a_year_that_there_cannot_be_is_refused(year: int) -> None:
    given(REPORT).when(scheduling(completion_year=year), on("2024-11-20")).refused(
        NoSuchNumber, pointer="/completion_year"
    )


@pytest.mark.parametrize(
    ("of", "bodies"),
    [
        (COUNTY, {"standing_committee", "chairpersons_meeting", "congress"}),
        (TOWN, {"township_presidium", "congress"}),
        (STREET, {"street_npc_office", "street_council"}),
    ],
)
def test_a_report_is_heard_by_a_body_that_hears_reports(of: Any, bodies: set[Body]) -> None:
    for body in BODIES:
        outcome = given(REPORT).when(scheduling(of, heard_by=body), on("2024-11-20"))
        if body in bodies:
            outcome.and_then()
        else:
            outcome.refused(WrongBody, pointer="/heard_by")


def test_everything_wrong_with_a_plan_is_said_at_once() -> None:
    told = scheduling(
        due_on=date(2024, 11, 19), title="", heard_by="government", projects=("2024-01", "2024-01", "2024-99"),
        completion_year=0,
    )  # fmt: skip
    outcome = given(REPORT).when(told, on("2024-11-20"))
    outcome.refused(DeadlineBefore, pointer="/due_on")
    outcome.refused(UnfitText, pointer="/title")
    outcome.refused(WrongBody, pointer="/heard_by")
    outcome.refused(NamedMoreThanOnce, pointer="/projects/1")
    outcome.refused(NotFound, pointer="/projects/2")
    outcome.refused(YearsUnfit)


def test_nothing_is_planned_without_rules_twice_or_in_a_congress_that_is_gone() -> None:
    given(REPORT).when(scheduling(replace(COUNTY, profiles={})), on("2024-11-20")).refused(NoRules)
    given(REPORT).when(scheduling(replace(COUNTY, merged_into="9902")), on("2024-11-20")).refused(CongressMergedAway)
    scheduled().when(scheduling(), on("2024-11-20")).refused(AlreadyExists, "2024报-002")
    given(REPORT).when(under(SUBMIT)).refused(NotFound)
    given(REPORT).when(issuing()).refused(NotFound)


def test_a_report_is_submitted_once_on_a_paper_after_its_day_too() -> None:
    scheduled().when(under(SUBMIT), on("2025-02-01")).then(r.ReportSubmitted(document="示政〔2024〕88号"))
    outcome = scheduled().when(under(c.SubmitReport(document="", summary="长" * 20_001)), on("2024-12-18"))
    outcome.refused(UnfitText, pointer="/document")
    outcome.refused(UnfitText, pointer="/summary")
    submitted().when(under(SUBMIT), on("2024-12-19")).refused(NotNow, "已经提交")


def test_a_report_is_deliberated_by_the_body_that_was_to_hear_it() -> None:
    start = submitted()
    start.when(under(DELIBERATE), on("2024-12-26")).refused(DecidedByMissing, "人大常委会")
    start.when(under(DELIBERATE), on("2024-12-26", "chairpersons_meeting")).refused(WrongBody)
    start.when(under(c.DeliberateReport(meeting="")), on("2024-12-26", "standing_committee")).refused(
        UnfitText, pointer="/meeting"
    )
    start.when(under(DELIBERATE), on("2024-12-26", "standing_committee")).then(
        r.ReportDeliberated(meeting="第二十次会议")
    )
    scheduled().when(under(DELIBERATE), on("2024-12-26", "standing_committee")).refused(NotNow, "还没有提交")


def test_without_a_day_the_reply_is_due_as_the_rules_say() -> None:
    deliberated().when(issuing(), on("2024-11-30", "standing_committee")).refused(OutOfOrder)
    deliberated().when(issuing(), on("2024-12-31", "standing_committee")).then(
        r.OpinionsIssued(number="示人常审〔2024〕6号", items=OPINIONS, reply_due_on="2025-03-31")
    )
    longer = COUNTY.profiles[1] | {"opinions": {**COUNTY.profiles[1]["opinions"], "reply_months": 2}}
    (event,) = deliberated().when(issuing(replace(COUNTY, profiles={1: longer})), on("2024-12-31", "delegation")).events
    assert isinstance(event, r.OpinionsIssued)
    assert event.reply_due_on == "2025-02-28"


def test_opinions_are_issued_once_by_the_body_that_may() -> None:
    deliberated().when(issuing(), on("2024-12-28")).refused(DecidedByMissing)
    deliberated().when(issuing(), on("2024-12-28", "government")).refused(WrongBody)
    issued().when(issuing(), on("2024-12-29", "standing_committee")).refused(NotNow)
    submitted().when(issuing(), on("2024-12-29", "standing_committee")).refused(NotNow, "还没有审议")


def test_everything_wrong_with_opinions_is_said_at_once() -> None:
    items = (
        r.Opinion(id="1", text=""),
        r.Opinion(id="3", text="乙", unit="77"),
        r.Opinion(id="1" * 5000, text="丙", projects=("2024-99", "2024-99")),
    )
    told = issuing(number="", items=items, reply_due_on=date(2024, 12, 1), document=" ")
    outcome = deliberated().when(told, on("2024-12-28", "standing_committee"))
    for pointer in ("/number", "/items/0/text", "/document"):
        outcome.refused(UnfitText, pointer=pointer)
    outcome.refused(OpinionsMisnumbered, "应为2，现为“3”", pointer="/items/1/id")
    outcome.refused(OpinionsMisnumbered, pointer="/items/2/id")
    outcome.refused(UnknownUnitHere, pointer="/items/1/unit")
    outcome.refused(NotFound, pointer="/items/2/projects/0")
    outcome.refused(NamedMoreThanOnce, pointer="/items/2/projects/1")
    outcome.refused(DeadlineBefore, pointer="/reply_due_on")
    deliberated().when(issuing(items=()), on("2024-12-28", "standing_committee")).refused(ListEmpty, pointer="/items")


def test_every_item_is_answered_and_no_other_after_the_day_too() -> None:
    issued().when(under(REPLY), on("2025-08-01")).then(r.ReplySubmitted(replies=REPLIES))
    wrong = (r.OpinionReply(opinion="1", text=""), r.OpinionReply(opinion="7", text="甲"), REPLIES[0])
    outcome = issued().when(under(c.SubmitReply(replies=wrong, document=" ")), on("2025-03-20"))
    outcome.refused(UnfitText, pointer="/replies/0/text")
    outcome.refused(OpinionUnknown, "共2条，没有第“7”条", pointer="/replies/1/opinion")
    outcome.refused(NamedMoreThanOnce, pointer="/replies/2")
    outcome.refused(OpinionUnanswered, "第2条没有答复", pointer="/replies")
    outcome.refused(UnfitText, pointer="/document")
    none = issued().when(under(c.SubmitReply(replies=())), on("2025-03-20"))
    none.refused(ListEmpty, pointer="/replies")
    none.refused(OpinionUnanswered, "第1条")


def test_a_reply_is_judged_by_a_body_that_hears_reports() -> None:
    replied().when(under(JUDGE), on("2025-04-24")).refused(DecidedByMissing)
    replied().when(under(JUDGE), on("2025-04-24", "delegation")).refused(WrongBody)
    judged = (
        replied().when(under(JUDGE), on("2025-04-24", "chairpersons_meeting")).then(r.ReplyJudged(verdict="satisfied"))
    )
    assert judged.state.stage == Judged("2025-04-24")
    issued().when(under(JUDGE), on("2025-04-24", "standing_committee")).refused(NotNow, "等待政府报告")


def test_a_further_reply_is_owed_until_it_is_given_and_judged() -> None:
    by_body = on("2025-04-24", "standing_committee")
    asked = c.JudgeReply(verdict="dissatisfied", words="原因没有说清", again_by=date(2025, 6, 30))
    owed = replied().when(under(asked), by_body).and_then()
    assert owed.state.stage == ReplyOwed("2025-04-24", "2025-06-30")
    owed.when(under(CLOSE), on("2025-05-01")).refused(NotNow, "等待政府报告")
    again = owed.when(under(REPLY), on("2025-06-20")).and_then()
    again.when(under(CLOSE), on("2025-06-21")).refused(NotNow, "等待评判")
    done = again.when(under(JUDGE), on("2025-07-01", "standing_committee")).and_then()
    assert done.when(under(CLOSE), on("2025-07-10")).and_then().state.stage == Closed("2025-07-10")


def test_what_is_judged_satisfactory_owes_nothing_more() -> None:
    by_body = on("2025-04-24", "standing_committee")
    again = replace(JUDGE, again_by=date(2025, 6, 30))
    replied().when(under(again), by_body).refused(AgainThoughSatisfied, pointer="/again_by")
    past = c.JudgeReply(verdict="dissatisfied", words="长" * 20_001, again_by=date(2025, 4, 1))
    outcome = replied().when(under(past), by_body)
    outcome.refused(DeadlineBefore, pointer="/again_by")
    outcome.refused(UnfitText, pointer="/words")


def test_a_report_without_opinions_ends_with_its_deliberation() -> None:
    closed = deliberated().when(under(CLOSE), on("2024-12-27")).then(r.ReportClosed())
    told: tuple[Any, ...] = (under(SUBMIT), under(DELIBERATE), issuing(), under(REPLY), under(JUDGE), under(CLOSE))
    for each in told:
        closed.when(each, on("2025-01-10", "standing_committee")).refused(NotNow, "已经办结")
    scheduled().when(under(CLOSE), on("2024-12-27")).refused(NotNow, "还没有提交")
    outcome = deliberated().when(under(c.CloseReport(conclusion="长" * 20_001)), on("2024-12-27"))
    outcome.refused(UnfitText, pointer="/conclusion")


@pytest.mark.parametrize(
    ("start", "told", "before"),
    [
        (scheduled, under(SUBMIT), "2024-11-19"),
        (submitted, under(DELIBERATE), "2024-12-17"),
        (deliberated, issuing(), "2024-12-25"),
        (issued, under(REPLY), "2024-12-27"),
        (replied, under(JUDGE), "2025-03-19"),
        (deliberated, under(CLOSE), "2024-12-25"),
    ],
)
def test_no_step_is_dated_before_the_one_on_which_it_stands(start: Any, told: Any, before: str) -> None:
    start().when(told, on(before, "standing_committee")).refused(OutOfOrder, "早于上一步", pointer="/effective_on")
