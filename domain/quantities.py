"""How much of a target is planned or done, exactly: 7000, 4.3?

A quantity is written in one way only, so that equal quantities are equal texts: digits without leading zeros, and at most six
decimals of which the last is not 0. It is read as a fraction and never as a float (rules.md §6.0, targets).
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Any, Final

from domain.refusals import Refusal
from domain.texts import shown

LARGEST: Final = 10**15
MOST_DECIMALS: Final = 6

_CANONICAL: Final = re.compile(rf"(?:0|[1-9][0-9]*)(?:\.[0-9]{{0,{MOST_DECIMALS - 1}}}[1-9])?")
_LONGEST: Final = len(str(LARGEST)) + 1 + MOST_DECIMALS


class QuantityUnreadable(Refusal):
    """A quantity is not written as the ledger writes it."""

    code = "quantity_unreadable"
    title = "数量写法不对"


class QuantityTooLarge(Refusal):
    """A quantity is larger than anything that a project counts."""

    code = "quantity_too_large"
    title = "数量过大"


def parse_quantity(text: Any, *, pointer: str = "") -> Fraction:
    """The quantity that `text` states; raises `QuantityUnreadable` or `QuantityTooLarge`, both with `pointer`."""
    if not isinstance(text, str):
        raise QuantityUnreadable(f"数量应为文字，如“4.3”，不能是{type(text).__name__}。", pointer=pointer)
    if not _CANONICAL.fullmatch(text):
        raise QuantityUnreadable(
            f"“{shown(text)}”不是可以读懂的数量，应写成“7000”或者“4.3”这样的形式，最多{MOST_DECIMALS}位小数，末位不写0。",
            pointer=pointer,
        )
    if len(text) > _LONGEST or (quantity := Fraction(text)) > LARGEST:
        raise QuantityTooLarge(f"数量最大为{LARGEST}。", pointer=pointer)
    return quantity


def print_quantity(quantity: Fraction) -> str:
    """`quantity` as `parse_quantity` reads it; ValueError where it has no such spelling."""
    units = quantity * 10**MOST_DECIMALS
    if units.denominator != 1 or quantity < 0:
        raise ValueError("not a quantity of at most six decimals")
    whole, rest = divmod(units.numerator, 10**MOST_DECIMALS)
    decimals = f"{rest:0{MOST_DECIMALS}}".rstrip("0")
    return f"{whole}.{decimals}" if decimals else str(whole)
