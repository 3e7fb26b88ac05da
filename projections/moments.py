"""How far had the log come by an instant?

The clock of the log at a position is the latest time that any event up to it bears. It never goes back, though the times of single
events do where two machines write. So a row for every minute that it reached, which began at the event that brought it there, gives
the position of any minute by one step down the key; within a minute the events themselves tell.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Final

from domain import deployment
from domain.calendar import rfc3339
from domain.congress import events as congress
from domain.documents import events as documents
from domain.events import Recorded, topics
from projections.model import ReadModel, Rows
from projects import events as projects
from voting import events as voting

if TYPE_CHECKING:
    from projections.reading import Reading

LATEST: Final = "latest"
"""The row with the minute that the clock shows; every minute's own row stands before it."""

_MINUTE: Final = len("2026-01-31T08:00")
_SLICE: Final = 500

EVENTS: Final = (congress, deployment, documents, projects, voting)
"""Where the kinds of events are defined: all of them have a time."""


def keys(recorded: Recorded) -> Sequence[str]:
    """The clock, and the minute to which it may come."""
    return LATEST, recorded.envelope.at[:_MINUTE]


def _noted(rows: Rows, recorded: Recorded, _event: object) -> None:
    minute = recorded.envelope.at[:_MINUTE]
    latest = rows.get(LATEST)
    if latest is None or minute > latest["minute"]:
        rows.put(LATEST, {"minute": minute})
        rows.put(minute, {})


MOMENTS: Final = ReadModel(
    name="moments", version=1, folds=dict.fromkeys(topics().values(), _noted), keys=keys, retells=False
)


def position_before(reading: Reading, read_log: Callable[[int, int], Sequence[Recorded]], end: datetime) -> int | None:
    """The last position at which the clock of the log stood before `end`; None where it has not come so far yet."""
    text = rfc3339(end)
    found = reading.first_key(MOMENTS, text[:_MINUTE], LATEST)
    if found is None:
        return None
    minute, position = found
    if minute != text[:_MINUTE]:
        return position - 1
    return _within(read_log, position - 1, text)


def _within(read_log: Callable[[int, int], Sequence[Recorded]], before: int, end: str) -> int | None:
    """Event by event from the first of a minute on."""
    while events := read_log(before, _SLICE):
        for recorded in events:
            if recorded.envelope.at >= end:
                return recorded.position - 1
        before = events[-1].position
    return None
