"""Is every paper put into its class, for the first of its reasons, and are the marks added up?"""

from __future__ import annotations

import pytest

from tests.counting.cases import names, papers, plain
from voting.counting import REASONS, Case, ItemTotal, Papers, count


def reason(pattern: str, seats: int, **given: object) -> str | None:
    """Why this one paper is invalid, beside a valid one; None when it is valid."""
    by_reason = count(papers({pattern: 1}, seats=seats), plain(**given)).papers.by_reason
    assert sum(by_reason.values()) <= 1
    return next(iter(by_reason), None)


@pytest.mark.parametrize(
    ("pattern", "rule", "expected"),
    [
        ("ff--", "at_most", None),
        ("f---", "at_most", None),
        ("aaaa", "at_most", None),  # no approval at all is not too many
        ("fff-", "at_most", "over_marked"),
        ("ffaa", "exactly", None),
        ("fff-", "exactly", "over_marked"),
        ("faaa", "exactly", "under_marked"),
        ("ffff", "unlimited", None),
        ("----", "unlimited", None),
    ],
)
def test_the_selection_rule_looks_at_written_approvals_only(pattern: str, rule: str, expected: str | None) -> None:
    assert reason(pattern, seats=2, selection_rule=rule) == expected


def test_approvals_that_nobody_wrote_do_not_overmark_a_paper() -> None:
    counted = count(papers({"f--": 5}, seats=1), plain(unmarked_means="approve"))
    assert counted.papers.invalid == 0
    assert [item.for_ for item in counted.items] == [5, 5, 5]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, None),
        ({"blank_ballot": "invalid"}, "blank"),
        ({"unmarked_means": "approve"}, None),
        ({"unmarked_means": "invalid"}, "unmarked"),
        ({"unmarked_means": "invalid", "blank_ballot": "invalid"}, "blank"),
        ({"unmarked_means": "approve", "blank_ballot": "invalid"}, "blank"),
        ({"selection_rule": "exactly"}, "blank"),
        ({"selection_rule": "exactly", "blank_ballot": "valid"}, "under_marked"),
    ],
)
def test_a_blank_paper_is_what_the_rules_say(given: dict[str, str], expected: str | None) -> None:
    assert reason("---", seats=2, **given) == expected


def test_a_written_abstention_makes_a_paper_not_blank() -> None:
    assert reason("o--", seats=2, blank_ballot="invalid") is None


def test_a_blank_valid_paper_gives_everybody_what_unmarked_means() -> None:
    abstained = count(papers({"--": 3}, seats=1), plain())
    approved = count(papers({"--": 3}, seats=1), plain(unmarked_means="approve"))
    assert [(item.for_, item.abstain) for item in abstained.items] == [(0, 3), (0, 3)]
    assert [(item.for_, item.abstain) for item in approved.items] == [(3, 0), (3, 0)]


def test_a_candidate_marked_twice_counts_once_or_voids_the_paper() -> None:
    counted = count(papers({"Ff-": 4}, seats=2), plain(duplicate_mark="count_once"))
    assert [item.for_ for item in counted.items] == [4, 4, 0]
    assert reason("Ff-", seats=2, duplicate_mark="invalid") == "duplicate_mark"


def test_a_doubled_mark_is_one_approval_for_the_selection_rule() -> None:
    assert reason("F--", seats=1) is None
    assert reason("F--", seats=1, selection_rule="exactly") is None
    assert reason("F--", seats=1, duplicate_mark="invalid") == "duplicate_mark"


def test_the_first_reason_in_the_order_of_the_contract_is_the_paper_s_reason() -> None:
    everything = {"duplicate_mark": "invalid", "unmarked_means": "invalid", "blank_ballot": "invalid"}
    assert reason("Fff-", seats=2, **everything) == "over_marked"
    assert reason("F---", seats=2, selection_rule="exactly", **everything) == "under_marked"
    assert reason("F---", seats=2, **everything) == "duplicate_mark"
    assert reason("f---", seats=2, **everything) == "unmarked"
    assert reason("----", seats=2, selection_rule="exactly", **everything) == "blank"


def test_an_item_that_cannot_be_read_is_an_abstention_or_voids_the_paper() -> None:
    counted = count(papers({"f?": 2}, seats=1), plain(illegible="item_void"))
    assert [(item.for_, item.abstain) for item in counted.items] == [(2, 0), (0, 2)]
    assert reason("f?", seats=1, illegible="ballot_void") == "illegible"


def test_spoiled_papers_keep_their_reason_and_join_the_invalid_ones() -> None:
    spoiled = {"other": 1, "illegible": 2, "torn": 3, "identifiable": 4}
    counted = count(papers({"ff": 7, "f-": 1, "--": 1}, seats=1, spoiled=spoiled), plain(blank_ballot="invalid"))
    assert (counted.papers.collected, counted.papers.valid, counted.papers.invalid) == (19, 1, 18)
    assert counted.papers.by_reason == {
        "blank": 1, "over_marked": 7, "illegible": 2, "torn": 3, "identifiable": 4, "other": 1
    }  # fmt: skip
    assert list(counted.papers.by_reason) == [reason for reason in REASONS if reason in counted.papers.by_reason]


def test_marks_are_added_up_per_candidate_whatever_their_numbers() -> None:
    counted = count(papers({"fao-": 2, "ffff": 5, "a---": 2, "oooo": 1}, seats=4), plain())
    assert [(i.for_, i.against, i.abstain, i.not_pressed) for i in counted.items] == [
        (7, 2, 1, 0), (5, 2, 3, 0), (5, 0, 5, 0), (5, 0, 5, 0)
    ]  # fmt: skip


@pytest.mark.parametrize("patterns", [(("ff", 1), ("f", 1)), (("fx", 1),), (("ff", 0),), (("ff", -1),)])
def test_what_is_no_paper_of_this_round_is_a_bug_of_the_caller(patterns: tuple[tuple[str, int], ...]) -> None:
    with pytest.raises(ValueError, match="candidate"):
        count(Case(candidates=("1", "2"), seats=1, votes=Papers(patterns=patterns)), plain(selection_rule="unlimited"))


def test_an_unheard_of_reason_is_a_bug_of_the_caller() -> None:
    with pytest.raises(ValueError, match="eaten"):
        count(papers({"f": 1}, spoiled={"eaten": 1}), plain())


@pytest.mark.parametrize(("candidates", "seats"), [(("1", "1"), 1), (("1", "2"), 3), (("1",), 0), ((), 0)])
def test_a_round_that_cannot_be_is_a_bug_of_the_caller(candidates: tuple[str, ...], seats: int) -> None:
    with pytest.raises(ValueError, match="candidate"):
        Case(candidates=candidates, seats=seats, votes=Papers(patterns=()))


def test_titles_without_a_candidate_are_a_bug_of_the_caller() -> None:
    with pytest.raises(ValueError, match="titles"):
        Case(candidates=("1", "2"), seats=1, votes=Papers(patterns=()), titles=("示例道路",))


def test_no_papers_at_all_are_counted_too() -> None:
    counted = count(Case(candidates=names(2), seats=1, votes=Papers(patterns=())), plain())
    assert counted.papers.collected == 0
    assert counted.items[0].for_ == 0
    assert ItemTotal(for_=0).total == 0
