"""Which headers stand at a stretch of positions, and which contents behind some of them?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import UUID

from psycopg.rows import args_row

from domain.storage.arrays import bigints

if TYPE_CHECKING:
    from psycopg import Connection

_HEADERS = b"""
SELECT position, stream_id, version, topic, commitment FROM ledger.event_headers
WHERE position > %b AND position <= %b ORDER BY position
"""
_CONTENTS = b"SELECT position, blind, state FROM ledger.event_bytes WHERE position = ANY(%b)"


class Header(NamedTuple):
    """What of an event stands in its leaf."""

    position: int
    stream: UUID
    version: int
    topic: str
    commitment: bytes


class Content(NamedTuple):
    """The bytes of an event and the blind of its commitment."""

    position: int
    blind: bytes
    state: bytes


def select_headers(connection: Connection[Any], after: int, last: int) -> list[Header]:
    """The headers at the positions behind `after` up to `last`, in this order."""
    cursor = connection.cursor(binary=True, row_factory=args_row(Header))
    return cursor.execute(_HEADERS, (after, last), prepare=True).fetchall()


def select_contents(connection: Connection[Any], positions: Sequence[int]) -> dict[int, Content]:
    """What stands at these positions; nothing where it was erased."""
    cursor = connection.cursor(binary=True, row_factory=args_row(Content))
    found = cursor.execute(_CONTENTS, (bigints(positions),), prepare=True).fetchall()
    return {content.position: content for content in found}
