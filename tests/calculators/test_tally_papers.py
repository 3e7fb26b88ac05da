"""Are papers read as they are written, and is every invalid one named by its reason?"""

from __future__ import annotations

from typing import Any

import pytest

from tests.calculators.cases import ballot, computed


def by_reason(papers: list[Any], seats: int = 1, **rules: Any) -> Any:
    return computed(ballot(papers, seats=seats, rules=rules))["papers"]["by_reason"]


def votes(papers: list[Any], seats: int = 1, **rules: Any) -> list[tuple[int, int, int]]:
    items = computed(ballot(papers, seats=seats, rules=rules))["items"]
    return [(item["for"], item["against"], item["abstain"]) for item in items]


def test_a_paper_counts_once_unless_it_says_more() -> None:
    papers = [{"marks": {"A": "for"}}, {"marks": {"A": "against", "B": "for"}, "count": 3}]
    assert votes(papers) == [(1, 3, 0), (3, 0, 1), (0, 0, 4)]


def test_a_list_of_marks_means_for() -> None:
    assert votes([{"marks": ["B", "A"]}], seats=2) == votes([{"marks": {"A": "for", "B": "for"}}], seats=2)


@pytest.mark.parametrize(
    ("unmarked_means", "expected"),
    [("abstain", [(1, 0, 0), (0, 0, 1), (0, 0, 1)]), ("approve", [(1, 0, 0), (1, 0, 0), (1, 0, 0)])],
)
def test_unlisted_candidates_receive_what_the_rules_say(unmarked_means: str, expected: list[Any]) -> None:
    assert votes([{"marks": ["A"]}], unmarked_means=unmarked_means) == expected


def test_unlisted_candidates_void_the_paper_where_the_rules_say_so() -> None:
    full = {"marks": {"A": "for", "B": "against", "C": "abstain"}}
    assert by_reason([{"marks": ["A"]}, full], unmarked_means="invalid") == {"unmarked": 1}


@pytest.mark.parametrize(
    ("rule", "marks", "reason"),
    [
        ("at_most", ["A", "B", "C"], "over_marked"),
        ("at_most", ["A", "B"], None),
        ("at_most", ["A"], None),
        ("exactly", ["A", "B", "C"], "over_marked"),
        ("exactly", ["A", "B"], None),
        ("exactly", ["A"], "under_marked"),
        ("unlimited", ["A", "B", "C"], None),
        ("unlimited", [], None),
    ],
)
def test_the_selection_rule_bounds_written_approvals(rule: str, marks: list[str], reason: str | None) -> None:
    assert by_reason([{"marks": marks}], seats=2, selection_rule=rule) == ({reason: 1} if reason else {})


def test_only_written_approvals_are_bounded() -> None:
    assert by_reason([{"marks": ["A"]}], unmarked_means="approve") == {}
    assert by_reason([{"marks": {"A": "against", "B": "against", "C": "abstain"}}]) == {}


@pytest.mark.parametrize("blank", [{"marks": {}}, {"marks": []}])
@pytest.mark.parametrize(
    ("rules", "reason"),
    [
        ({}, None),
        ({"blank_ballot": "invalid"}, "blank"),
        ({"selection_rule": "exactly"}, "blank"),
        ({"selection_rule": "exactly", "blank_ballot": "valid"}, "under_marked"),
        ({"unmarked_means": "approve"}, None),
        ({"unmarked_means": "approve", "blank_ballot": "invalid"}, "blank"),
        ({"unmarked_means": "invalid"}, "unmarked"),
    ],
)
def test_a_paper_without_any_written_mark_is_blank(blank: Any, rules: dict[str, Any], reason: str | None) -> None:
    assert by_reason([blank], **rules) == ({reason: 1} if reason else {})


def test_the_rules_used_say_that_exactly_makes_blank_papers_invalid() -> None:
    assert computed(ballot([{"marks": ["A"]}]))["rules"]["blank_ballot"] == "valid"
    exactly = computed(ballot([{"marks": ["A"]}], rules={"selection_rule": "exactly"}))
    assert exactly["rules"]["blank_ballot"] == "invalid"


@pytest.mark.parametrize("why", ["illegible", "torn", "identifiable", "other"])
def test_a_spoiled_paper_keeps_its_reason(why: str) -> None:
    content = computed(ballot([{"spoiled": why, "count": 2}, {"marks": ["A"]}]))
    assert content["papers"] == {"collected": 3, "valid": 1, "invalid": 2, "by_reason": {why: 2}}


def test_the_same_name_twice_in_a_list_counts_once_or_voids_the_paper() -> None:
    assert votes([{"marks": ["A", "A"]}], duplicate_mark="count_once") == [(1, 0, 0), (0, 0, 1), (0, 0, 1)]
    assert by_reason([{"marks": ["A", "A"]}], duplicate_mark="invalid") == {"duplicate_mark": 1}
    assert by_reason([{"marks": ["A", "A", "A"]}], duplicate_mark="invalid") == {"duplicate_mark": 1}


def test_reasons_stand_in_the_order_of_the_contract() -> None:
    papers = [{"spoiled": why} for why in ("other", "identifiable", "torn", "illegible")]
    marked = [{"marks": {"A": "for"}}, {"marks": ["A", "A", "B"]}, {"marks": ["A", "B", "C"]}, {"marks": []}]
    rules = {"blank_ballot": "invalid", "unmarked_means": "invalid", "duplicate_mark": "invalid"}
    assert list(by_reason([*papers, *marked], seats=2, **rules)) == [
        "blank", "over_marked", "duplicate_mark", "unmarked", "illegible", "torn", "identifiable", "other"
    ]  # fmt: skip


def test_an_empty_box_is_counted() -> None:
    content = computed(ballot([], rules={"shortfall": "revote_remaining"}))
    assert content["papers"] == {"collected": 0, "valid": 0, "invalid": 0, "by_reason": {}}
    assert content["outcome"] == "tied"
