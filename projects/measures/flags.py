"""Which amounts are lawful to record and yet strange enough to be flagged?

rules.md §6.0 ("Flags, not errors") and M-08: paid above received; completed above paid = 应付未付 (垫资 warning, 政府投资条例 art. 22);
any rate over 100 %. Two that stand there are refused or said elsewhere: a figure that falls is recorded with its reason alone, and no
event says by which day a level's money was due.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, Literal

from projects.measures.money import Figures
from projects.measures.rates import Rate

FlagKind = Literal["paid_above_received", "payable", "rate_over_100"]

FLAGS: Final[dict[FlagKind, str]] = {
    "paid_above_received": "支付大于到位",
    "payable": "应付未付",
    "rate_over_100": "超过100%",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """One flag: `subject` is the rate that it is about, empty for the others; the amount is in fen."""

    kind: FlagKind
    subject: str = ""
    amount: int | None = None
    percent: str | None = None


def money_flags(figures: Figures, rates: Iterable[Rate]) -> tuple[Flag, ...]:
    """The flags of one scope's amounts (since the start, for the first two) and of the rates made from them."""
    found = []
    if (over := _above(figures.paid, figures.received)) > 0:
        found.append(Flag(kind="paid_above_received", amount=over))
    if (over := _above(figures.completed, figures.paid)) > 0:
        found.append(Flag(kind="payable", amount=over))
    found += [
        Flag(kind="rate_over_100", subject=f"{rate.name}/{rate.of}", amount=rate.numerator, percent=rate.percent)
        for rate in rates
        if _above(rate.numerator, rate.base) > 0
    ]
    return tuple(found)


def fallen(
    before: Mapping[str, Fraction | int], now: Mapping[str, Fraction | int], reasons: Collection[str] = ()
) -> tuple[str, ...]:
    """The places at which a cumulative figure stands below the last one and no reason is given; a missing figure is none."""
    return tuple(place for place, figure in now.items() if figure < before.get(place, figure) and place not in reasons)


def _above(figure: int | None, limit: int | None) -> int:
    """By how much a figure exceeds another; 0 where either is unknown."""
    return 0 if figure is None or limit is None else figure - limit
