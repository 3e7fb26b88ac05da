"""Are the papers of a round issued, counted and entered as the rules say?"""

from __future__ import annotations

from dataclasses import replace

from domain.documents.refusals import HashMalformed
from domain.refusals import DecidedByMissing, NotFound, OutOfOrder, SamePerson, SecondPersonMissing
from domain.texts import UnfitText
from tests.given import CHAIR, CLERK, envelope, given
from tests.scenarios import congress, counted, examined, issue, opened, sheet
from voting.commands import papers as p
from voting.commands import rounds as r
from voting.deciders.rounds import ROUND
from voting.events.papers import BallotsCollected, ValidityDeclared
from voting.events.rounds import ItemTotals, PapersSealed, Pattern, RoundCounted, RoundVoided, TotalsRecorded
from voting.refusals.common import NamedTwice, StepNotDue
from voting.refusals.figures import CandidateMissing, LawBroken, NegativeNumber, TypedDifferently, UnknownCandidate
from voting.refusals.papers import (
    CollectedAboveIssued,
    CountMissing,
    NotInvalid,
    PatternMalformed,
    UnknownReason,
    WrongCountMethod,
)
from voting.states.rounds import Counted, Void

COUNTY = congress()
TOWN = congress("township", 60)
TWO = envelope(second=CHAIR)


def test_papers_printed_are_those_issued_exchanged_and_voided() -> None:
    wrong = p.IssueBallots(printed=330, issued=314, exchanged=2, surplus_voided=4)
    refused = opened(COUNTY).when(wrong).refused(LawBroken, "印制330张", pointer="/printed")
    assert refused.numbers == {"left": 330, "right": 320}
    opened(COUNTY).when(p.IssueBallots(printed=-1, issued=-1)).refused(NegativeNumber, pointer="/issued")


def test_papers_take_their_steps_in_order() -> None:
    start = opened(COUNTY)
    start.when(p.CollectBallots(collected=1)).refused(StepNotDue, "未发票”，还不能走这一步。")
    start.when(p.DeclareValidity(valid=True)).refused(StepNotDue)
    issued = start.when(p.IssueBallots(printed=314, issued=314)).and_then()
    issued.when(p.IssueBallots(printed=1, issued=1)).refused(StepNotDue, "已发票”，这一步已经走过了。")
    collected = issued.when(p.CollectBallots(collected=313)).then(BallotsCollected(collected=313))
    collected.when(p.CollectBallots(collected=313)).refused(StepNotDue, "已清点”，这一步已经走过了。")
    collected.when(p.DeclareValidity(valid=True)).then(ValidityDeclared(valid=True, issued=314, collected=313))


def test_a_step_dated_before_the_one_it_stands_on_is_refused() -> None:
    opened(COUNTY).when(p.InspectBoxes(boxes=3), envelope(on="2024-01-17")).refused(OutOfOrder)


def test_one_paper_too_many_makes_the_round_void() -> None:
    collected = issue(opened(COUNTY), 314, 315)
    refused = collected.when(p.DeclareValidity(valid=True)).refused(CollectedAboveIssued, "发出314张，收回315张")
    assert refused.numbers == {"issued": 314, "collected": 315}
    void = collected.when(p.DeclareValidity(valid=False)).then(
        ValidityDeclared(valid=False, issued=314, collected=315),
        RoundVoided(reason="收回315张，多于发出314张，本次投票无效。"),
    )
    assert isinstance(void.state.stage, Void)
    typed = sheet([100] * 12, 315)
    void.when(r.RecordTotals(first=typed, second=typed), TWO).refused(StepNotDue)


def test_a_good_ballot_cannot_be_declared_invalid() -> None:
    issue(opened(COUNTY), 314, 314).when(p.DeclareValidity(valid=False)).refused(NotInvalid)


