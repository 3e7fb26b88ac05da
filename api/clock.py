"""What time is it, and where does the edge take chance from?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from uuid import uuid4

Clock = Callable[[], datetime]
"""Answers the present moment, aware of its zone; tests and the demo hand in their own."""


def now() -> datetime:
    """The present moment in UTC: the only place that reads the machine's clock for the log."""
    return datetime.now(UTC)


def fresh_key() -> str:
    """A number for a request that nobody will repeat: the only place that draws one."""
    return str(uuid4())
