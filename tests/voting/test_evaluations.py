"""Is an evaluation opened by whom the rules name, graded from the signed sheet, and corrected with both readings kept?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from domain.refusals import AlreadyExists, DecidedByMissing, NotFound, OutOfOrder, SecondPersonMissing
from domain.texts import UnfitText
from tests.given import CHAIR, Given, envelope, given
from tests.scenarios import PLENARY, VOTING_DAY, congress
from tests.scenarios import heads as counted_heads
from voting.commands import evaluations as e
from voting.commands import meetings as m
from voting.commands import papers as p
from voting.deciders.evaluations import EVALUATION
from voting.deciders.meetings import MEETING
from voting.events.evaluations import (
    EvaluatedItem,
    EvaluationAnnounced,
    EvaluationCorrected,
    EvaluationDeclared,
    EvaluationGraded,
    EvaluationTotalsRecorded,
    EvaluationVoided,
    GradeTotals,
    ItemGrade,
    SurveyRecorded,
)
from voting.refusals.common import NamedTwice, StepNotDue
from voting.refusals.evaluations import GradesNotSigned, OtherVenue, WrongEvaluatingBody
from voting.refusals.figures import (
    CandidateMissing,
    LawBroken,
    NegativeNumber,
    ReadingChanged,
    TypedDifferently,
    UnknownCandidate,
)
from voting.refusals.meetings import OutsideMeeting
from voting.refusals.opening import AttendanceNotCounted, CandidateTwice, NoQuorum
from voting.states.evaluations import Announced, Graded, Void
from voting.states.meetings import Meeting

COUNTY = congress()
TWO = envelope(second=CHAIR)
COMMITTEE = envelope(body="standing_committee")
ITEMS = (EvaluatedItem(id="a", title="示例项目甲"), EvaluatedItem(id="b", title="示例项目乙"))
SHA = "b" * 64
SAID = (ItemGrade(item="a", grade="satisfied"), ItemGrade(item="b", grade="dissatisfied"))
GOOD = (GradeTotals(item="a", satisfied=28, basically_satisfied=1), GradeTotals(item="b", satisfied=5, dissatisfied=24))
ANNOUNCE = e.AnnounceGrades(number="通报第1号", medium="示例县人大网")


def committee(present: int = 29, *, heads: bool = True) -> Meeting:
    """A meeting of the standing committee's 33 members, heads counted on the voting day."""
    asked = m.ConveneMeeting(
        congress="congress-1", body="standing_committee", term=17, session=20, title="示例县人大常委会第二十次会议",
        from_on=date(2024, 1, 18), to_on=date(2024, 1, 18),
    )  # fmt: skip
    start = given(MEETING).when(m.ConveneMeetingOf(asked=asked, congress=COUNTY)).and_then()
    held = start.when(m.HoldSitting(sitting=PLENARY), envelope(on=VOTING_DAY)).and_then()
    if heads:
        held = held.when(counted_heads(COUNTY, 33, present)).and_then()
    found = held.state
    assert isinstance(found, Meeting)
    return found


def opening(meeting: Meeting, **changes: Any) -> e.OpenEvaluationAt:
    """The command that opens the evaluation of last year's projects."""
    asked = e.OpenEvaluation(meeting="meeting-1", project_year=2023, venue="sc_meeting", items=ITEMS)
    return e.OpenEvaluationAt(asked=replace(asked, **changes), meeting=meeting, congress=COUNTY)


def opened() -> Given[Any]:
    return given(EVALUATION).when(opening(committee())).and_then()


def graded(rows: tuple[GradeTotals, ...] = GOOD) -> Given[Any]:
    issued = opened().when(p.IssueBallots(printed=29, issued=29)).and_then()
    back = issued.when(p.CollectBallots(collected=29)).and_then().when(p.DeclareValidity(valid=True)).and_then()
    return back.when(e.RecordGrades(first=rows, second=rows), TWO).and_then()


def test_an_evaluation_pins_members_heads_and_profile() -> None:
    event = opened().state.opened
    assert (event.members, event.present, event.body) == (33, 29, "standing_committee")
    assert event.profile == COUNTY.profiles[1]
    opened().when(opening(committee())).refused(AlreadyExists)


def test_everything_that_is_missing_is_said_at_once() -> None:
    twice = (ITEMS[0], ITEMS[0], EvaluatedItem(id="c", title=""))
    outcome = given(EVALUATION).when(
        opening(committee(heads=False), venue="plenary", items=twice), envelope(on="2024-01-19")
    )
    outcome.refused(OtherVenue, pointer="/venue")
    outcome.refused(CandidateTwice, pointer="/items/1/id")
    outcome.refused(UnfitText, pointer="/items/2/title")
    outcome.refused(AttendanceNotCounted)
    outcome.refused(OutsideMeeting)
    given(EVALUATION).when(opening(committee(), items=())).refused(CandidateMissing, pointer="/items")