def test_totals_wait_until_the_ballot_is_declared_valid() -> None:
    typed = sheet([100] * 12, 314)
    issue(opened(COUNTY), 314, 314).when(r.RecordTotals(first=typed, second=typed), TWO).refused(StepNotDue)


def test_totals_are_recorded_and_counted_together() -> None:
    votes = [300, 290, 280, 270, 260, 250, 240, 230, 220, 210, 200, 190]
    typed = sheet(votes, 313, invalid=1)
    after = examined(COUNTY, present=314).when(r.RecordTotals(first=typed, second=typed), TWO)
    chosen = tuple(str(n) for n in range(1, 11))
    after.then(
        TotalsRecorded(method="reader_totals", valid=313, invalid=1, items=typed.items),
        RoundCounted(outcome="decided", selected=chosen),
    )


def test_totals_need_two_different_people() -> None:
    typed = sheet([100] * 12, 327)
    enter = r.RecordTotals(first=typed, second=typed)
    examined(COUNTY).when(enter).refused(SecondPersonMissing, pointer="/approved_by")
    examined(COUNTY).when(enter, envelope(second=CLERK)).refused(SamePerson)


def test_every_figure_that_was_typed_differently_is_named() -> None:
    first, second = sheet([100] * 12, 327), sheet([100] * 12, 327)
    other = replace(second.items[2], votes_for=101, votes_against=226)
    second = replace(second, items=(*second.items[:2], other, *second.items[3:]))
    outcome = examined(COUNTY).when(r.RecordTotals(first=first, second=second), TWO)
    refused = outcome.refused(TypedDifferently, pointer="/second/items/3/votes_for")
    assert refused.numbers == {"left": 100, "right": 101}
    outcome.refused(TypedDifferently, pointer="/second/items/3/votes_against")


def test_both_sides_of_every_broken_law_are_printed() -> None:
    typed = sheet([100] * 12, 320, invalid=5)
    bent = replace(
        typed, items=(ItemTotals(candidate="1", votes_for=321), *typed.items[1:]), invalid_by_reason={"blank": 4}
    )
    outcome = examined(COUNTY).when(r.RecordTotals(first=bent, second=bent), TWO)
    assert outcome.refused(LawBroken, "收回327张", pointer="/first/valid").numbers == {"left": 327, "right": 325}
    assert outcome.refused(LawBroken, "《示例项目1》赞成321", pointer="/first/items/1/votes_for").numbers == {
        "left": 321,
        "right": 320,
    }
    assert outcome.refused(LawBroken, "各类无效票", pointer="/first/invalid_by_reason").numbers == {
        "left": 4,
        "right": 5,
    }


def test_negative_figures_are_refused() -> None:
    typed = sheet([100] * 12, 327)
    bent = replace(typed, items=(ItemTotals(candidate="1", votes_for=-1, votes_against=328), *typed.items[1:]))
    examined(COUNTY).when(r.RecordTotals(first=bent, second=bent), TWO).refused(
        NegativeNumber, pointer="/first/items/1/votes_for"
    )


def test_rows_for_unknown_double_or_missing_candidates_are_refused() -> None:
    typed = sheet([100] * 12, 327)
    rows = (*typed.items[:10], typed.items[0], replace(typed.items[0], candidate="99"))
    bent = replace(typed, items=rows, invalid_by_reason={"eaten": 1})
    outcome = examined(COUNTY).when(r.RecordTotals(first=bent, second=bent), TWO)
    outcome.refused(NamedTwice, "两行", pointer="/first/items/10/candidate")
    outcome.refused(UnknownCandidate, "99", pointer="/first/items/11/candidate")
    outcome.refused(UnknownReason, "eaten", pointer="/first/invalid_by_reason")
    outcome.refused(CandidateMissing, "示例项目11")


def test_totals_are_entered_once() -> None:
    typed = sheet([100] * 12, 327)
    counted(COUNTY, [200] * 12, 10).when(r.RecordTotals(first=typed, second=typed), TWO).refused(StepNotDue, "更正")


