"""What time is it?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]
"""Answers the present moment, aware of its zone; tests and the demo hand in their own."""


def now() -> datetime:
    """The present moment in UTC: the only place that reads the machine's clock for the log."""
    return datetime.now(UTC)
