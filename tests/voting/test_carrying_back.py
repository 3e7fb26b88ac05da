"""Is a re-ballot's result carried back to the round that called it, that one alone, and as it finally stands?"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from domain.refusals import OutOfOrder, SecondPersonMissing
from domain.streams import round_id
from tests.given import CHAIR, Given, envelope, given
from tests.scenarios import MEETING_ID, congress, counted, heads, issue, ready, sheet
from voting.commands import papers as p
from voting.commands import rounds as r
from voting.deciders.meetings import MEETING
from voting.deciders.rounds import ROUND
from voting.events.rounds import ReballotCalled, RoundKind, ShortfallResolved, TieResolved
from voting.refusals.common import StepNotDue
from voting.refusals.opening import NoReballotCalled, WrongNumber
from voting.refusals.settling import CarriedBack, NothingToResolve, ReballotMissing
from voting.states.rounds import Announced, Counted, Declared, Round

COUNTY = congress()
TWO = envelope(second=CHAIR)
PRESIDIUM = envelope(body="session_presidium")
TIED = [200, 190, 180, 180, 100]
ANNOUNCE = r.AnnounceResult(number="公告第4号", medium="示例县人大网")


def name_of(state: Round) -> str:
    """The id of a round's stream."""
    opened = state.opened
    return str(round_id(opened.meeting, opened.project_year, opened.batch, opened.number))


def asking(first: Given[Any], kind: RoundKind, of: Any = COUNTY, **changes: Any) -> r.OpenRoundAt:
    """The command that opens the re-ballot which `first` called, heads counted again."""
    state, meeting = first.state, Given(MEETING, ready(of).state)
    for _ in range(state.opened.attendance.number):
        meeting = meeting.when(heads(of, 327, 320)).and_then()
    asked = r.OpenRound(
        meeting=MEETING_ID, project_year=2024, number=state.opened.number + state.calls, kind=kind,
        previous=name_of(state),
    )  # fmt: skip
    return r.OpenRoundAt(asked=replace(asked, **changes), meeting=meeting.state, congress=of, previous=state)


def voted(start: Given[Any], votes: list[int], valid: int = 320) -> Given[Any]:
    """Papers issued, collected, declared valid, and the sheet typed: approvals in the order of the ballot."""
    back = issue(start, valid, valid).when(p.DeclareValidity(valid=True)).and_then()
    typed = sheet(votes, valid)
    names = [candidate.id for candidate in start.state.opened.candidates]
    rows = tuple(replace(row, candidate=name) for row, name in zip(typed.items, names, strict=True))
    typed = replace(typed, items=rows)
    return back.when(r.RecordTotals(first=typed, second=typed), TWO).and_then()


def reballot(first: Given[Any], kind: RoundKind, of: Any = COUNTY) -> Given[Any]:
    return given(ROUND).when(asking(first, kind, of)).and_then()


def called(of: Any = COUNTY) -> Given[Any]:
    """A first round of three seats, the third tied, that called a 再次票决."""
    return counted(of, TIED, 3).when(r.CallReballot(kind="tie_break"), PRESIDIUM).and_then()


def carry(second: Given[Any]) -> r.ResolveFrom:
    asked = r.ResolveTie(how="next_round", round=name_of(second.state))
    return r.ResolveFrom(asked=asked, reballot=second.state)


def move(candidate: str, before: int, after: int, valid: int = 320) -> r.CorrectRound:
    changes = (
        p.Change(field=f"/items/{candidate}/votes_for", before=before, after=after),
        p.Change(field=f"/items/{candidate}/votes_against", before=valid - before, after=valid - after),
    )
    return r.CorrectRound(changes=changes, reason="以签字的报告单为准")


def test_one_call_has_one_re_ballot() -> None:
    again = asking(called(), "tie_break", number=3)
    given(ROUND).when(again).refused(WrongNumber, "应为第2轮", pointer="/number")


