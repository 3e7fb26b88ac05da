"""Is a proposal taken in, screened to one of five ends, answered, taken up again and published, each once and in order?"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from domain.congress.refusals import CongressMergedAway, MergedIntoItself
from domain.divisions import DivisionFault
from domain.money import MoneyNegative, MoneyTooLarge
from domain.refusals import NoSuchNumber, NotFound, OutOfOrder, SamePerson, SecondPersonMissing
from domain.streams import cycle_id
from domain.texts import UnfitText
from projects.commands import proposals as c
from projects.deciders.proposals import PROPOSAL
from projects.events import proposals as p
from projects.refusals.common import AlreadyRecorded, NamedMoreThanOnce, NoRules, NotNow, UnknownUnitHere
from projects.refusals.proposals import (
    AdoptingWithoutCost,
    ChannelNotOpen,
    DisposingWithoutReason,
    EarlierIsLater,
    FeedbackEmpty,
    MoreThanOneMatter,
    NoReserveLibrary,
    NothingToAnswer,
    NoticeFirst,
    NumberNotOwed,
    OtherFeedback,
    ReasonNotListed,
    SurvivorGone,
    TooManyEarlier,
)
from tests.given import CHAIR, CLERK, envelope, given
from tests.projects.desk import Desk
from tests.projects.proposals import (
    ADOPT,
    ANSWER,
    ASKED,
    DECLINE,
    HOME,
    PERSON,
    PUBLISH,
    REOPEN,
    RESERVE,
    TRANSFER,
    ask,
    merge,
    rules,
    submit,
    taken,
)
from tests.scenarios import congress


def test_a_proposal_is_taken_in_under_its_number() -> None:
    submit(7, place="示例镇").then(
        p.ProposalSubmitted(
            congress=HOME, code="990101", congress_name="示例县", level="county", project_year=2024, number=7,
            channel="liaison_station", title="改造示例镇农村公路", content="路面破损，请整修。", proposer_kind="deputy",
            proposer=PERSON, place="示例镇",
        )
    )  # fmt: skip


def test_the_screening_has_five_ends() -> None:
    ask(taken(), ADOPT).then(p.ProposalAdopted(cost_fen=300_000_000))
    ask(taken(), RESERVE).then(p.ProposalReserved(reason="用地手续下年才能办完"))
    ask(taken(), TRANSFER).then(p.ProposalTransferred(to="hotline_12345"))
    ask(taken(), DECLINE).then(p.ProposalDeclined(reason_code="DEBT_RISK", reason="须举债建设"))
    (merged,) = merge(taken(2), taken(1)).events
    assert isinstance(merged, p.ProposalMerged)
    assert merged.into_number == "2024征-001"


def test_a_proposal_is_answered_reopened_and_published() -> None:
    answered = ask(ask(taken(), ADOPT).and_then(), ANSWER)
    answered.then(p.FeedbackGiven(how="individually", text="已列入候选"))
    ask(answered.and_then(), REOPEN).then(p.ProposalReopened(reason="上级补助已经落实"))
    ask(taken(), PUBLISH).then(p.ProposalPublished(title="改造农村公路"))


EVERY_END = pytest.mark.parametrize("end", [ADOPT, RESERVE, TRANSFER, DECLINE], ids=lambda end: type(end).__name__)
NOTICE = c.GiveFeedback(how="by_notice", notice=str(cycle_id(HOME, 2024)))


# -- taking in


def test_a_proposal_comes_over_a_channel_that_the_rules_name_and_over_any_where_they_name_none() -> None:
    narrow = rules(solicitation={"channels": ["liaison_station"]})
    submit(of=narrow).and_then()
    submit(of=narrow, channel="mail").refused(ChannelNotOpen, "征集的渠道是代表联络站", "/channel")
    submit(channel="mail").and_then()


def test_everything_that_is_wrong_with_a_proposal_is_said_at_once() -> None:
    wrong = submit(
        project_year=1800, title="修路；架桥", content=" ", place="示例镇 ", division="12", proposer="王某某", estimate_fen=-1,
        channel="somewhere", category="a\u200bb", necessity="\x00",
    )  # fmt: skip
    wrong.refused(NoSuchNumber, pointer="/project_year")
    wrong.refused(MoreThanOneMatter, "一事一提", "/title")
    for place in ("/content", "/place", "/proposer", "/category", "/necessity"):
        wrong.refused(UnfitText, pointer=place)
    wrong.refused(DivisionFault, pointer="/division")
    wrong.refused(MoneyNegative, pointer="/estimate_fen")
    wrong.refused(ChannelNotOpen, pointer="/channel")


@pytest.mark.parametrize("title", ["", " ", "修路\n架桥", "路" * 1001])
def test_a_title_is_one_line_that_says_something(title: str) -> None:
    submit(title=title).refused(UnfitText, pointer="/title")


@pytest.mark.parametrize("title", ["改造农村公路、桥梁", "建设“四好农村路”（二期）", "修路；"])
def test_a_title_may_name_several_parts_of_one_matter(title: str) -> None:
    submit(title=title).and_then()


def test_an_estimate_is_any_amount_that_the_ledger_can_hold() -> None:
    submit(estimate_fen=0).and_then()
    submit(estimate_fen=2**53).refused(MoneyTooLarge, pointer="/estimate_fen")


@pytest.mark.parametrize("division", ["99010110", "1234567890123", "00010101", "九九", "9901\n"])
def test_a_place_has_a_division_code_or_none(division: str) -> None:
    if division == "99010110":
        submit(division=division).and_then()
    else:
        submit(division=division).refused(DivisionFault, pointer="/division")


def test_earlier_proposals_exist_are_named_once_and_were_earlier() -> None:
    before = taken(9, on="2022-09-01", project_year=2023).state
    submit(earlier=("2023征-009",), before=(before,)).and_then()
    submit(earlier=("2023征-010",), before=(None,)).refused(NotFound, "没有登记过建议项目2023征-010", "/earlier/0")
    twice = submit(earlier=("2023征-009", "2023征-009"), before=(before, before))
    twice.refused(NamedMoreThanOnce, pointer="/earlier/1")
    early = submit(on="2022-08-31", earlier=("2023征-009",), before=(before,))
    early.refused(EarlierIsLater, "2022年9月1日才提出", "/earlier/0")


def test_a_merged_congress_and_one_without_rules_take_nothing_in() -> None:
    submit(of=replace(congress(), merged_into="x")).refused(CongressMergedAway)
    submit(of=replace(congress(), profiles={})).refused(NoRules)


# -- screening


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


# -- afterwards


def test_a_transfer_number_is_owed_until_it_is_given_and_given_once() -> None:
    owed = ask(taken(), TRANSFER).and_then()
    number = c.GiveTransferNumber(number="示例-12")
    ask(owed, number, on="2023-11-07").refused(OutOfOrder)
    ask(owed, c.GiveTransferNumber(number="")).refused(UnfitText, pointer="/number")
    given_ = ask(owed, number).then(p.TransferNumberGiven(number="示例-12"))
    ask(given_, number).refused(NumberNotOwed, "示例-12，已经登记过了")
    ask(ask(taken(), replace(TRANSFER, number="示例-1")).and_then(), number).refused(NumberNotOwed, "示例-1，")
    ask(taken(), number).refused(NumberNotOwed, "没有转办")
    again = ask(ask(given_, REOPEN).and_then(), TRANSFER).and_then()
    ask(again, number).and_then()


@EVERY_END
def test_an_end_is_taken_back_by_two_people_with_a_reason(end: Any) -> None:
    ended = ask(taken(), end).and_then()
    ask(ended, REOPEN, second=None).refused(SecondPersonMissing)
    ask(ended, REOPEN, second=CLERK).refused(SamePerson)
    ask(ended, replace(REOPEN, reason="")).refused(UnfitText, pointer="/reason")
    ask(ended, REOPEN, on="2023-11-07").refused(OutOfOrder, pointer="/effective_on")
    reopened = ask(ended, REOPEN, on="2023-11-29").and_then()
    ask(reopened, REOPEN, on="2023-11-29").refused(NotNow, "还没有筛选结果")
    ask(reopened, DECLINE, on="2023-11-28").refused(OutOfOrder)
    ask(reopened, DECLINE, on="2023-11-29").and_then()


def test_every_end_is_answered_once() -> None:
    ask(taken(), ANSWER).refused(NothingToAnswer, "还没有筛选结果")
    for ended in (ask(taken(), end).and_then() for end in (ADOPT, RESERVE, TRANSFER, DECLINE)):
        ask(ended, ANSWER, on="2023-11-07").refused(OutOfOrder)
        answered = ask(ended, ANSWER).and_then()
        ask(answered, ANSWER).refused(NothingToAnswer, "2023年11月8日的结果已经逐一反馈过了")
        reopened = ask(answered, REOPEN).and_then()
        ask(reopened, ANSWER).refused(NothingToAnswer)
        ask(ask(reopened, DECLINE).and_then(), ANSWER).and_then()


def test_a_merged_proposer_is_answered_and_a_reserved_one_again_when_it_goes_on() -> None:
    ask(merge(taken(2), taken(1)).and_then(), ANSWER).and_then()
    reserved = ask(ask(taken(), RESERVE).and_then(), ANSWER).and_then()
    ask(ask(reserved, ADOPT).and_then(), ANSWER).and_then()


def test_proposers_are_answered_in_the_way_of_the_rules() -> None:
    ended = ask(taken(), ADOPT).and_then()
    for way, good, bad in (("individual", ANSWER, NOTICE), ("notice", NOTICE, ANSWER)):
        under = rules(solicitation={"feedback": way})
        ask(ended, good, under=under).and_then()
        ask(ended, bad, under=under).refused(OtherFeedback, "的办法规定", "/how")
    both = rules(solicitation={"feedback": "both"})
    answered = ask(ask(ended, ANSWER, under=both).and_then(), NOTICE, under=both).and_then()
    ask(answered, ANSWER, under=both).refused(NothingToAnswer, "已经逐一反馈过了")
    ask(answered, NOTICE, under=both).refused(NothingToAnswer, "已经集中公告反馈过了")


def test_an_answer_says_something_in_words_or_by_a_paper() -> None:
    ended = ask(taken(), ADOPT).and_then()
    ask(ended, c.GiveFeedback()).refused(FeedbackEmpty, pointer="/text")
    ask(ended, c.GiveFeedback(text=" ")).refused(UnfitText, pointer="/text")
    ask(ended, c.GiveFeedback(document=" ")).refused(UnfitText, pointer="/document")
    ask(ended, c.GiveFeedback(document="示政办函〔2023〕41号")).and_then()
    ask(ended, replace(ANSWER, notice="x")).refused(OtherFeedback, pointer="/notice")
    ask(ended, c.GiveFeedback(how="by_notice", text="见公告")).refused(FeedbackEmpty, pointer="/notice")


def test_a_proposal_is_published_once_under_a_reviewed_title() -> None:
    ask(taken(), PUBLISH, on="2023-09-17").refused(OutOfOrder)
    ask(taken(), c.PublishProposal(title="")).refused(UnfitText, pointer="/title")
    ask(ask(taken(), PUBLISH).and_then(), PUBLISH).refused(AlreadyRecorded, "2023年11月8日公开")


def test_nothing_is_asked_of_a_proposal_that_there_is_not() -> None:
    for asked in (ADOPT, ANSWER, REOPEN):
        ask(given(PROPOSAL), asked).refused(NotFound, "没有找到这条建议项目")


# -- what is read before


def test_the_use_cases_read_congress_earlier_ones_survivor_and_project() -> None:
    desk = Desk(congress())
    asked = replace(ASKED, congress=str(desk.home).upper())
    day = envelope(on="2023-09-18", second=CHAIR)
    first, second = desk.ask(asked, day), desk.ask(asked, day)
    assert [desk.read(PROPOSAL, each).says for each in (first, second)] == ["2024征-001", "2024征-002"]
    desk.ask(replace(asked, earlier=("2024征-001",), project_year=2025), day)
    with pytest.raises(NotFound, match="2024征-003"):
        desk.ask(replace(asked, earlier=("2024征-001", "2024征-003")), day)
    with pytest.raises(NotFound, match="不是建议项目的编号"):
        desk.ask(replace(asked, earlier=("2024-01",)), day)
    with pytest.raises(TooManyEarlier):
        desk.ask(replace(asked, earlier=("2024征-001",) * 51), day)
    with pytest.raises(NotFound, match="没有找到这个人大"):
        desk.ask(replace(asked, congress=str(first)), day)
    desk.ask(c.MergeProposal(into="2024征-001"), day, second)
    with pytest.raises(NotFound, match="不是建议项目的编号"):
        desk.ask(c.MergeProposal(into=str(second)), day, first)
    with pytest.raises(NotFound, match="没有登记过项目2024-07"):
        desk.ask(replace(ADOPT, project="2024-07"), day, first)
    with pytest.raises(NotFound, match="不是项目的编号"):
        desk.ask(replace(ADOPT, project="七"), day, first)


def test_an_answer_by_notice_follows_from_the_notice_alone() -> None:
    desk = Desk(congress())
    day = envelope(on="2023-09-18")
    own = desk.ask(replace(ASKED, congress=str(desk.home)), day)
    desk.ask(ADOPT, day, own)
    with pytest.raises(NoticeFirst, match="在年度工作中登记公告"):
        desk.ask(NOTICE, day, own)
    desk.ask(ANSWER, day, own)


def decline(code: Any) -> c.DeclineProposal:
    return c.DeclineProposal(reason_code=code, reason="示例理由")
