"""How is a ratio of two whole numbers printed as a percentage, alone or among parts that must sum to 100?"""

from __future__ import annotations

from collections.abc import Sequence


def half_up(part: int, whole: int, digits: int) -> str | None:
    """Print `part` of `whole` as a percentage with `digits` decimals, rounded half-up.

    Never clamped: completed investment of 105.6% of the annual plan is lawful (rules.md M-08). Without the sign; None
    when `whole` is 0, because nothing has no percentage. ValueError when a number is negative.
    """
    _refuse_negative(part, whole, digits)
    if whole == 0:
        return None
    return _decimal((2 * part * _hundred(digits) + whole) // (2 * whole), digits)


def largest_remainder(parts: Sequence[int], digits: int) -> tuple[str, ...] | None:
    """Print each part's percentage of their sum so that the printed figures sum to 100 exactly (Hamilton's method).

    Every figure is rounded down; the units still missing go to the largest remainders, to the earlier part among equal
    ones. None when the sum is 0. ValueError when a number is negative.
    """
    _refuse_negative(*parts, digits)
    whole = sum(parts)
    if whole == 0:
        return None
    hundred = _hundred(digits)
    units = [part * hundred // whole for part in parts]
    by_remainder = sorted(range(len(parts)), key=lambda i: (-(parts[i] * hundred % whole), i))
    for i in by_remainder[: hundred - sum(units)]:
        units[i] += 1
    return tuple(_decimal(unit, digits) for unit in units)


def _hundred(digits: int) -> int:
    """Count the last printed places in 100 percent."""
    return 100 * int(10**digits)


def _decimal(units: int, digits: int) -> str:
    if digits == 0:
        return str(units)
    whole, fraction = divmod(units, int(10**digits))
    return f"{whole}.{fraction:0{digits}d}"


def _refuse_negative(*numbers: int) -> None:
    if min(numbers) < 0:
        raise ValueError("a percentage is made of numbers that are not negative")
