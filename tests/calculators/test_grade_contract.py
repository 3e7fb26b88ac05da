"""Does `grade` answer as every sentence of its contract says, with exactly its keys?"""

from __future__ import annotations

import json
from typing import Any

import pytest

from api.calculators import grade
from domain.profile import evaluation_preset
from tests.calculators.cases import LEFT_OUT, SHEET, ask, but, faults, graded


def row(*counts: int, item: str = "示例项目") -> dict[str, Any]:
    keys = ("satisfied", "basically_satisfied", "dissatisfied", "abstain", "invalid")
    return {"item": item, **dict(zip(keys, counts, strict=False))}


def one(*counts: int, members: Any = 33, present: Any = 29, **rules: Any) -> Any:
    document = {"members": members, "present": present, "items": [row(*counts)], "rules": rules}
    return graded(document)["items"][0]


def test_the_example_of_the_contract_answers_its_numbers_byte_for_byte() -> None:
    answered = ask(grade, SHEET)
    text = answered.body.decode()
    assert text.startswith(
        '{"items": [{"item": "教育惠民补短强基", "grade": "satisfied", "base": 33, "required": 17, '
        '"satisfied_rate": "96.55", "acceptable_rate": "100.00", "because": "'
    )
    assert text.endswith('"notices": []}\n')


def test_the_keys_stand_in_the_order_of_the_contract() -> None:
    content = graded(SHEET)
    assert list(content) == ["items", "quorum", "rules", "notices"]
    assert list(content["items"][0]) == [
        "item", "grade", "base", "required", "satisfied_rate", "acceptable_rate", "because"
    ]  # fmt: skip
    assert content["quorum"] == {"required": 17, "present": 29, "met": True}
    assert content["rules"] == evaluation_preset("sc_evaluation")


@pytest.mark.parametrize(
    ("counts", "expected"),
    [((17, 0, 12), "satisfied"), ((16, 1, 12), "basically_satisfied"), ((16, 0, 13), "dissatisfied")],
)
def test_the_first_share_that_is_reached_is_the_grade(counts: tuple[int, ...], expected: str) -> None:
    assert one(*counts)["grade"] == expected


@pytest.mark.parametrize(("base", "number"), [("all_members", 33), ("attending", 29), ("valid", 24)])
def test_the_base_is_the_one_that_the_rules_name(base: str, number: int) -> None:
    assert one(20, 2, 1, 1, 5, base=base)["base"] == number


def test_half_is_holds_for_both_branches() -> None:
    assert [one(*c, members=34, half_is="pass")["grade"] for c in ((17, 0, 12), (10, 7, 12))] == [
        "satisfied", "basically_satisfied"
    ]  # fmt: skip
    assert [one(*c, members=34, half_is="fail")["grade"] for c in ((17, 0, 12), (10, 7, 12))] == [
        "dissatisfied", "dissatisfied"
    ]  # fmt: skip


def test_given_thresholds_replace_the_half() -> None:
    thresholds = {"satisfied": {"num": 2, "den": 3, "op": "ge"}, "acceptable": {"num": 1, "den": 2, "op": "gt"}}
    item = one(21, 0, 8, thresholds=thresholds)
    assert (item["grade"], item["required"]) == ("basically_satisfied", 22)
    assert "须22张以上" in item["because"]
    assert "须17张以上" in item["because"]


def test_a_quorum_of_members_is_held() -> None:
    assert graded(but(SHEET, rules={"quorum": None}))["quorum"] is None
    two_thirds = {"num": 2, "den": 3, "of": "members", "op": "ge"}
    assert graded(but(SHEET, rules={"quorum": two_thirds}))["quorum"] == {"required": 22, "present": 29, "met": True}
    none = graded(but(SHEET, members=60))
    assert none["quorum"] == {"required": 31, "present": 29, "met": False}
    assert none["items"][0]["grade"] is None
    assert [notice["code"] for notice in none["notices"]] == ["no_quorum"]


@pytest.mark.parametrize(
    ("rate_base", "expected"),
    [("valid", ("83.33", "91.67")), ("attending", ("68.97", "75.86")), ("all_members", ("60.61", "66.67"))],
)
def test_rates_are_taken_of_their_base_with_abstentions_and_without_invalid_votes(
    rate_base: str, expected: Any
) -> None:
    item = one(20, 2, 1, 1, 5, rate_base=rate_base)
    assert (item["satisfied_rate"], item["acceptable_rate"]) == expected


