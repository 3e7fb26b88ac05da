"""On which database does a test of the ways in and out run?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import astuple
from pathlib import Path
from secrets import token_hex

import psycopg
import pytest

from api.demo.town import town
from api.desk import ROLES, Desk, desk_on
from api.postgres import Server
from domain.storage import Ledger, migrate
from projections.reading import Reading
from projections.waiting import Waiting
from tests.api import played
from tests.api.kit import COUNTY, TERM, UNITS, Caller, Hands, calling
from tests.postgres_fixture import FreshDatabase, databases_to_drop, fresh_database, pg_server

__all__ = ["databases_to_drop", "fresh_database", "pg_server"]


@pytest.fixture
def hands() -> Hands:
    return Hands()


@pytest.fixture(scope="session")
def made(pg_server: Server) -> str:
    """A database with every table and no event, of which each test gets a copy."""
    name = "made_for_the_edge"
    with psycopg.connect(pg_server.owner_conninfo, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
    migrate(
        pg_server.conninfo(dbname=name), ROLES, {role: pg_server.role_password(role) or "" for role in astuple(ROLES)}
    )
    return name


def copied(pg_server: Server, made: str) -> str:
    """A copy of its own for tests that share what they played; it goes with the server."""
    name = f"copy_{token_hex(4)}"
    with psycopg.connect(pg_server.owner_conninfo, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {made}".encode())
    return pg_server.conninfo(dbname=name)


@pytest.fixture(scope="session")
def played_town(pg_server: Server, made: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A database with the town's whole year, recorded over HTTP and folded, of which each module gets a copy."""
    name, hands = "played_in_town", Hands()
    with psycopg.connect(pg_server.owner_conninfo, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {made}".encode())
    key_file = tmp_path_factory.mktemp("keys") / "person.key"
    with (
        Ledger.at(pg_server.conninfo(dbname=name), role=ROLES.service, connections=4) as ledger,
        desk_on(ledger, key_file, work=True, clock=hands) as desk,
        calling(desk, hands) as caller,
    ):
        played.record(caller, town())
        assert caller.get(f"/api/v1/rounds?at_least={caller.events()}").status == 200
    return name


@pytest.fixture
def ledger(fresh_database: FreshDatabase, made: str) -> Iterator[Ledger]:
    owner = fresh_database(made)
    ledger = Ledger.at(owner, role=ROLES.service, connections=4)
    yield ledger
    ledger.close()


@pytest.fixture
def desk(ledger: Ledger, hands: Hands, tmp_path: Path) -> Desk:
    """A desk that writes; nothing is folded, for no test that asks for it reads."""
    reading, key_file = Reading(ledger.connection), tmp_path / "person.key"
    return Desk(ledger=ledger, reading=reading, waiting=Waiting(), key_file=key_file, clock=hands)


@pytest.fixture
def api(desk: Desk, hands: Hands) -> Iterator[Caller]:
    with calling(desk, hands) as caller:
        yield caller


@pytest.fixture
def reading_api(ledger: Ledger, hands: Hands, tmp_path: Path) -> Iterator[Caller]:
    """The service with a worker, for tests that read what they wrote."""
    with desk_on(ledger, tmp_path / "person.key", work=True, clock=hands) as desk, calling(desk, hands) as caller:
        yield caller


@pytest.fixture
def url(pg_server: Server, made: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> str:
    """A made database, named to the verbs by `DATABASE_URL`."""
    monkeypatch.setenv("MINSHENG_DATA", str(tmp_path / "data"))
    found = copied(pg_server, made)
    monkeypatch.setenv("DATABASE_URL", found)
    return found


@pytest.fixture
def recorded(url: str, tmp_path: Path) -> str:
    """The same with 示例县, its term and a unit."""
    ledger = Ledger.at(url, connections=2, role=ROLES.service)
    hands = Hands()
    with desk_on(ledger, tmp_path / "person.key", work=False, clock=hands) as desk, calling(desk, hands) as api:
        record(api)
    ledger.close()
    return url


def record(api: Caller) -> None:
    api.congress()
    api.post(f"/congresses/{COUNTY}/terms", TERM, version=1)
    api.post(UNITS, {"unit": "示例-01", "name": "示例县教育局"}, version=2)
