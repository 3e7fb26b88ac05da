"""Is a round opened with the list, the seats, the heads and the rules that it needs, and otherwise not?"""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain.refusals import AlreadyExists, OutOfOrder, WrongBody
from domain.texts import UnfitText
from tests.given import envelope, given
from tests.scenarios import MEETING_ID, candidates, congress, convened, opened, opening, ready
from voting.deciders.rounds import ROUND
from voting.events.rounds import FinalList
from voting.refusals.meetings import OutsideMeeting
from voting.refusals.opening import (
    AttendanceNotCounted,
    CandidateTwice,
    FinalListMissing,
    MethodNotAdopted,
    NoQuorum,
    NotByBallot,
    RuleNotCounted,
    ScrutineersNotPassed,
    SeatsAboveCandidates,
    SurplusTooSmall,
)

COUNTY = congress()


def test_a_round_pins_list_heads_and_the_whole_profile() -> None:
    event = opened(COUNTY, present=314).state.opened
    assert (event.seats, len(event.candidates), event.attendance.present) == (10, 12, 314)
    assert event.profile == COUNTY.profiles[1]
    assert event.reballots == 0


def test_a_round_is_opened_once() -> None:
    meeting = ready(COUNTY).state
    opened(COUNTY).when(opening(COUNTY, meeting)).refused(AlreadyExists)


def test_no_round_before_the_method_is_adopted() -> None:
    given(ROUND).when(opening(COUNTY, convened(COUNTY).state)).refused(MethodNotAdopted, "尚未通过票决办法")


def test_everything_that_is_missing_is_said_at_once() -> None:
    meeting = replace(ready(COUNTY).state, scrutineers_on="", heads=None)
    outcome = given(ROUND).when(opening(COUNTY, meeting, final_list=None, candidates=()))
    outcome.refused(ScrutineersNotPassed)
    outcome.refused(AttendanceNotCounted)
    outcome.refused(FinalListMissing, pointer="/final_list")


def test_heads_counted_yesterday_do_not_count_today() -> None:
    meeting = ready(COUNTY).state
    given(ROUND).when(opening(COUNTY, meeting), envelope(on="2024-01-19")).refused(
        AttendanceNotCounted, "2024年1月19日"
    )


@pytest.mark.parametrize(("present", "quorate"), [(218, True), (217, False)])
def test_two_thirds_of_327_are_218(present: int, quorate: bool) -> None:
    outcome = given(ROUND).when(opening(COUNTY, ready(COUNTY, present).state))
    if quorate:
        outcome.and_then()
    else:
        assert outcome.refused(NoQuorum, "至少须到218人").numbers == {"required": 218, "present": 217}


def test_a_round_outside_the_meeting_or_before_its_method_is_refused() -> None:
    meeting = ready(COUNTY).state
    given(ROUND).when(opening(COUNTY, meeting), envelope(on="2024-01-20")).refused(OutsideMeeting)
    outcome = given(ROUND).when(opening(COUNTY, meeting), envelope(on="2024-01-17"))
    outcome.refused(MethodNotAdopted, "晚于2024年1月17日")
    outcome.refused(ScrutineersNotPassed)


def test_the_final_list_is_fixed_by_the_body_that_the_rules_name() -> None:
    meeting = ready(COUNTY).state
    by_town = FinalList(fixed_by="township_presidium", fixed_on="2024-01-17")
    given(ROUND).when(opening(COUNTY, meeting, final_list=by_town)).refused(
        WrongBody, "由大会主席团确定，不由乡镇人大主席团确定", pointer="/final_list/fixed_by"
    )
    later = FinalList(fixed_by="session_presidium", fixed_on="2024-01-19")
    given(ROUND).when(opening(COUNTY, meeting, final_list=later)).refused(
        OutOfOrder, "2024年1月19日确定", pointer="/final_list/fixed_on"
    )


def test_candidates_are_named_once_and_have_titles() -> None:
    meeting = ready(COUNTY).state
    names = (*candidates(11), replace(candidates(1)[0], title=" "))
    outcome = given(ROUND).when(opening(COUNTY, meeting, candidates=names))
    outcome.refused(CandidateTwice, pointer="/candidates/11/id")
    outcome.refused(UnfitText, pointer="/candidates/11/title")


@pytest.mark.parametrize(("number", "seats"), [(3, 4), (3, 0), (3, -1)])
def test_seats_above_candidates_or_below_one_are_refused(number: int, seats: int) -> None:
    given(ROUND).when(opening(COUNTY, ready(COUNTY).state, number, seats)).refused(
        SeatsAboveCandidates, pointer="/seats"
    )


@pytest.mark.parametrize(
    ("number", "seats", "enough"), [(12, 10, True), (11, 10, False), (10, 8, True), (9, 8, False), (2, 1, True)]
)
def test_the_surplus_is_a_fifth_rounded_up(number: int, seats: int, enough: bool) -> None:
    outcome = given(ROUND).when(opening(COUNTY, ready(COUNTY).state, number, seats))
    outcome.and_then() if enough else outcome.refused(SurplusTooSmall, pointer="/candidates")


def test_an_equal_list_needs_a_rule_that_allows_it() -> None:
    equal = congress(differences={"candidate": {"allow_equal": True}, "ballot": {"mode": "itemwise"}})
    given(ROUND).when(opening(equal, ready(equal).state, 7, 7)).and_then()
    given(ROUND).when(opening(COUNTY, ready(COUNTY).state, 7, 7)).refused(SurplusTooSmall)


def test_a_congress_that_only_hears_reports_holds_no_ballot() -> None:
    reporting = replace(COUNTY, profiles={1: {**COUNTY.profiles[1], "decision_mode": "report_only", "ballot": None}})
    given(ROUND).when(opening(reporting, ready(COUNTY).state)).refused(NotByBallot)


def test_a_style_that_cannot_be_counted_is_not_opened() -> None:
    ranked = congress(differences={"ballot": {"style": "rank", "rank_aggregation": "sum_of_ranks"}})
    given(ROUND).when(opening(ranked, ready(COUNTY).state)).refused(RuleNotCounted, pointer="/profile/ballot/style")


def test_the_list_of_a_first_round_comes_with_the_command() -> None:
    asked = opening(COUNTY, ready(COUNTY).state).asked
    assert asked.meeting == MEETING_ID
