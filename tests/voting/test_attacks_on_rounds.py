"""Can a result be had that the hall did not decide: by a second ballot, another body, fewer heads, or papers out of time?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from domain.calendar import NotADay
from domain.documents.refusals import HashMalformed
from domain.refusals import NoSuchNumber, OutOfOrder, SecondPersonMissing, WrongBody
from domain.texts import UnfitText
from tests.given import CHAIR, Given, envelope, given
from tests.scenarios import candidates, congress, counted, examined, issue, opened, opening, ready, sheet
from voting.commands import papers as p
from voting.commands import rounds as r
from voting.deciders.rounds import ROUND
from voting.events.papers import PapersArchived
from voting.events.rounds import FinalList, ItemTotals, Pattern
from voting.refusals.announcing import ConfirmationMissing
from voting.refusals.common import StepNotDue
from voting.refusals.figures import LawBroken, NegativeNumber, TooMany, TypedDifferently
from voting.refusals.opening import NoReballotCalled, RuleNotCounted, WrongNumber
from voting.refusals.papers import KeepLonger, UnknownReason, WrongCountMethod
from voting.states.rounds import Announced

COUNTY = congress()
TWO = envelope(second=CHAIR)
PRESIDIUM = envelope(body="session_presidium")
VOTES = [200, 190, 180, 170, 100]
SHA = "a" * 64
ANNOUNCE = r.AnnounceResult(number="公告第4号", medium="示例县人大网")


def first_round(of: Any = COUNTY, **changes: Any) -> Any:
    return given(ROUND).when(opening(of, ready(of).state, **changes))


def test_a_second_first_round_cannot_be_opened_because_the_first_one_displeased() -> None:
    first = opening(COUNTY, ready(COUNTY).state)
    second = replace(first, asked=replace(first.asked, number=2))
    given(ROUND).when(second).refused(WrongNumber, "应为第1轮", pointer="/number")


@pytest.mark.parametrize(("changed", "pointer"), [({"batch": 0}, "/batch"), ({"project_year": 20244}, "/project_year")])
def test_batches_and_years_are_those_that_there_can_be(changed: dict[str, int], pointer: str) -> None:
    first_round(**changed).refused(NoSuchNumber, pointer=pointer)


def test_a_first_round_follows_nothing() -> None:
    first_round(previous="00000000-0000-5000-8000-000000000009").refused(NoReballotCalled, pointer="/previous")


def test_a_ballot_of_the_congress_is_not_held_by_its_standing_committee() -> None:
    meeting = ready(COUNTY).state
    committee = replace(meeting, convened=replace(meeting.convened, body="standing_committee"))
    given(ROUND).when(opening(COUNTY, committee)).refused(WrongBody, "由人民代表大会投票", pointer="/meeting")


@pytest.mark.parametrize("day", ["2024-02-30", "昨天", ""])
def test_a_final_list_fixed_on_a_day_that_does_not_exist_is_refused(day: str) -> None:
    fixed = FinalList(fixed_by="session_presidium", fixed_on=day)
    first_round(final_list=fixed).refused(NotADay, pointer="/final_list/fixed_on")


def test_two_candidates_cannot_look_alike_and_none_costs_less_than_nothing() -> None:
    one, two, *others = candidates(12)
    twin = replace(two, id="1\u200b", title="示例\n项目", amount_fen=-1)
    outcome = first_round(candidates=(one, twin, *others))
    outcome.refused(UnfitText, pointer="/candidates/1/id")
    outcome.refused(UnfitText, pointer="/candidates/1/title")
    outcome.refused(NegativeNumber, pointer="/candidates/1/amount_fen")


def test_why_a_style_cannot_be_counted_is_one_sentence() -> None:
    ranked = congress(differences={"ballot": {"style": "rank", "rank_aggregation": "sum_of_ranks"}})
    refused = given(ROUND).when(opening(ranked, ready(COUNTY).state)).refused(RuleNotCounted)
    assert refused.detail.count("。") == 1


@pytest.mark.parametrize("method", ["electronic_secret", "show_of_hands"])
def test_a_sheet_is_signed_and_the_result_announced_however_the_votes_were_cast(method: str) -> None:
    counting = "keypad_totals" if method == "electronic_secret" else "manual_totals"
    of = congress(differences={"ballot": {"method": method, "count_method": counting}})
    typed = sheet(VOTES, 327)
    said = (
        opened(of, 5, 3)
        .when(r.RecordTotals(first=typed, second=typed, vendor_report_sha256="0" * 64), TWO).and_then()
        .when(r.DeclareResult(), TWO).and_then()
    )  # fmt: skip
    said.when(p.InspectBoxes(boxes=1)).refused(WrongCountMethod)
    said.when(p.SignSheet(sha256=SHA)).and_then().when(ANNOUNCE, PRESIDIUM).and_then()


def test_why_papers_were_invalid_is_typed_twice_too() -> None:
    typed = replace(sheet([100] * 12, 325, invalid=2), invalid_by_reason={"blank": 2})
    other = replace(typed, invalid_by_reason={"blank": 1, "torn": 1})
    outcome = examined(COUNTY).when(r.RecordTotals(first=typed, second=other), TWO)
    outcome.refused(TypedDifferently, pointer="/second/invalid_by_reason/blank")
    outcome.refused(TypedDifferently, pointer="/second/invalid_by_reason/torn")
    hidden = replace(typed, invalid_by_reason={"blank": 3, "torn": -1})
    examined(COUNTY).when(r.RecordTotals(first=hidden, second=hidden), TWO).refused(
        NegativeNumber, pointer="/first/invalid_by_reason/torn"
    )


def test_a_row_that_only_the_second_typist_wrote_twice_is_found() -> None:
    typed = sheet([100] * 12, 327)
    other = replace(typed, items=(ItemTotals(candidate="1", votes_for=5, votes_against=322), *typed.items))
    examined(COUNTY).when(r.RecordTotals(first=typed, second=other), TWO).refused(TypedDifferently, "13行")


def test_why_papers_were_invalid_can_be_corrected_with_their_number() -> None:
    typed = replace(sheet([200, 190, 180, 170, 100], 325, invalid=2), invalid_by_reason={"blank": 2})
    start = examined(COUNTY, 5, 3).when(r.RecordTotals(first=typed, second=typed), TWO).and_then()
    one_more = [p.Change(field="/valid", before=325, after=324), p.Change(field="/invalid", before=2, after=3)]
    one_more += [
        p.Change(field=f"/items/{row.candidate}/votes_against", before=row.votes_against, after=row.votes_against - 1)
        for row in typed.items
    ]
    alone = r.CorrectRound(changes=tuple(one_more), reason="漏点一张废票")
    start.when(alone, TWO).refused(LawBroken, "各类无效票合计2张")
    torn = p.Change(field="/invalid_by_reason/torn", before=0, after=1)
    after = start.when(replace(alone, changes=(*alone.changes, torn)), TWO).and_then()
    assert after.state.reading.invalid_by_reason == {"blank": 2, "torn": 1}


def test_a_blank_paper_is_a_pattern_and_not_a_spoiled_one() -> None:
    keeping = congress(differences={"ballot": {"count_method": "papers", "papers_clause": "票决办法第×条"}})
    sealed = r.SealPapers(patterns=(Pattern(marks="ff-", count=326),), spoiled={"blank": 1}, serial_commitment="x")
    outcome = examined(keeping, 3, 2).when(sealed, TWO)
    outcome.refused(UnknownReason, pointer="/spoiled/blank")
    outcome.refused(HashMalformed, pointer="/serial_commitment")


def test_sealed_papers_are_neither_corrected_nor_recounted_as_totals() -> None:
    keeping = congress(differences={"ballot": {"count_method": "papers", "papers_clause": "票决办法第×条"}})
    sealed = r.SealPapers(patterns=(Pattern(marks="ff-", count=327),))
    start = examined(keeping, 3, 2).when(sealed, TWO).and_then()
    change = p.Change(field="/valid", before=327, after=326)
    start.when(r.CorrectRound(changes=(change,), reason="看错"), TWO).refused(WrongCountMethod, "封账")


def test_more_than_could_ever_be_counted_is_refused() -> None:
    opened(COUNTY).when(p.IssueBallots(printed=2**53 - 1, issued=2**53 - 1)).refused(TooMany, pointer="/issued")


def test_numbers_are_not_entered_before_the_papers_were_declared_valid() -> None:
    typed = sheet([100] * 12, 327)
    late = envelope(on="2024-01-19")
    start = (
        opened(COUNTY)
        .when(p.IssueBallots(printed=327, issued=327)).and_then()
        .when(p.CollectBallots(collected=327), late).and_then()
        .when(p.DeclareValidity(valid=True), late).and_then()
    )  # fmt: skip
    start.when(r.RecordTotals(first=typed, second=typed), TWO).refused(OutOfOrder, "2024年1月19日")


def read_late() -> Given[Any]:
    """Counted on 19 January."""
    typed = sheet([200, 190, 180, 180, 100], 327)
    late = envelope(on="2024-01-19", second=CHAIR)
    return examined(COUNTY, 5, 3).when(r.RecordTotals(first=typed, second=typed), late).and_then()


def test_nothing_that_follows_the_count_is_dated_before_it() -> None:
    start = read_late()
    change = p.Change(field="/valid", before=327, after=326)
    typed = sheet([200, 190, 180, 180, 100], 327)
    both = replace(PRESIDIUM, approved_by=CHAIR)
    start.when(r.CorrectRound(changes=(change,), reason="看错"), TWO).refused(OutOfOrder)
    start.when(r.RecountRound(first=typed, second=typed, reason="异议"), both).refused(OutOfOrder)
    start.when(r.CallReballot(kind="tie_break"), PRESIDIUM).refused(OutOfOrder)
    start.when(r.VoidRound(reason="停电"), replace(PRESIDIUM, approved_by=CHAIR)).refused(OutOfOrder)


def test_a_recount_in_another_order_of_rows_agrees() -> None:
    start = counted(COUNTY, VOTES, 3)
    typed = sheet(VOTES, 327)
    turned = replace(typed, items=typed.items[::-1])
    ask = r.RecountRound(first=turned, second=turned, reason="代表提出异议")
    (event,) = start.when(ask, replace(PRESIDIUM, approved_by=CHAIR)).events
    assert event.agrees  # type: ignore[attr-defined] # a recount


def test_a_void_round_is_not_recounted() -> None:
    typed = sheet(VOTES, 327)
    void = counted(COUNTY, VOTES, 3).when(r.VoidRound(reason="停电"), replace(PRESIDIUM, approved_by=CHAIR)).and_then()
    ask = r.RecountRound(first=typed, second=typed, reason="代表提出异议")
    void.when(ask, replace(PRESIDIUM, approved_by=CHAIR)).refused(StepNotDue, "作废")


def test_the_papers_of_a_void_round_are_archived_and_destroyed_like_others() -> None:
    void = issue(opened(COUNTY), 314, 315).when(p.DeclareValidity(valid=False)).and_then()
    void.when(p.SignSheet(sha256=SHA)).refused(StepNotDue)
    archived = void.when(p.ArchivePapers(place="示例县档案馆", packages=1)).then(
        PapersArchived(place="示例县档案馆", packages=1, keep_until="2024-02-18")
    )
    archived.when(p.DestroyPapers(witnesses=2), envelope(on="2024-02-19")).and_then()
    halfway = opened(COUNTY).when(p.IssueBallots(printed=1, issued=1)).and_then()
    stopped = halfway.when(r.VoidRound(reason="停电"), PRESIDIUM).and_then()
    stopped.when(p.CollectBallots(collected=1)).refused(StepNotDue, "还可以封存、销毁")
    stopped.when(p.ArchivePapers(place="示例县档案馆", packages=1)).and_then()


def test_papers_are_kept_as_long_as_the_rules_say_even_if_nobody_names_a_day() -> None:
    start = counted(COUNTY, VOTES, 3)
    kept = start.when(p.ArchivePapers(place="示例县档案馆", packages=1)).and_then()
    kept.when(p.DestroyPapers(witnesses=2), envelope(on="2024-01-18")).refused(KeepLonger, "2024年2月18日")
    early = p.ArchivePapers(place="示例县档案馆", packages=1, keep_until=date(2024, 1, 19))
    start.when(early).refused(KeepLonger, "至少", pointer="/keep_until")
    later = start.when(p.ArchivePapers(place="示例县档案馆", packages=1), envelope(on="2024-03-01")).and_then()
    later.when(p.DestroyPapers(witnesses=2), envelope(on="2024-02-29")).refused(OutOfOrder, "封存")
    later.when(p.DestroyPapers(witnesses=2, record_sha256="x"), envelope(on="2024-03-01")).refused(
        HashMalformed, pointer="/record_sha256"
    )


def test_a_choice_that_a_correction_changed_is_confirmed_anew() -> None:
    street = congress("street", 40)
    confirm, publish = envelope(body="street_party_committee"), envelope(body="street_npc_office")
    said = counted(street, [30, 29, 28, 27, 5], 3).when(r.DeclareResult(), TWO).and_then()
    confirmed = said.when(p.SignSheet(sha256=SHA)).and_then().when(r.ConfirmChoice(), confirm).and_then()
    moved = (
        p.Change(field="/items/4/votes_for", before=27, after=31),
        p.Change(field="/items/4/votes_against", before=13, after=9),
    )
    corrected = confirmed.when(r.CorrectRound(changes=moved, reason="看错一行"), TWO).and_then()
    again = corrected.when(r.DeclareResult(), TWO).and_then()
    again.when(ANNOUNCE, publish).refused(ConfirmationMissing)
    done = again.when(r.ConfirmChoice(), confirm).and_then().when(ANNOUNCE, publish).and_then()
    assert isinstance(done.state.stage, Announced)


def test_an_announcement_is_not_dated_before_its_confirmation() -> None:
    street = congress("street", 40)
    said = counted(street, [30, 29, 28, 27, 5], 3).when(r.DeclareResult(), TWO).and_then()
    confirm = envelope(on="2024-01-19", body="street_party_committee")
    confirmed = said.when(p.SignSheet(sha256=SHA)).and_then().when(r.ConfirmChoice(), confirm).and_then()
    confirmed.when(ANNOUNCE, envelope(body="street_npc_office")).refused(OutOfOrder, "2024年1月19日")


def test_a_counted_round_is_voided_by_two_people() -> None:
    start = counted(COUNTY, VOTES, 3)
    start.when(r.VoidRound(reason="停电"), PRESIDIUM).refused(SecondPersonMissing, "作废")
