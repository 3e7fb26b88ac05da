"""Does `tally` answer as every sentence of its contract says, with exactly its keys?"""

from __future__ import annotations

import json
from typing import Any

import pytest

from api.calculators import tally
from domain.profile import ballot_preset
from tests.calculators.cases import EXAMPLE, LEFT_OUT, ask, ballot, but, computed, laws

ITEM_KEYS = ["candidate", "for", "against", "abstain", "not_pressed", "rank", "required", "passed", "status", "because"]
TWO_THIRDS = {"num": 2, "den": 3, "of": "due", "op": "ge"}
MORE_THAN_HALF = {"base": "all_deputies", "op": "gt", "num": 1, "den": 2}


def totals(*lines: tuple[int, int, int, int]) -> dict[str, dict[str, int]]:
    keys = ("for", "against", "abstain", "not_pressed")
    return {name: dict(zip(keys, line, strict=True)) for name, line in zip("ABC", lines, strict=False)}


def test_the_example_of_the_contract_answers_its_numbers_byte_for_byte() -> None:
    answered = ask(tally, EXAMPLE)
    assert answered.exit_code == 0
    text = answered.body.decode()
    head = (
        '{"outcome": "decided", "selected": ["1", "2"], "tied": null, "open_seats": 0, '
        '"quorum": {"required": 218, "present": 314, "met": true}, '
        '"papers": {"collected": 314, "valid": 313, "invalid": 1, "by_reason": {"illegible": 1}}, '
        '"items": [{"candidate": "1", "for": 313, "against": 0, "abstain": 0, "not_pressed": 0, "rank": 1, '
        '"required": 164, "passed": true, "status": "selected", "because": "'
    )
    assert text.startswith(head)
    assert text.endswith('"notices": []}\n')
    assert text.count("\n") == 1


def test_the_other_lines_of_the_example_are_those_of_the_contract() -> None:
    content = computed(EXAMPLE)
    lines = [(i["for"], i["against"], i["abstain"], i["rank"], i["passed"], i["status"]) for i in content["items"]]
    assert lines == [
        (313, 0, 0, 1, True, "selected"),
        (200, 0, 113, 2, True, "selected"),
        (113, 200, 0, 3, False, "below_threshold"),
        (0, 0, 313, 4, False, "below_threshold"),
    ]
    assert content["rules"] == ballot_preset("county")


def test_the_keys_stand_in_the_order_of_the_contract() -> None:
    content = computed(EXAMPLE)
    assert list(content) == [
        "outcome", "selected", "tied", "open_seats", "quorum", "papers", "items", "rules", "notices"
    ]  # fmt: skip
    assert list(content["quorum"]) == ["required", "present", "met"]
    assert list(content["papers"]) == ["collected", "valid", "invalid", "by_reason"]
    assert all(list(item) == ITEM_KEYS for item in content["items"])


def test_every_outcome_exits_with_nought() -> None:
    tie = ballot([{"marks": ["A", "B"]}], rules={"selection_rule": "unlimited"})
    short = ballot([{"marks": ["A"]}], seats=2, rules={"threshold": MORE_THAN_HALF, "shortfall": "defer_to_sc"}, due=1)
    cases = {
        "decided": EXAMPLE,
        "tied": tie,
        "shortfall": short,
        "void": but(EXAMPLE, issued=313),
        "no_quorum": but(EXAMPLE, due=480),
    }
    assert {name: computed(case)["outcome"] for name, case in cases.items()} == {name: name for name in cases}


def test_malformed_comes_before_a_broken_law_and_a_law_before_void() -> None:
    broken = but(EXAMPLE, present=328, issued=300)
    assert ask(tally, broken).exit_code == 1
    assert ask(tally, but(broken, seats=0)).exit_code == 2


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        (but(EXAMPLE, present=328), [("/present", "present_above_due", 328, 327)]),
        (but(EXAMPLE, collected=315), [("/collected", "collected_sum", 315, 314)]),
        (
            but(EXAMPLE, present=328, collected=313),
            [("/present", "present_above_due", 328, 327), ("/collected", "collected_sum", 313, 314)],
        ),
        (
            {"seats": 1, "candidates": ["A", "B"], "collected": 9, "invalid": 1, "totals": totals((8,) + (0,) * 3, (3, 3, 1, 0))},
            [("/totals/B", "item_sum", 7, 8)],
        ),
        (
            {"seats": 1, "candidates": ["A", "B"], "present": 9, "totals": totals((5, 1, 1, 1), (3, 3, 2, 1))},
            [("/totals/A", "item_sum", 8, 9)],
        ),
    ],
)  # fmt: skip
def test_a_broken_law_prints_both_sides(document: Any, expected: list[tuple[str, str, int, int]]) -> None:
    assert laws(document) == expected


def test_a_law_is_checked_only_where_both_numbers_are_given() -> None:
    assert computed(but(EXAMPLE, due=LEFT_OUT, present=400))["outcome"] == "decided"
    assert computed(but(EXAMPLE, collected=LEFT_OUT))["papers"]["collected"] == 314


