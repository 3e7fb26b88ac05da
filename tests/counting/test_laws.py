"""Do contradicting numbers refuse to be counted, all at once and with both sides?"""

from __future__ import annotations

import pytest

from tests.counting.cases import decide, names, papers, plain, rules, sheet
from voting.counting import BrokenLaw, Case, ItemTotal, LawsBroken, StyleNotCounted, Totals, count


def broken(case: Case) -> list[tuple[str, tuple[str, ...], int, int]]:
    """The laws that this round breaks under the county rules."""
    with pytest.raises(LawsBroken) as refused:
        count(case, rules())
    return [_both_sides(law) for law in refused.value.laws]


def _both_sides(law: BrokenLaw) -> tuple[str, tuple[str, ...], int, int]:
    assert str(law.left) in law.detail
    assert str(abs(law.right)) in law.detail
    return law.code, law.at, law.left, law.right


def lines(*totals: tuple[int, int, int, int], invalid: int = 0) -> Totals:
    items = (ItemTotal(for_=f, against=a, abstain=o, not_pressed=n) for f, a, o, n in totals)
    return Totals(items=tuple(items), invalid=invalid)


def test_more_present_than_due_is_refused() -> None:
    assert broken(papers({"f": 10}, due=9, present=10)) == [("present_above_due", ("present",), 10, 9)]


def test_everybody_present_is_lawful() -> None:
    assert count(papers({"f": 10}, due=10, present=10), rules()).outcome == "decided"


def test_papers_must_be_as_many_as_were_collected() -> None:
    case = papers({"f": 10}, spoiled={"torn": 2}, collected=13)
    assert broken(case) == [("collected_sum", ("collected",), 13, 12)]


def test_each_line_of_the_sheet_must_sum_to_the_valid_papers() -> None:
    case = Case(
        candidates=names(3),
        seats=1,
        collected=12,
        votes=lines((5, 3, 1, 1), (10, 0, 0, 0), (5, 5, 0, 1), invalid=2),
    )
    assert broken(case) == [("item_sum", ("totals", "3"), 11, 10)]


def test_without_collected_the_lines_must_sum_to_those_present_less_the_invalid() -> None:
    case = Case(candidates=names(2), seats=1, present=12, votes=lines((5, 3, 1, 2), (10, 0, 0, 0), invalid=1))
    assert broken(case) == [("item_sum", ("totals", "2"), 10, 11)]


def test_with_collected_those_present_do_not_matter_to_the_lines() -> None:
    case = Case(candidates=names(1), seats=1, due=30, present=20, collected=18, votes=lines((18, 0, 0, 0)))
    assert count(case, rules()).papers.collected == 18


def test_with_neither_the_lines_are_held_against_what_most_of_them_say() -> None:
    case = Case(candidates=names(3), seats=1, votes=lines((5, 4, 0, 0), (10, 0, 0, 0), (9, 1, 0, 0), invalid=3))
    assert broken(case) == [("item_sum", ("totals", "1"), 9, 10)]
    counted = count(sheet(4, 9, valid=10, invalid=3), plain())
    assert (counted.papers.collected, counted.papers.valid, counted.papers.invalid) == (13, 10, 3)


def test_more_invalid_than_collected_breaks_every_line() -> None:
    case = Case(candidates=names(2), seats=1, collected=3, votes=lines((0, 0, 0, 0), (1, 0, 0, 0), invalid=5))
    assert broken(case) == [("item_sum", ("totals", "1"), 0, -2), ("item_sum", ("totals", "2"), 1, -2)]


def test_all_contradictions_are_named_at_once() -> None:
    case = Case(candidates=names(2), seats=1, due=10, present=11, collected=9, votes=lines((5, 0, 0, 0), (9, 0, 0, 1)))
    assert [code for code, *_ in broken(case)] == ["present_above_due", "item_sum", "item_sum"]
    with pytest.raises(LawsBroken, match="实到11人，多于应到10人。《1》") as refused:
        count(case, rules())
    assert "（收回9减无效0）" in refused.value.laws[1].detail


def test_a_law_is_looked_at_before_the_box_is_called_void() -> None:
    with pytest.raises(LawsBroken):
        count(papers({"f": 10}, collected=11, issued=9), rules())


def test_styles_that_are_not_counted_yet_are_refused_by_name() -> None:
    with pytest.raises(StyleNotCounted) as refused:
        decide(
            50, seats=1, style="rank", extra_gates=[{"group": "all", "base": "valid", "op": "gt", "num": 2, "den": 3}]
        )
    assert [rule.key for rule in refused.value.rules] == ["style", "extra_gates"]
    assert StyleNotCounted.code == "style_not_counted"
    with pytest.raises(StyleNotCounted):
        decide(50, seats=1, style="choose_one_variant")
    assert decide(60, seats=1, style="select_k").outcome == "decided"


def test_the_sheet_must_have_a_line_for_every_candidate() -> None:
    with pytest.raises(ValueError, match="one line"):
        count(Case(candidates=names(3), seats=1, votes=lines((1, 0, 0, 0))), rules())
