"""How far has each read model come, and who is told to begin anew?

A bookmark lies beside the rows: up to which position of the log they were made, in which version of their fold, and what stopped
them. Rows that are being made beside those that are read have a bookmark of their own, and are not wanted any more where it is gone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, LiteralString

from psycopg import Connection
from psycopg.rows import tuple_row

Anything = Connection[Any]


@dataclass(frozen=True, slots=True)
class Bookmark:
    """How far a read model has come, in which version of its fold, and what stopped it (empty: nothing)."""

    version: int
    position: int
    trouble: str = ""


class Fenced(Exception):  # noqa: N818 - what happened to the writer
    """A bookmark was not where this writer left it: somebody else leads, or a rebuild was asked for."""


def create_bookmarks(conn: Anything) -> None:
    """Make the table of bookmarks where there is none."""
    conn.execute(
        "CREATE TABLE IF NOT EXISTS reading.positions"
        " (name text PRIMARY KEY, version integer NOT NULL, position bigint NOT NULL, trouble text NOT NULL DEFAULT '')"
    )


def read_bookmarks(conn: Anything) -> dict[str, Bookmark]:
    """All bookmarks by the name of their read model."""
    found = _select(conn, "SELECT name, version, position, trouble FROM reading.positions")
    return {name: Bookmark(version, position, trouble) for name, version, position, trouble in found}


def marks_of(names: Iterable[str]) -> list[str]:
    """The bookmarks of these read models: of the rows that are read, and of those that are being made beside them."""
    return [mark for name in names for mark in (name, name_beside(name))]


def drop_bookmarks(conn: Anything, names: Iterable[str]) -> None:
    """Ask whoever leads to replay these read models, from the start if he is at it; until he has, their rows stay as they are."""
    with conn.transaction():
        # A rebuild that is ending now ends first, and one that is beginning begins after.
        conn.execute("LOCK TABLE reading.positions IN EXCLUSIVE MODE")
        conn.execute("DELETE FROM reading.positions WHERE name = ANY(%s)", (marks_of(names),))


def unmarked(conn: Anything, names: Sequence[str]) -> list[str]:
    """Which of these read models have rows and no bookmark of any version: the rows are those of before a replay that is owed."""
    sql = (
        "SELECT name FROM unnest(%s::text[]) WITH ORDINALITY AS n (name, place)"
        " WHERE to_regclass(format('reading.%%I', name)) IS NOT NULL"
        " AND NOT EXISTS (SELECT FROM reading.positions AS p WHERE p.name = n.name AND p.version > 0) ORDER BY place"
    )
    return [name for (name,) in _select(conn, sql, list(names))]


def note_trouble(conn: Anything, name: str, trouble: str) -> None:
    """Write down beside the bookmark what stopped a read model; one that has no rows yet gets a bookmark at 0 of version 0."""
    conn.execute(
        "INSERT INTO reading.positions (name, version, position, trouble) VALUES (%s, 0, 0, %s)"
        " ON CONFLICT (name) DO UPDATE SET trouble = excluded.trouble",
        (name, trouble),
    )


def swap_bookmark(conn: Anything, name: str, version: int, position: int) -> None:
    """Put the bookmark of a table that was filled beside at `position`.

    Raises `Fenced` where a rebuild was asked for since this one was begun: what it read of the log may have been erased.
    """
    if not conn.execute("DELETE FROM reading.positions WHERE name = %s", (name_beside(name),)).rowcount:
        raise Fenced
    place_bookmark(conn, name, version, position)


def place_bookmark(conn: Anything, name: str, version: int, position: int) -> None:
    """Put a bookmark where it is now, untroubled."""
    conn.execute(
        "INSERT INTO reading.positions (name, version, position) VALUES (%s, %s, %s)"
        " ON CONFLICT (name) DO UPDATE SET version = excluded.version, position = excluded.position, trouble = ''",
        (name, version, position),
    )


def name_beside(name: str) -> str:
    """The name of the table, and of its bookmark, in which a read model is made anew while the old one is read."""
    return f"{name}__beside"


def _select(conn: Anything, statement: LiteralString, *asked: Any) -> list[tuple[Any, ...]]:
    with conn.cursor(row_factory=tuple_row) as cursor:
        return cursor.execute(statement, asked).fetchall()
