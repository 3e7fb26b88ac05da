"""Does the funnel get what congresses published of their solicitations and stations, from the figures that they printed?"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from domain.percent import half_up
from projections.proposals.shares import shares
from tests.projections.solicited import Year
from tests.projects.proposals import ADOPT, rules

PUBLISHED = json.loads((Path(__file__).parent / "data" / "published_cases.json").read_text(encoding="utf-8"))
SOLICITATIONS = {case["id"]: case for case in PUBLISHED["solicitation"]}
STATIONS = {case["id"]: case for case in PUBLISHED["stations"]}
HALF_UP = {"percent_digits": 1, "mode": "half_up"}
TO_A_HUNDRED = {"percent_digits": 1, "mode": "largest_remainder"}
# How the ledger calls the channels of the printed sources.
SOURCES: dict[str, Any] = {"群众": "public_online", "人大": "deputy_suggestion", "政协": "cppcc_member"}


def test_guiyang_2025_is_open_for_21_days_both_ends_included() -> None:
    case = SOLICITATIONS["guiyang-2025"]
    year = Year(rules())
    year.open(from_on=f"2024-{case['from']}", to_on=f"2024-{case['to']}", channels=tuple(case["channels"]))
    (window,) = year.funnel()["solicitation"]["windows"]
    assert window["days"] == case["days_inclusive"] == 21
    assert window["channels"] == case["channels"]


def test_jinhua_funding_prints_percentages_each_by_itself_so_that_they_sum_to_99_9() -> None:
    case = SOLICITATIONS["jinhua-funding"]
    parts = list(case["funding_sources"].values())
    assert sum(parts) == case["projects"]
    assert shares(parts, HALF_UP) == [str(percent) for percent in case["expect"]["percent"]]
    assert shares(parts, TO_A_HUNDRED) == ["57.6", "19.8", "22.6"], "as a congress that wants 100.0 would print them"


@pytest.fixture(scope="module")
def lishui() -> dict[str, Any]:
    """The funnel of a year in which as much is recorded as 溧水 kept of what it received, and answered by notice."""
    case = SOLICITATIONS["lishui-nanjing-2024"]
    year = Year(rules(solicitation={"feedback": case["feedback"]}))
    year.open()
    kept = [year.submit(channel=SOURCES[name]) for name, count in case["by_source"].items() for _ in range(count)]
    year.close(case["received"])
    for own in kept:
        year.ask(own, ADOPT)
    year.notice(*kept)
    return year.funnel()


def test_lishui_nanjing_2024_kept_332_of_679_and_its_sources_sum_to_them(lishui: dict[str, Any]) -> None:
    case = SOLICITATIONS["lishui-nanjing-2024"]
    assert sum(case["by_source"].values()) == case["expect"]["sum"] == case["kept"]
    assert lishui["stages"][0]["count"] == case["kept"]
    counted = {row["channel"]: row["received"]["count"] for row in lishui["by_channel"]}
    assert counted == {SOURCES[name]: count for name, count in case["by_source"].items()}
    told = lishui["solicitation"]
    assert (told["printed"], told["counted"]) == (case["received"], case["kept"])
    assert told["because"] == "公布收到679条，台账登记332条，公布的比台账登记的多347条。"


def test_lishui_nanjing_2024_answered_all_by_notice(lishui: dict[str, Any]) -> None:
    assert lishui["feedback_owed"] == {"count": 0, "numbers": []}


def test_guzhen_2024_is_organised_by_the_standing_committee_and_received_138() -> None:
    case = SOLICITATIONS["guzhen-2024"]
    year = Year(rules())
    year.open(organiser=case["organiser"])
    for _ in range(case["received"]):
        year.submit()
    year.close(case["received"])
    found = year.funnel()
    assert found["solicitation"]["windows"][0]["organiser_word"] == "人大常委会"
    assert found["stages"][0]["count"] == case["received"]
    assert found["solicitation"]["difference"] == 0


def test_ordos_2025_contact_resolved_most_of_its_opinions() -> None:
    case = STATIONS["ordos-2025-contact"]
    open_ones = case["opinions"] - case["resolved"]
    assert shares([case["resolved"], open_ones], HALF_UP) == ["86.6", "13.4"]
    assert half_up(case["opinions"], case["contacts"], 1) == "37.6"


def test_changshan_2024_leaves_seventy_opinions_of_which_nothing_is_said() -> None:
    case = STATIONS["changshan-2024"]
    unsaid = case["opinions"] - case["resolved_on_site"] - case["forwarded"]
    assert unsaid == 70, "what is not accounted for is reported, not dropped"
    assert shares([case["resolved_on_site"], case["forwarded"], unsaid], HALF_UP) == ["25.0", "57.5", "17.5"]


def test_every_published_case_of_these_kinds_has_a_test() -> None:
    assert set(SOLICITATIONS) == {"guiyang-2025", "jinhua-funding", "lishui-nanjing-2024", "guzhen-2024"}
    assert set(STATIONS) == {"ordos-2025-contact", "changshan-2024"}
