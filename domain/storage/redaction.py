"""How is the content of events erased, by the one role that may, so that nothing beside the log still holds it?

Everything goes in one transaction: the bytes of the events with their blinds; the hashes of the commands that recorded them, by
which a guessed text could be confirmed; the persons; and the bookmarks of the read models whose rows were made from them, so that
whoever writes those rows has to make them anew. The headers stay, and with them every proof.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import UUID

import psycopg
from psycopg.rows import tuple_row

from domain.congress.refusals import NotErasable
from domain.events import topics
from domain.refusals import NotFound
from domain.storage.connection import DEADLINE_SECONDS, LedgerConnection
from domain.storage.faults import BookmarksUnsafe, DatabaseUnavailable, UnknownTopic

if TYPE_CHECKING:
    from psycopg import Connection, Cursor

ERASED_REQUEST = bytes(32)
"""Stands in a command's row for the hash of what was asked, once that was erased; nothing has this SHA-256."""

# A command's events lie at the positions up to its own, after those of the command before it.
_COMMANDS = """
SELECT DISTINCT (SELECT min(c.position) FROM ledger.commands AS c WHERE c.position >= p) FROM unnest(%s::bigint[]) AS p
"""
# Who was entered without an event is named in the answer.
_BLANK = """
UPDATE ledger.commands AS c SET body_hash = ledger.blank_hash()
WHERE c.position = ANY(%s) OR EXISTS (
    SELECT FROM unnest(%s::uuid[]) AS ref WHERE position(convert_to('{"person":"' || ref || '"}', 'UTF8') IN c.answer) > 0)
"""


class Gone(NamedTuple):
    """How many events' bytes and how many persons were there and are there no longer."""

    events: int
    people: int


def connect_redactor(conninfo: str, *, role: str = "", deadline_seconds: float = DEADLINE_SECONDS) -> LedgerConnection:
    """A connection that acts as the redactor: signed in as such, or as somebody who becomes `role`.

    Raises `DatabaseUnavailable`.
    """
    try:
        return LedgerConnection.connect(conninfo, role=role, deadline_seconds=deadline_seconds)
    except psycopg.Error as error:
        raise DatabaseUnavailable(f"不能以依法删除的身份连接数据库：{error}") from error


def erase(
    connection: LedgerConnection, positions: Sequence[int], people: Sequence[UUID] = (), rows: Sequence[str] = ()
) -> Gone:
    """Erase the content of these events, these persons, and the bookmarks named `rows`: all of it or nothing; repeatable.

    `connection` acts as the redactor. Raises `NotFound`, `UnknownTopic`, `BookmarksUnsafe`, or `NotErasable` where an event's class
    says `DECIDES`.
    """
    with connection.transaction(), connection.cursor(row_factory=tuple_row) as cursor:
        _refuse_deciding(cursor, positions)
        asked = [position for (position,) in cursor.execute(_COMMANDS, (list(positions),)).fetchall()]
        if rows:
            # Until the bytes are gone nobody moves a bookmark, and rows that are being made now find theirs missing.
            cursor.execute("LOCK TABLE reading.positions IN EXCLUSIVE MODE")
            _refuse_unsafe(cursor)
            cursor.execute("DELETE FROM ONLY reading.positions WHERE name = ANY(%s)", (list(rows),))
        events = cursor.execute("DELETE FROM ledger.event_bytes WHERE position = ANY(%s)", (list(positions),)).rowcount
        cursor.execute(_BLANK, (asked, list(people)))
        persons = cursor.execute("DELETE FROM ledger.people WHERE ref = ANY(%s)", (list(people),)).rowcount
    return Gone(events, persons)


def still_there(
    connection: Connection[Any], positions: Sequence[int], people: Sequence[UUID]
) -> tuple[list[int], list[UUID]]:
    """Which of these events still have their bytes, and which of these persons their row."""
    with connection.cursor(row_factory=tuple_row) as cursor:
        held = "SELECT position FROM ledger.event_bytes WHERE position = ANY(%s) ORDER BY position"
        events = [position for (position,) in cursor.execute(held, (list(positions),)).fetchall()]
        known = "SELECT ref FROM ledger.people WHERE ref = ANY(%s) ORDER BY ref"
        return events, [ref for (ref,) in cursor.execute(known, (list(people),)).fetchall()]


def without_content(connection: Connection[Any]) -> list[int]:
    """The positions up to the head whose bytes are not there, in order: a look through the whole log."""
    sql = """
    SELECT h.position FROM ledger.event_headers AS h
    WHERE h.position <= (SELECT position FROM ledger.log_head)
        AND NOT EXISTS (SELECT FROM ledger.event_bytes AS b WHERE b.position = h.position) ORDER BY h.position
    """
    with connection.cursor(row_factory=tuple_row) as cursor:
        return [position for (position,) in cursor.execute(sql).fetchall()]


def named_elsewhere(connection: Connection[Any], refs: Sequence[UUID], positions: Sequence[int]) -> set[UUID]:
    """Which of these references stand in the bytes of any event but those at `positions`: a look through the whole log."""
    sql = """
    SELECT ref FROM unnest(%s::uuid[]) AS ref WHERE EXISTS (
        SELECT FROM ledger.event_bytes AS b
        WHERE position(convert_to(ref::text, 'UTF8') IN b.state) > 0 AND b.position <> ALL(%s))
    """
    with connection.cursor(row_factory=tuple_row) as cursor:
        return {ref for (ref,) in cursor.execute(sql, (list(refs), list(positions))).fetchall()}


def _refuse_unsafe(cursor: Cursor[Any]) -> None:
    """The table is the service's own: what hangs on it would run here as the redactor, who may delete what nobody announced."""
    plain = """
    SELECT FROM pg_class AS c JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attname = 'name' AND a.atttypid = 'text'::regtype
    WHERE c.oid = 'reading.positions'::regclass
        AND c.relkind = 'r' AND NOT c.relhastriggers AND NOT c.relhasrules AND NOT c.relrowsecurity
    """
    if cursor.execute(plain).rowcount != 1:
        raise BookmarksUnsafe("reading.positions上有触发器、规则或者行的限制，会以依法删除的身份运行。什么也没有删。")


def _refuse_deciding(cursor: Cursor[Any], positions: Sequence[int]) -> None:
    sql = "SELECT position, topic FROM ledger.event_headers WHERE position = ANY(%s)"
    found: Mapping[int, str] = dict(cursor.execute(sql, (list(positions),)).fetchall())
    for position in positions:
        topic = found.get(position)
        if topic is None:
            raise NotFound(f"台账里没有第{position}号。", position=position)
        cls = topics().get(topic)
        if cls is None:
            raise UnknownTopic(f"不认识事项的标识“{topic}”，不能判断可否删除。", topic=topic, position=position)
        if cls.DECIDES:
            raise NotErasable(f"第{position}号（{topic}）不在可以删除内容的事项之内。", topic=topic, position=position)
