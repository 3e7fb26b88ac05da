"""Who brings the read models up to date, and what happens when an event cannot be folded?"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from psycopg import Connection

from domain.events import Recorded
from domain.refusals import Refusal
from projections import bookmarks, tables
from projections.folding import Remembered, fold_model, seldom_collected, touching_of
from projections.model import ReadModel
from projections.noting import note
from projections.rebuild import rebuild
from projections.versions import Poisoned, topic_of

Connect = Callable[[], Connection[Any]]
ReadLog = Callable[[int, int], Sequence[Recorded]]
Reached = Callable[[Mapping[str, int]], None]

NEWS = "ledger_events"
LONGEST_PAUSE_S = 60.0


@dataclass(frozen=True, slots=True)
class Stuck:
    """A read model that waits before an event on which its fold broke, until when (monotonic clock), and how often it tried."""

    position: int
    topic: str
    tries: int
    retry_at: float


@dataclass(slots=True)
class Leading:
    """What the writer knows while it leads: its connection, how far each model has come, and the rows it remembers."""

    conn: Connection[Any]
    marks: dict[str, int] = field(default_factory=dict)
    held: dict[str, Remembered] = field(default_factory=dict)


class Unreadable(Exception):  # noqa: N818 - said of the event
    """The log cannot give an event back: its bytes or its topic mean nothing to this release."""

    def __init__(self, position: int, error: Exception) -> None:
        super().__init__(f"第{position}号事项读不出来：{error!r}")
        self.position = position


class Runner:
    """One worker that folds the log into the rows of all read models.

    `connect` opens a connection of its own for it, `read_log(after, limit)` answers the next events in the order of the log,
    `reached` is told of new bookmarks. Any number of runners may stand by: the one that holds the advisory lock writes, and its
    lock dies with its connection. A model that breaks on an event stops before it, says so, and tries again; the others go on.
    """

    def __init__(  # noqa: PLR0913 - a source, a target and three knobs
        self,
        models: Sequence[ReadModel],
        connect: Connect,
        read_log: ReadLog,
        *,
        batch: int = 2000,
        poll_s: float = 0.25,
        reached: Reached = lambda _marks: None,
    ) -> None:
        self.stuck: dict[str, Stuck] = {}
        self._models = tuple(models)
        self._connect = connect
        self._read_log = read_log
        self._batch = batch
        self._poll_s = poll_s
        self._reached = reached
        self._stopping = threading.Event()

    def stop(self) -> None:
        """Ask the runner to finish the batch in hand and return; any thread may ask."""
        self._stopping.set()

    def run(self) -> None:
        """Lead, or stand by until the leader is gone; returns after `stop`. Lost connections are taken up again."""
        pause_s = self._poll_s
        while not self._stopping.is_set():
            try:
                with self._connect() as conn:
                    conn.autocommit = True
                    if self._lead(conn):
                        pause_s = self._poll_s
            except bookmarks.Fenced:
                note("reading_fenced")
            except Unreadable as unreadable:
                note("event_unreadable", unreadable.__cause__, position=unreadable.position, retry_s=pause_s)
                self._stopping.wait(pause_s)
                pause_s = min(2 * pause_s, LONGEST_PAUSE_S)
            except Exception as error:  # noqa: BLE001 - whatever it is, trying again is all that can be done here
                note("reading_paused", error, retry_s=pause_s)
                self._stopping.wait(pause_s)
                pause_s = min(2 * pause_s, LONGEST_PAUSE_S)

    def _lead(self, conn: Connection[Any]) -> bool:
        while not tables.take_lead(conn):
            if self._stopping.wait(self._poll_s):
                return False
        tables.listen(conn, NEWS)
        bookmarks.create_bookmarks(conn)
        leading = Leading(conn)
        self.stuck.clear()
        with seldom_collected():
            while not self._stopping.is_set():
                self._make_ready(leading)
                if not self._step(leading):
                    self._wait_for_news(leading)
        return True

    def _make_ready(self, leading: Leading) -> None:
        """Build the rows of every model that has none, or has them from another version of its fold."""
        unready = [model for model in self._models if model.name not in leading.marks and self._may_try(model)]
        if not unready:
            return
        found = bookmarks.read_bookmarks(leading.conn)
        current = {
            model.name for model in unready if model.name in found and found[model.name].version == model.version
        }
        leading.marks.update({name: found[name].position for name in current})
        outdated = [model for model in unready if model.name not in current]
        if outdated:
            done = rebuild(leading.conn, self._connect, outdated, self._read_log, batch=self._batch)
            for model in outdated:
                if model.name in done.poisoned:
                    bookmarks.note_trouble(leading.conn, model.name, self._stick(model, done.poisoned[model.name]))
                else:
                    leading.marks[model.name] = done.position
        leading.held.update({name: Remembered() for name in leading.marks if name not in leading.held})
        self._reached(leading.marks)

    def _step(self, leading: Leading) -> bool:
        """Fold one batch into the models that are furthest behind; answer whether there was one."""
        group, limit = self._furthest_behind(leading.marks)
        if not group:
            return False
        old = leading.marks[group[0].name]
        try:
            batch = self._read(old, limit)
        except Unreadable as unreadable:
            # Whoever asks whether all is well is to learn of it; the next batch takes the note away.
            for model in group:
                bookmarks.note_trouble(leading.conn, model.name, str(unreadable))
            raise
        if not batch:
            return False
        advances, folded = [], []
        touching = touching_of(group, batch)
        for model in group:
            held = leading.held[model.name]
            done = fold_model(partial(tables.newest, leading.conn, model.name), model, touching[model.name], held)
            new = batch[-1].position
            trouble = ""
            if done.poisoned is not None:
                new = done.poisoned.recorded.position - 1
                trouble = self._stick(model, done.poisoned)
            else:
                self.stuck.pop(model.name, None)
            advances.append(tables.Advance(name=model.name, old=old, new=new, begun=done.rows.begun, trouble=trouble))
            folded.append((held, done.rows))
        tables.write(leading.conn, advances)
        for held, rows in folded:
            held.remember(rows)
        leading.marks.update({advance.name: advance.new for advance in advances})
        self._reached(leading.marks)
        return True

    def _read(self, after: int, limit: int) -> Sequence[Recorded]:
        """The next events; where one cannot be read, as many of those before it as halving finds, and then `Unreadable`."""
        try:
            return self._read_log(after, limit)
        except (KeyError, TypeError, ValueError, Refusal) as error:
            # Other refusals than this one are the database's, and pass.
            if isinstance(error, Refusal) and error.code != "unknown_topic":
                raise
            if limit > 1:
                return self._read(after, limit // 2)
            raise Unreadable(after + 1, error) from error

    def _furthest_behind(self, marks: Mapping[str, int]) -> tuple[list[ReadModel], int]:
        """The models to go on with, and how many events at most, so that those who are behind meet the others and go on together."""
        able = [model for model in self._models if model.name in marks and self._may_try(model)]
        if not able:
            return [], 0
        places = sorted({marks[model.name] for model in able})
        group = [model for model in able if marks[model.name] == places[0]]
        return group, min(self._batch, places[1] - places[0]) if len(places) > 1 else self._batch

    def _may_try(self, model: ReadModel) -> bool:
        stuck = self.stuck.get(model.name)
        return stuck is None or stuck.retry_at <= time.monotonic()

    def _stick(self, model: ReadModel, poisoned: Poisoned) -> str:
        recorded = poisoned.recorded
        topic = topic_of(recorded)
        before = self.stuck.get(model.name)
        tries = 1 if before is None or before.position != recorded.position else before.tries + 1
        pause_s = min(self._poll_s * 2**tries, LONGEST_PAUSE_S)
        self.stuck[model.name] = Stuck(recorded.position, topic, tries, time.monotonic() + pause_s)
        trouble = f"整理结果{model.name}停在{poisoned}之前：{poisoned.__cause__!r}"
        said = {"model": model.name, "position": recorded.position, "topic": topic, "tries": tries, "retry_s": pause_s}
        note("model_stuck", poisoned.__cause__, **said)
        return trouble

    def _wait_for_news(self, leading: Leading) -> None:
        """Wait for word of an append, or look again by ourselves: word can be lost, the log cannot."""
        if not any(True for _ in leading.conn.notifies(timeout=self._poll_s, stop_after=1)):
            found = bookmarks.read_bookmarks(leading.conn)
            if any(name not in found or found[name].position != mark for name, mark in leading.marks.items()):
                raise bookmarks.Fenced
