"""Is a tie at the cut, or a shortfall, left to those whom the rules name, and never broken silently?"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from domain.refusals import DecidedByMissing, WrongBody
from tests.given import CHAIR, Given, envelope, given
from tests.scenarios import ROUND_ID, congress, counted, heads, issue, opened, opening, ready, sheet
from voting.commands import papers as p
from voting.commands import rounds as r
from voting.deciders.meetings import MEETING
from voting.deciders.rounds import ROUND
from voting.events.rounds import ReballotCalled, ShortfallResolved, TieResolved
from voting.refusals.common import StepNotDue
from voting.refusals.opening import AttendanceNotCounted, NoReballotCalled
from voting.refusals.settling import NothingToResolve, NotTheWay, ReballotMissing, TooManyReballots, WrongChoice
from voting.states.rounds import Counted

COUNTY = congress()
TWO = envelope(second=CHAIR)
PRESIDIUM = envelope(body="session_presidium")
TIED = [200, 190, 180, 180, 100]
SHORT = [200, 190, 100, 90, 80]


def reballot_of(first: Given[Any], of: Any, votes: list[int], kind: str = "tie_break") -> Given[Any]:
    """The re-ballot that `first` called, with heads counted again, counted with `votes`."""
    meeting = ready(of).state
    meeting = Given(MEETING, meeting).when(heads(of, 327, 320), envelope(on="2024-01-18")).and_then().state
    asked = opening(of, meeting, kind=kind, previous=ROUND_ID).asked
    asked = replace(asked, number=2, candidates=(), seats=0, final_list=None)
    start = given(ROUND).when(r.OpenRoundAt(asked=asked, meeting=meeting, congress=of, previous=first.state)).and_then()
    valid = issue(start, 320, 320).when(p.DeclareValidity(valid=True)).and_then()
    names = [candidate.id for candidate in valid.state.opened.candidates]
    typed = sheet(votes, 320)
    typed = replace(
        typed, items=tuple(replace(row, candidate=name) for row, name in zip(typed.items, names, strict=True))
    )
    return valid.when(r.RecordTotals(first=typed, second=typed), TWO).and_then()


def test_a_tie_is_voted_on_again_among_the_tied_alone_and_carried_back() -> None:
    first = (
        counted(COUNTY, TIED, 3)
        .when(r.CallReballot(kind="tie_break"), PRESIDIUM)
        .then(ReballotCalled(kind="tie_break", candidates=("3", "4"), seats=1))
    )
    second = reballot_of(first, COUNTY, [150, 170])
    assert second.state.opened.reballots == 1
    assert second.state.opened.seats == 1
    carry = r.ResolveFrom(asked=r.ResolveTie(how="next_round", round="x"), reballot=second.state)
    after = first.when(carry).then(TieResolved(how="next_round", among=("3", "4"), selected=("4",), round="x"))
    assert after.state.stage.selected == ("1", "2", "4")
    after.when(carry).refused(NothingToResolve)


def test_a_re_ballot_is_called_by_who_leads_the_meeting() -> None:
    first = counted(COUNTY, TIED, 3)
    first.when(r.CallReballot(kind="tie_break")).refused(DecidedByMissing)
    first.when(r.CallReballot(kind="tie_break"), envelope(body="congress")).refused(WrongBody)
    called = first.when(r.CallReballot(kind="tie_break"), PRESIDIUM).and_then()
    called.when(r.CallReballot(kind="tie_break"), PRESIDIUM).refused(StepNotDue)


@pytest.mark.parametrize("kind", ["shortfall", "void_repeat"])
def test_a_re_ballot_of_another_kind_is_refused(kind: Any) -> None:
    counted(COUNTY, TIED, 3).when(r.CallReballot(kind=kind), PRESIDIUM).refused(NothingToResolve, pointer="/kind")


def test_a_round_without_a_call_has_no_re_ballot() -> None:
    first = counted(COUNTY, TIED, 3)
    meeting = ready(COUNTY).state
    asked = opening(COUNTY, meeting, kind="tie_break", previous=ROUND_ID).asked
    command = r.OpenRoundAt(asked=asked, meeting=meeting, congress=COUNTY, previous=first.state)
    given(ROUND).when(command).refused(NoReballotCalled)
    given(ROUND).when(replace(command, previous=None)).refused(NoReballotCalled)


def test_heads_are_counted_again_before_a_re_ballot() -> None:
    first = counted(COUNTY, TIED, 3).when(r.CallReballot(kind="tie_break"), PRESIDIUM).and_then()
    meeting = ready(COUNTY).state
    asked = opening(COUNTY, meeting, kind="tie_break", previous=ROUND_ID).asked
    command = r.OpenRoundAt(asked=asked, meeting=meeting, congress=COUNTY, previous=first.state)
    given(ROUND).when(command).refused(AttendanceNotCounted, "重新清点")


def test_what_is_still_tied_goes_the_way_the_rules_name() -> None:
    first = counted(COUNTY, TIED, 3).when(r.CallReballot(kind="tie_break"), PRESIDIUM).and_then()
    second = reballot_of(first, COUNTY, [160, 160])
    second.when(r.CallReballot(kind="tie_break"), PRESIDIUM).refused(TooManyReballots)
    still = r.ResolveFrom(asked=r.ResolveTie(how="next_round", round="x"), reballot=second.state)
    first.when(still).refused(ReballotMissing, "还没有得出结果")
    chosen = r.ResolveFrom(asked=r.ResolveTie(how="presidium", selected=("3",)))
    second.when(chosen).refused(DecidedByMissing)
    settled = second.when(chosen, PRESIDIUM).then(TieResolved(how="presidium", among=("3", "4"), selected=("3",)))
    back = r.ResolveFrom(asked=r.ResolveTie(how="next_round", round="x"), reballot=settled.state)
    assert first.when(back).and_then().state.stage.selected == ("1", "2", "3")


def test_a_tie_is_resolved_only_as_the_method_says() -> None:
    first = counted(COUNTY, TIED, 3)
    drawn = r.ResolveFrom(asked=r.ResolveTie(how="lot", selected=("3",)))
    first.when(drawn, PRESIDIUM).refused(NotTheWay, "再投一次", pointer="/how")
    by_presidium = congress(differences={"ballot": {"tie_break": "presidium"}})
    first = counted(by_presidium, TIED, 3)
    first.when(r.CallReballot(kind="tie_break"), PRESIDIUM).refused(NotTheWay)
    outside = r.ResolveFrom(asked=r.ResolveTie(how="presidium", selected=("1", "1")))
    outcome = first.when(outside, PRESIDIUM)
    outcome.refused(WrongChoice, pointer="/selected/0")
    outcome.refused(WrongChoice, "两次")
    outcome.refused(WrongChoice, "名额1个，选定2个")
    chosen = r.ResolveFrom(asked=r.ResolveTie(how="presidium", selected=("4",)))
    first.when(chosen, PRESIDIUM).then(TieResolved(how="presidium", among=("3", "4"), selected=("4",)))


def test_a_carried_back_result_must_be_of_this_rounds_re_ballot() -> None:
    first = counted(COUNTY, TIED, 3)
    command = r.ResolveFrom(asked=r.ResolveTie(how="next_round", round="x"), reballot=first.state)
    first.when(command).refused(ReballotMissing, "没有找到")
    called = first.when(r.CallReballot(kind="tie_break"), PRESIDIUM).and_then()
    second = reballot_of(called, COUNTY, [150, 170]).state
    strange = replace(second, opened=replace(second.opened, previous="another"))
    called.when(replace(command, reballot=strange)).refused(ReballotMissing, "这不是")


def test_expand_takes_all_the_tied() -> None:
    wide = congress(differences={"ballot": {"tie_break": "expand"}})
    assert counted(wide, TIED, 3).state.stage.selected == ("1", "2", "3", "4")


def test_a_shortfall_is_filled_from_the_rest_in_order_of_votes() -> None:
    revoting = congress(
        differences={"ballot": {"shortfall": "revote_remaining", "revote_surplus": {"num": 1, "den": 2}}}
    )
    first = (
        counted(revoting, SHORT, 3)
        .when(r.CallReballot(kind="shortfall"), PRESIDIUM)
        .then(ReballotCalled(kind="shortfall", candidates=("3", "4"), seats=1))
    )
    second = reballot_of(first, revoting, [170, 150], "shortfall")
    carry = r.ResolveFrom(asked=r.ResolveShortfall(how="next_round", round="x"), reballot=second.state)
    after = first.when(carry).then(ShortfallResolved(how="next_round", selected=("3",), round="x"))
    assert after.state.stage.selected == ("1", "2", "3")


def test_without_a_surplus_rule_all_the_rest_are_voted_on_again() -> None:
    revoting = congress(differences={"ballot": {"shortfall": "revote_remaining", "revote_surplus": None}})
    counted(revoting, SHORT, 3).when(r.CallReballot(kind="shortfall"), PRESIDIUM).then(
        ReballotCalled(kind="shortfall", candidates=("3", "4", "5"), seats=1)
    )


def test_equal_votes_at_the_end_of_the_re_ballots_list_stay_together() -> None:
    revoting = congress(
        differences={"ballot": {"shortfall": "revote_remaining", "revote_surplus": {"num": 1, "den": 2}}}
    )
    counted(revoting, [200, 190, 100, 90, 90], 3).when(r.CallReballot(kind="shortfall"), PRESIDIUM).then(
        ReballotCalled(kind="shortfall", candidates=("3", "4", "5"), seats=1)
    )


def test_a_shortfall_is_left_open_where_the_rules_defer_it() -> None:
    deferring = congress(differences={"ballot": {"shortfall": "defer_to_sc"}})
    first = counted(deferring, SHORT, 3)
    first.when(r.CallReballot(kind="shortfall"), PRESIDIUM).refused(NotTheWay)
    with_somebody = r.ResolveFrom(asked=r.ResolveShortfall(how="defer_to_sc", selected=("3",)))
    committee = envelope(body="standing_committee")
    first.when(with_somebody, committee).refused(WrongChoice)
    deferred = r.ResolveFrom(asked=r.ResolveShortfall(how="defer_to_sc"))
    first.when(deferred).refused(DecidedByMissing, "常委会")
    after = first.when(deferred, committee).and_then()
    assert after.state.stage == Counted(first.state.stage.count, ())


def test_a_void_round_is_voted_again_with_the_same_list_and_does_not_use_up_a_re_ballot() -> None:
    void = issue(opened(COUNTY, 5, 3), 314, 315).when(p.DeclareValidity(valid=False)).and_then()
    called = void.when(r.CallReballot(kind="void_repeat"), PRESIDIUM).then(
        ReballotCalled(kind="void_repeat", candidates=("1", "2", "3", "4", "5"), seats=3)
    )
    again = reballot_of(called, COUNTY, [200, 190, 180, 100, 90], "void_repeat")
    assert again.state.opened.reballots == 0
    assert again.state.stage.selected == ("1", "2", "3")
