"""Is every rate exact, printed with its base, against both plans where they differ, and never clamped?"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects.measures import BASES, RATES, Disbursed, Figures, PaidBase, Plan, Rate, percent_of, rates
from projects.measures.rates import disbursed

FEN = st.integers(0, 2**53 - 1)
MAYBE = st.none() | FEN
FIGURES = st.builds(Figures, allotted=MAYBE, received=MAYBE, paid=MAYBE, completed=MAYBE)
PLANS = st.builds(Plan, original=MAYBE, adjusted=MAYBE, of=st.sampled_from(["annual_plan", "total"]))
MEANS = st.sampled_from(["treasury_to_unit", "unit_to_payee"])
PAID_BASES = st.sampled_from(["received", "annual_plan"])
SPENT = Figures(allotted=60, received=50, paid=40, completed=75)


def of(
    figures: Figures, plan: Plan, paid_base: PaidBase = "received", means: Disbursed = "unit_to_payee"
) -> dict[tuple[str, str], str | None]:
    found = rates(figures, plan, paid_base=paid_base, disbursed_means=means, digits=1)
    return {(rate.name, rate.of): rate.percent for rate in found}


def by_decimal(part: int, whole: int, digits: int) -> str:
    """The oracle: another arithmetic, wide enough to be exact before its one rounding."""
    with localcontext(prec=80):
        return str((Decimal(part) * 100 / Decimal(whole)).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP))


def test_the_four_rates_stand_in_their_order_with_their_bases() -> None:
    found = rates(SPENT, Plan(original=71), paid_base="received", disbursed_means="unit_to_payee", digits=1)
    assert found == (
        Rate(name="allotted", numerator=60, base=71, of="annual_plan", percent="84.5"),
        Rate(name="received", numerator=50, base=71, of="annual_plan", percent="70.4"),
        Rate(name="paid", numerator=40, base=50, of="received", percent="80.0"),
        Rate(name="completed", numerator=75, base=71, of="annual_plan", percent="105.6"),
    )


def test_a_plan_that_was_adjusted_gives_each_rate_against_both() -> None:
    assert of(SPENT, Plan(original=80, adjusted=60), "annual_plan") == {
        ("allotted", "original_annual_plan"): "75.0", ("allotted", "adjusted_annual_plan"): "100.0",
        ("received", "original_annual_plan"): "62.5", ("received", "adjusted_annual_plan"): "83.3",
        ("paid", "original_annual_plan"): "50.0", ("paid", "adjusted_annual_plan"): "66.7",
        ("completed", "original_annual_plan"): "93.8", ("completed", "adjusted_annual_plan"): "125.0",
    }  # fmt: skip
    both = of(SPENT, Plan(original=80, adjusted=60, of="total"))
    assert [base for name, base in both if name == "completed"] == ["original_total", "adjusted_total"]


@pytest.mark.parametrize("plan", [Plan(original=80), Plan(original=80, adjusted=80), Plan(original=None, adjusted=80)])
def test_a_plan_that_did_not_change_is_one_base(plan: Plan) -> None:
    assert of(SPENT, plan)["completed", "annual_plan"] == "93.8"
    assert len(of(SPENT, plan)) == 4


def test_what_the_office_calls_disbursed_is_the_profiles_choice() -> None:
    assert disbursed(SPENT, "treasury_to_unit") == 50
    assert disbursed(SPENT, "unit_to_payee") == 40
    assert of(SPENT, Plan(original=80), "annual_plan", "treasury_to_unit")["paid", "annual_plan"] == "62.5"


def test_received_money_is_never_measured_against_itself() -> None:
    assert of(SPENT, Plan(original=80), "received", "treasury_to_unit")["paid", "annual_plan"] == "62.5"


def test_what_is_not_known_has_no_percentage_but_stands_there() -> None:
    assert set(of(Figures(), Plan(original=80)).values()) == {None}
    assert of(SPENT, Plan(original=None))["completed", "annual_plan"] is None
    assert of(SPENT, Plan(original=0))["completed", "annual_plan"] is None
    assert of(Figures(paid=3, received=0), Plan(original=9))["paid", "received"] is None


@given(FIGURES, PLANS, PAID_BASES, MEANS, st.integers(0, 6))
def test_every_rate_is_its_numerator_of_its_base_by_another_arithmetic(
    figures: Figures, plan: Plan, paid_base: PaidBase, means: Disbursed, digits: int
) -> None:
    found = rates(figures, plan, paid_base=paid_base, disbursed_means=means, digits=digits)
    assert list(dict.fromkeys(rate.name for rate in found)) == list(RATES)
    for rate in found:
        known = rate.numerator is not None and bool(rate.base)
        assert rate.percent == (by_decimal(rate.numerator or 0, rate.base or 1, digits) if known else None)
        assert rate.of in BASES


@given(FIGURES, PLANS, PAID_BASES, MEANS)
def test_both_plans_are_printed_exactly_where_they_differ(
    figures: Figures, plan: Plan, paid_base: PaidBase, means: Disbursed
) -> None:
    found = rates(figures, plan, paid_base=paid_base, disbursed_means=means, digits=1)
    differ = None not in (plan.original, plan.adjusted) and plan.original != plan.adjusted
    assert len([rate for rate in found if rate.name == "completed"]) == 1 + differ


@given(FEN, st.integers(1, 2**53 - 1), st.integers(1, 10**6))
def test_a_rate_does_not_depend_on_the_unit_of_money(part: int, whole: int, unit: int) -> None:
    assert percent_of(Fraction(part, whole), 1) == percent_of(Fraction(part * unit, whole * unit), 1)


@given(FEN, FEN, st.integers(1, 2**53 - 1))
def test_more_money_is_never_a_smaller_percentage(one: int, other: int, whole: int) -> None:
    less, more = sorted((one, other))
    assert Decimal(percent_of(Fraction(less, whole), 1)) <= Decimal(percent_of(Fraction(more, whole), 1))
