"""How is a batch folded over the rows in the database, reading each of them at most once?"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from psycopg import Connection

from domain.events import Recorded
from projections import tables
from projections.model import ReadModel
from projections.versions import Poisoned, Version, VersionedRows, fold_batch

# Rows of one read model that are remembered between batches, a few kilobytes each: more of them make nothing quicker.
REMEMBERED = 2000

COLLECT_EVERY = 50_000


@contextmanager
def seldom_collected() -> Iterator[None]:
    """Rows make no cycles, but there are so many that the collector's walks over them would take a third of the time."""
    before = gc.get_threshold()
    gc.set_threshold(COLLECT_EVERY, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


class Remembered(dict[str, Version | None]):
    """The newest version of keys that were read or written lately; None: the key never had one."""

    def remember(self, rows: VersionedRows) -> None:
        """Take over what a batch that is now in the database left behind, and forget what was not used for longest."""
        for key, version in rows.now.items():
            self.pop(key, None)
            self[key] = version
        for key in list(self)[: max(0, len(self) - REMEMBERED)]:
            del self[key]


@dataclass(frozen=True, slots=True)
class Folded:
    """The rows after a batch, or after the part of it before the event on which the fold broke."""

    rows: VersionedRows
    poisoned: Poisoned | None = None


def fold_model(
    conn: Connection[Any], model: ReadModel, batch: Sequence[Recorded], held: Remembered, *, beside: bool = False
) -> Folded:
    """Fold `batch` into `model` in memory, fetching what `held` lacks; nothing is written."""
    folds = model.folds
    touching = [recorded for recorded in batch if type(recorded.event) in folds]
    lacking = {key for recorded in touching for key in _keys(model, recorded)} - held.keys()
    if lacking:
        held.update(dict.fromkeys(lacking))
        held.update(tables.newest(conn, model.name, lacking, beside=beside))

    def load(key: str) -> Version | None:
        return tables.newest(conn, model.name, [key], beside=beside).get(key)

    try:
        return Folded(fold_batch(model, touching, held, load))
    except Poisoned as poisoned:
        return Folded(fold_batch(model, touching[: poisoned.index], held, load), poisoned)


def _keys(model: ReadModel, recorded: Recorded) -> Iterable[str]:
    try:
        return model.keys(recorded)
    except Exception:  # noqa: BLE001 - the fold will break on the same event, and say so
        return ()
