"""Does the ledger get what congresses published, from the figures that they printed?"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from domain.percent import half_up, largest_remainder
from tests.calculators.cases import computed, graded

PUBLISHED = json.loads((Path(__file__).parent / "data" / "published_cases.json").read_text(encoding="utf-8"))
BALLOTS = {case["id"]: case for case in PUBLISHED["ballots"]}
SATISFACTION = {case["id"]: case for case in PUBLISHED["satisfaction"]}
SUGGESTIONS = {case["id"]: case for case in PUBLISHED["suggestions"]}

# What was not printed, so that a full count cannot be repeated; the rest of each case is checked below.
NOT_PUBLISHED = {
    "lishui-2025": ["candidates", "votes"],
    "wencheng-2019": ["issued", "collected", "candidates", "votes"],
    "daolaodu-2023": ["issued", "collected", "candidates", "seats", "votes"],
    "beipo-2019": ["due", "issued", "collected"],
    "meilan-2025": ["due", "issued", "collected", "votes"],
    "shixing-2021": ["due", "issued", "collected", "votes"],
    "ganyu-2020": ["present", "issued", "collected", "votes"],
    "zhangzhai-2022": ["due", "issued", "collected", "votes"],
    "aishan-2018": ["due", "issued", "collected", "votes"],
    "liugang-2022": ["due", "present", "issued", "collected", "votes"],
    "wencheng-2022": ["due", "present", "issued", "collected", "candidates", "seats", "votes"],
    "fuxin-2026": ["due", "present", "issued", "collected", "candidates", "seats", "votes"],
}


def without_votes(case: dict[str, Any]) -> Any:
    """Count a case whose votes were not printed: everybody abstains, so that only attendance and papers speak."""
    seats = case.get("seats") or 1
    candidates = [str(number + 1) for number in range(case.get("candidates") or seats)]
    roll = {key: case[key] for key in ("due", "present", "issued", "collected") if case.get(key) is not None}
    valid = roll.get("collected", roll.get("present", 0))
    totals = {name: {"for": 0, "abstain": valid} for name in candidates}
    preset = "street" if "票选" in case.get("decision", "") else "county"
    return computed({"preset": preset, "seats": seats, "candidates": candidates, "totals": totals, **roll})


@pytest.mark.parametrize("case", BALLOTS.values(), ids=BALLOTS)
def test_every_ballot_case_says_which_numbers_it_lacks(case: dict[str, Any]) -> None:
    needed = ["due", "present", "issued", "collected", "candidates", "seats", "votes"]
    assert [key for key in needed if case.get(key) is None] == NOT_PUBLISHED[case["id"]]


@pytest.mark.parametrize("case", BALLOTS.values(), ids=BALLOTS)
def test_the_roll_of_every_ballot_case_is_held_as_far_as_it_was_printed(case: dict[str, Any]) -> None:
    content, expected = without_votes(case), case.get("expect", {})
    codes = [notice["code"] for notice in content["notices"]]
    unchecked = case.get("due") is None or case.get("present") is None
    assert ("quorum_not_checked" in codes) == unchecked
    assert content["quorum"]["met"] is (None if unchecked else expected["quorum_met"])
    if not unchecked:
        assert content["quorum"]["required"] == expected["quorum_required"]
    assert content["outcome"] != "void"
    assert expected.get("round_valid", True) is True


def test_ganyu_2020_has_a_quorum_to_reach_although_nobody_printed_who_came() -> None:
    assert without_votes(BALLOTS["ganyu-2020"])["quorum"] == {"required": 218, "present": None, "met": None}


def test_lishui_2025_is_valid_and_one_paper_more_would_not_have_been() -> None:
    case = BALLOTS["lishui-2025"]
    assert without_votes(case)["outcome"] == "decided"
    assert without_votes({**case, "collected": 315})["outcome"] == "void"


def test_beipo_2019_passed_its_two_printed_rows_item_by_item() -> None:
    # Seven items passed; the rows of five were not printed, so two are counted for two seats.
    case = BALLOTS["beipo-2019"]
    keys = ("for", "against", "abstain")
    totals = {name: dict(zip(keys, votes, strict=True)) for name, votes in case["votes"].items()}
    base = case["given"]["threshold_base"]
    content = computed(
        {
            "present": case["present"],
            "seats": len(totals),
            "candidates": list(totals),
            "totals": totals,
            "rules": {"mode": case["mode"], "threshold": {"base": base, "op": "gt", "num": 1, "den": 2}},
        }
    )
    assert (content["outcome"], content["selected"]) == ("decided", case["expect"]["items_passed"])
    assert {item["required"] for item in content["items"]} == {26}


def zhenhai(members: int | None, **rules: Any) -> Any:
    case = SATISFACTION["zhenhai-2021"]
    keys = ("satisfied", "basically_satisfied", "dissatisfied")
    items = [{"item": name, **dict(zip(keys, row, strict=True))} for name, row in case["rows"].items()]
    known = {} if members is None else {"members": members}
    return graded({"preset": "sc_evaluation", "present": case["present"], "items": items, "rules": rules, **known})


@pytest.mark.parametrize("members", range(29, 35))
def test_zhenhai_2021_grades_all_eight_as_printed_for_up_to_34_members(members: int) -> None:
    # How many members the committee had was not printed; up to 34 the printed grade follows.
    content = zhenhai(members)
    assert len(content["items"]) == 8
    assert {item["grade"] for item in content["items"]} == {"satisfied"}
    assert SATISFACTION["zhenhai-2021"]["expect"]["grade"] == "满意"
    assert all(item["because"].endswith("评为满意。") for item in content["items"])
    assert content["quorum"]["met"] is True
    assert content["notices"] == []


def test_zhenhai_2021_would_not_follow_for_35_members_nor_for_34_if_half_failed() -> None:
    seventeen = {"老年护理照料中心建设", "隧道口停车场新建工程"}
    for content in (zhenhai(35), zhenhai(34, half_is="fail")):
        lower = {item["item"] for item in content["items"] if item["grade"] == "basically_satisfied"}
        assert lower == seventeen


def test_zhenhai_2021_without_its_unprinted_number_of_members_has_rates_but_no_grades() -> None:
    content = zhenhai(None)
    assert {item["grade"] for item in content["items"]} == {None}
    assert [item["satisfied_rate"] for item in content["items"]] == [
        "96.55", "68.97", "89.66", "100.00", "58.62", "89.66", "58.62", "96.55"
    ]  # fmt: skip
    assert content["items"][1]["acceptable_rate"] == "96.55"


def test_ordos_2025_suggestions_sum_to_a_hundred_by_largest_remainder() -> None:
    case = SUGGESTIONS["ordos-2025-suggestions"]
    classes = list(case["classes"].values())
    assert sum(classes) == case["total"]
    printed = largest_remainder(classes, 1)
    assert printed == tuple(str(percent) for percent in case["expect"]["percent_largest_remainder"])


def test_zunyi_2023_suggestions_are_half_up_of_all() -> None:
    # Only class A was printed, so there is nothing for the parts to sum to.
    case = SUGGESTIONS["zunyi-2023-suggestions"]
    assert len(case["classes"]) == 1
    solved = case["classes"]["已经解决或者采纳(A)"]
    assert half_up(solved, case["total"], 2) == str(case["expect"]["percent_a"])


def test_every_published_case_of_these_kinds_has_a_test() -> None:
    assert set(BALLOTS) == set(NOT_PUBLISHED)
    assert set(SATISFACTION) == {"zhenhai-2021"}
    assert set(SUGGESTIONS) == {"ordos-2025-suggestions", "zunyi-2023-suggestions"}


def test_printed_percentages_of_targets_and_funds_are_half_up() -> None:
    (jinhua,) = (case for case in PUBLISHED["solicitation"] if case["id"] == "jinhua-funding")
    parts = list(jinhua["funding_sources"].values())
    assert sum(parts) == jinhua["projects"]
    assert [half_up(part, jinhua["projects"], 1) for part in parts] == [str(p) for p in jinhua["expect"]["percent"]]
    (meishan,) = (case for case in PUBLISHED["targets"] if case["id"] == "meishan-2019")
    for target, done, percent in meishan["rows"].values():
        assert half_up(done, target, 1) == str(percent)
