"""Is a quantity read exactly, in one spelling only, and printed again as it was read?"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.quantities import LARGEST, QuantityTooLarge, QuantityUnreadable, parse_quantity, print_quantity
from domain.refusals import Refusal

# Millionths: every quantity is a whole number of them.
UNITS = st.integers(0, LARGEST * 10**6)


@pytest.mark.parametrize(
    ("text", "quantity"),
    [
        ("0", Fraction(0)),
        ("7000", Fraction(7000)),
        ("4.3", Fraction(43, 10)),
        ("0.5", Fraction(1, 2)),
        ("0.000001", Fraction(1, 10**6)),
        ("1000000000000000", Fraction(LARGEST)),
    ],
)
def test_a_quantity_is_read_exactly(text: str, quantity: Fraction) -> None:
    assert parse_quantity(text) == quantity
    assert print_quantity(quantity) == text


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "04", "007", "4.30", "4.", ".5", "0.0", "-1", "+1", "1e3", "1,000", "１２", "七千", "4.3\n", " 4.3", "nan", "inf",
        "1/2", "0.0000001", "1.1.1", "4 3", "٣", None, 4, 4.3, True, b"four", ["4"],
    ],
)  # fmt: skip
def test_any_other_spelling_is_refused(text: Any) -> None:
    with pytest.raises(QuantityUnreadable) as refused:
        parse_quantity(text, pointer="/targets/0/done")
    assert refused.value.pointer == "/targets/0/done"


@pytest.mark.parametrize("text", ["1000000000000001", "1000000000000000.000001", "9" * 5000, f"{'9' * 5000}.5"])
def test_what_is_beyond_all_counting_is_refused(text: str) -> None:
    with pytest.raises(QuantityTooLarge) as refused:
        parse_quantity(text, pointer="/planned")
    assert refused.value.pointer == "/planned"


@pytest.mark.parametrize("quantity", [Fraction(1, 3), Fraction(-1), Fraction(1, 10**7)])
def test_what_has_no_spelling_is_a_bug_of_the_caller(quantity: Fraction) -> None:
    with pytest.raises(ValueError, match="not a quantity"):
        print_quantity(quantity)


@given(UNITS)
def test_printing_and_reading_again_is_the_identity(units: int) -> None:
    quantity = Fraction(units, 10**6)
    assert parse_quantity(print_quantity(quantity)) == quantity


@given(UNITS)
def test_the_decimal_module_reads_the_same(units: int) -> None:
    printed = print_quantity(Fraction(units, 10**6))
    assert Fraction(Decimal(printed)) == parse_quantity(printed)


@given(st.text(st.sampled_from("0123456789.-+e, "), max_size=24))
def test_a_text_is_read_or_refused_and_what_is_read_is_the_only_spelling(text: str) -> None:
    try:
        quantity = parse_quantity(text)
    except Refusal:
        return
    assert print_quantity(quantity) == text
