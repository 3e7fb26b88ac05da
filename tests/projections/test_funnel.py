"""Does the funnel of a year count every proposal once from what was received to what was chosen, whole and by its parts?"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from projections.models import PROPOSALS
from tests.projections.kit import folded
from tests.projections.solicited import at_random, figures, funnel_of, solicited
from tests.projects.proposals import rules

SEEDED = st.randoms(use_true_random=True)
ENDS = ["adopted", "merged", "reserved", "transferred", "declined", "open"]


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
