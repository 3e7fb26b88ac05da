"""How is a batch folded over the rows in the database, reading each of them at most once?"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeAlias

from domain.events import Recorded
from projections.model import ReadModel
from projections.versions import Poisoned, Version, VersionedRows, fold_batch

Newest: TypeAlias = Callable[[Iterable[str]], dict[str, Version]]
"""The newest versions of those of these keys that have one, as they lie in the database."""

# Rows of one read model that are remembered between batches, a few kilobytes each: more of them make nothing quicker.
REMEMBERED = 4000

COLLECT_EVERY = 1_000_000


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
        """Take over what a batch left behind; where that is too much, forget all that was there before."""
        if len(self) > REMEMBERED:
            self.clear()
        self.update(rows.now)


@dataclass(frozen=True, slots=True)
class Folded:
    """The rows after a batch, or after the part of it before the event on which the fold broke."""

    rows: VersionedRows
    poisoned: Poisoned | None = None


def touching_of(models: Iterable[ReadModel], batch: Sequence[Recorded]) -> dict[str, list[Recorded]]:
    """By the name of each model, those events of a batch that it folds."""
    found: dict[str, list[Recorded]] = {model.name: [] for model in models}
    listed: dict[type, list[list[Recorded]]] = {
        kind: [found[model.name] for model in models if kind in model.folds]
        for kind in {type(recorded.event) for recorded in batch}
    }
    for recorded in batch:
        for events in listed[type(recorded.event)]:
            events.append(recorded)
    return found


def fold_model(newest: Newest, model: ReadModel, touching: Sequence[Recorded], held: Remembered) -> Folded:
    """Fold events that `model` folds into it in memory, fetching what `held` lacks; nothing is written."""
    lacking = {key for recorded in touching for key in _keys(model, recorded)} - held.keys()
    if lacking:
        held.update(dict.fromkeys(lacking))
        held.update(newest(lacking))

    def load(key: str) -> Version | None:
        return newest([key]).get(key)

    try:
        return Folded(fold_batch(model, touching, held, load))
    except Poisoned as poisoned:
        return Folded(fold_batch(model, touching[: poisoned.index], held, load), poisoned)


def _keys(model: ReadModel, recorded: Recorded) -> Iterable[str]:
    try:
        return model.keys(recorded)
    except Exception:  # noqa: BLE001 - the fold will break on the same event, and say so
        return ()
