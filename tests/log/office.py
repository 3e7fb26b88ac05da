"""What do the stories of the signer do over and over: record, sign, look, and change what must not be changed?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

import psycopg

from api.log.memory import Memory
from api.log.running import Source, sign_once
from api.log.shelf import Published, Shelf
from api.log.signing import Signer
from domain.calendar import rfc3339
from domain.events import Envelope
from domain.merkle import root_of, sha256
from domain.storage import Ledger
from domain.storage.following import Follower, follow
from domain.storage.tree import read_headers
from tests.log.notes import KEY, MORNING
from tests.storage.conftest import EMPTY, Database
from tests.storage.told import ENVELOPE, append

DISABLE = [line for line in EMPTY.splitlines() if " DISABLE TRIGGER " in line]
ENABLE = [line for line in EMPTY.splitlines() if " ENABLE ALWAYS TRIGGER " in line]


@dataclass
class Office:
    """An office with its database, and the signer's folders."""

    database: Database
    memory_folder: Path
    shelf_folder: Path
    recorded: dict[str, int] = field(default_factory=dict)

    @classmethod
    def begun(cls, database: Database, folder: Path) -> Office:
        """One whose signer has begun, as people do once."""
        office = cls(database, folder / "记忆", folder / "公布")
        with office.memory.held():
            office.memory.begin()
        return office

    @property
    def memory(self) -> Memory:
        return Memory(self.memory_folder)

    @property
    def shelf(self) -> Shelf:
        return Shelf(self.shelf_folder)

    @property
    def source(self) -> Source:
        return Source(self.database.signer)

    @property
    def envelope(self) -> Envelope:
        """That of an event which is recorded right after the last signature."""
        newest = self.shelf.newest()
        return replace(ENVELOPE, at=rfc3339(at(0) if newest is None else newest.time))

    def record(self, ledger: Ledger, events: int, name: str = "a") -> None:
        """Append so many events to a stream."""
        version = self.recorded.get(name, 0)
        ledger.append([append(name, version, events)], envelope=self.envelope, command=None)
        self.recorded[name] = version + events

    def record_back_dated(self, ledger: Ledger, events: int) -> None:
        """Sign one event; then append so many to another stream as are dated before that signature."""
        self.record(ledger, 1)
        self.sign(1000)
        ledger.append([append("b", 0, events)], envelope=replace(ENVELOPE, at=rfc3339(at(0))), command=None)

    def sign(self, seconds: int = 0, accepted: Iterable[int] = ()) -> Published | None:
        """Sign once, so many seconds after the morning."""
        return sign_once(Signer(KEY, self.memory, self.shelf, frozenset(accepted)), self.source, at(seconds))

    @contextmanager
    def signer(self) -> Iterator[tuple[Signer, Follower]]:
        """A signer that goes on, with its connection; begun."""
        with self.recovering() as (signer, log):
            signer.begin(log, at(0))
            yield signer, log

    @contextmanager
    def recovering(self) -> Iterator[tuple[Signer, Follower]]:
        """A signer that was not begun yet."""
        signer = Signer(KEY, self.memory, self.shelf)
        with signer.memory.held(), follow(self.database.signer) as log:
            yield signer, log

    def tamper(self, sql: str) -> None:
        """Do what only an administrator of the database can: past the triggers."""
        with psycopg.connect(self.database.owner) as connection:
            for line in (*DISABLE, sql, *ENABLE):
                connection.execute(line.encode())

    def root(self, size: int | None = None) -> bytes:
        """The root over the rows as they stand, made from scratch."""
        with psycopg.connect(self.database.owner) as connection:
            rows = read_headers(connection, 0, 10_000)[:size]
        return root_of(row.leaf(sha256) for row in rows)

    def sizes(self) -> list[int]:
        """The sizes on the shelf."""
        return [place.size for place in self.shelf.all()]


def at(seconds: int) -> datetime:
    """So many seconds after the morning."""
    return MORNING + timedelta(seconds=seconds)