@pytest.mark.parametrize(("digits", "rate"), [(0, "97"), (1, "96.6"), (2, "96.55"), (4, "96.5517")])
def test_rates_have_the_decimals_that_the_rules_ask_for(digits: int, rate: str) -> None:
    assert one(28, 1, percent_digits=digits)["satisfied_rate"] == rate


def test_a_rate_of_nothing_is_null() -> None:
    item = one(0, 0, 0, 0, 29)
    assert (item["satisfied_rate"], item["acceptable_rate"]) == (None, None)


def test_a_row_that_does_not_sum_to_those_present_is_noticed_and_never_repaired() -> None:
    content = graded(but(SHEET, items=[row(28, 1), row(20, 1, item="第二项")]))
    assert [(n["code"], n["item"]) for n in content["notices"]] == [("row_sum", "第二项")]
    assert [list(notice) for notice in content["notices"]] == [["code", "item", "message"]]
    assert content["items"][1]["satisfied_rate"] == "95.24"
    assert graded(but(SHEET, items=[row(20)], present=LEFT_OUT, rules={"quorum": None}))["notices"] == []


def test_missing_counts_are_nought() -> None:
    assert one(29) == one(29, 0, 0, 0, 0)
    content = graded({"items": [{"item": "示例项目"}], "members": 3})
    assert content["items"][0]["grade"] == "dissatisfied"


def test_missing_members_leave_the_grade_open_with_a_notice() -> None:
    content = graded(but(SHEET, members=LEFT_OUT, rules={"quorum": None}))
    item = content["items"][0]
    assert (item["grade"], item["base"], item["required"]) == (None, None, None)
    assert item["satisfied_rate"] == "96.55"
    assert [(n["code"], n["item"]) for n in content["notices"]] == [("base_not_given", None)]
    unchecked = graded(but(SHEET, members=None))
    assert [n["code"] for n in unchecked["notices"]] == ["quorum_not_checked", "base_not_given"]


def test_without_a_preset_the_rules_are_the_standing_committee_s() -> None:
    assert graded(but(SHEET, preset=LEFT_OUT, rules=LEFT_OUT))["rules"] == evaluation_preset("sc_evaluation")


@pytest.mark.parametrize(
    "name", ["sc_evaluation", "congress_evaluation", "delegation_evaluation", "council_evaluation"]
)
def test_every_preset_grades_and_prints_its_rules(name: str) -> None:
    content = graded(but(SHEET, preset=name, rules={"half_is": "fail"}))
    assert json.dumps(content["rules"]) == json.dumps({**evaluation_preset(name), "half_is": "fail"})


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        (but(SHEET, items=LEFT_OUT), [("/items", "missing")]),
        (but(SHEET, items=[]), [("/items", "empty")]),
        (but(SHEET, items={}), [("/items", "not_a_list")]),
        (but(SHEET, items=[3]), [("/items/0", "not_an_object")]),
        (but(SHEET, items=[{"satisfied": 29}]), [("/items/0/item", "missing")]),
        (but(SHEET, items=[row(29, item="")]), [("/items/0/item", "not_text")]),
        (but(SHEET, items=[row(29), row(29)]), [("/items/1/item", "item_twice")]),
        (but(SHEET, items=[row(-1)]), [("/items/0/satisfied", "out_of_range")]),
        (but(SHEET, items=[{"item": "1", "abstain": 0.5}]), [("/items/0/abstain", "not_whole_number")]),
        (but(SHEET, items=[{"item": "1", "abstain": True}]), [("/items/0/abstain", "not_whole_number")]),
        (but(SHEET, items=[{"item": "1", "good": 1}]), [("/items/0/good", "unknown_key")]),
        (but(SHEET, members=-1, present="29"), [("/members", "out_of_range"), ("/present", "not_whole_number")]),
        (but(SHEET, seats=1), [("/seats", "unknown_key")]),
        (but(SHEET, preset="county"), [("/preset", "not_in_list")]),
        (but(SHEET, rules={"base": "present"}), [("/rules/base", "parameter_value")]),
        (but(SHEET, rules={"half": "pass"}), [("/rules/half", "unknown_parameter")]),
        (but(SHEET, rules=3), [("/rules", "not_an_object")]),
    ],
)
def test_bad_sheets_are_malformed_with_the_place_of_every_fault(document: Any, expected: list[tuple[str, str]]) -> None:
    assert faults(document, grade) == expected
