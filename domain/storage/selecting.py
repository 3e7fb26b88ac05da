"""How is the log read back: one stream, a stretch of the log, a command's row, the head?

Columns are named, never `*`: a column that a later migration adds must not break a statement that is prepared already.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, cast
from uuid import UUID

from eventsourcing.persistence import Notification
from psycopg.rows import tuple_row
from psycopg.types.numeric import Int8

from domain.storage.batch import kept_receipt
from domain.storage.rows import row_factory
from domain.storage.terms import StoredCommand

if TYPE_CHECKING:
    from psycopg import Connection

# An erased event has its header and no bytes; the empty state says so, for canonical bytes are never empty.
_EVENTS = b"""
SELECT h.stream_id, h.version, h.topic, coalesce(b.state, ''), h.position
FROM ledger.event_headers h LEFT JOIN ledger.event_bytes b ON b.position = h.position
"""
# By one step down the index for each event of a stream, whatever the planner thinks of hashing the whole table instead.
_OF_STREAM = b"""
SELECT h.stream_id, h.version, h.topic,
    coalesce((SELECT b.state FROM ledger.event_bytes b WHERE b.position = h.position), ''), h.position
FROM ledger.event_headers h
"""
_STREAM = _OF_STREAM + b"WHERE h.stream_id = %b AND h.version > %b AND h.version <= %b ORDER BY h.version LIMIT %b"
_STREAM_BACKWARDS = _STREAM.replace(b"ORDER BY h.version", b"ORDER BY h.version DESC")
_LOG = _EVENTS + b"WHERE h.position >= %b AND h.position <= %b ORDER BY h.position LIMIT %b"
_LOG_OF_TOPICS = _LOG.replace(b" ORDER", b" AND h.topic = ANY(%b) ORDER")
_HEAD = b"SELECT position FROM ledger.log_head"
_COMMAND = b"SELECT body_hash, position, answer FROM ledger.commands WHERE actor = %b AND key = %b"

_ALL = Int8(2**63 - 1)


def select_stream(  # noqa: PLR0913 - the parameters of the recorder's own method
    connection: Connection[Any], stream: UUID, *, gt: int | None, lte: int | None, desc: bool, limit: int | None
) -> list[Notification]:
    """At most `limit` events of one stream with version > `gt` and <= `lte`, in order of version, or against it."""
    sql = _STREAM_BACKWARDS if desc else _STREAM
    return _events(connection, sql, stream, Int8(-1 if gt is None else gt), _int8(lte), _int8(limit))


def select_log(
    connection: Connection[Any], *, first: int, last: int | None, topics: Sequence[str], limit: int
) -> list[Notification]:
    """At most `limit` events at positions `first` to `last`, of the given topics if any are given, in order of position."""
    if topics:
        return _events(connection, _LOG_OF_TOPICS, Int8(first), _int8(last), list(topics), _int8(limit))
    return _events(connection, _LOG, Int8(first), _int8(last), _int8(limit))


def select_head(connection: Connection[Any]) -> int:
    """The position of the last event, 0 before the first."""
    return int(_row(connection, _HEAD)[0])


def select_command(connection: Connection[Any], actor: str, key: str) -> StoredCommand | None:
    """The row of a recorded command."""
    row = _row(connection, _COMMAND, actor, key)
    if row is None:
        return None
    body_hash, position, kept = row
    return StoredCommand(body_hash, kept_receipt(position, kept))


def _events(connection: Connection[Any], sql: bytes, *params: Any) -> list[Notification]:
    cursor = connection.cursor(binary=True, row_factory=row_factory)
    return cast("list[Notification]", cursor.execute(sql, params, prepare=True).fetchall())


def _row(connection: Connection[Any], sql: bytes, *params: Any) -> Any:
    return connection.cursor(binary=True, row_factory=tuple_row).execute(sql, params, prepare=True).fetchone()


def _int8(value: int | None) -> Int8:
    return _ALL if value is None else Int8(value)
