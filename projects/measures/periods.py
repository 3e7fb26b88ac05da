"""Which month or quarter does a report cover, when is it over, and which ones have to be reported?

rules.md M-04: monthly or quarterly (`report_frequency`). A month is written 2024-03, a quarter 2024-Q1.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

Frequency = Literal["month", "quarter"]

_MONTHS: Final[dict[Frequency, int]] = {"month": 1, "quarter": 3}
_WRITTEN: Final = re.compile(r"([12][0-9]{3})-(?:(0[1-9]|1[0-2])|Q([1-4]))")


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """One month or quarter: its year and its last month, so that periods are ordered by their end."""

    year: int
    last_month: int
    months: int

    def __str__(self) -> str:
        """As it is written: 2024-03, 2024-Q1."""
        return f"{self.year}-{f'Q{self.last_month // 3}' if self.months > 1 else f'{self.last_month:02}'}"

    @property
    def frequency(self) -> Frequency:
        """Which frequency of reports it fits."""
        return "month" if self.months == 1 else "quarter"

    @property
    def first_day(self) -> date:
        """Its first day."""
        return date(self.year, self.last_month - self.months + 1, 1)

    @property
    def last_day(self) -> date:
        """Its last day; it is over on the day after."""
        return date(self.year, self.last_month, monthrange(self.year, self.last_month)[1])

    @property
    def next(self) -> Period:
        """The period that follows."""
        year, month = divmod(self.last_month - 1 + self.months, 12)
        return Period(self.year + year, month + 1, self.months)


def read_period(text: str) -> Period | None:
    """The period that `text` names; None where it names none."""
    found = _WRITTEN.fullmatch(text)
    if found is None:
        return None
    if found[3]:
        return Period(int(found[1]), int(found[3]) * 3, 3)
    return Period(int(found[1]), int(found[2]), 1)


def period_at(day: date, frequency: Frequency) -> Period:
    """The period in which `day` lies."""
    months = _MONTHS[frequency]
    return Period(day.year, (day.month - 1) // months * months + months, months)


def expected_periods(from_on: date, to_on: date, frequency: Frequency) -> tuple[Period, ...]:
    """The periods that have to be reported by `to_on`, the last being over.

    The first is the one in which `from_on` lies, unless more than half of it was gone by then: nobody reports January for a project
    assigned on the 26th (our choice, no published text has it).
    """
    if from_on > to_on:
        return ()
    found, period = [], period_at(from_on, frequency)
    if (from_on - period.first_day).days * 2 > (period.last_day - period.first_day).days:
        period = period.next
    while period.last_day < to_on:
        found.append(period)
        period = period.next
    return tuple(found)
