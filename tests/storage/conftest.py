"""Which databases and ledgers do the tests of storage share?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict

from api.postgres import Server
from domain.storage import Ledger, Roles, migrate
from tests.postgres_fixture import FreshDatabase, databases_to_drop, fresh_database, pg_server

__all__ = ["databases_to_drop", "fresh_database", "pg_server"]

TEMPLATE = "storage_template"


@dataclass(frozen=True)
class Database:
    """Connection strings to one migrated database, by role."""

    owner: str
    service: str
    redactor: str
    reader: str

    def ask(self, sql: str, *params: object) -> list[tuple[object, ...]]:
        """Rows, as the owner sees them."""
        with psycopg.connect(self.owner, autocommit=True) as connection:
            return connection.execute(sql.encode(), params).fetchall()


@pytest.fixture(scope="session")
def template(pg_server: Server) -> str:
    """A migrated database to copy: quicker than migrating one a test."""
    with psycopg.connect(pg_server.owner_conninfo, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {TEMPLATE} TEMPLATE template0".encode())
    migrate(pg_server.conninfo(dbname=TEMPLATE), passwords=passwords(pg_server))
    return TEMPLATE


@pytest.fixture
def database(pg_server: Server, template: str, fresh_database: FreshDatabase) -> Database:
    owner = fresh_database(template)
    name = str(conninfo_to_dict(owner)["dbname"])
    roles = Roles()
    return Database(
        owner, *(pg_server.conninfo(user=role, dbname=name) for role in (roles.service, roles.redactor, roles.reader))
    )


@pytest.fixture
def ledger(database: Database) -> Iterator[Ledger]:
    with Ledger.at(database.service) as opened:
        yield opened


def passwords(server: Server) -> dict[str, str]:
    roles = Roles()
    return {role: server.role_password(role) or "" for role in (roles.service, roles.redactor, roles.reader)}
