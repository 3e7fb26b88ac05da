"""Is every input that is no case refused, with the place of every fault?"""

from __future__ import annotations

from typing import Any

import pytest

from api.calculators import tally
from tests.calculators.cases import EXAMPLE, LEFT_OUT, ask, ballot, but, faults

TOTALS = {"seats": 1, "candidates": ["A", "B"], "totals": {"A": {"for": 1}, "B": {"for": 0, "against": 1}}}
NO_NUMBERS = [-1, 1.0, 1.5, 1e3, True, False, "1", [1], {}, 2**53, 10**50]


@pytest.mark.parametrize("document", [[], 3, "county", None, True, [{"seats": 1}]])
def test_what_is_no_object_is_no_case(document: Any) -> None:
    assert faults(document) == [("", "not_an_object")]


@pytest.mark.parametrize("key", ["due", "present", "issued", "collected", "seats"])
@pytest.mark.parametrize("value", NO_NUMBERS)
def test_numbers_are_whole_and_not_negative_and_true_is_none(key: str, value: Any) -> None:
    code = "out_of_range" if type(value) is int else "not_whole_number"
    assert faults(but(EXAMPLE, **{key: value})) == [(f"/{key}", code)]


def test_the_largest_number_that_every_reader_of_json_agrees_on_is_counted() -> None:
    assert ask(tally, but(EXAMPLE, due=2**53 - 1, rules={"quorum": None})).exit_code == 0


@pytest.mark.parametrize("value", [*NO_NUMBERS, 0, None])
def test_a_paper_counts_at_least_once(value: Any) -> None:
    code = "out_of_range" if type(value) is int else "not_whole_number"
    assert faults(ballot([{"marks": ["A"], "count": value}])) == [("/papers/0/count", code)]


@pytest.mark.parametrize("key", ["for", "against", "abstain", "not_pressed"])
@pytest.mark.parametrize("value", [*NO_NUMBERS, None])
def test_totals_are_whole_and_not_negative(key: str, value: Any) -> None:
    code = "out_of_range" if type(value) is int else "not_whole_number"
    lines = {"A": {"for": 1, key: value}, "B": {"for": 1}}
    assert faults(but(TOTALS, totals=lines)) == [(f"/totals/A/{key}", code)]


@pytest.mark.parametrize("value", [*NO_NUMBERS, None])
def test_invalid_is_a_whole_number_too(value: Any) -> None:
    code = "out_of_range" if type(value) is int else "not_whole_number"
    assert faults(but(TOTALS, invalid=value)) == [("/invalid", code)]


def test_seats_above_candidates_is_malformed() -> None:
    assert faults(but(EXAMPLE, seats=5)) == [("/seats", "seats_above_candidates")]
    assert ask(tally, but(EXAMPLE, seats=4)).exit_code == 0
    assert faults(but(EXAMPLE, seats=0)) == [("/seats", "out_of_range")]


def test_seats_and_candidates_must_be_given() -> None:
    assert faults(but(EXAMPLE, seats=LEFT_OUT)) == [("/seats", "missing")]
    assert faults(but(EXAMPLE, candidates=LEFT_OUT)) == [("/candidates", "missing")]


@pytest.mark.parametrize(
    ("candidates", "expected"),
    [
        ({}, [("/candidates", "not_a_list")]),
        (["A", 2], [("/candidates/1", "not_text")]),
        (["A", ""], [("/candidates/1", "not_text")]),
        (["A", " "], [("/candidates/1", "not_text")]),
        (["A", None], [("/candidates/1", "not_text")]),
        (["A", "B", "A"], [("/candidates/2", "candidate_twice")]),
        ([], [("/seats", "seats_above_candidates")]),
    ],
)
def test_candidates_are_names_without_repetition(candidates: Any, expected: list[tuple[str, str]]) -> None:
    assert faults(but(ballot([{"marks": ["A"]}]), candidates=candidates)) == expected


