"""By how many days is what a row owes overdue on a day, and how many are left?

A row that owes something says until when under `owed_on`, '' where it owes nothing; this is never stored.
"""

from __future__ import annotations

from datetime import date

from domain.calendar import days_late, days_left
from projections.model import Row


def overdue_days(row: Row, day: date | str) -> int:
    """Days from the deadline to `day`, 0 where there is none or it has not passed."""
    return days_late(row["owed_on"], day) if row["owed_on"] else 0


def left_days(row: Row, day: date | str) -> int | None:
    """Days from `day` to the deadline, negative after it; None where there is none."""
    return days_left(row["owed_on"], day) if row["owed_on"] else None
