"""How do tests get a real PostgreSQL, and an empty database each?"""

import os
import secrets
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Protocol

import psycopg
import pytest
from psycopg import sql

from api.postgres import PostgresUnavailable, Server, server, stop
from api.postgres.locks import anyone_left
from api.settings import Settings, read_settings

PREFIX = "minsheng-test-"
ROOM_BYTES = 2_000_000_000
ABANDONED_SECONDS = 6 * 3600


class FreshDatabase(Protocol):
    """Make a database and return its owner's connection string; empty, or a copy of the database `template`."""

    def __call__(self, template: str = "template0") -> str: ...


@pytest.fixture(scope="session")
def pg_server() -> Iterator[Server]:
    """One server a worker: roles and locks of parallel tests stay apart, and it costs less than agreeing on one.

    It is fast and may lose what it holds when it is killed; tests about that take `durable_pg_server`.
    """
    sweep()
    with temporary_server(durable=False) as found, pytest.MonkeyPatch.context() as patch:
        # The doctor would rightly complain of this server each time.
        patch.setattr("api.cli.durability.MUST_BE", {})
        patch.setattr("api.cli.durability.LOSES", "never")
        yield found


@pytest.fixture(scope="session")
def durable_pg_server() -> Iterator[Server]:
    with temporary_server(durable=True) as found:
        yield found


@pytest.fixture
def fresh_database(pg_server: Server, databases_to_drop: list[str]) -> Iterator[FreshDatabase]:
    made: list[str] = []

    def make(template: str = "template0") -> str:
        name = f"test_{secrets.token_hex(6)}"
        with psycopg.connect(pg_server.owner_conninfo, autocommit=True) as connection:
            # Those of earlier tests go now: their connections have ended by themselves, which DROP would wait for.
            while databases_to_drop:
                drop(connection, databases_to_drop.pop())
            command = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
            connection.execute(command.format(sql.Identifier(name), sql.Identifier(template)))
        made.append(name)
        return pg_server.conninfo(dbname=name)

    yield make
    databases_to_drop.extend(made)


@pytest.fixture(scope="session")
def databases_to_drop(pg_server: Server) -> Iterator[list[str]]:
    names: list[str] = []
    yield names
    with psycopg.connect(pg_server.owner_conninfo, autocommit=True) as connection:
        for name in names:
            drop(connection, name)


@contextmanager
def temporary_server(*, durable: bool) -> Iterator[Server]:
    """Yield a server of its own, in a folder that is gone afterwards; MINSHENG_PG_BIN chooses its PostgreSQL."""
    with open_folder() as folder, server(settings_for(folder), stop_after=True, durable=durable) as found:
        yield found


@contextmanager
def open_folder() -> Iterator[Path]:
    """Yield a temporary folder that the account of an embedded server can enter, as pytest's own cannot be."""
    with tempfile.TemporaryDirectory(prefix=PREFIX, dir=_in_memory()) as name:
        folder = Path(name)
        folder.chmod(0o711)
        yield folder


def sweep() -> None:
    """Stop the servers that killed test runs left behind, and remove their folders: they may well be in memory."""
    for folder in (_in_memory() or Path(tempfile.gettempdir())).glob(f"{PREFIX}*"):
        with suppress(FileNotFoundError, PermissionError, PostgresUnavailable):
            found = folder.stat()
            ours_and_old = found.st_uid == os.geteuid() and time.time() - found.st_mtime > ABANDONED_SECONDS
            if ours_and_old and not anyone_left(folder / "postgres/leases"):
                stop(settings_for(folder))
                shutil.rmtree(folder)


def _in_memory() -> Path | None:
    """Return a folder in memory where there is one with room and leave to run programs: it is several times faster."""
    memory = Path("/dev/shm")  # noqa: S108 (only the place of a folder with a random name)
    if not os.access(memory, os.W_OK):
        return None
    found = os.statvfs(memory)
    roomy = found.f_bavail * found.f_frsize >= ROOM_BYTES
    return memory if roomy and not found.f_flag & os.ST_NOEXEC else None


def settings_for(folder: Path) -> Settings:
    """Return settings with an embedded server in the folder, whatever the environment says."""
    return read_settings(data=folder, database_url=None)


def drop(connection: psycopg.Connection, name: str) -> None:
    connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))