def test_a_re_ballot_stays_with_its_meeting_year_and_batch() -> None:
    for changed in ({"project_year": 2025}, {"batch": 2}, {"meeting": "00000000-0000-5000-8000-00000000000a"}):
        given(ROUND).when(asking(called(), "tie_break", **changed)).refused(NoReballotCalled, pointer="/previous")


def test_a_re_ballot_is_not_held_before_it_was_called() -> None:
    late = envelope(on="2024-01-19", body="session_presidium")
    first = counted(COUNTY, TIED, 3).when(r.CallReballot(kind="tie_break"), late).and_then()
    given(ROUND).when(asking(first, "tie_break")).refused(OutOfOrder, "2024年1月19日")


def test_a_tie_is_not_broken_by_the_re_ballot_of_another_batch() -> None:
    one, two = called(), called()
    other = replace(two.state, opened=replace(two.state.opened, batch=2))
    command = asking(Given(ROUND, other), "tie_break", batch=2)
    second = voted(given(ROUND).when(command).and_then(), [150, 170])
    one.when(carry(second)).refused(ReballotMissing, "不是本轮")


def test_a_tie_is_not_broken_by_a_re_ballot_that_was_called_before_a_correction() -> None:
    first = called()
    second = voted(reballot(first, "tie_break"), [150, 170])
    other_tie = first.when(move("2", 190, 180, 327), TWO).and_then()
    assert other_tie.state.stage.count.tied == ("2", "3", "4")
    other_tie.when(carry(second)).refused(ReballotMissing, "没有找到")
    recalled = other_tie.when(r.CallReballot(kind="tie_break"), PRESIDIUM).and_then()
    recalled.when(carry(second)).refused(ReballotMissing, "不是本轮")
    third = voted(reballot(recalled, "tie_break"), [160, 150, 170])
    assert third.state.opened.number == 3
    assert recalled.when(carry(third)).and_then().state.stage.selected == ("1", "2", "4")


def test_a_correction_that_changes_nobodys_place_leaves_the_re_ballot_that_was_called() -> None:
    first = called()
    second = voted(reballot(first, "tie_break"), [150, 170])
    same = first.when(move("1", 200, 201, 327), TWO).and_then()
    same.when(r.CallReballot(kind="tie_break"), PRESIDIUM).refused(StepNotDue, "已经决定")
    assert same.when(carry(second)).and_then().state.stage.selected == ("1", "2", "4")


def void_reballot(first: Given[Any]) -> Given[Any]:
    """The 再次票决 that `first` called, void because one paper too many came back, and its 重新投票 called."""
    void = issue(reballot(first, "tie_break"), 320, 321).when(p.DeclareValidity(valid=False)).and_then()
    return void.when(r.CallReballot(kind="void_repeat"), PRESIDIUM).then(
        ReballotCalled(kind="void_repeat", candidates=("3", "4"), seats=1)
    )


def test_the_repeat_of_a_void_tie_break_is_a_tie_break_whose_result_goes_back() -> None:
    first = called()
    repeat = reballot(void_reballot(first), "void_repeat")
    assert (repeat.state.opened.number, repeat.state.opened.reballots) == (3, 1)
    # Below the threshold of 164, which a 再次票决 does not ask for again.
    third = voted(repeat, [100, 120])
    assert third.state.stage.count.outcome == "decided"
    said = third.when(r.DeclareResult(), TWO).and_then().when(p.SignSheet(sha256="a" * 64)).and_then()
    said.when(ANNOUNCE, PRESIDIUM).refused(CarriedBack)
    after = first.when(carry(third)).then(
        TieResolved(how="next_round", among=("3", "4"), selected=("4",), round=name_of(third.state))
    )
    assert after.state.stage.selected == ("1", "2", "4")


def test_a_round_that_is_voided_after_it_called_a_re_ballot_is_repeated_whole() -> None:
    void = called().when(r.VoidRound(reason="有人代投"), replace(PRESIDIUM, approved_by=CHAIR)).and_then()
    repeat = void.when(r.CallReballot(kind="void_repeat"), PRESIDIUM).and_then()
    assert reballot(repeat, "void_repeat").state.opened.number == 3
    given(ROUND).when(asking(repeat, "tie_break")).refused(NoReballotCalled)


