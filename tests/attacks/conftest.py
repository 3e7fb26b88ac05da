"""On which office is an attack tried, by whom, and on which part of its history?"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from itertools import product
from pathlib import Path

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict

from api.log.memory import Memory
from api.log.witness_memory import WitnessMemory
from api.postgres import Server
from domain.storage import Ledger, Roles
from tests.attacks.hands import Attacker, insert
from tests.attacks.history import History, at, played
from tests.attacks.office import WITNESSES, Office
from tests.attacks.scene import Scene, Zone, paper_of
from tests.postgres_fixture import FreshDatabase, databases_to_drop, fresh_database, open_folder, pg_server
from tests.storage.conftest import Database, migrated

__all__ = ["databases_to_drop", "fresh_database", "pg_server"]

TEMPLATE = "attacked"


@pytest.fixture(scope="session")
def history() -> History:
    return played()


@pytest.fixture(scope="session")
def untouched(pg_server: Server, history: History) -> Iterator[Path]:
    """The folder of the office before anybody attacks it; its database is the template."""
    with psycopg.connect(pg_server.owner_conninfo, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {TEMPLATE} TEMPLATE template0".encode())
    database = migrated(pg_server, pg_server.conninfo(dbname=TEMPLATE))
    with open_folder() as folder:
        for number in range(len(WITNESSES)):
            WitnessMemory.begin(folder / "witnesses" / str(number))
        with opened(database, folder) as office:
            memory = Memory(office.memory)
            with memory.held():
                memory.begin()
            first, anchor, last = history.signed
            record(office, history, 0, first, witnessed=True)
            record(office, history, first, anchor, witnessed=True)
            record(office, history, anchor, last, witnessed=False)
            add(office, history, last, len(history.rows))
            office.bring_up_to_date()
        yield folder


def record(office: Office, history: History, after: int, upto: int, *, witnessed: bool) -> None:
    """Record so much, and sign it at once."""
    add(office, history, after, upto)
    soon = at(upto) + timedelta(seconds=5)
    office.sign(soon)
    if witnessed:
        assert office.ask_witnesses(soon, history.rows) == len(WITNESSES)


def add(office: Office, history: History, after: int, upto: int) -> None:
    """Rows as the service adds them, which may do nothing else."""
    with psycopg.connect(office.database.service) as connection, connection.cursor() as cursor:
        insert(cursor, history.rows[after:upto])


@pytest.fixture
def office(untouched: Path, pg_server: Server, fresh_database: FreshDatabase) -> Iterator[Office]:
    """An office of the test's own."""
    with open_folder() as folder:
        shutil.copytree(untouched, folder, dirs_exist_ok=True)
        with opened(database_of(pg_server, fresh_database(TEMPLATE)), folder) as found:
            yield found


@pytest.fixture
def elsewhere(office: Office, pg_server: Server, fresh_database: FreshDatabase) -> Iterator[Office]:
    """A copy of its database and its published roots on another machine; the witnesses are the same."""
    with open_folder() as folder:
        shutil.copytree(office.shelf.folder, folder / "shelf")
        with opened(database_of(pg_server, fresh_database(TEMPLATE)), folder, office.witnesses) as found:
            yield found


@pytest.fixture(params=product(Attacker, Zone), ids=lambda pair: "-".join(each.name.lower() for each in pair))
def scene(request: pytest.FixtureRequest, office: Office, history: History) -> Scene:
    """One of three attackers, and one of three parts of the history."""
    attacker, zone = request.param
    return Scene(office, history, attacker, zone, paper_of(history.rows, history))


@contextmanager
def opened(database: Database, folder: Path, witnesses: Path | None = None) -> Iterator[Office]:
    with Ledger.at(database.service, connections=2) as ledger:
        yield Office(database, ledger, folder, witnesses or folder / "witnesses")


def database_of(server: Server, owner: str) -> Database:
    dbname = str(conninfo_to_dict(owner)["dbname"])
    roles = Roles()
    names = (roles.service, roles.redactor, roles.reader, roles.signer)
    return Database(owner, *(server.conninfo(user=name, dbname=dbname) for name in names))
