"""Does the screening of a proposal come to one of five ends, for the reasons of the rules and no others?"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from domain.congress.refusals import MergedIntoItself
from domain.money import MoneyNegative, MoneyTooLarge
from domain.refusals import NotFound, OutOfOrder
from domain.texts import UnfitText
from projects.commands import proposals as c
from projects.events import proposals as p
from projects.refusals.common import AlreadyRecorded, NotNow, UnknownUnitHere
from projects.refusals.proposals import (
    AdoptingWithoutCost,
    DisposingWithoutReason,
    NoReserveLibrary,
    ReasonNotListed,
    SurvivorGone,
)
from tests.projects.proposals import ADOPT, DECLINE, EVERY_END, RESERVE, TRANSFER, ask, merge, rules, taken


def test_the_screening_has_five_ends() -> None:
    ask(taken(), ADOPT).then(p.ProposalAdopted(cost_fen=300_000_000))
    ask(taken(), RESERVE).then(p.ProposalReserved(reason="用地手续下年才能办完"))
    ask(taken(), TRANSFER).then(p.ProposalTransferred(to="hotline_12345"))
    ask(taken(), DECLINE).then(p.ProposalDeclined(reason_code="DEBT_RISK", reason="须举债建设"))
    (merged,) = merge(taken(2), taken(1)).events
    assert isinstance(merged, p.ProposalMerged)
    assert merged.into_number == "2024征-001"


def test_adopting_has_a_cost_where_the_rules_ask_for_one() -> None:
    for cost in (None, 0):
        ask(taken(), c.AdoptProposal(cost_fen=cost)).refused(AdoptingWithoutCost, "大于零", "/cost_fen")
        easy = rules(screening={"cost_required": False})
        ask(taken(), c.AdoptProposal(cost_fen=cost), under=easy).then(p.ProposalAdopted(cost_fen=cost))
    ask(taken(), c.AdoptProposal(cost_fen=-5)).refused(MoneyNegative, pointer="/cost_fen")
    ask(taken(), c.AdoptProposal(cost_fen=2**60)).refused(MoneyTooLarge, pointer="/cost_fen")


def test_adopting_names_a_project_and_a_unit_that_there_are() -> None:
    wrong = ask(taken(), replace(ADOPT, project="2024-03", unit="99"))
    wrong.refused(NotFound, "没有登记过项目2024-03", "/project")
    wrong.refused(UnknownUnitHere, pointer="/unit")


@EVERY_END
def test_an_end_is_reached_once_and_never_before_the_proposal(end: Any) -> None:
    ask(taken(), end, on="2023-09-17").refused(OutOfOrder, "早于", "/effective_on")
    ended = ask(taken(), end).and_then()
    for other in (ADOPT, TRANSFER, DECLINE):
        if not isinstance(end, c.ReserveProposal):
            ask(ended, other).refused(NotNow, "先登记重新研究")
    merged = merge(ended, taken(5))
    if isinstance(end, c.ReserveProposal):
        merged.and_then()
    else:
        merged.refused(NotNow)


def test_a_reserved_proposal_goes_on_in_a_later_year_without_being_reopened() -> None:
    reserved = ask(taken(), RESERVE).and_then()
    ask(reserved, RESERVE, on="2024-11-08").refused(AlreadyRecorded, "2023年11月8日起在储备库")
    for end in (ADOPT, TRANSFER, DECLINE):
        ask(reserved, end, on="2024-11-08").and_then()
    ask(reserved, ADOPT, on="2023-11-07").refused(OutOfOrder)


@pytest.mark.parametrize("reason", ["", " ", "\n"])
def test_nothing_is_put_aside_without_a_reason(reason: str) -> None:
    ask(taken(), replace(RESERVE, reason=reason)).refused(DisposingWithoutReason, "储备须写明理由", "/reason")
    ask(taken(), replace(DECLINE, reason=reason)).refused(DisposingWithoutReason, "不予列入须写明理由", "/reason")
    ask(taken(), replace(DECLINE, reason="甲\x00")).refused(UnfitText, pointer="/reason")


def test_a_congress_without_a_reserve_library_reserves_nothing() -> None:
    ask(taken(), RESERVE, under=rules(solicitation={"reserve_library": False})).refused(NoReserveLibrary)


def test_reasons_are_those_of_the_congresss_list_and_those_that_always_hold() -> None:
    narrow = rules(screening={"negative_list": ["DEBT_RISK"], "exclude_upper_level": False})
    for code in ("DEBT_RISK", "ILLEGAL", "OUT_OF_JURISDICTION", "DUPLICATE", "INDIVIDUAL_INTEREST"):
        ask(taken(), decline(code), under=narrow).and_then()
    for code in ("CONDITIONS_NOT_MET", "UPPER_LEVEL_ASSIGNED"):
        said = ask(taken(), decline(code), under=narrow).refused(ReasonNotListed, "增加政府债务风险", "/reason_code")
        assert "不具备实施条件" not in said.detail


def test_what_the_level_above_does_is_a_reason_exactly_where_the_rules_leave_it_out() -> None:
    """D-11."""
    ask(taken(), decline("UPPER_LEVEL_ASSIGNED")).and_then()
    ask(taken(), decline("UPPER_LEVEL_ASSIGNED"), under=rules(screening={"negative_list": ["DEBT_RISK"]})).and_then()
    welcome = rules(screening={"exclude_upper_level": False})
    ask(taken(), decline("CONDITIONS_NOT_MET"), under=welcome).and_then()
    ask(taken(), decline("UPPER_LEVEL_ASSIGNED"), under=welcome).refused(ReasonNotListed, "以外的各种情形")


def test_a_proposal_is_merged_into_another_that_goes_on() -> None:
    one, two = taken(1), taken(2)
    merge(two, None).refused(NotFound, "2024征-099", "/into")
    merge(one, one).refused(MergedIntoItself, "2024征-001", "/into")
    merge(two, taken(9, project_year=2023)).and_then()
    for end in (ADOPT, RESERVE):
        merge(two, ask(one, end).and_then()).and_then()
    for gone in (TRANSFER, DECLINE):
        merge(two, ask(one, gone).and_then()).refused(SurvivorGone, "2024征-001自己已于2023年11月8日", "/into")
    merge(two, merge(one, taken(3)).and_then()).refused(SurvivorGone, "合并到2024征-003")
    merge(two, taken(3, on="2023-12-01")).refused(OutOfOrder, "2023年12月1日才提出")
    merge(two, one, reason="\x00").refused(UnfitText, pointer="/reason")


def decline(code: Any) -> c.DeclineProposal:
    return c.DeclineProposal(reason_code=code, reason="示例理由")