def test_a_shortfall_ballot_that_lets_all_the_tied_in_is_carried_back_whole() -> None:
    of = congress(differences={"ballot": {"shortfall": "revote_remaining", "tie_break": "expand"}})
    first = counted(of, [200, 190, 100, 90, 80], 3).when(r.CallReballot(kind="shortfall"), PRESIDIUM).and_then()
    second = voted(reballot(first, "shortfall", of), [170, 170, 150])
    asked = r.ResolveShortfall(how="next_round", round=name_of(second.state))
    after = first.when(r.ResolveFrom(asked=asked, reballot=second.state)).then(
        ShortfallResolved(how="next_round", selected=("3", "4"), round=name_of(second.state))
    )
    assert after.state.stage.selected == ("1", "2", "3", "4")


def test_a_way_without_a_re_ballot_names_none() -> None:
    by_presidium = congress(differences={"ballot": {"tie_break": "presidium"}})
    asked = r.ResolveTie(how="presidium", selected=("4",), round="某一轮")
    counted(by_presidium, TIED, 3).when(r.ResolveFrom(asked=asked), PRESIDIUM).then(
        TieResolved(how="presidium", among=("3", "4"), selected=("4",))
    )


def settled() -> tuple[Given[Any], Given[Any]]:
    """The first round with the result of its 再次票决 carried back, and that re-ballot."""
    first = called()
    second = voted(reballot(first, "tie_break"), [150, 170])
    return first.when(carry(second)).and_then(), second


def say(asked: r.DeclareResult | r.AnnounceResult, second: Given[Any]) -> r.ResultOf:
    return r.ResultOf(asked=asked, reballot=second.state)


def test_a_re_ballot_corrected_after_it_was_carried_back_is_carried_back_again() -> None:
    first, second = settled()
    corrected = second.when(move("3", 150, 171), TWO).and_then()
    first.when(say(r.DeclareResult(), corrected), TWO).refused(ReballotMissing, "重新转回")
    first.when(carry(second), TWO).refused(NothingToResolve)
    first.when(carry(corrected)).refused(SecondPersonMissing)
    again = first.when(carry(corrected), TWO).and_then()
    said = again.when(say(r.DeclareResult(), corrected), TWO).and_then()
    assert said.state.stage.counted.selected == ("1", "2", "3")


def test_an_announced_result_goes_back_before_its_declaration_when_its_re_ballot_was_corrected() -> None:
    first, second = settled()
    said = first.when(say(r.DeclareResult(), second), TWO).and_then()
    signed = said.when(p.SignSheet(sha256="a" * 64)).and_then()
    done = signed.when(say(ANNOUNCE, second), PRESIDIUM).and_then()
    assert isinstance(done.state.stage, Announced)
    corrected = second.when(move("3", 150, 171), TWO).and_then()
    assert isinstance(signed.state.stage, Declared)
    signed.when(say(ANNOUNCE, corrected), PRESIDIUM).refused(ReballotMissing)
    again = done.when(carry(corrected), TWO).and_then()
    assert isinstance(again.state.stage, Counted)
    assert again.state.stage.selected == ("1", "2", "3")


def test_a_re_ballot_voided_after_it_was_carried_back_gives_way_to_its_repeat() -> None:
    first, second = settled()
    void = second.when(r.VoidRound(reason="有人代投"), replace(PRESIDIUM, approved_by=CHAIR)).and_then()
    first.when(say(r.DeclareResult(), void), TWO).refused(ReballotMissing)
    first.when(carry(void), TWO).refused(ReballotMissing, "已经作废")
    repeat = void.when(r.CallReballot(kind="void_repeat"), PRESIDIUM).and_then()
    third = voted(reballot(repeat, "void_repeat"), [150, 170])
    again = first.when(carry(third), TWO).and_then()
    assert again.state.carried == name_of(third.state)
    again.when(say(r.DeclareResult(), third), TWO).and_then()