def test_more_than_half_of_all_members_must_be_there() -> None:
    given(EVALUATION).when(opening(committee(17))).and_then()
    refused = given(EVALUATION).when(opening(committee(16))).refused(NoQuorum)
    assert refused.numbers == {"required": 17, "present": 16}


def test_another_body_than_the_rules_name_does_not_evaluate() -> None:
    meeting = committee()
    session = replace(meeting, convened=replace(meeting.convened, body="congress"))
    given(EVALUATION).when(opening(session)).refused(WrongEvaluatingBody, "由人大常委会测评", pointer="/meeting")


def test_grades_follow_from_the_sheet() -> None:
    start = opened().when(p.IssueBallots(printed=29, issued=29)).and_then()
    start.when(e.RecordGrades(first=GOOD, second=GOOD), TWO).refused(StepNotDue, "清点")
    back = start.when(p.CollectBallots(collected=29)).and_then().when(p.DeclareValidity(valid=True)).and_then()
    back.when(e.RecordGrades(first=GOOD, second=GOOD)).refused(SecondPersonMissing)
    done = back.when(e.RecordGrades(first=GOOD, second=GOOD), TWO).then(
        EvaluationTotalsRecorded(items=GOOD),
        EvaluationGraded(grades=(ItemGrade(item="a", grade="satisfied"), ItemGrade(item="b", grade="dissatisfied"))),
    )
    done.when(e.RecordGrades(first=GOOD, second=GOOD), TWO).refused(StepNotDue, "更正")


def test_without_papers_the_rows_add_up_to_those_present() -> None:
    opened().when(e.RecordGrades(first=GOOD, second=GOOD), TWO).and_then()
    short = (GOOD[0], replace(GOOD[1], dissatisfied=23))
    refused = opened().when(e.RecordGrades(first=short, second=short), TWO).refused(LawBroken, "合计28")
    assert refused.numbers == {"left": 28, "right": 29}


def test_the_sheet_is_typed_alike_with_one_row_an_item() -> None:
    other = (GOOD[0], replace(GOOD[1], satisfied=6))
    opened().when(e.RecordGrades(first=GOOD, second=other), TWO).refused(
        TypedDifferently, pointer="/second/items/b/satisfied"
    )
    odd = (GOOD[0], GOOD[0], GradeTotals(item="z", satisfied=-1, dissatisfied=30))
    outcome = opened().when(e.RecordGrades(first=odd, second=odd), TWO)
    outcome.refused(NamedTwice, "录入了两行", pointer="/first/1/item")
    outcome.refused(UnknownCandidate, pointer="/first/2/item")
    outcome.refused(NegativeNumber, pointer="/first/2/satisfied")
    outcome.refused(CandidateMissing, "示例项目乙")


def test_grades_are_declared_by_two_and_announced_by_whom_the_rules_name() -> None:
    start = graded()
    start.when(ANNOUNCE, COMMITTEE).refused(StepNotDue)
    start.when(e.DeclareGrades()).refused(SecondPersonMissing)
    start.when(e.DeclareGrades(), replace(TWO, effective_on="2024-01-17")).refused(OutOfOrder)
    said = start.when(e.DeclareGrades(), TWO).then(EvaluationDeclared(grades=SAID))
    said.when(e.DeclareGrades(), TWO).refused(StepNotDue)
    said.when(ANNOUNCE, COMMITTEE).refused(GradesNotSigned)
    signed = said.when(p.SignSheet(sha256=SHA)).and_then()
    signed.when(ANNOUNCE).refused(DecidedByMissing)
    signed.when(ANNOUNCE, envelope(body="government")).refused(WrongEvaluatingBody)
    signed.when(replace(ANNOUNCE, medium=""), COMMITTEE).refused(UnfitText)
    done = signed.when(ANNOUNCE, COMMITTEE).then(
        EvaluationAnnounced(grades=SAID, number="通报第1号", medium="示例县人大网")
    )
    done.when(ANNOUNCE, COMMITTEE).refused(StepNotDue)


def change(before: int, after: int) -> e.CorrectEvaluation:
    moved = (
        p.Change(field="/items/b/satisfied", before=before, after=after),
        p.Change(field="/items/b/dissatisfied", before=24, after=24 + before - after),
    )
    return e.CorrectEvaluation(changes=moved, reason="看错一行")


