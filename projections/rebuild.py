"""How are rows dropped and replayed from the first event on?"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from psycopg import Connection

from domain.events import Recorded
from projections import bookmarks, tables
from projections.folding import Remembered, fold_model, seldom_collected
from projections.model import ReadModel
from projections.versions import Poisoned

ReadLog = Callable[[int, int], Sequence[Recorded]]
POLL_S = 0.05
Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """The position reached, and the models that were left as they are because their fold broke on an event."""

    position: int
    poisoned: dict[str, Poisoned]


def rebuild(
    conn: Connection[Any],
    models: Sequence[ReadModel],
    read_log: ReadLog,
    *,
    batch: int = 2000,
    progress: Progress = lambda _position: None,
) -> Rebuilt:
    """Replay the log into new tables, every event once for all models, and put them in the place of the old.

    The connection must hold the lead. Until the last moment the old rows are there to be read. `progress` is told each position
    reached. Raises `bookmarks.Fenced` where somebody asked for a rebuild meanwhile.
    """
    with conn.transaction():
        for model in models:
            tables.begin_table(conn, model.name, model.version)
    with seldom_collected():
        position, poisoned = _replay_log(conn, models, read_log, batch, progress)
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


def _replay_log(
    conn: Connection[Any], models: Sequence[ReadModel], read_log: ReadLog, batch: int, progress: Progress
) -> tuple[int, dict[str, Poisoned]]:
    """Fill the tables beside from the first event to the last; the position reached, and what broke."""
    position = 0
    held = {model.name: Remembered() for model in models}
    poisoned: dict[str, Poisoned] = {}
    while events := read_log(position, batch):
        with conn.transaction():
            for model in models:
                if model.name not in poisoned:
                    broken = _replay(conn, model, events, held[model.name])
                    poisoned |= {} if broken is None else {model.name: broken}
        position = events[-1].position
        progress(position)
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
                done = rebuild(conn, models, read_log, batch=batch, progress=progress)
                for poisoned in done.poisoned.values():
                    raise poisoned
                return done.position


def _replay(conn: Connection[Any], model: ReadModel, events: Sequence[Recorded], held: Remembered) -> Poisoned | None:
    done = fold_model(conn, model, events, held, beside=True)
    if done.poisoned is None:
        tables.write_rows(conn, model.name, done.rows.begun, beside=True)
        held.remember(done.rows)
    return done.poisoned