def test_a_pointer_escapes_the_names_of_candidates() -> None:
    document = {"seats": 1, "candidates": ["a/b~c"], "collected": 2, "totals": {"a/b~c": {"for": 1}}}
    assert laws(document) == [("/totals/a~1b~0c", "item_sum", 1, 2)]


def test_void_counts_the_items_and_decides_nothing() -> None:
    content = computed(but(EXAMPLE, issued=313))
    assert content["outcome"] == "void"
    assert (content["selected"], content["tied"], content["open_seats"]) == ([], None, 2)
    assert {item["status"] for item in content["items"]} == {"not_decided"}
    assert [item["for"] for item in content["items"]] == [313, 200, 113, 0]
    assert content["quorum"]["met"] is True


def test_no_quorum_counts_the_items_and_decides_nothing() -> None:
    content = computed(but(EXAMPLE, due=472))
    assert content["outcome"] == "no_quorum"
    assert content["quorum"] == {"required": 315, "present": 314, "met": False}
    assert (content["selected"], content["tied"], content["open_seats"]) == ([], None, 2)
    assert {item["status"] for item in content["items"]} == {"not_decided"}
    assert computed(but(EXAMPLE, due=471))["outcome"] == "decided"


def test_void_is_named_before_no_quorum() -> None:
    assert computed(but(EXAMPLE, due=480, issued=313))["outcome"] == "void"


def test_more_issued_than_present_is_a_notice() -> None:
    content = computed(but(EXAMPLE, issued=315))
    assert content["outcome"] == "decided"
    assert [list(notice) for notice in content["notices"]] == [["code", "item", "message"]]
    assert (content["notices"][0]["code"], content["notices"][0]["item"]) == ("issued_above_present", None)


def test_totals_stand_in_for_papers() -> None:
    document = {
        "seats": 1, "due": 300, "present": 290, "candidates": ["A", "B"], "collected": 288, "invalid": 6,
        "totals": totals((279, 3, 0, 0), (151, 100, 30, 1)),
    }  # fmt: skip
    content = computed(document)
    assert content["papers"] == {"collected": 288, "valid": 282, "invalid": 6, "by_reason": {}}
    assert (content["outcome"], content["selected"]) == ("decided", ["A"])
    assert [item["not_pressed"] for item in content["items"]] == [0, 1]


def test_totals_without_collected_are_those_present_less_the_invalid() -> None:
    document = {"seats": 1, "candidates": ["A"], "present": 12, "invalid": 2, "totals": totals((7, 1, 1, 1))}
    assert computed(document)["papers"] == {"collected": 12, "valid": 10, "invalid": 2, "by_reason": {}}
    assert laws(but(document, invalid=LEFT_OUT)) == [("/totals/A", "item_sum", 10, 12)]


def test_totals_come_in_candidate_order_whatever_order_they_are_written_in() -> None:
    lines = totals((3, 0, 0, 0), (1, 2, 0, 0))
    document = {"seats": 1, "candidates": ["B", "A"], "totals": lines, "rules": {"threshold": None, "quorum": None}}
    assert [(i["candidate"], i["for"]) for i in computed(document)["items"]] == [("B", 1), ("A", 3)]


@pytest.mark.parametrize(
    ("op", "due", "required"), [("ge", 327, 164), ("gt", 327, 164), ("gt", 34, 18), ("ge", 34, 17)]
)
def test_a_quorum_rounds_up_or_takes_the_next_whole_number(op: str, due: int, required: int) -> None:
    rules = {"quorum": {"num": 1, "den": 2, "of": "due", "op": op}}
    content = computed(ballot([{"marks": ["A"]}], due=due, present=due, rules=rules))
    assert content["quorum"] == {"required": required, "present": due, "met": True}


def test_no_rule_of_quorum_is_no_quorum() -> None:
    assert computed(ballot([{"marks": ["A"]}]))["quorum"] is None


@pytest.mark.parametrize(
    ("base", "required"), [("all_deputies", 51), ("attending", 46), ("collected", 43), ("valid", 42)]
)
def test_a_threshold_stands_on_its_base(base: str, required: int) -> None:
    papers = [{"marks": ["A"], "count": 83}, {"spoiled": "other", "count": 2}]
    threshold = {"base": base, "op": "gt", "num": 1, "den": 2}
    content = computed(ballot(papers, due=100, present=90, issued=88, rules={"threshold": threshold}))
    assert {item["required"] for item in content["items"]} == {required}


def test_plain_top_k_requires_nothing_and_everybody_passes() -> None:
    items = computed(ballot([{"marks": ["A"]}]))["items"]
    assert {(item["required"], item["passed"]) for item in items} == {(None, True)}


def test_a_base_that_is_not_given_is_not_applied_and_said() -> None:
    content = computed(but(EXAMPLE, due=LEFT_OUT))
    assert {(item["required"], item["passed"]) for item in content["items"]} == {(None, None)}
    assert (content["outcome"], content["selected"]) == ("decided", ["1", "2"])
    assert content["quorum"] == {"required": None, "present": 314, "met": None}
    assert [(n["code"], n["item"]) for n in content["notices"]] == [
        ("quorum_not_checked", None), ("base_not_given", None)
    ]  # fmt: skip


