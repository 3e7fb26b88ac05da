"""Is a result declared, resolved on, confirmed and announced only when it may be, and corrected with both readings kept?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from domain.congress.refusals import NothingDiffers
from domain.documents.refusals import HashMalformed
from domain.refusals import DecidedByMissing, OutOfOrder, SamePerson, SecondPersonMissing, WrongBody
from domain.texts import UnfitText
from tests.given import CHAIR, CLERK, Given, envelope, given
from tests.scenarios import ROUND_ID, congress, counted, examined, presiding, sheet
from voting.commands import papers as p
from voting.commands import rounds as r
from voting.deciders.rounds import ROUND
from voting.events.papers import PapersArchived, PapersDestroyed, SheetSigned
from voting.events.rounds import (
    ChoiceConfirmed,
    PrintedItem,
    ResultAnnounced,
    ResultDeclared,
    RoundCorrected,
    RoundCounted,
    RoundRecounted,
    RoundTakenOver,
)
from voting.refusals.announcing import ConfirmationMissing, ResolutionMissing, SheetNotSigned
from voting.refusals.common import AlreadyDone, StepNotDue
from voting.refusals.figures import CandidateMissing, LawBroken, NegativeNumber, ReadingChanged, UnknownFigure
from voting.refusals.papers import KeepLonger, WitnessesMissing
from voting.refusals.settling import CarriedBack, NotTheWay, ShortfallStands, TieStands
from voting.states.rounds import Announced, Counted, Declared

COUNTY = congress()
TWO = envelope(second=CHAIR)
PRESIDIUM = envelope(body="session_presidium")
VOTES = [200, 190, 180, 170, 100]
SHA = "a" * 64
ANNOUNCE = r.AnnounceResult(number="公告第4号", medium="示例县人大网")


def declared(of: Any, votes: list[int] = VOTES) -> Given[Any]:
    """Counted, declared and with its signed sheet filed."""
    return counted(of, votes, 3).when(r.DeclareResult(), TWO).and_then().when(p.SignSheet(sha256=SHA)).and_then()


def test_a_result_is_declared_by_two_people() -> None:
    start = counted(COUNTY, VOTES, 3)
    start.when(r.DeclareResult()).refused(SecondPersonMissing)
    start.when(r.DeclareResult(), envelope(second=CLERK)).refused(SamePerson)
    said = start.when(r.DeclareResult(), TWO).then(ResultDeclared(selected=("1", "2", "3")))
    said.when(r.DeclareResult(), TWO).refused(StepNotDue)


def test_nothing_is_declared_while_a_tie_stands() -> None:
    tied = counted(COUNTY, [200, 190, 180, 180, 100], 3)
    refused = tied.when(r.DeclareResult(), TWO).refused(TieStands, "2个项目票数相等，名额只剩1个")
    assert refused.numbers == {"tied": 2, "seats": 1}


def test_nothing_is_declared_while_a_shortfall_waits_for_a_decision() -> None:
    revoting = congress(differences={"ballot": {"shortfall": "revote_remaining"}})
    counted(revoting, [200, 190, 100, 90, 80], 3).when(r.DeclareResult(), TWO).refused(ShortfallStands, "还差1项")


def test_fewer_than_the_seats_are_declared_where_the_rules_accept_it() -> None:
    accepting = congress(differences={"ballot": {"shortfall": "accept_fewer"}})
    start = counted(accepting, [200, 190, 100, 90, 80], 3)
    start.when(r.DeclareResult(), TWO).then(ResultDeclared(selected=("1", "2"), open_seats=1))


def test_the_announcement_waits_for_declaration_and_signed_sheet() -> None:
    start = counted(COUNTY, VOTES, 3)
    start.when(ANNOUNCE, PRESIDIUM).refused(StepNotDue, "当场宣布")
    said = start.when(r.DeclareResult(), TWO).and_then()
    said.when(ANNOUNCE, PRESIDIUM).refused(SheetNotSigned, "照片即可")
    signed = said.when(p.SignSheet(sha256=SHA)).then(SheetSigned(sha256=SHA))
    signed.when(ANNOUNCE).refused(DecidedByMissing)
    signed.when(ANNOUNCE, envelope(body="standing_committee")).refused(WrongBody, "由大会主席团决定")
    signed.when(replace(ANNOUNCE, number=" "), PRESIDIUM).refused(UnfitText, pointer="/number")
    signed.when(ANNOUNCE, envelope(on="2024-01-17", body="session_presidium")).refused(OutOfOrder)
    done = signed.when(ANNOUNCE, PRESIDIUM).then(
        ResultAnnounced(number="公告第4号", medium="示例县人大网", selected=("1", "2", "3"))
    )
    assert isinstance(done.state.stage, Announced)
    done.when(ANNOUNCE, PRESIDIUM).refused(StepNotDue)


def test_a_sheet_is_named_by_its_hash_after_the_count() -> None:
    start = counted(COUNTY, VOTES, 3)
    start.when(p.SignSheet(sha256="照片.jpg")).refused(HashMalformed, pointer="/sha256")


def announced(of: Any, votes: list[int]) -> tuple[str, ...]:
    (event,) = declared(of, votes).when(ANNOUNCE, PRESIDIUM).events
    assert isinstance(event, ResultAnnounced)
    return event.selected


def test_the_announced_order_is_the_ballots_or_that_of_votes_as_the_profile_says() -> None:
    votes = [180, 190, 200, 170, 100]
    by_votes = congress(differences={"publication": {"order": "votes", "votes": "all"}})
    assert announced(COUNTY, votes) == ("1", "2", "3")
    assert announced(by_votes, votes) == ("3", "2", "1")


def test_a_streets_choice_takes_effect_with_the_party_committees_confirmation() -> None:
    street = congress("street", 40)
    said = counted(street, [30, 29, 28, 27, 5], 3).when(r.DeclareResult(), TWO).and_then()
    signed = said.when(p.SignSheet(sha256=SHA)).and_then()
    publish = envelope(body=presiding("street"))
    signed.when(ANNOUNCE, publish).refused(ConfirmationMissing)
    confirm = envelope(body="street_party_committee")
    signed.when(r.ConfirmChoice(document="示例街工委〔2024〕1号")).refused(DecidedByMissing)
    confirmed = signed.when(r.ConfirmChoice(document="示例街工委〔2024〕1号"), confirm).then(
        ChoiceConfirmed(document="示例街工委〔2024〕1号")
    )
    confirmed.when(r.ConfirmChoice(), confirm).refused(AlreadyDone)
    confirmed.when(ANNOUNCE, publish).and_then()
    declared(COUNTY).when(r.ConfirmChoice(), confirm).refused(NotTheWay)


def test_where_the_choice_needs_a_resolution_it_is_announced_after_it() -> None:
    city = replace(
        COUNTY, profiles={1: {**COUNTY.profiles[1], "decision_mode": "ballot_plus_resolution"}},
    )  # fmt: skip
    signed = declared(city)
    publish = envelope(body="standing_committee")
    signed.when(ANNOUNCE, publish).refused(ResolutionMissing)
    decide = r.AdoptResolution(title="关于民生实事项目的决定")
    signed.when(decide).refused(DecidedByMissing)
    resolved = signed.when(decide, publish).and_then()
    resolved.when(decide, publish).refused(AlreadyDone)
    resolved.when(ANNOUNCE, publish).and_then()
    declared(COUNTY).when(decide, PRESIDIUM).refused(NotTheWay)


def correction(*changes: p.Change, reason: str = "唱票时少划一笔") -> r.CorrectRound:
    return r.CorrectRound(changes=changes, reason=reason)


MOVE = (
    p.Change(field="/items/4/votes_for", before=170, after=185),
    p.Change(field="/items/4/votes_against", before=157, after=142),
)


def test_a_correction_keeps_both_readings_and_counts_again() -> None:
    start = counted(COUNTY, VOTES, 3)
    after = start.when(correction(*MOVE), TWO).then(
        RoundCorrected(field="/items/4/votes_for", before=170, after=185, reason="唱票时少划一笔"),
        RoundCorrected(field="/items/4/votes_against", before=157, after=142, reason="唱票时少划一笔"),
        RoundCounted(outcome="decided", selected=("1", "2", "4"), cause="correction"),
    )
    assert after.state.reading.items[3].votes_for == 185


def test_a_correction_that_changes_the_choice_goes_back_before_the_declaration() -> None:
    done = declared(COUNTY).when(ANNOUNCE, PRESIDIUM).and_then().when(correction(*MOVE), TWO).and_then()
    assert isinstance(done.state.stage, Counted)
    again = done.when(r.DeclareResult(), TWO).then(ResultDeclared(selected=("1", "2", "4")))
    again.when(ANNOUNCE, PRESIDIUM).and_then()


@pytest.mark.parametrize(("stage", "upto"), [(Declared, 1), (Announced, 2)])
def test_a_correction_that_changes_nobodys_place_leaves_what_was_declared(stage: type[Any], upto: int) -> None:
    done = declared(COUNTY)
    if upto == 2:
        done = done.when(ANNOUNCE, PRESIDIUM).and_then()
    small = (
        p.Change(field="/items/1/votes_for", before=200, after=201),
        p.Change(field="/items/1/votes_against", before=127, after=126),
    )
    assert isinstance(done.when(correction(*small), TWO).and_then().state.stage, stage)


def test_a_correction_names_what_is_recorded_and_keeps_the_laws() -> None:
    start = counted(COUNTY, VOTES, 3)
    start.when(correction(*MOVE)).refused(SecondPersonMissing)
    outcome = start.when(
        correction(
            p.Change(field="/items/1/votes_for", before=199, after=198),
            p.Change(field="/items/9/votes_for", before=1, after=2),
            p.Change(field="/valid", before=327, after=327),
            p.Change(field="/invalid", before=0, after=-1),
            reason="",
        ),
        TWO,
    )
    assert outcome.refused(ReadingChanged, "登记的是200，更正前写成了199").numbers == {"left": 199, "right": 200}
    outcome.refused(UnknownFigure, pointer="/changes/1/field")
    outcome.refused(NothingDiffers, pointer="/changes/2/after")
    outcome.refused(NegativeNumber, pointer="/changes/3/after")
    outcome.refused(UnfitText, pointer="/reason")
    start.when(correction(), TWO).refused(NothingDiffers, pointer="/changes")
    start.when(correction(MOVE[0]), TWO).refused(LawBroken, "合计342，不等于有效票327张")


def test_nothing_is_corrected_before_it_was_entered() -> None:
    examined(COUNTY).when(correction(*MOVE), TWO).refused(StepNotDue)


def test_a_formal_recount_stands_beside_the_first_count() -> None:
    start = counted(COUNTY, VOTES, 3)
    typed = sheet([200, 190, 180, 185, 100], 327)
    ask = r.RecountRound(first=typed, second=typed, reason="代表提出异议")
    both = replace(PRESIDIUM, approved_by=CHAIR)
    start.when(ask, TWO).refused(DecidedByMissing, "重新计票")
    start.when(replace(ask, reason=""), both).refused(UnfitText)
    after = start.when(ask, both).then(
        RoundRecounted(
            reason="代表提出异议", valid=327, invalid=0, items=typed.items,
            agrees=False, outcome="decided", selected=("1", "2", "4"),
        )
    )  # fmt: skip
    assert after.state.stage == start.state.stage


def test_papers_are_sealed_kept_and_destroyed_before_two_witnesses() -> None:
    done = declared(COUNTY)
    done.when(p.DestroyPapers(witnesses=2)).refused(StepNotDue)
    keep = p.ArchivePapers(place="示例县档案馆", packages=2, keep_until=date(2024, 2, 18))
    kept = done.when(keep).then(PapersArchived(place="示例县档案馆", packages=2, keep_until="2024-02-18"))
    kept.when(keep).refused(StepNotDue, "封存")
    later = envelope(on="2024-02-19")
    kept.when(p.DestroyPapers(witnesses=2), envelope(on="2024-02-18")).refused(KeepLonger, "2024年2月18日")
    kept.when(p.DestroyPapers(witnesses=1), later).refused(WitnessesMissing, pointer="/witnesses")
    gone = kept.when(p.DestroyPapers(witnesses=2), later).then(PapersDestroyed(witnesses=2))
    gone.when(p.DestroyPapers(witnesses=2), later).refused(StepNotDue, "已销毁")


def taking_over(**changes: Any) -> r.TakeOverRoundOf:
    asked = r.TakeOverRound(
        congress="c", project_year=2023, meeting_title="示例县第十七届人大第二次会议", document="公告第3号",
        items=(PrintedItem(title="示例项目", votes_for=290, selected=True),), held_on=date(2023, 1, 10), valid=300, invalid=3,
    )  # fmt: skip
    return r.TakeOverRoundOf(asked=replace(asked, **changes), congress=COUNTY)


def test_a_past_ballot_is_kept_as_printed_and_nothing_can_happen_to_it() -> None:
    past = given(ROUND).when(taking_over(), TWO)
    (event,) = past.events
    assert isinstance(event, RoundTakenOver)
    assert (event.due, event.valid, event.held_on) == (None, 300, "2023-01-10")
    past.and_then().when(r.DeclareResult(), TWO).refused(StepNotDue, "补录")


def test_a_take_over_needs_its_document_two_people_and_a_past_day() -> None:
    given(ROUND).when(taking_over()).refused(SecondPersonMissing)
    outcome = given(ROUND).when(taking_over(document="", items=(), held_on=date(2031, 1, 1)), TWO)
    outcome.refused(UnfitText, pointer="/document")
    outcome.refused(CandidateMissing, pointer="/items")
    outcome.refused(OutOfOrder, pointer="/held_on")
    given(ROUND).when(taking_over(items=(PrintedItem(title=""),)), TWO).refused(UnfitText, pointer="/items/0/title")


def test_the_result_of_a_tie_break_is_announced_by_the_round_that_called_it() -> None:
    tie_break = declared(COUNTY)
    state = replace(tie_break.state, opened=replace(tie_break.state.opened, kind="tie_break", previous=ROUND_ID))
    Given(ROUND, state).when(ANNOUNCE, PRESIDIUM).refused(CarriedBack)
