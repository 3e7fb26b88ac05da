"""Which database and ledger do the tests of storage share?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict

from api.postgres import Server
from domain.storage import Ledger, LedgerConnection, Roles, migrate
from tests.postgres_fixture import FreshDatabase, databases_to_drop, fresh_database, pg_server

__all__ = ["databases_to_drop", "fresh_database", "pg_server"]

SHARED = "storage_shared"

# Quicker than a database each. It takes a superuser who disables triggers, which is what the tests of rights say it takes.
EMPTY = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid();
ALTER TABLE ledger.log_head DISABLE TRIGGER USER;
ALTER TABLE ledger.event_headers DISABLE TRIGGER USER;
ALTER TABLE ledger.event_bytes DISABLE TRIGGER USER;
ALTER TABLE ledger.commands DISABLE TRIGGER USER;
ALTER TABLE ledger.people DISABLE TRIGGER USER;
TRUNCATE ledger.event_headers, ledger.event_bytes, ledger.commands, ledger.people;
UPDATE ledger.log_head SET position = 0, compact_range = '{}';
ALTER TABLE ledger.log_head ENABLE ALWAYS TRIGGER only_advances, ENABLE ALWAYS TRIGGER one_row;
ALTER TABLE ledger.event_headers ENABLE ALWAYS TRIGGER stays, ENABLE ALWAYS TRIGGER in_tree;
ALTER TABLE ledger.event_bytes ENABLE ALWAYS TRIGGER stays, ENABLE ALWAYS TRIGGER redactor_only;
ALTER TABLE ledger.commands ENABLE ALWAYS TRIGGER stays, ENABLE ALWAYS TRIGGER redactor_only, ENABLE ALWAYS TRIGGER only_blanked;
ALTER TABLE ledger.people ENABLE ALWAYS TRIGGER stays, ENABLE ALWAYS TRIGGER redactor_only, ENABLE ALWAYS TRIGGER recorded, ENABLE ALWAYS TRIGGER recorded_each;
DROP TABLE IF EXISTS reading.notes, reading.positions;
"""


@dataclass(frozen=True)
class Database:
    """Connection strings to one migrated database, by role."""

    owner: str
    service: str
    redactor: str
    reader: str
    signer: str

    def ask(self, sql: str, *params: object) -> list[tuple[object, ...]]:
        """Rows, as the owner sees them."""
        with psycopg.connect(self.owner, autocommit=True) as connection:
            return connection.execute(sql.encode(), params).fetchall()


@pytest.fixture(scope="session")
def shared_database(pg_server: Server) -> Database:
    with psycopg.connect(pg_server.owner_conninfo, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {SHARED} TEMPLATE template0".encode())
    return migrated(pg_server, pg_server.conninfo(dbname=SHARED))


@pytest.fixture
def database(shared_database: Database) -> Database:
    """A migrated database with nothing in it."""
    with psycopg.connect(shared_database.owner, autocommit=True) as connection:
        connection.execute(EMPTY.encode())
    return shared_database


@pytest.fixture
def own_database(pg_server: Server, fresh_database: FreshDatabase) -> Database:
    """A migrated database of the test's own, to do to it whatever it likes."""
    return migrated(pg_server, fresh_database())


@pytest.fixture
def ledger(database: Database) -> Iterator[Ledger]:
    with Ledger.at(database.service) as opened:
        yield opened


@pytest.fixture
def redactor(database: Database) -> Iterator[LedgerConnection]:
    with LedgerConnection.connect(database.redactor) as connection:
        yield connection


def migrated(server: Server, owner: str) -> Database:
    roles = Roles()
    names = (roles.service, roles.redactor, roles.reader, roles.signer)
    migrate(owner, roles, {name: server.role_password(name) or "" for name in names})
    dbname = str(conninfo_to_dict(owner)["dbname"])
    return Database(owner, *(server.conninfo(user=name, dbname=dbname) for name in names))
