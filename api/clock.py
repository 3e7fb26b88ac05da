"""What time is it, on the log's clock and on the calendar of Asia/Shanghai?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone

Clock = Callable[[], datetime]
"""Answers the present moment, aware of its zone; tests and the demo hand in their own."""

# One offset all year: the zone database is not needed, which small systems lack.
SHANGHAI = timezone(timedelta(hours=8), "Asia/Shanghai")


def now() -> datetime:
    """The present moment in UTC; the only place that reads the machine's clock for the log."""
    return datetime.now(UTC)


def stamp(moment: datetime) -> str:
    """`moment` as the envelope's `at`: RFC 3339 in UTC with microseconds and 'Z'."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def civil_day(moment: datetime) -> date:
    """The day that `moment` falls on in Asia/Shanghai."""
    return moment.astimezone(SHANGHAI).date()