def test_a_thousand_candidates_are_counted_and_one_more_is_not() -> None:
    many = [str(number) for number in range(1001)]
    assert ask(tally, ballot([{"marks": ["7"]}]) | {"candidates": many[:1000]}).exit_code == 0
    assert faults(ballot([{"marks": ["7"]}]) | {"candidates": many}) == [("/candidates", "too_many_candidates")]


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        (but(EXAMPLE, votes=[]), ("/votes", "unknown_key")),
        (but(EXAMPLE, **{"a/b~c": 1}), ("/a~1b~0c", "unknown_key")),
        (ballot([{"marks": [], "weight": 2}]), ("/papers/0/weight", "unknown_key")),
        (but(TOTALS, totals={"A": {"for": 1, "no": 0}, "B": {"for": 1}}), ("/totals/A/no", "unknown_key")),
        (but(EXAMPLE, rules={"modus": 1}), ("/rules/modus", "unknown_parameter")),
        (but(EXAMPLE, rules={"quorum": {"num": 1, "den": 2, "of": "due", "share": 1}}), ("/rules/quorum/share", "unknown_parameter")),
    ],
)  # fmt: skip
def test_unknown_keys_are_malformed_wherever_they_stand(document: Any, expected: tuple[str, str]) -> None:
    assert faults(document) == [expected]


@pytest.mark.parametrize(
    ("papers", "expected"),
    [
        ([{"marks": {"X": "for"}}], ("/papers/0/marks/X", "unknown_candidate")),
        ([{"marks": []}, {"marks": ["A", "X"]}], ("/papers/1/marks/1", "unknown_candidate")),
        ([{"marks": {"A": "yes"}}], ("/papers/0/marks/A", "not_in_list")),
        ([{"marks": {"A": None}}], ("/papers/0/marks/A", "not_in_list")),
        ([{"marks": {"A": ["for"]}}], ("/papers/0/marks/A", "not_in_list")),
        ([{"marks": ["A", 1]}], ("/papers/0/marks/1", "not_text")),
        ([{"marks": "A"}], ("/papers/0/marks", "not_marks")),
        ([{"marks": None}], ("/papers/0/marks", "not_marks")),
        ([{"count": 2}], ("/papers/0", "marks_or_spoiled")),
        ([{"marks": [], "spoiled": "torn"}], ("/papers/0", "marks_or_spoiled")),
        ([{"spoiled": "blank"}], ("/papers/0/spoiled", "not_in_list")),
        ([{"spoiled": 3}], ("/papers/0/spoiled", "not_in_list")),
        ([[]], ("/papers/0", "not_an_object")),
        ({}, ("/papers", "not_a_list")),
        (None, ("/papers", "not_a_list")),
    ],
)
def test_papers_are_marks_for_known_candidates_or_spoiled(papers: Any, expected: tuple[str, str]) -> None:
    assert expected in faults(ballot(papers))


@pytest.mark.parametrize(
    ("totals", "expected"),
    [
        ({"A": {"for": 1}}, [("/totals/B", "missing")]),
        ({"A": {"for": 1}, "B": {"for": 1}, "C": {"for": 1}}, [("/totals/C", "unknown_candidate")]),
        ({"A": {"for": 1}, "B": {"against": 1}}, [("/totals/B/for", "missing")]),
        ({"A": {"for": 1}, "B": 1}, [("/totals/B", "not_an_object")]),
        ([1, 1], [("/totals", "not_an_object")]),
        (None, [("/totals", "not_an_object")]),
    ],
)
def test_totals_have_a_line_for_every_candidate_and_no_other(totals: Any, expected: list[tuple[str, str]]) -> None:
    assert faults(but(TOTALS, totals=totals)) == expected


def test_a_case_has_papers_or_totals_and_invalid_goes_with_totals() -> None:
    assert faults(but(TOTALS, totals=LEFT_OUT)) == [("/papers", "papers_or_totals")]
    assert faults(but(TOTALS, papers=[])) == [("/totals", "papers_or_totals")]
    assert faults(but(EXAMPLE, invalid=1)) == [("/invalid", "only_with_totals")]


