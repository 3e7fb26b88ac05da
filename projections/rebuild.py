"""How are rows dropped and replayed from the first event on?"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import Any, Self

from psycopg import Connection

from domain.events import Recorded
from projections import bookmarks, tables
from projections.folding import Remembered, fold_model, seldom_collected, touching_of
from projections.model import ReadModel
from projections.versions import Poisoned, Version

ReadLog = Callable[[int, int], Sequence[Recorded]]
POLL_S = 0.05
Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """The position reached, and the models that were left as they are because their fold broke on an event."""

    position: int
    poisoned: dict[str, Poisoned]


def rebuild(  # noqa: PLR0913 - a source, a target and two knobs
    conn: Connection[Any],
    connect: Callable[[], Connection[Any]],
    models: Sequence[ReadModel],
    read_log: ReadLog,
    *,
    batch: int = 2000,
    progress: Progress = lambda _position: None,
) -> Rebuilt:
    """Replay the log into new tables, every event once for all models, and put them in the place of the old.

    `conn` must hold the lead; rows are written over another that `connect` opens. Until the last moment the old rows are there to be
    read. `progress` is told each position reached. Raises `bookmarks.Fenced` where somebody asked for a rebuild meanwhile.
    """
    with conn.transaction():
        for model in models:
            tables.begin_table(conn, model.name, model.version)
    with seldom_collected(), _Writing(connect) as writing:
        position, poisoned = _replay_log(conn, writing, models, _read_ahead(read_log, batch), progress)
    with conn.transaction():
        sound = [model for model in models if model.name not in poisoned]
        for model in sound:
            tables.swap_table(conn, model.name)
        for name in poisoned:
            tables.drop_table(conn, name)
        # Last: whoever asks for a rebuild waits for the bookmarks, and an index takes its time.
        for model in sound:
            bookmarks.swap_bookmark(conn, model.name, model.version, position)
    return Rebuilt(position, poisoned)


class _Writing:
    """Writes a batch while the next one is read and folded."""

    def __init__(self, connect: Callable[[], Connection[Any]]) -> None:
        self._connect = connect
        self._pool = ThreadPoolExecutor(1)
        self._pending: Future[None] = Future()
        self._pending.set_result(None)

    def __enter__(self) -> Self:
        self._conn = self._connect()
        self._conn.autocommit = True
        tables.be_writer(self._conn)
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown()
        self._conn.close()

    def write(self, batch: Sequence[tuple[str, Sequence[Version]]]) -> None:
        """Begin to write once the batch before is written; raises what that one met."""
        self.settle()
        self._pending = self._pool.submit(self._write, batch)

    def settle(self) -> None:
        """Wait until all is written; raises what writing met."""
        self._pending.result()

    def _write(self, batch: Sequence[tuple[str, Sequence[Version]]]) -> None:
        with self._conn.transaction():
            for name, begun in batch:
                tables.write_rows(self._conn, name, begun, beside=True)


def _read_ahead(read_log: ReadLog, batch: int) -> Iterator[Sequence[Recorded]]:
    """The whole log in batches, the next of which is on its way while one is folded."""
    with ThreadPoolExecutor(1) as pool:
        pending = pool.submit(read_log, 0, batch)
        while events := pending.result():
            pending = pool.submit(read_log, events[-1].position, batch)
            yield events


def _replay_log(
    conn: Connection[Any],
    writing: _Writing,
    models: Sequence[ReadModel],
    batches: Iterable[Sequence[Recorded]],
    progress: Progress,
) -> tuple[int, dict[str, Poisoned]]:
    """Fill the tables beside from the first event to the last; the position reached, and what broke."""
    position = 0
    held = {model.name: Remembered() for model in models}
    poisoned: dict[str, Poisoned] = {}
    for events in batches:
        begun = []
        sound = [model for model in models if model.name not in poisoned]
        touching = touching_of(sound, events)
        for model in sound:
            # What is being written meanwhile is remembered, and not looked for.
            newest = partial(tables.newest, conn, model.name, beside=True)
            done = fold_model(newest, model, touching[model.name], held[model.name])
            if done.poisoned is None:
                begun.append((model.name, done.rows.begun))
                held[model.name].remember(done.rows)
            else:
                poisoned[model.name] = done.poisoned
        writing.write(begun)
        position = events[-1].position
        progress(position)
    writing.settle()
    return position, poisoned


def rebuild_apart(
    connect: Callable[[], Connection[Any]],
    models: Sequence[ReadModel],
    read_log: ReadLog,
    *,
    batch: int = 2000,
    progress: Progress = lambda _position: None,
) -> int:
    """Rebuild from a process that need not lead: by itself, or by asking the leader and waiting for him; answers the position.

    Raises `Poisoned` where a fold breaks on an event.
    """
    names = [model.name for model in models]
    asked = False
    with connect() as conn:
        conn.autocommit = True
        bookmarks.create_bookmarks(conn)
        while not tables.take_lead(conn):
            if not asked:
                # Whoever leads finds his bookmarks gone and replays.
                bookmarks.drop_bookmarks(conn, names)
                asked = True
            time.sleep(POLL_S)
            found = bookmarks.read_bookmarks(conn)
            if found.keys() >= set(names):
                position = min(found[name].position for name in names)
                progress(position)
                return position
        while True:
            # Begun again where somebody asks for the same while we are at it.
            with suppress(bookmarks.Fenced):
                done = rebuild(conn, connect, models, read_log, batch=batch, progress=progress)
                for poisoned in done.poisoned.values():
                    raise poisoned
                return done.position
