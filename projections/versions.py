"""Which versions of rows does a batch of events begin?"""

from __future__ import annotations

from collections.abc import Callable, MutableMapping, Sequence
from typing import NamedTuple

from domain.events import Erased, Recorded
from projections.model import ReadModel, Row


class Version(NamedTuple):
    """What holds under a key from position `since` on, until the key's next version; `row` None: nothing holds.

    `born` is the position at which the key began to be listed under this congress.
    """

    key: str
    congress: str
    born: int
    since: int
    row: Row | None


class Poisoned(Exception):  # noqa: N818 - said of the event
    """A fold broke on an event; `index` is its place in the batch."""

    def __init__(self, recorded: Recorded, index: int) -> None:
        super().__init__(f"第{recorded.position}号事项（{topic_of(recorded)}）")
        self.recorded = recorded
        self.index = index


def topic_of(recorded: Recorded) -> str:
    """The topic of what was recorded, erased or not."""
    event = recorded.event
    return event.topic if isinstance(event, Erased) else event.TOPIC


Held = MutableMapping[str, Version | None]
Load = Callable[[str], Version | None]


class VersionedRows:
    """`Rows` that remember every version: `held` is what held before the batch, `load` finds what it lacks."""

    def __init__(self, held: Held, load: Load) -> None:
        self.position = 0
        self.now: dict[str, Version] = {}
        self.failure: Exception | None = None
        self._begun: dict[tuple[str, int], Version] = {}
        self._held = held
        self._load = load

    @property
    def begun(self) -> list[Version]:
        """The new versions, one at most of a key at a position."""
        return list(self._begun.values())

    def get(self, key: str) -> Row | None:
        """The row that holds now."""
        version = self._newest(key)
        return None if version is None else version.row

    def put(self, key: str, row: Row, congress: str = "") -> None:
        """Begin a version."""
        before = self._newest(key)
        goes_on = before is not None and before.row is not None and before.congress == congress
        self._begin(Version(key, congress, before.born if before and goes_on else self.position, self.position, row))

    def remove(self, key: str) -> None:
        """Begin to hold nothing under `key`."""
        if self.get(key) is not None:
            self._begin(Version(key, "", self.position, self.position, None))

    def _begin(self, version: Version) -> None:
        self._begun[version.key, version.since] = self.now[version.key] = version

    def _newest(self, key: str) -> Version | None:
        try:
            return self.now[key]
        except KeyError:
            pass
        try:
            return self._held[key]
        except KeyError:
            pass
        try:
            version = self._held[key] = self._load(key)
        except Exception as error:
            # The database failed, not the event: whoever catches this outside the fold must be able to tell.
            self.failure = error
            raise
        return version


def fold_batch(model: ReadModel, batch: Sequence[Recorded], held: Held, load: Load) -> VersionedRows:
    """Fold a batch in memory; raises `Poisoned` at the event on which the fold breaks, and what `load` raises as it is."""
    rows = VersionedRows(held, load)
    for index, recorded in enumerate(batch):
        rows.position = recorded.position
        try:
            model.fold(rows, recorded)
        except Exception as error:
            if rows.failure is not None:
                raise rows.failure from None
            raise Poisoned(recorded, index) from error
    return rows
