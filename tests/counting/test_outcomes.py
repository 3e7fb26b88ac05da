"""Which outcome has a round: void, without quorum, decided, tied or short, and what becomes of each item?"""

from __future__ import annotations

import pytest

from tests.counting.cases import decide, papers, plain, rules, sheet, statuses
from voting.counting import count


def test_the_first_by_approvals_among_those_who_pass_are_selected() -> None:
    counted = decide(80, 51, 70, 60, seats=2)
    assert counted.outcome == "decided"
    assert counted.selected == ("1", "3")
    assert statuses(counted) == ["selected", "not_selected", "selected", "not_selected"]
    assert (counted.tied, counted.open_seats, counted.rule) == (None, 0, "P-03")


def test_exactly_half_is_not_more_than_half() -> None:
    counted = decide(51, 50, seats=2)
    assert [(item.required, item.passed) for item in counted.items] == [(51, True), (51, False)]
    assert statuses(counted) == ["selected", "below_threshold"]
    assert decide(51, 50, seats=2, threshold={"base": "valid", "op": "ge", "num": 1, "den": 2}).selected == ("1", "2")


def test_a_tie_at_the_cut_leaves_the_seat_open_to_the_tied() -> None:
    counted = decide(80, 60, 60, 60, 51, seats=3)
    assert counted.outcome == "tied"
    assert counted.selected == ("1",)
    assert counted.tied is not None
    assert (counted.tied.candidates, counted.tied.seats) == (("2", "3", "4"), 2)
    assert statuses(counted) == ["selected", "tied", "tied", "tied", "not_selected"]
    assert (counted.open_seats, counted.rule) == (0, "P-06")


def test_equal_approvals_away_from_the_cut_are_no_tie() -> None:
    assert decide(70, 70, 60, seats=2).outcome == "decided"
    assert decide(80, 60, 60, seats=1).outcome == "decided"
    assert decide(60, 60, seats=2).outcome == "decided"


def test_those_below_the_threshold_take_no_part_in_a_tie() -> None:
    counted = decide(60, 50, 50, seats=1)
    assert (counted.outcome, counted.selected) == ("decided", ("1",))
    short = decide(60, 50, 50, seats=2)
    assert (short.tied, short.open_seats) == (None, 1)


def test_nobody_above_a_tie_is_selected() -> None:
    counted = decide(60, 60, seats=1)
    assert (counted.outcome, counted.selected, counted.open_seats) == ("tied", (), 0)


@pytest.mark.parametrize(
    ("tie_break", "outcome", "selected"),
    [("revote_tied", "tied", ("1",)), ("presidium", "tied", ("1",)), ("expand", "decided", ("1", "2", "3"))],
)
def test_the_rules_say_how_a_tie_ends(tie_break: str, outcome: str, selected: tuple[str, ...]) -> None:
    counted = decide(80, 60, 60, seats=2, tie_break=tie_break)
    assert (counted.outcome, counted.selected) == (outcome, selected)
    assert (counted.tied is None) == (tie_break == "expand")
    assert (counted.open_seats, counted.rule) == (0, "P-06")


@pytest.mark.parametrize(
    ("shortfall", "outcome"),
    [
        ("accept_fewer", "decided"),
        ("revote_remaining", "shortfall"),
        ("presidium_decides", "shortfall"),
        ("defer_to_sc", "shortfall"),
    ],
)
def test_the_rules_say_what_a_shortfall_is(shortfall: str, outcome: str) -> None:
    counted = decide(80, 40, 30, seats=2, shortfall=shortfall)
    assert (counted.outcome, counted.selected, counted.open_seats) == (outcome, ("1",), 1)
    assert statuses(counted) == ["selected", "below_threshold", "below_threshold"]
    assert (counted.tied, counted.rule) == (None, "P-07")


def test_every_item_names_the_rule_that_settled_it() -> None:
    assert [item.rule for item in decide(80, 70, 60, 40, seats=2).items] == ["P-03", "P-03", "P-03", "P-02"]
    assert [item.rule for item in decide(80, 40, seats=2).items] == ["P-03", "P-02"]
    assert [item.rule for item in decide(80, 60, 60, seats=2).items] == ["P-03", "P-06", "P-06"]
    assert [item.rule for item in decide(80, 60, 60, seats=2, tie_break="expand").items] == ["P-03", "P-06", "P-06"]
    assert [item.rule for item in decide(80, 40, seats=2, mode="itemwise").items] == ["P-04", "P-02"]


def test_equal_approvals_in_a_shortfall_are_no_tie() -> None:
    assert decide(60, 60, 20, seats=3, shortfall="revote_remaining").tied is None


def test_as_many_passing_as_seats_is_neither_tie_nor_shortfall() -> None:
    counted = decide(60, 60, 20, seats=2, shortfall="revote_remaining")
    assert (counted.outcome, counted.selected) == ("decided", ("1", "2"))


def test_equal_approvals_share_a_rank_and_leave_the_next_ones_out() -> None:
    assert [item.rank for item in decide(60, 70, 60, 80, 10, seats=1).items] == [3, 2, 3, 1, 5]
    assert [item.rank for item in decide(80, 70, 70, 60, seats=1).items] == [1, 2, 2, 4]
    assert [item.rank for item in decide(5, 5, 5, seats=1).items] == [1, 1, 1]