def test_papers_are_sealed_only_where_the_method_keeps_them() -> None:
    marks = Pattern(marks="ff-", count=327)
    examined(COUNTY).when(r.SealPapers(patterns=(marks,)), TWO).refused(WrongCountMethod)
    keeping = congress(differences={"ballot": {"count_method": "papers", "papers_clause": "票决办法第×条"}})
    start = examined(keeping, 3, 2)
    typed = sheet([100] * 3, 327)
    start.when(r.RecordTotals(first=typed, second=typed), TWO).refused(WrongCountMethod)
    parts = (Pattern(marks="ff-", count=200), Pattern(marks="f-f", count=26), Pattern(marks="ff-", count=100))
    start.when(r.SealPapers(patterns=parts, spoiled={"torn": 1}), TWO).then(
        PapersSealed(patterns=(Pattern(marks="f-f", count=26), Pattern(marks="ff-", count=300)), spoiled={"torn": 1}),
        RoundCounted(outcome="decided", selected=("1", "2")),
    )


def test_sealed_papers_must_fit_the_list_and_the_box() -> None:
    keeping = congress(differences={"ballot": {"count_method": "papers", "papers_clause": "票决办法第×条"}})
    start = examined(keeping, 3, 2)
    outcome = start.when(
        r.SealPapers(patterns=(Pattern(marks="ff", count=1), Pattern(marks="ffx", count=0)), spoiled={"eaten": 1}), TWO
    )
    outcome.refused(PatternMalformed, pointer="/patterns/0/marks")
    outcome.refused(PatternMalformed, pointer="/patterns/1/marks")
    outcome.refused(CountMissing, pointer="/patterns/1/count")
    outcome.refused(UnknownReason, pointer="/spoiled/eaten")
    short = start.when(r.SealPapers(patterns=(Pattern(marks="ff-", count=326),)), TWO).refused(LawBroken)
    assert short.numbers == {"left": 327, "right": 326}


def test_a_keypad_vote_has_no_papers_and_its_totals_are_those_present() -> None:
    keypad = congress(differences={"ballot": {"method": "electronic_secret", "count_method": "keypad_totals"}})
    start = opened(keypad, 3, 2, present=314)
    start.when(p.IssueBallots(printed=1, issued=1)).refused(WrongCountMethod)
    items = tuple(
        ItemTotals(candidate=str(n), votes_for=300 - n, votes_abstain=10, not_pressed=4 + n) for n in (1, 2, 3)
    )
    typed = r.Sheet(valid=314, invalid=0, items=items)
    after = start.when(r.RecordTotals(first=typed, second=typed, vendor_report_sha256="0" * 64), TWO).and_then()
    assert after.state.stage == Counted(RoundCounted(outcome="decided", selected=("1", "2")))


def test_a_round_that_does_not_exist_is_not_found() -> None:
    given(ROUND).when(r.DeclareResult(), TWO).refused(NotFound)


def test_voiding_is_an_act_of_who_leads_the_meeting() -> None:
    start = opened(TOWN)
    start.when(r.VoidRound(reason="停电")).refused(DecidedByMissing, "乡镇人大主席团")
    void = start.when(r.VoidRound(reason="停电"), envelope(body="township_presidium")).then(RoundVoided(reason="停电"))
    void.when(r.VoidRound(reason="再来"), envelope(body="township_presidium")).refused(StepNotDue)
    void.when(p.IssueBallots(printed=1, issued=1)).refused(StepNotDue, "作废")
    start.when(r.VoidRound(reason=""), envelope(body="township_presidium")).refused(UnfitText)


def test_the_report_of_the_machine_is_named_by_its_hash() -> None:
    typed = sheet([160] * 12, 327)
    asked = r.RecordTotals(first=typed, second=typed, vendor_report_sha256="读票机报告")
    examined(congress()).when(asked, TWO).refused(HashMalformed)
