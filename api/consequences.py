"""What follows on other streams from one event, in the same transaction?

What follows only records what was decided or what is owed; it never acts in a body's name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final
from uuid import UUID

from domain.events import Envelope, Event
from domain.usecase import Consequence, Reader

Follows = Callable[[Reader, UUID, Any, Any, Envelope], Iterable[Consequence]]
"""Answers what follows, from the reader, the event's stream, its state after it, the event and its envelope."""

FOLLOWS: Final[Mapping[type[Event], Follows]] = {}


def consequences(read: Reader, stream: UUID, state: Any, event: Event, envelope: Envelope) -> Iterable[Consequence]:
    """What follows from `event` on other streams."""
    follows = FOLLOWS.get(type(event))
    return () if follows is None else follows(read, stream, state, event, envelope)