def test_item_by_item_takes_everyone_who_passes_and_knows_no_tie() -> None:
    counted = decide(60, 60, 50, seats=1, mode="itemwise", shortfall="revote_remaining")
    assert (counted.outcome, counted.selected, counted.tied) == ("decided", ("1", "2"), None)
    assert statuses(counted) == ["selected", "selected", "below_threshold"]
    assert (counted.open_seats, counted.rule) == (0, "P-04")
    assert decide(60, 10, seats=2, mode="itemwise", shortfall="revote_remaining").open_seats == 1


def test_without_a_threshold_everybody_passes() -> None:
    counted = count(sheet(0, 3, valid=3, seats=2), plain())
    assert [(item.required, item.passed) for item in counted.items] == [(None, True), (None, True)]
    assert counted.selected == ("1", "2")


def test_more_papers_back_than_out_make_the_round_void() -> None:
    counted = count(papers({"f-": 9, "ff": 1}, due=10, present=9, issued=9), rules())
    assert counted.outcome == "void"
    assert (counted.selected, counted.tied, counted.open_seats) == ((), None, 1)
    assert statuses(counted) == ["not_decided", "not_decided"]
    assert [item.for_ for item in counted.items] == [9, 0]
    assert [item.passed for item in counted.items] == [True, False]
    assert (counted.rule, counted.items[0].rule) == ("V-01", "V-01")


def test_as_many_papers_back_as_out_are_fine_and_so_are_fewer() -> None:
    assert count(papers({"f": 9}, due=9, present=9, issued=9, collected=9), rules()).outcome == "decided"
    assert count(papers({"f": 8}, due=9, present=9, issued=9, collected=8), rules()).outcome == "decided"


def test_without_quorum_nothing_is_decided_but_everything_is_counted() -> None:
    counted = count(papers({"f-": 65}, seats=2, due=100, present=66, issued=66), rules())
    assert counted.outcome == "no_quorum"
    assert counted.quorum is not None
    assert (counted.quorum.required, counted.quorum.present, counted.quorum.met) == (67, 66, False)
    assert (counted.selected, counted.open_seats, statuses(counted)) == ((), 2, ["not_decided", "not_decided"])
    assert [item.for_ for item in counted.items] == [65, 0]


def test_a_void_round_is_named_before_its_missing_quorum() -> None:
    counted = count(papers({"f": 11}, due=100, present=10, issued=10), rules())
    assert counted.outcome == "void"
    assert counted.quorum is not None
    assert counted.quorum.met is False


def test_keypads_without_a_box_are_void_when_more_pressed_than_were_handed_out() -> None:
    assert count(sheet(5, valid=12, due=12, present=12, issued=10), rules()).outcome == "void"


def test_a_base_that_was_not_given_is_not_applied_and_noticed() -> None:
    counted = count(sheet(5, 0, 4, valid=9, seats=2), rules(quorum=None))
    assert [(item.required, item.passed, item.status) for item in counted.items] == [
        (None, None, "selected"), (None, None, "not_selected"), (None, None, "selected")
    ]  # fmt: skip
    assert [(notice.code, notice.item) for notice in counted.notices] == [("base_not_given", None)]
    assert "应到代表人数" in counted.notices[0].message


def test_item_by_item_leaves_undecided_what_cannot_be_held_against_its_base() -> None:
    counted = count(sheet(5, 0, valid=9, seats=2), rules(mode="itemwise"))
    assert (counted.outcome, counted.selected) == ("decided", ())
    assert statuses(counted) == ["not_decided", "not_decided"]


@pytest.mark.parametrize("known", [{"due": 9}, {"present": 9}, {}])
def test_a_quorum_that_cannot_be_checked_stops_nothing_and_is_noticed(known: dict[str, int]) -> None:
    counted = count(sheet(5, valid=9, due=known.get("due"), present=known.get("present")), rules(threshold=None))
    assert counted.outcome == "decided"
    assert counted.quorum is not None
    assert counted.quorum.met is None
    assert counted.quorum.required == (6 if "due" in known else None)
    assert [notice.code for notice in counted.notices] == ["quorum_not_checked"]


def test_more_issued_than_present_is_noticed_only() -> None:
    counted = count(papers({"f": 9}, due=9, present=9, issued=10), rules())
    assert counted.outcome == "decided"
    assert [notice.code for notice in counted.notices] == ["issued_above_present"]


@pytest.mark.parametrize(
    ("base", "expected"), [("all_deputies", 51), ("attending", 46), ("collected", 43), ("valid", 41)]
)
def test_the_threshold_stands_on_the_base_that_the_rules_name(base: str, expected: int) -> None:
    threshold = {"base": base, "op": "gt", "num": 1, "den": 2}
    case = papers({"f-": 80}, spoiled={"torn": 5}, due=100, present=90, issued=88, collected=85)
    assert {item.required for item in count(case, rules(threshold=threshold)).items} == {expected}


@pytest.mark.parametrize(("op", "met"), [("gt", False), ("ge", True)])
def test_half_of_those_due_is_a_quorum_or_not(op: str, met: bool) -> None:
    counted = count(papers({"f": 17}, due=34, present=17), rules(quorum={"num": 1, "den": 2, "of": "due", "op": op}))
    assert counted.quorum is not None
    assert (counted.quorum.required, counted.quorum.met) == (18 if op == "gt" else 17, met)
