"""In which shape do stored events travel between the mapper and the database?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple, cast
from uuid import UUID

from eventsourcing.persistence import Notification


class Row(NamedTuple):
    """A notification of the library's in all but its class, which costs three times as much to make.

    `id` is the position in the log, 0 before the event is stored; `state` is empty where the bytes were erased.
    """

    originator_id: UUID
    originator_version: int
    topic: str
    state: bytes
    id: int


as_stored = cast("Callable[[UUID, int, str, bytes, int], Notification]", Row)


def row_factory(_cursor: object) -> Callable[[Sequence[Any]], Row]:
    """For psycopg: columns in the order of `Row`."""
    return Row._make