def test_a_number_may_be_null_where_it_may_be_left_out() -> None:
    assert computed(but(EXAMPLE, due=None)) == computed(but(EXAMPLE, due=LEFT_OUT))


def test_ranks_run_over_all_candidates_and_leave_places_out() -> None:
    papers = [{"marks": ["A", "B", "C"], "count": 2}, {"marks": ["D"], "count": 1}, {"marks": ["B"], "count": 1}]
    content = computed(ballot(papers, candidates="ABCD", rules={"selection_rule": "unlimited"}))
    assert [item["rank"] for item in content["items"]] == [2, 1, 2, 4]


def test_a_tie_holds_its_candidates_in_order_and_its_seats() -> None:
    papers = [{"marks": ["C", "B"], "count": 2}, {"marks": ["A"], "count": 3}]
    content = computed(ballot(papers, seats=2))
    assert content["outcome"] == "tied"
    assert content["selected"] == ["A"]
    assert content["tied"] == {"candidates": ["B", "C"], "seats": 1}
    assert list(content["tied"]) == ["candidates", "seats"]
    assert content["open_seats"] == 0
    assert [item["status"] for item in content["items"]] == ["selected", "tied", "tied"]


@pytest.mark.parametrize(
    ("tie_break", "outcome", "selected"),
    [("revote_tied", "tied", ["A"]), ("presidium", "tied", ["A"]), ("expand", "decided", ["A", "B", "C"])],
)
def test_a_tie_is_resolved_as_the_rules_say(tie_break: str, outcome: str, selected: list[str]) -> None:
    papers = [{"marks": ["C", "B"], "count": 2}, {"marks": ["A"], "count": 3}]
    content = computed(ballot(papers, seats=2, rules={"tie_break": tie_break}))
    assert (content["outcome"], content["selected"]) == (outcome, selected)
    assert (content["tied"] is None) == (tie_break == "expand")
    assert content["open_seats"] == 0


@pytest.mark.parametrize(
    ("shortfall", "outcome"),
    [
        ("accept_fewer", "decided"),
        ("revote_remaining", "shortfall"),
        ("presidium_decides", "shortfall"),
        ("defer_to_sc", "shortfall"),
    ],
)
def test_a_shortfall_is_what_the_rules_say(shortfall: str, outcome: str) -> None:
    papers = [{"marks": ["A"], "count": 6}, {"marks": ["B"], "count": 4}]
    rules = {"threshold": MORE_THAN_HALF, "shortfall": shortfall}
    content = computed(ballot(papers, seats=2, due=10, rules=rules))
    assert (content["outcome"], content["selected"], content["open_seats"]) == (outcome, ["A"], 1)
    assert (content["tied"], [item["status"] for item in content["items"]]) == (
        None, ["selected", "below_threshold", "below_threshold"]
    )  # fmt: skip


def test_item_by_item_selects_every_item_that_passes_and_never_ties() -> None:
    papers = [{"marks": ["A", "B"], "count": 6}, {"marks": ["C"], "count": 4}]
    rules = {"threshold": MORE_THAN_HALF, "mode": "itemwise", "selection_rule": "unlimited", "shortfall": "defer_to_sc"}
    content = computed(ballot(papers, seats=1, due=10, rules=rules))
    assert (content["outcome"], content["selected"], content["tied"]) == ("decided", ["A", "B"], None)
    assert content["open_seats"] == 0


@pytest.mark.parametrize("name", ["county", "township", "guiyang", "street"])
def test_a_preset_is_named_at_the_top_and_a_given_rule_replaces_its_whole_value(name: str) -> None:
    rules = {"threshold": {"base": "valid", "op": "ge", "num": 1, "den": 3}}
    content = computed(but(EXAMPLE, preset=name, rules=rules))
    assert content["rules"] == {**ballot_preset(name), **rules}
    assert json.dumps(content["rules"]) == json.dumps({**ballot_preset(name), **rules})


def test_without_a_preset_the_rules_are_the_county_s() -> None:
    assert computed(but(EXAMPLE, preset=LEFT_OUT, rules=LEFT_OUT))["rules"] == ballot_preset("county")


@pytest.mark.parametrize("style", ["approve_each", "select_k"])
def test_both_styles_are_counted_alike(style: str) -> None:
    content = computed(but(EXAMPLE, rules={"style": style}))
    assert content["rules"]["style"] == style
    assert content["items"] == computed(EXAMPLE)["items"]


@pytest.mark.parametrize(("preset", "word"), [("county", "票决"), ("street", "票选"), ("guiyang", "票选")])
def test_a_poll_is_not_called_by_the_congress_s_word(preset: str, word: str) -> None:
    because = computed(but(EXAMPLE, preset=preset))["items"][0]["because"]
    assert because.endswith(f"，{word}确定。")
