"""Does a result that the method wants confirmed wait for its spot audit and its recount?"""

from __future__ import annotations

from typing import Any

import pytest

from tests.given import CHAIR, Given, envelope
from tests.scenarios import congress, counted, examined, opened, sheet
from voting.commands import rounds as r
from voting.commands.papers import Change
from voting.deciders.confirming import closest
from voting.events.rounds import PapersAudited, Pattern, ResultDeclared, RoundRecounted
from voting.refusals.announcing import AuditDiffers, AuditMissing, RecountDue
from voting.refusals.common import StepNotDue
from voting.refusals.papers import ReportMissing, SampleDiffers, WrongCountMethod
from voting.states.counts import count_of

TWO = envelope(second=CHAIR)
LED = envelope(second=CHAIR, body="session_presidium")
PAPERS = {"count_method": "papers", "papers_clause": "第八条"}
SEALED = "9c1185a5c5e9fc54612808977ee8f548b2258d31c6a8f5e2d7b1f0c3a4e59d60"


def with_margin(votes: list[int], margin: int, seats: int = 3, **ballot: Any) -> Given[Any]:
    return counted(congress(differences={"ballot": {"recount_margin": margin, **ballot}}), votes, seats)


def recount(votes: list[int]) -> r.RecountRound:
    again = sheet(votes, 327)
    return r.RecountRound(first=again, second=again, reason="票差小")


def test_votes_within_the_margin_are_recounted_before_the_result_is_declared() -> None:
    votes = [300, 290, 280, 275, 200]
    with_margin(votes, 4).when(r.DeclareResult(), TWO).then(ResultDeclared(selected=("1", "2", "3")))
    close = with_margin(votes, 5)
    refusal = close.when(r.DeclareResult(), TWO).refused(RecountDue)
    assert (refusal.numbers["margin"], refusal.numbers["limit"]) == (5, 5)
    after = close.when(recount(votes), LED).and_then()
    after.when(r.DeclareResult(), TWO).then(ResultDeclared(selected=("1", "2", "3")))


def test_a_recount_that_says_otherwise_confirms_nothing_until_the_ledger_is_brought_to_the_sheet() -> None:
    close = with_margin([300, 290, 280, 275, 200], 5)
    differs = close.when(recount([300, 290, 279, 275, 200]), LED).and_then()
    differs.when(r.DeclareResult(), TWO).refused(RecountDue)
    changes = (
        Change(field="/items/3/votes_for", before=280, after=279),
        Change(field="/items/3/votes_against", before=47, after=48),
    )
    corrected = differs.when(r.CorrectRound(changes=changes, reason="重新计票"), TWO).and_then()
    corrected.when(r.DeclareResult(), TWO).then(ResultDeclared(selected=("1", "2", "3")))


@pytest.mark.parametrize(
    ("votes", "apart"),
    [
        ([300, 290, 166, 100, 90], 2),  # 164 are needed: two votes more than that
        ([300, 290, 200, 163, 90], 1),  # one short of them
    ],
)
def test_the_bar_is_a_margin_too(votes: list[int], apart: int) -> None:
    refusal = with_margin(votes, 5).when(r.DeclareResult(), TWO).refused(RecountDue)
    assert refusal.numbers["margin"] == apart
    if apart > 1:
        with_margin(votes, apart - 1).when(r.DeclareResult(), TWO).then(ResultDeclared(selected=("1", "2", "3")))


def test_a_tie_at_the_cut_is_no_vote_apart() -> None:
    state = with_margin([300, 290, 280, 280, 90], 1).state
    assert closest(count_of(state, state.reading)) == 0


def papers(spot_audit: Any = "off", commitment: str = SEALED, **ballot: Any) -> Given[Any]:
    """327 sealed papers on three candidates for two seats."""
    of = congress(differences={"ballot": {**PAPERS, "spot_audit": spot_audit, **ballot}})
    patterns = (Pattern(marks="ffa", count=300), Pattern(marks="faf", count=27))
    seal = r.SealPapers(patterns=patterns, serial_commitment=commitment)
    return examined(of, 3, 2).when(seal, TWO).and_then()


def test_a_spot_audit_that_the_method_wants_comes_before_the_declaration() -> None:
    given = papers({"papers": 20})
    given.when(r.DeclareResult(), TWO).refused(AuditMissing, "20")
    audited = given.when(r.AuditPapers(seed="3-1-6", papers=20), TWO).then(PapersAudited(seed="3-1-6", papers=20))
    audited.when(r.DeclareResult(), TWO).then(ResultDeclared(selected=("1", "2")))


def test_papers_that_are_not_as_they_were_sealed_call_for_a_recount() -> None:
    given = papers({"papers": 20}).when(r.AuditPapers(seed="3-1-6", papers=20, differing=1), TWO).and_then()
    given.when(r.DeclareResult(), TWO).refused(AuditDiffers)
    other = given.when(recount([327, 299, 28]), LED)
    assert [event.agrees for event in other.events if isinstance(event, RoundRecounted)] == [False]
    other.and_then().when(r.DeclareResult(), TWO).refused(AuditDiffers)
    same = given.when(recount([327, 300, 27]), LED)
    assert [event.agrees for event in same.events if isinstance(event, RoundRecounted)] == [True]
    same.and_then().when(r.DeclareResult(), TWO).then(ResultDeclared(selected=("1", "2")))


def test_a_spot_audit_has_as_many_papers_as_the_method_says_and_no_more_than_there_are() -> None:
    given = papers({"papers": 20})
    given.when(r.AuditPapers(seed="3-1-6", papers=19), TWO).refused(SampleDiffers)
    given.when(r.AuditPapers(seed="3-1-6", papers=20, differing=21), TWO).refused(SampleDiffers)
    all_of_them = papers({"papers": 1000})
    all_of_them.when(r.AuditPapers(seed="3-1-6", papers=327), TWO).then(PapersAudited(seed="3-1-6", papers=327))


def test_nothing_is_audited_that_was_not_sealed_with_its_numbers() -> None:
    ask = r.AuditPapers(seed="3-1-6", papers=20)
    papers("off").when(ask, TWO).refused(WrongCountMethod)
    papers({"papers": 20}, commitment="").when(ask, TWO).refused(WrongCountMethod)
    counted(congress(), [300, 200, 100], 2).when(ask, TWO).refused(WrongCountMethod)
    examined(congress(differences={"ballot": PAPERS}), 3, 2).when(ask, TWO).refused(StepNotDue)


def test_a_recount_of_sealed_papers_stands_beside_them_and_changes_nothing() -> None:
    given = papers()
    after = given.when(recount([327, 299, 28]), LED).and_then()
    assert (after.state.reading, after.state.stage) == (given.state.reading, given.state.stage)
    assert len(after.state.recounts) == 1


def test_sums_from_keypads_come_with_the_report_of_the_machine() -> None:
    of = congress(differences={"ballot": {"method": "electronic_secret", "count_method": "keypad_totals"}})
    typed = sheet([300, 290, 280, 275, 200], 327)
    given = opened(of, 5, 3)
    given.when(r.RecordTotals(first=typed, second=typed), TWO).refused(ReportMissing)
    said = given.when(r.RecordTotals(first=typed, second=typed, vendor_report_sha256="0" * 64), TWO)
    assert said.refusal is None
