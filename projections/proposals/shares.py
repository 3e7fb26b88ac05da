"""Which percentage is each part of a whole, printed as the congress's rules round?"""

from __future__ import annotations

from collections.abc import Sequence

from domain.percent import half_up, largest_remainder
from projections.model import Row


def shares(parts: Sequence[int], rounding: Row) -> list[str | None]:
    """Each part's percentage of their sum: each by itself, or so that the printed figures sum to 100; None of nothing."""
    digits = rounding["percent_digits"]
    if rounding["mode"] == "largest_remainder":
        return list(largest_remainder(parts, digits) or [None] * len(parts)) if parts else []
    whole = sum(parts)
    return [half_up(part, whole, digits) for part in parts]
