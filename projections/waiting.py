"""How does somebody who has just written wait until what he wrote can be read?"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Collection, Mapping
from typing import Any

import orjson
from psycopg import Connection

from projections import bookmarks, tables
from projections.noting import note


class Waiting:
    """How far each read model has come, as far as this process knows, and those who wait for more.

    A runner in the same process tells it directly (`reached`); `follow` learns it from the database, whichever process leads.
    """

    def __init__(self) -> None:
        self._marks: dict[str, int] = {}
        self._changed = threading.Condition()
        self._stopping = threading.Event()

    def reached(self, marks: Mapping[str, int]) -> None:
        """Take note of bookmarks, which may arrive out of order, and wake whoever waits."""
        with self._changed:
            self._marks.update({name: max(mark, self._marks.get(name, 0)) for name, mark in marks.items()})
            self._changed.notify_all()

    def mark(self, model: str) -> int:
        """How far a read model has come, as far as is known here; -1 where nothing is known."""
        return self._marks.get(model, -1)

    def has_reached(self, position: int, models: Collection[str]) -> bool:
        """Whether all of `models` have folded everything up to `position`."""
        return all(self._marks.get(model, -1) >= position for model in models)

    def wait_for(self, position: int, timeout_s: float, models: Collection[str]) -> bool:
        """Block until all of `models` have folded everything up to `position`; False when the time was too short."""
        with self._changed:
            return self._changed.wait_for(lambda: self.has_reached(position, models), timeout_s)

    def follow(self, connect: Callable[[], Connection[Any]], poll_s: float = 0.25) -> None:
        """Learn the bookmarks from the database until `stop`, over a connection of its own; lost ones are taken up again."""
        while not self._stopping.is_set():
            try:
                with connect() as conn:
                    conn.autocommit = True
                    self._follow(conn, poll_s)
            except Exception as error:  # noqa: BLE001 - whatever it is, trying again is all that can be done here
                note("reading_unknown", error)
                self._stopping.wait(poll_s)

    def stop(self) -> None:
        """Let `follow` return."""
        self._stopping.set()

    def _follow(self, conn: Connection[Any], poll_s: float) -> None:
        tables.listen(conn, tables.CHANNEL)
        with self._changed:
            # After a lost connection the database may stand further back than it did: it alone is to be believed.
            self._marks.clear()
        looked_at = 0.0
        while not self._stopping.is_set():
            # Word may be lost; the table never is.
            if time.monotonic() - looked_at >= poll_s:
                self.reached({name: mark.position for name, mark in bookmarks.read_bookmarks(conn).items()})
                looked_at = time.monotonic()
            for notify in conn.notifies(timeout=poll_s, stop_after=1):
                self.reached(orjson.loads(notify.payload))
