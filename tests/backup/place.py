"""Where do the stories of backups play: a place with its database, its data folder, its signer, and everything that can be compared?"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import psycopg
import pytest

from api.clock import now
from api.desk import ROLES
from api.log.keyfile import create_key
from api.log.shelf import Shelf
from domain.calendar import rfc3339
from domain.storage import Ledger
from domain.storage.archiving import Table, copy_out, snapshot, tables
from projections.models import MODELS
from tests.log.notes import KEY
from tests.storage.told import ENVELOPE, append
from tests.verbs import run


@dataclass(frozen=True)
class Place:
    """One installation: `url` is the address of its database."""

    folder: Path
    url: str

    @property
    def shelf(self) -> Shelf:
        return Shelf(self.folder / "data" / "checkpoints")

    @property
    def backups(self) -> Path:
        return self.folder / "backups"

    @property
    def key(self) -> Path:
        """Where this place looks for the key to names."""
        return self.folder / "data.person.key"

    @contextmanager
    def here(self) -> Iterator[None]:
        """Verbs are run in this place."""
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("MINSHENG_DATA", str(self.folder / "data"))
            patch.setenv("MINSHENG_BACKUPS", str(self.backups))
            patch.setenv("DATABASE_URL", self.url)
            yield

    def run(self, *arguments: object) -> int:
        with self.here():
            return run(*arguments)

    def backup(self, *arguments: object) -> Path:
        """Make a backup in the folder of backups; answers its file."""
        self.backups.mkdir(exist_ok=True)
        before = set(self.backups.iterdir())
        assert self.run("backup", *arguments) == 0
        (made,) = set(self.backups.iterdir()) - before
        return made

    def sign(self) -> None:
        """Sign what there is; the first time with a new memory."""
        key, memory = self.folder / "log.key", self.folder / "memory"
        begin = [] if memory.exists() else ["--begin"]
        if begin:
            create_key(key, KEY)
        assert self.run("sign", "--key", key, "--memory", memory, *begin, "--once") == 0
        self.trust().write_text(f"log {KEY.verifier}\nquorum none\n", encoding="utf-8")

    def trust(self) -> Path:
        """Where this place says whose signatures it goes by."""
        (self.folder / "data").mkdir(exist_ok=True)
        return self.folder / "data" / "policy.txt"

    def trust_as(self, other: Place) -> None:
        """Go by the same policy as another place, and have what it published."""
        self.folder.mkdir(exist_ok=True)
        self.trust().write_bytes(other.trust().read_bytes())
        self.believe(other)

    def believe(self, other: Place) -> None:
        """Have the checkpoints that another place published."""
        for each in other.shelf.all():
            self.shelf.keep(each.note)

    @contextmanager
    def ledger(self) -> Iterator[Ledger]:
        ledger = Ledger.at(self.url, role=ROLES.service, connections=2)
        try:
            yield ledger
        finally:
            ledger.close()

    def record(self, events: int, stream: str = "a") -> None:
        """Append so many events to a stream."""
        with self.ledger() as ledger:
            version = len(ledger.history(append(stream, 0).stream))
            ledger.append(
                [append(stream, version, events)], envelope=replace(ENVELOPE, at=rfc3339(now())), command=None
            )

    def execute(self, sql: str, *params: object) -> None:
        """What the owner of the database does himself."""
        with psycopg.connect(self.url, autocommit=True) as connection:
            connection.execute(sql.encode(), params)

    def rows(self) -> dict[str, list[bytes]]:
        """Everything that a backup has to hold, as the database says it."""
        with snapshot(self.url) as connection:
            return {table.name: list(copy_out(connection, table)) for table in tables(connection)}

    def read_models(self) -> dict[str, list[bytes]]:
        """The rows of every read model."""
        with snapshot(self.url) as connection:
            made = [Table(f"reading.{model.name}", ("key", "congress", "born", "since", "row")) for model in MODELS]
            return {table.name: sorted(copy_out(connection, table._replace(key=("key", "since")))) for table in made}

    def tree(self) -> Any:
        """The head."""
        with psycopg.connect(self.url) as connection:
            return connection.execute("SELECT position, algorithm, compact_range FROM ledger.log_head").fetchone()

    def has_nothing(self) -> bool:
        """Whether the database holds no row of anything, and no root is published."""
        return not any(self.rows().values()) and self.tree()[0] == 0 and not self.shelf.all()
