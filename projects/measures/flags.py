"""Which amounts are lawful to record and yet strange enough to be flagged?

rules.md §6.0 ("Flags, not errors") and M-08: paid above received; completed above paid = 应付未付 (垫资 warning, 政府投资条例 art. 22);
allotted late, and by which level; any rate over 100 %; a figure that fell without a reason.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

from projects.measures.money import Figures
from projects.measures.rates import Rate

FlagKind = Literal["paid_above_received", "payable", "rate_over_100", "fell_without_reason", "allotted_late"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """One flag: `subject` is the rate, the place of the figure or the level it is about; the amounts are in fen."""

    kind: FlagKind
    subject: str = ""
    amount: int | None = None
    percent: str | None = None
    days: int | None = None


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


def fall_flags(
    before: Mapping[str, Fraction | int], now: Mapping[str, Fraction | int], reasons: Collection[str]
) -> tuple[Flag, ...]:
    """The places that `fallen` finds: no report is recorded with one, but a report that is returned or erased may leave one behind."""
    return tuple(Flag(kind="fell_without_reason", subject=place) for place in fallen(before, now, reasons))


def allotted_late(planned: Mapping[str, int], received: Mapping[str, int], due_on: date, on: date) -> tuple[Flag, ...]:
    """The sources (levels) of which less than planned has arrived after the day on which all of it was due, and how many days."""
    return tuple(_late(planned, received, (on - due_on).days)) if on > due_on else ()


def _late(planned: Mapping[str, int], received: Mapping[str, int], days: int) -> Iterator[Flag]:
    for source, amount in planned.items():
        if (owed := amount - received.get(source, 0)) > 0:
            yield Flag(kind="allotted_late", subject=source, amount=owed, days=days)


def _above(figure: int | None, limit: int | None) -> int:
    """By how much a figure exceeds another; 0 where either is unknown."""
    return 0 if figure is None or limit is None else figure - limit