@pytest.mark.parametrize("preset", ["city", "", None, 3, ["county"]])
def test_an_unknown_preset_is_malformed(preset: Any) -> None:
    assert faults(but(EXAMPLE, preset=preset)) == [("/preset", "not_in_list")]


@pytest.mark.parametrize("rules", [[], None, "county", 1])
def test_rules_are_an_object(rules: Any) -> None:
    assert faults(but(EXAMPLE, rules=rules)) == [("/rules", "not_an_object")]


@pytest.mark.parametrize(
    ("rules", "pointer"),
    [
        ({"mode": "best"}, "/rules/mode"),
        ({"blank_ballot": "valid_abstain"}, "/rules/blank_ballot"),
        ({"threshold": {"base": "present", "op": "gt", "num": 1, "den": 2}}, "/rules/threshold/base"),
        ({"threshold": {"base": "valid", "op": "gt", "num": 1}}, "/rules/threshold/den"),
        ({"threshold": {"base": "valid", "op": "gt", "num": 1, "den": 0}}, "/rules/threshold/den"),
        ({"quorum": {"num": 1, "den": 2, "of": "members"}}, "/rules/quorum/of"),
        ({"quorum": {"num": 0.5, "den": 1, "of": "due"}}, "/rules/quorum/num"),
        ({"quorum": True}, "/rules/quorum"),
        ({"tie_break": None}, "/rules/tie_break"),
    ],
)
def test_rules_have_the_values_of_a_profile(rules: Any, pointer: str) -> None:
    assert [found for found, _ in faults(but(EXAMPLE, rules=rules))] == [pointer]


@pytest.mark.parametrize(
    ("rules", "pointers"),
    [
        ({"style": "rank"}, ["/rules/style"]),
        ({"style": "choose_one_variant"}, ["/rules/style"]),
        (
            {"extra_gates": [{"group": "all", "base": "valid", "op": "gt", "num": 2, "den": 3}], "style": "rank"},
            ["/rules/style", "/rules/extra_gates"],
        ),
    ],
)
def test_styles_that_are_not_counted_yet_are_named(rules: Any, pointers: list[str]) -> None:
    assert faults(but(EXAMPLE, rules=rules)) == [(pointer, "style_not_counted") for pointer in pointers]


def test_all_faults_come_at_once() -> None:
    document = {
        "preset": "city", "seats": 9, "due": -1, "present": 1.5, "candidates": ["A", "B"], "surplus": 1,
        "papers": [{"marks": {"A": "for", "X": "for"}, "count": 0}, {"spoiled": "eaten"}, 7],
        "rules": {"mode": "best", "style": "rank", "modus": 2, "threshold": {"base": "valid", "op": "gt", "num": 1}},
    }  # fmt: skip
    assert sorted(faults(document)) == [
        ("/due", "out_of_range"),
        ("/papers/0/count", "out_of_range"),
        ("/papers/0/marks/X", "unknown_candidate"),
        ("/papers/1/spoiled", "not_in_list"),
        ("/papers/2", "not_an_object"),
        ("/present", "not_whole_number"),
        ("/preset", "not_in_list"),
        ("/rules/mode", "parameter_value"),
        ("/rules/modus", "unknown_parameter"),
        ("/rules/style", "style_not_counted"),
        ("/rules/threshold/den", "missing_parameter"),
        ("/seats", "seats_above_candidates"),
        ("/surplus", "unknown_key"),
    ]


def test_marks_are_not_called_unknown_while_the_candidates_themselves_are_at_fault() -> None:
    document = but(ballot([{"marks": {"A": "for", "B": "yes"}}]), candidates=["A", "A"])
    assert faults(document) == [("/candidates/1", "candidate_twice"), ("/papers/0/marks/B", "not_in_list")]
    assert faults(but(TOTALS, candidates=["A", 1])) == [("/candidates/1", "not_text")]


def test_of_endless_faults_the_first_thousand_are_listed() -> None:
    found = faults(ballot([7] * 1500))
    assert len(found) == 1001
    assert found[-1] == ("", "more_faults")