def test_a_correction_that_changes_a_grade_goes_back_before_the_declaration() -> None:
    said = graded().when(e.DeclareGrades(), TWO).and_then().when(p.SignSheet(sha256=SHA)).and_then()
    done = said.when(ANNOUNCE, COMMITTEE).and_then()
    after = done.when(change(5, 20), TWO).then(
        EvaluationCorrected(field="/items/b/satisfied", before=5, after=20, reason="看错一行"),
        EvaluationCorrected(field="/items/b/dissatisfied", before=24, after=9, reason="看错一行"),
        EvaluationGraded(
            grades=(ItemGrade(item="a", grade="satisfied"), ItemGrade(item="b", grade="satisfied")), cause="correction"
        ),
    )
    assert isinstance(after.state.stage, Graded)
    assert isinstance(done.when(change(5, 6), TWO).and_then().state.stage, Announced)
    assert isinstance(graded().when(change(5, 6), TWO).and_then().state.stage, Graded)


def test_a_correction_needs_two_people_the_recorded_reading_and_the_laws() -> None:
    graded().when(change(5, 20)).refused(SecondPersonMissing)
    graded().when(change(4, 20), TWO).refused(ReadingChanged, "登记的是5，更正前写成了4")
    alone = e.CorrectEvaluation(changes=(p.Change(field="/items/b/satisfied", before=5, after=6),), reason="看错一行")
    graded().when(alone, TWO).refused(LawBroken)
    opened().when(alone, TWO).refused(StepNotDue)


def test_one_paper_too_many_makes_the_evaluation_void() -> None:
    back = (
        opened().when(p.IssueBallots(printed=29, issued=29)).and_then().when(p.CollectBallots(collected=30)).and_then()
    )
    void = back.when(p.DeclareValidity(valid=False)).and_then()
    assert isinstance(void.state.stage, Void)
    void.when(e.RecordGrades(first=GOOD, second=GOOD), TWO).refused(StepNotDue)


def test_voiding_is_an_act_of_who_evaluates() -> None:
    opened().when(e.VoidEvaluation(reason="停电")).refused(DecidedByMissing)
    opened().when(e.VoidEvaluation(reason=""), COMMITTEE).refused(UnfitText)
    void = opened().when(e.VoidEvaluation(reason="停电"), COMMITTEE).then(EvaluationVoided(reason="停电"))
    void.when(e.VoidEvaluation(reason="停电"), COMMITTEE).refused(StepNotDue)
    void.when(p.IssueBallots(printed=29, issued=29)).refused(StepNotDue, "作废")


def test_a_second_evaluation_grades_only_what_was_graded_before() -> None:
    declared = graded().when(e.DeclareGrades(), TWO).and_then().state
    again = replace(opening(committee(), re_evaluation_of="x", subject="rectification"), earlier=declared)
    given(EVALUATION).when(again).and_then()
    given(EVALUATION).when(replace(again, earlier=graded().state)).refused(StepNotDue, pointer="/re_evaluation_of")
    given(EVALUATION).when(replace(again, earlier=None)).refused(StepNotDue)
    more = replace(again, asked=replace(again.asked, items=(*ITEMS, EvaluatedItem(id="c", title="示例项目丙"))))
    given(EVALUATION).when(more).refused(CandidateMissing, pointer="/items/2/id")


def test_a_survey_stands_beside_the_grades_and_its_numbers_fit() -> None:
    rows = (
        GradeTotals(item="a", satisfied=900, dissatisfied=100),
        GradeTotals(item="b", satisfied=500, dissatisfied=528),
    )
    ask = e.RecordSurvey(survey="phone", sample=2000, responses=1028, items=rows)
    start = graded()
    after = start.when(ask).then(SurveyRecorded(survey="phone", sample=2000, responses=1028, items=rows))
    assert after.state.stage == start.state.stage
    start.when(replace(ask, sample=1000)).refused(LawBroken, "多于样本", pointer="/responses")
    start.when(replace(ask, responses=1000)).refused(LawBroken, "多于有效答卷", pointer="/items/1")
    start.when(replace(ask, items=rows[:1])).refused(CandidateMissing)


def test_nothing_happens_to_an_evaluation_that_was_not_opened() -> None:
    given(EVALUATION).when(e.DeclareGrades(), TWO).refused(NotFound)


def test_a_step_before_the_opening_is_refused() -> None:
    opened().when(p.IssueBallots(printed=29, issued=29), envelope(on="2024-01-17")).refused(OutOfOrder)
