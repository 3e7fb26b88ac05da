"""What do the read models say, now or as of a position of the log?"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

import orjson
from psycopg import Connection

from projections import bookmarks, tables
from projections.model import ReadModel, Row

# What a code begins with comes before it and everything longer: digits stand before the colon.
AFTER_DIGITS = ":"
Place = tuple[str, int, str]


@dataclass(frozen=True, slots=True)
class Shown:
    """A row with its parts (`parts` are their keys), as it held from `since` on.

    `born` is the position at which it began to be listed.
    """

    key: str
    congress: str
    born: int
    since: int
    row: dict[str, Any]
    parts: tuple[str, ...] = ()

    @property
    def place(self) -> Place:
        """Its place in a list, after which the list can be taken up again."""
        return self.congress, self.born, self.key


class Reading:
    """The read models, over connections that `connection` lends."""

    def __init__(self, connection: Callable[[], AbstractContextManager[Connection[Any]]]) -> None:
        self._connection = connection

    def positions(self) -> dict[str, bookmarks.Bookmark]:
        """How far each read model has come, and what stopped it."""
        with self._connection() as conn:
            return bookmarks.read_bookmarks(conn)

    def row(self, model: ReadModel, key: str, as_of: int | None = None) -> Shown | None:
        """The row under `key`, now or at a position; None where there was none."""
        found = self.rows_of(model, [key], as_of)
        return found[0] if found else None

    def part(self, model: ReadModel, key: str, as_of: int | None = None) -> dict[str, Any] | None:
        """One row by itself, listed or a part of another, now or at a position; not for keys that come from outside."""
        with self._connection() as conn:
            found = tables.select(conn, tables.part_by_key(model.name), tables.parameters(as_of, key=key))
        return None if not found else orjson.loads(found[0][0])

    def first_key(self, model: ReadModel, low: str, high: str) -> tuple[str, int] | None:
        """The first key from `low` to before `high` that ever was, and the position at which it began; parts too."""
        with self._connection() as conn:
            found = tables.select(conn, tables.first_key(model.name), {"low": low, "high": high})
        return found[0] if found else None

    def positions_behind(self, model: ReadModel, keys: Sequence[str], after: int, upto: int) -> list[int]:
        """The positions behind `after` and up to `upto` at which a row or part under one of `keys` changed, in order."""
        asked = {"keys": list(keys), "after": after, "upto": upto}
        with self._connection() as conn:
            return [position for (position,) in tables.select(conn, tables.positions_behind(model.name), asked)]

    def rows_of(self, model: ReadModel, keys: Sequence[str], as_of: int | None = None) -> list[Shown]:
        """The rows under `keys`, those that there were, now or at a position."""
        return self._shown(model, tables.by_key(model.name), tables.parameters(as_of, keys=list(keys)))

    def rows(  # noqa: PLR0913 - a list is asked for in that many ways
        self,
        model: ReadModel,
        *,
        congress: str = "",
        within: str = "",
        having: Row | None = None,
        as_of: int | None = None,
        after: Place | None = None,
        limit: int = 100,
    ) -> list[Shown]:
        """List rows by congress and in the order of their recording, now or at a position.

        `congress` is one congress's division code, `within` the beginning of the codes of many; neither: all. `having` is what the
        rows themselves (not their parts) contain, `after` the place of the last row seen.
        """
        last = congress or within + AFTER_DIGITS
        place = after or (congress or within, 0, "")
        wanted = orjson.dumps(having or {}).decode()
        asked = tables.parameters(
            as_of, last=last, having=wanted, congress=place[0], born=place[1], key=place[2], limit=limit
        )
        return self._shown(model, tables.by_congress(model.name), asked)

    def _shown(self, model: ReadModel, statement: tables.Query, asked: Mapping[str, Any]) -> list[Shown]:
        with self._connection() as conn:
            return [_shown(model, *record) for record in tables.select(conn, statement, asked)]


def _shown(  # noqa: PLR0913, PLR0917 - one argument a column
    model: ReadModel, key: str, congress: str, born: int, since: int, row: str, parts: str | None
) -> Shown:
    found = {} if parts is None else orjson.loads(parts)
    return Shown(
        key=key,
        congress=congress,
        born=born,
        since=max([since, *(part_since for part_since, _ in found.values())]),
        row=model.join(orjson.loads(row), {name: part for name, (_, part) in found.items()}),
        parts=tuple(found),
    )
