"""Is a proposal taken in as the rules ask, and what do its use cases read before?"""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain.congress.refusals import CongressMergedAway
from domain.divisions import DivisionFault
from domain.money import MoneyNegative, MoneyTooLarge
from domain.refusals import NoSuchNumber, NotFound
from domain.texts import UnfitText
from projects.commands import proposals as c
from projects.deciders.proposals import PROPOSAL
from projects.events import proposals as p
from projects.refusals.common import NamedMoreThanOnce, NoRules
from projects.refusals.proposals import ChannelNotOpen, EarlierIsLater, MoreThanOneMatter, NoticeFirst, TooManyEarlier
from tests.given import CHAIR, envelope, given
from tests.projects.desk import Desk
from tests.projects.proposals import ADOPT, ANSWER, ASKED, HOME, NOTICE, PERSON, REOPEN, ask, rules, submit, taken
from tests.scenarios import congress


def test_a_proposal_is_taken_in_under_its_number() -> None:
    submit(7, place="示例镇").then(
        p.ProposalSubmitted(
            congress=HOME, code="990101", congress_name="示例县", level="county", project_year=2024, number=7,
            channel="liaison_station", title="改造示例镇农村公路", content="路面破损，请整修。", proposer_kind="deputy",
            proposer=PERSON, place="示例镇",
        )
    )  # fmt: skip


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


# -- afterwards


def test_nothing_is_asked_of_a_proposal_that_there_is_not() -> None:
    for asked in (ADOPT, ANSWER, REOPEN):
        ask(given(PROPOSAL), asked).refused(NotFound, "没有找到这条建议项目")


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
