"""Are percentages exact to the last printed digit, never clamped, and do parts sum to 100?"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from domain.percent import half_up, largest_remainder

COUNTS = st.integers(min_value=0, max_value=10**9)
DIGITS = st.integers(min_value=0, max_value=6)


@pytest.mark.parametrize(
    ("part", "whole", "digits", "printed"),
    [
        (28, 29, 2, "96.55"),
        (29, 29, 2, "100.00"),
        (0, 29, 1, "0.0"),
        (1, 8, 2, "12.50"),
        (1, 8, 1, "12.5"),
        (1, 8, 0, "13"),  # 12.5 exactly: half goes up
        (1, 3, 0, "33"),
        (1, 1000, 1, "0.1"),
        (1, 2000, 1, "0.1"),  # 0.05 exactly
        (49999, 10**8, 1, "0.0"),
    ],
)
def test_a_half_goes_up_and_less_goes_down(part: int, whole: int, digits: int, printed: str) -> None:
    assert half_up(part, whole, digits) == printed


def test_more_than_the_whole_is_not_clamped() -> None:
    assert half_up(75, 71, 1) == "105.6"
    assert half_up(577, 60, 1) == "961.7"


def test_nothing_has_no_percentage() -> None:
    assert half_up(0, 0, 1) is None
    assert half_up(3, 0, 1) is None
    assert largest_remainder([0, 0], 1) is None
    assert largest_remainder([], 1) is None


@pytest.mark.parametrize(("part", "whole", "digits"), [(-1, 3, 1), (1, -3, 1), (1, 3, -1)])
def test_negative_numbers_are_a_bug_of_the_caller(part: int, whole: int, digits: int) -> None:
    with pytest.raises(ValueError, match="not negative"):
        half_up(part, whole, digits)


def test_negative_parts_are_a_bug_of_the_caller() -> None:
    with pytest.raises(ValueError, match="not negative"):
        largest_remainder([3, -1], 1)


def test_the_larger_remainder_gets_the_missing_unit_and_the_earlier_part_among_equals() -> None:
    assert largest_remainder([1, 1, 1], 0) == ("34", "33", "33")
    assert largest_remainder([1, 2, 3], 1) == ("16.7", "33.3", "50.0")
    assert largest_remainder([2, 1], 2) == ("66.67", "33.33")


@given(COUNTS, st.integers(min_value=1, max_value=10**9), DIGITS)
@example(1, 2000, 1)
def test_half_up_is_what_exact_decimals_say(part: int, whole: int, digits: int) -> None:
    with localcontext() as context:
        context.prec = 60
        # A quotient cut off after 60 digits rounds as the exact one does, since a half is exact well before that.
        expected = (Decimal(100 * part) / Decimal(whole)).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
    assert half_up(part, whole, digits) == f"{expected:f}"


@given(COUNTS, st.integers(min_value=1, max_value=10**9), DIGITS)
def test_half_up_is_never_further_off_than_half_of_the_last_place(part: int, whole: int, digits: int) -> None:
    printed = half_up(part, whole, digits)
    assert printed is not None
    error = Fraction(printed) - Fraction(100 * part, whole)
    assert -Fraction(1, 2 * 10**digits) < error <= Fraction(1, 2 * 10**digits)


@given(st.lists(COUNTS, min_size=1, max_size=12), DIGITS)
def test_largest_remainder_sums_to_a_hundred_exactly(parts: list[int], digits: int) -> None:
    assume(sum(parts) > 0)
    printed = largest_remainder(parts, digits)
    assert printed is not None
    assert sum(map(Fraction, printed)) == 100
    for figure, part in zip(printed, parts, strict=True):
        assert abs(Fraction(figure) - Fraction(100 * part, sum(parts))) < Fraction(1, 10**digits)


@given(st.lists(COUNTS, min_size=2, max_size=8), DIGITS)
def test_a_larger_part_never_prints_smaller(parts: list[int], digits: int) -> None:
    assume(sum(parts) > 0)
    printed = largest_remainder(parts, digits)
    assert printed is not None
    by_part = sorted(zip(parts, map(Fraction, printed), strict=True))
    for (smaller, small), (larger, large) in pairwise(by_part):
        assert smaller == larger or small <= large
