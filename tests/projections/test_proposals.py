"""Does a proposal's row keep every source, every end and every answer, and does the funnel count what there is?"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.events import Erased
from projections.models import PROPOSALS
from projections.proposals import read_funnel
from projections.publication import listed, published
from projections.sentences import tell
from projects.commands import proposals as c
from projects.deciders.proposals import PROPOSAL
from projects.states import proposals as states
from tests.projections.kit import Log, folded, held, rebuilt, running, versions
from tests.projections.solicited import Year, at_random, funnel_of
from tests.projections.test_reading import reading_of
from tests.projects.proposals import ADOPT, ANSWER, DECLINE, PERSON, PUBLISH, REOPEN, RESERVE, TRANSFER, rules

SEEDED = st.randoms(use_true_random=True)
STATUSES = {
    states.Open: "open",
    states.Adopted: "adopted",
    states.Merged: "merged",
    states.Reserved: "reserved",
    states.Transferred: "transferred",
    states.Declined: "declined",
}
ENDS = ["adopted", "merged", "reserved", "transferred", "declined", "open"]


def figures(rows: list[dict[str, Any]], name: str) -> dict[str, int]:
    return {row[name]: row["count"] for row in rows}


def numbers(count: int, first: int = 1) -> list[str]:
    return [f"2024征-{number:03}" for number in range(first, first + count)]


def figures_in(value: Any) -> Iterator[dict[str, Any]]:
    """Everything in a funnel that counts."""
    if isinstance(value, dict):
        if "count" in value:
            yield value
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from figures_in(each)


# -- rows


def test_a_survivor_keeps_every_source_through_every_merger_and_gives_it_back() -> None:
    year = Year(rules())
    one, two, three, _ = (year.submit(place=place) for place in ("甲村", "乙村", "丙村", "丁村"))
    year.ask(one, c.MergeProposal(into="2024征-002"))
    year.ask(two, c.MergeProposal(into="2024征-003"))
    rows = year.rows()
    assert [each["number"] for each in rows["2024征-003"]["sources"]] == ["2024征-002", "2024征-001"]
    assert [each["place"] for each in rows["2024征-002"]["sources"]] == ["甲村"]
    assert rows["2024征-001"]["merged_into"] == "2024征-002"
    assert all(each["feedback_owed"] for each in rows["2024征-003"]["sources"])
    assert {each["proposer"] for each in rows["2024征-003"]["sources"]} == {PERSON}
    year.ask(one, ANSWER)
    year.ask(two, REOPEN)
    rows = year.rows()
    assert rows["2024征-003"]["sources"] == []
    assert [each["feedback_owed"] for each in rows["2024征-002"]["sources"]] == [False]
    year.ask(two, c.MergeProposal(into="2024征-004"))
    assert [each["number"] for each in year.rows()["2024征-004"]["sources"]] == ["2024征-002", "2024征-001"]
    assert year.rows()["2024征-003"]["status"] == "open"
    year.ask(three, DECLINE)


def test_every_end_stays_with_what_took_it_back_and_whom_it_was_told() -> None:
    year = Year(rules())
    own = year.submit()
    year.ask(own, TRANSFER)
    row = year.rows()["2024征-001"]
    assert (row["status_word"], row["number_owed"], row["feedback_owed"]) == ("转办", True, True)
    year.ask(own, c.GiveTransferNumber(number="示例-12"), ANSWER, REOPEN, DECLINE)
    row = year.rows()["2024征-001"]
    first, second = row["ends"]
    assert (first["word"], first["to_word"], first["number"]) == ("转办", "12345热线工单", "示例-12")
    assert [each["how_word"] for each in first["feedback"]] == ["逐一反馈"]
    assert first["reopened"]["reason"] == "上级补助已经落实"
    assert first["reopened"]["approved_by"]["role"] == "chair"
    assert (second["reason_word"], second["feedback"], second["reopened"]) == ("增加政府债务风险", [], None)
    assert (row["status"], row["number_owed"], row["feedback_owed"]) == ("declined", False, True)


def test_a_matter_put_forward_again_and_again_counts_every_time_once() -> None:
    year = Year(rules())
    year.submit(2022, on="2021-09-18")
    year.submit(2023, on="2022-09-18", earlier=("2022征-001",))
    year.submit(earlier=("2023征-001", "2022征-001"))
    merged = year.submit(earlier=("2022征-001",))
    rows = year.rows()
    assert rows["2022征-001"]["repeated"] == {"times": 1, "numbers": ["2022征-001"]}
    assert rows["2024征-001"]["repeated"]["numbers"] == ["2022征-001", "2023征-001", "2024征-001"]
    year.submit()
    year.ask(merged, c.MergeProposal(into="2024征-003"))
    assert year.rows()["2024征-003"]["repeated"]["times"] == 2


def test_what_was_typed_long_after_it_came_in_is_marked() -> None:
    year = Year(rules())
    year.submit(on="2024-01-11")
    year.submit(on="2024-01-10")
    assert [row["late"] for row in year.rows().values()] == [False, True]


def test_an_erased_submission_leaves_the_other_rows_standing() -> None:
    year = Year(rules())
    own, into = year.submit(), year.submit()
    year.ask(own, c.MergeProposal(into="2024征-002"))
    year.ask(own, ANSWER, REOPEN, TRANSFER, c.GiveTransferNumber(number="1"), PUBLISH)
    year.ask(year.submit(), c.MergeProposal(into="2024征-002"))
    log = Log()
    for recorded in year.desk.log.events:
        gone = recorded.originator_id == own and recorded.originator_version == 1
        event: Any = Erased(recorded.event.TOPIC) if gone else recorded.event  # type: ignore[union-attr] # not yet erased
        log.append(recorded.originator_id, event, on=recorded.envelope)
    rows = folded(PROPOSALS, log.events).shown(PROPOSALS)
    assert str(own) not in rows
    assert [each["number"] for each in rows[str(into)]["sources"]] == ["2024征-003"]
    found = funnel_of(folded(PROPOSALS, log.events), year.desk.home, 2024)
    assert found is not None
    assert found["stages"][0]["count"] == 2


def test_a_proposals_life_is_told_in_the_words_of_the_office() -> None:
    year = Year(rules())
    own = year.submit(estimate_fen=320_000_000, place="示例镇")
    asked = (
        TRANSFER,
        c.GiveTransferNumber(number="示例-12"),
        c.GiveFeedback(text="已转12345。"),
        REOPEN,
        DECLINE,
        PUBLISH,
    )
    year.ask(own, *asked)
    told = [one.sentence for one in tell(each for each in year.desk.log.events if each.originator_id == own)]
    assert [sentence.partition("【")[0] for sentence in told] == [
        "人大代表通过代表联络站提出建议项目2024征-001《改造示例镇农村公路》，地点示例镇，估算投资320万元。",
        "筛选结果：转办为12345热线工单，转办编号待补。",
        "登记转办编号示例-12。",
        "向提出人逐一反馈：已转12345。",
        "撤回筛选结果，重新研究，理由：上级补助已经落实。",
        "筛选结果：不予列入（增加政府债务风险），理由：须举债建设。",
        "经审核，以《改造农村公路》为题公开。",
    ]


# -- the funnel


def solicited() -> Year:
    """Eight proposals over two channels, four projects drafted, three on the list, one chosen."""
    year = Year(rules())
    year.open()
    ones = [year.submit(channel="liaison_station", division="990101101", place="示例镇") for _ in range(5)]
    ones += [year.submit(channel="hotline_12345", category="交通出行") for _ in range(3)]
    year.close(9)
    for own in ones[:3]:
        year.ask(own, ADOPT)
    for own, asked in zip(ones[3:7], (c.MergeProposal(into="2024征-001"), RESERVE, TRANSFER, DECLINE), strict=True):
        year.ask(own, asked)
    projects = [year.draft(number, f"2024征-{number:03}") for number in range(1, 4)] + [year.draft(4)]
    year.lists(projects, projects[:3])
    year.choose(projects[0], on_list=projects[:3])
    return year


def test_the_funnel_runs_from_what_was_received_to_what_was_chosen() -> None:
    found = solicited().funnel()
    assert figures(found["stages"], "stage") == {"received": 8, "adopted": 3, "candidates": 4, "final": 3, "chosen": 1}
    assert found["stages"][0]["numbers"] == numbers(8)
    assert found["stages"][4]["numbers"] == ["2024-01"]
    assert found["stages"][4]["proposals"]["numbers"] == ["2024征-001", "2024征-004"], (
        "a merged one goes on in its survivor"
    )
    assert figures(found["ends"], "end") == dict(zip(ENDS, [3, 1, 1, 1, 1, 1], strict=True))
    assert [end["percent"] for end in found["ends"]] == ["37.5", "12.5", "12.5", "12.5", "12.5", "12.5"]
    assert found["transfer_numbers_owed"]["numbers"] == ["2024征-006"]
    assert found["feedback_owed"]["numbers"] == numbers(7)


def test_every_channel_place_and_category_has_a_funnel_of_its_own() -> None:
    found = solicited().funnel()
    station, hotline = found["by_channel"]
    assert (station["word"], station["received"]["count"], station["percent"]) == ("代表联络站", 5, "62.5")
    assert (station["adopted"]["count"], station["chosen"]["numbers"]) == (3, ["2024征-001", "2024征-004"])
    assert (hotline["word"], hotline["received"]["numbers"]) == ("12345热线", numbers(3, 6))
    assert (hotline["final"]["count"], hotline["declined"]["count"]) == (0, 1)
    assert [(row["place"], row["word"]) for row in found["by_place"]] == [("990101101", "示例镇"), ("", "未写明")]
    assert [(row["category"], row["received"]["count"]) for row in found["by_category"]] == [("", 5), ("交通出行", 3)]


def test_every_number_leads_to_the_streams_behind_it() -> None:
    year = solicited()
    found = year.funnel()
    named = {number for stage in found["stages"] for number in stage["numbers"]}
    assert named == set(found["streams"])
    shown = folded(PROPOSALS, year.desk.log.events).shown(PROPOSALS)
    for number in numbers(8):
        assert shown[found["streams"][number]]["number"] == number
    assert found["streams"]["2024-01"] == str(year.project("2024-01"))
    (window,) = found["solicitation"]["windows"]
    closed = year.desk.log.events[window["closed"]["position"] - 1]
    assert (str(closed.originator_id), closed.event.received) == (window["closed"]["stream"], 9)


def test_the_printed_number_stands_beside_the_counted_one() -> None:
    year = solicited()
    found = year.funnel()["solicitation"]
    assert (found["printed"], found["counted"], found["difference"]) == (9, 8, 1)
    assert found["because"] == "公布收到9条，台账登记8条，公布的比台账登记的多1条。"
    year.submit()
    assert year.funnel()["solicitation"]["because"] == "公布收到9条，台账登记9条，一致。"
    year.submit()
    assert year.funnel()["solicitation"]["difference"] == -1
    year.open()
    year.close(None)
    assert year.funnel()["solicitation"]["printed"] is None, "a part of it was never printed"


def test_a_project_that_was_not_chosen_may_be_chosen_in_a_later_year() -> None:
    year = solicited()
    year.open(2025)
    year.lists(["2024-02"], ["2024-02"], year=2025)
    year.choose("2024-02")
    assert year.funnel()["stages"][4]["numbers"] == ["2024-01"]
    chosen = year.funnel(2025)["stages"][4]
    assert chosen["numbers"] == ["2024-02"]
    assert chosen["proposals"] == {"count": 0, "numbers": [], "of_other_years": {"count": 1, "numbers": ["2024征-002"]}}


def test_a_correction_of_the_ballot_takes_a_choice_back() -> None:
    year = solicited()
    year.choose("2024-02", on_list=["2024-01", "2024-02"])
    assert year.funnel()["stages"][4]["numbers"] == ["2024-02"]


def test_there_is_no_funnel_of_a_year_of_which_nothing_is_known() -> None:
    year = solicited()
    assert funnel_of(folded(PROPOSALS, year.desk.log.events), year.desk.home, 2031) is None


@settings(max_examples=40)
@given(rng=SEEDED)
def test_the_parts_of_every_funnel_sum_to_the_whole(rng: Random) -> None:
    year = at_random(rng, rules(rounding={"mode": "largest_remainder"}))
    for project_year in (2023, 2024):
        found = funnel_of(folded(PROPOSALS, year.desk.log.events), year.desk.home, project_year)
        if found is None:
            continue
        received = found["stages"][0]["numbers"]
        whole = sorted(received)
        assert sorted(number for end in found["ends"] for number in end["numbers"]) == whole
        for name in ("by_channel", "by_place", "by_category"):
            assert sorted(number for group in found[name] for number in group["received"]["numbers"]) == whole
            for end in ENDS:
                (wanted,) = (each["count"] for each in found["ends"] if each["end"] == end)
                assert sum(group[end]["count"] for group in found[name]) == wanted
            if received:
                assert sum(round(float(group["percent"]) * 10) for group in found[name]) == 1000
        assert all(each["count"] == len(set(each["numbers"])) for each in figures_in(found))


# -- what outsiders see


@pytest.mark.parametrize("shown", ["none", "counts", "reviewed_titles"])
def test_outsiders_see_reviewed_titles_where_the_rules_publish_them_and_never_a_proposer(shown: str) -> None:
    year = Year(rules(publication={"proposals": shown}))
    own = year.submit(place="示例秘密村")
    year.submit(title="未审核的标题")
    year.ask(own, ADOPT, ANSWER, PUBLISH)
    rows = year.rows()
    seen = [row for row in rows.values() if listed(row)]
    assert [row["number"] for row in seen] == (["2024征-001"] if shown == "reviewed_titles" else [])
    outside = [published(row, audience) for row in rows.values() for audience in ("public", "hall")]
    outside.append(published(year.funnel(), "public"))
    for word in (PERSON, "秘密", "未审核", "proposer", "路面", "已列入候选", "numbers", "streams"):
        assert word not in repr(outside), word
    titles = [row.get("title") for row in outside]
    assert ("改造农村公路" in titles) == (shown == "reviewed_titles")
    assert all(row["withheld"] for row in outside[:-1] if "title" not in row)
    funnel = outside[-1]
    assert ("stages" in funnel) == (shown != "none")
    assert shown == "none" or figures(funnel["stages"], "stage")["received"] == 2


def test_inside_everything_is_seen() -> None:
    year = solicited()
    assert published(year.funnel(), "inside") == year.funnel()
    assert all(published(row, "inside") == row for row in year.rows().values())


# -- live, rebuilt, and what the decider believes


@settings(max_examples=40)
@given(rng=SEEDED)
def test_rows_say_of_every_proposal_what_its_decider_believes(rng: Random) -> None:
    year = at_random(rng, rules())
    for key, row in folded(PROPOSALS, year.desk.log.events).shown(PROPOSALS).items():
        state = year.desk.read(PROPOSAL, UUID(key))
        assert (row["number"], row["status"]) == (state.says, STATUSES[type(state.standing)])
        assert row["feedback_owed"] == (row["status"] != "open" and not state.answered)
        assert (row["published"] is None) == (state.published_on == "")


@pytest.mark.parametrize("batch", [1, 7, 2000])
@settings(max_examples=3, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rng=SEEDED)
def test_a_rebuild_equals_what_was_served_live(reading_database: str, batch: int, rng: Random) -> None:
    year = at_random(rng, rules())
    log = Log()
    rebuilt(reading_database, [PROPOSALS], log)
    with running(reading_database, [PROPOSALS], log, batch=batch) as (_, waiting):
        for recorded in year.desk.log.events:
            log.take([recorded])
        assert waiting.wait_for(len(log.events), 60, [PROPOSALS.name])
        live = versions(reading_database, PROPOSALS.name)
    rebuilt(reading_database, [PROPOSALS], log)
    assert versions(reading_database, PROPOSALS.name) == live
    rows = folded(PROPOSALS, log.events)
    assert held(reading_database, PROPOSALS.name) == rows.rows
    reading = reading_of(reading_database)
    for project_year in (2023, 2024):
        assert read_funnel(reading, str(year.desk.home), project_year) == funnel_of(rows, year.desk.home, project_year)
    half = len(log.events) // 2
    then = funnel_of(folded(PROPOSALS, log.events[:half]), year.desk.home, 2024)
    assert read_funnel(reading, str(year.desk.home), 2024, half) == then
