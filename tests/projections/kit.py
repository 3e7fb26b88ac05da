"""How do tests of read models make a log, fold it in memory, and run a runner beside it?"""

from __future__ import annotations

import bisect
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from typing import Any
from uuid import UUID

import orjson
import psycopg

from domain.events import Envelope, Event, Recorded
from projections import bookmarks, tables
from projections.model import ReadModel, Row
from projections.rebuild import rebuild
from projections.runner import Runner
from projections.waiting import Waiting
from tests.given import ENVELOPE
from tests.verbs import until


class DictRows:
    """Rows in a plain dict, the simplest thing that a fold can work on."""

    def __init__(self) -> None:
        self.rows: dict[str, tuple[str, Row]] = {}

    def get(self, key: str) -> Row | None:
        found = self.rows.get(key)
        return None if found is None else found[1]

    def put(self, key: str, row: Row, congress: str = "") -> None:
        assert orjson.loads(orjson.dumps(row)) == row, "a row is JSON-native, or memory and database would differ"
        self.rows[key] = (congress, row)

    def remove(self, key: str) -> None:
        self.rows.pop(key, None)

    def listed(self) -> dict[str, Row]:
        return {key: row for key, (congress, row) in self.rows.items() if congress}

    def shown(self, model: ReadModel) -> dict[str, dict[str, Any]]:
        """Every listed row joined with its parts, as a reader sees it."""
        return {key: model.join(row, self._parts(row)) for key, row in self.listed().items()}

    def _parts(self, row: Row) -> Mapping[str, Row]:
        return {key: part for key in row.get("parts", ()) if (part := self.get(key)) is not None}


class Log:
    """A log in memory: positions 1, 2, 3 … in the order of appending, versions by stream."""

    def __init__(self) -> None:
        self.events: list[Recorded] = []
        self._versions: dict[UUID, int] = {}

    def append(self, stream: UUID, *events: Event, on: Envelope = ENVELOPE) -> int:
        for event in events:
            version = self._versions[stream] = self._versions.get(stream, 0) + 1
            self.events.append(Recorded(stream, version, on, event, len(self.events) + 1))
        return len(self.events)

    def read(self, after: int, limit: int) -> Sequence[Recorded]:
        start = bisect.bisect_right(self.events, after, key=lambda recorded: recorded.position)
        return self.events[start : start + limit]

    def take(self, recorded: Iterable[Recorded]) -> None:
        """Append what was recorded elsewhere, at the next positions."""
        for one in recorded:
            self.events.append(replace(one, position=len(self.events) + 1))


def folded(model: ReadModel, history: Iterable[Recorded]) -> DictRows:
    """The rows after `history`, by the plain fold alone."""
    rows = DictRows()
    for recorded in history:
        model.fold(rows, recorded)
    return rows


def held(conninfo: str, name: str, at: int | None = None) -> dict[str, tuple[str, Row]]:
    """Every row of a read model as the database holds it, parts included, now or at a position: key → congress and row."""
    with psycopg.connect(conninfo) as conn:
        rows = conn.execute(
            f"SELECT key, congress, row::text FROM reading.{name}_held WHERE since <= %(at)s AND (until IS NULL OR until > %(at)s)",
            {"at": tables.NOW if at is None else at},
        ).fetchall()
    assert len({key for key, _, _ in rows}) == len(rows), "two versions of a key hold at once"
    return {key: (congress, orjson.loads(row)) for key, congress, row in rows}


def versions(conninfo: str, name: str) -> list[tuple[Any, ...]]:
    """Every version of every row, for comparing two tables to the letter."""
    with psycopg.connect(conninfo) as conn:
        return conn.execute(
            f"SELECT key, congress, born, since, row::text FROM reading.{name} ORDER BY key, since"
        ).fetchall()


def rebuilt(conninfo: str, models: Sequence[ReadModel], log: Log, batch: int = 2000) -> None:
    """Drop and replay, as the one who leads."""
    with psycopg.connect(conninfo, autocommit=True) as conn:
        # The lead goes a moment after the connection of whoever led before.
        until(partial(tables.take_lead, conn))
        bookmarks.create_bookmarks(conn)
        rebuild(conn, lambda: psycopg.connect(conninfo), models, log.read, batch=batch)


@contextmanager
def running(
    conninfo: str, models: Sequence[ReadModel], log: Log, batch: int = 2000
) -> Iterator[tuple[Runner, Waiting]]:
    """A runner in a thread, and those who wait for it; both are stopped at the end."""
    waiting = Waiting()
    runner = Runner(
        models, lambda: psycopg.connect(conninfo), log.read, batch=batch, poll_s=0.05, reached=waiting.reached
    )
    thread = threading.Thread(target=runner.run)
    thread.start()
    try:
        yield runner, waiting
    finally:
        runner.stop()
        thread.join(30)
        assert not thread.is_alive(), "the runner did not stop"
