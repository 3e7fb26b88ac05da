"""Which folders and processes do the tests of the server manager share?"""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest

from api.postgres import PostgresUnavailable, Server, server
from api.settings import Settings
from tests.postgres_fixture import (
    databases_to_drop,
    durable_pg_server,
    fresh_database,
    open_folder,
    pg_server,
    settings_for,
)

__all__ = ["databases_to_drop", "durable_pg_server", "fresh_database", "pg_server"]

ROOT = Path(__file__).parents[2]

USER = """
import sys
from api.postgres import server
from api.settings import read_settings
settings = read_settings(data=sys.argv[1], database_url=None)
with server(settings, stop_after=sys.argv[2] == "stop_after", durable=False) as found:
    print(found.owner_conninfo, flush=True)
    sys.stdin.readline()
"""


@pytest.fixture
def folder() -> Iterator[Path]:
    with open_folder() as made:
        yield made


def start(settings: Settings) -> None:
    with server(settings, stop_after=True, durable=False):
        pass


@contextmanager
def refused(code: str, *words: str) -> Iterator[pytest.ExceptionInfo[PostgresUnavailable]]:
    with pytest.raises(PostgresUnavailable) as caught:
        yield caught
    assert caught.value.code == code
    for word in words:
        assert word in caught.value.message


@pytest.fixture(scope="session")
def pattern() -> Iterator[Path]:
    with open_folder() as made:
        start(settings_for(made))
        yield made


@pytest.fixture
def prepared(folder: Path, pattern: Path) -> Path:
    """A folder with a stopped server of its own: a copy, which is faster than initdb."""
    copy(pattern, folder)
    return folder


@pytest.fixture(scope="module")
def stopped(pattern: Path) -> Iterator[Settings]:
    """The settings of such a folder; each test puts back what it changes."""
    with open_folder() as made:
        copy(pattern, made)
        yield settings_for(made)


def copy(pattern: Path, folder: Path) -> None:
    # With owners and modes, which the library's copytree leaves out.
    subprocess.run(["/bin/cp", "-a", f"{pattern}/postgres", str(folder)], check=True)


@dataclass(frozen=True)
class User:
    """Another process that uses the server of a folder until it is told to leave."""

    process: subprocess.Popen[str]

    def conninfo(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()

    def leave(self) -> None:
        self.process.communicate("\n", timeout=60)
        assert self.process.returncode == 0

    def die(self) -> None:
        self.process.kill()
        self.process.communicate(timeout=60)


def another_user(folder: Path, *, stop_after: bool) -> User:
    wish = "stop_after" if stop_after else "keep"
    process = subprocess.Popen(
        [sys.executable, "-c", USER, str(folder), wish],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    return User(process)


def answers(conninfo: str) -> bool:
    try:
        psycopg.connect(conninfo, connect_timeout=2).close()
    except psycopg.OperationalError:
        return False
    return True


def postmaster_pid(server: Server) -> int:
    assert server.data_dir is not None
    return int((server.data_dir / "postmaster.pid").read_text().split()[0])


def kill_postmaster(server: Server) -> None:
    os.kill(postmaster_pid(server), signal.SIGKILL)


def store(conninfo: str, words: str) -> None:
    with psycopg.connect(conninfo) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS kept (words text)")
        connection.execute("INSERT INTO kept VALUES (%s)", [words])


def stored(conninfo: str) -> list[str]:
    with psycopg.connect(conninfo) as connection:
        return [words for (words,) in connection.execute("SELECT words FROM kept ORDER BY words")]
