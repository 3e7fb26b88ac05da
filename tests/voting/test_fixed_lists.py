"""Does a ballot go by the final list that the year of work holds?"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from domain.congress.state import Congress
from tests.given import Outcome, given
from tests.scenarios import candidates, congress, opening, ready
from voting.commands import rounds as r
from voting.deciders.rounds import ROUND
from voting.events.rounds import Candidate, FinalList, RoundOpened
from voting.refusals.opening import FinalListMissing, ListDiffers

COUNTY = congress()
CYCLE = "00000000-0000-5000-8000-00000000000c"
FIXED = r.FixedList(
    cycle=CYCLE, candidates=candidates(12), seats=10,
    final_list=FinalList(fixed_by="session_presidium", fixed_on="2024-01-17"),
)  # fmt: skip
NOTHING_STATED: dict[str, Any] = {"candidates": (), "seats": 0, "final_list": None}


def open_on(fixed: r.FixedList, of: Congress = COUNTY, **asked: Any) -> Outcome[Any]:
    return given(ROUND).when(replace(opening(of, ready(of).state, **asked), fixed=fixed))


def test_list_and_seats_may_be_left_to_the_year_of_work() -> None:
    (opened,) = open_on(FIXED, **NOTHING_STATED).events
    assert isinstance(opened, RoundOpened)
    assert (opened.candidates, opened.seats, opened.final_list) == (FIXED.candidates, 10, FIXED.final_list)
    assert opened.cycle == CYCLE


def test_the_same_list_may_be_handed_in_once_more() -> None:
    open_on(FIXED).and_then()


def test_another_amount_on_one_line_is_another_list() -> None:
    other = (*FIXED.candidates[:3], replace(FIXED.candidates[3], amount_fen=1), *FIXED.candidates[4:])
    open_on(FIXED, candidates=other).refused(ListDiffers, "第4项", "/candidates/3")


def test_a_shorter_list_is_another_list() -> None:
    open_on(FIXED, candidates=FIXED.candidates[:11]).refused(ListDiffers, "第12项", "/candidates/11")


def test_other_seats_are_refused_with_those_of_the_list() -> None:
    refused = open_on(FIXED, seats=9).refused(ListDiffers, "应选10项", "/seats")
    assert refused.numbers == {"seats": 10}


def test_a_year_without_a_final_list_cannot_be_balloted_even_with_a_list_in_hand() -> None:
    open_on(r.FixedList(cycle=CYCLE)).refused(FinalListMissing)


def test_a_report_voted_as_a_whole_is_one_line_behind_which_the_list_stands() -> None:
    whole = Congress(**{
        **{name: getattr(COUNTY, name) for name in ("code", "level", "name", "term", "term_began_on", "deputies")},
        "profiles": {1: {**COUNTY.profiles[1], "decision_mode": "report_vote",
                         "candidate": {**COUNTY.profiles[1]["candidate"], "allow_equal": True},
                         "ballot": {**COUNTY.profiles[1]["ballot"], "mode": "itemwise"}}},
    })  # fmt: skip
    report = Candidate(id="report", title="关于2024年民生项目的报告")
    (opened,) = open_on(FIXED, whole, **{**NOTHING_STATED, "candidates": (report,)}).events
    assert isinstance(opened, RoundOpened)
    assert (opened.candidates, opened.seats, opened.cycle) == ((report,), 1, CYCLE)
    assert opened.final_list == FIXED.final_list
    two = (report, Candidate(id="last", title="关于2023年民生项目完成情况的报告"))
    open_on(FIXED, whole, **{**NOTHING_STATED, "candidates": two}).refused(ListDiffers, "这一项", "/candidates/1")
