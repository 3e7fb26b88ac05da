"""Are a period's own figures those of the cumulative ones, and is what has no source or no voucher named?"""

from __future__ import annotations

from fractions import Fraction
from itertools import accumulate

from hypothesis import given
from hypothesis import strategies as st

from projects.measures import (
    Figures,
    Flag,
    Plan,
    fallen,
    left_without_source,
    missing_vouchers,
    money_flags,
    own_figures,
    rates,
)

FEN = st.integers(0, 10**12)


def test_a_months_own_figure_is_what_came_since_the_last_known_one() -> None:
    paid = [Figures(paid=100), Figures(), Figures(paid=250), Figures(paid=240)]
    assert [own.paid for own in own_figures(paid)] == [100, None, 150, -10]
    assert own_figures([]) == ()


def test_every_amount_is_derived_for_itself() -> None:
    both = [Figures(allotted=9, completed=1), Figures(allotted=9, received=4, completed=3)]
    assert own_figures(both)[1] == Figures(allotted=0, received=4, completed=2)


@given(st.lists(st.integers(-(10**9), 10**12), max_size=12))
def test_own_figures_sum_to_the_cumulative_ones(own: list[int]) -> None:
    cumulative = [Figures(completed=figure) for figure in accumulate(own)]
    assert [each.completed for each in own_figures(cumulative)] == own


@given(st.lists(st.none() | FEN, max_size=12))
def test_own_figures_sum_to_the_last_known_one_even_where_reports_are_missing(cumulative: list[int | None]) -> None:
    own = own_figures([Figures(paid=figure) for figure in cumulative])
    known = [figure for figure in cumulative if figure is not None]
    assert sum(each.paid or 0 for each in own) == (known[-1] if known else 0)
    assert [each.paid is None for each in own] == [figure is None for figure in cumulative]


@given(FEN, st.lists(FEN, max_size=9))
def test_the_parts_and_what_has_no_source_are_the_total(total: int, parts: list[int]) -> None:
    assert left_without_source(total, parts) + sum(parts) == total


def test_what_is_reported_without_papers_is_named() -> None:
    start = Figures(allotted=900, received=700, paid=600, completed=800)
    assert missing_vouchers(start, {}) == ("allotted", "received", "paid")
    assert missing_vouchers(start, {"allotted": [900], "received": [None], "paid": [200, 400]}) == ()
    assert missing_vouchers(start, {"allotted": [899], "received": [700], "paid": [200, None]}) == ("allotted",)
    assert missing_vouchers(Figures(allotted=0, completed=5), {}) == ()


def flagged(figures: Figures, plan: int | None = None) -> list[Flag]:
    found = rates(figures, Plan(original=plan), paid_base="received", disbursed_means="unit_to_payee", digits=1)
    return list(money_flags(figures, found))


def test_paid_above_received_is_flagged_with_the_difference_and_its_rate() -> None:
    assert flagged(Figures(received=50, paid=60)) == [
        Flag(kind="paid_above_received", amount=10),
        Flag(kind="rate_over_100", subject="paid/received", amount=60, percent="120.0"),
    ]


def test_work_above_payment_is_owed() -> None:
    assert flagged(Figures(received=90, paid=60, completed=75)) == [Flag(kind="payable", amount=15)]


def test_a_rate_that_is_printed_as_a_hundred_may_still_be_above_it() -> None:
    (flag,) = flagged(Figures(completed=100_001, paid=100_001), 100_000)
    assert (flag.kind, flag.subject, flag.percent) == ("rate_over_100", "completed/annual_plan", "100.0")


def test_equal_amounts_and_unknown_ones_are_not_flagged() -> None:
    assert flagged(Figures(allotted=9, received=9, paid=9, completed=9), 9) == []
    assert flagged(Figures(paid=9, completed=7)) == []
    assert flagged(Figures(completed=9)) == []


@given(st.builds(Figures, received=FEN, paid=FEN, completed=FEN), FEN)
def test_a_flag_stands_exactly_where_its_sentence_is_true(figures: Figures, plan: int) -> None:
    kinds = {(flag.kind, flag.subject) for flag in flagged(figures, plan)}
    received, paid, completed = (figures.of(name) or 0 for name in ("received", "paid", "completed"))
    assert (("paid_above_received", "") in kinds) == (paid > received)
    assert (("payable", "") in kinds) == (completed > paid)
    assert (("rate_over_100", "completed/annual_plan") in kinds) == (completed > plan)


def test_a_figure_fell_where_it_is_below_the_last_and_nobody_said_why() -> None:
    before: dict[str, Fraction | int] = {"start.paid_fen": 50, "target:1": Fraction(43, 10), "year.paid_fen": 7}
    now: dict[str, Fraction | int] = {"start.paid_fen": 49, "target:1": Fraction(42, 10), "start.completed_fen": 0}
    assert fallen(before, now) == ("start.paid_fen", "target:1")
    assert fallen(before, now, {"target:1": "更正"}) == ("start.paid_fen",)
    assert fallen(before, before) == ()
