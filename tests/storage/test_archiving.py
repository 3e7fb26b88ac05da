"""Do the rows of any table come out in the order of their key and go in elsewhere as they were, with what the database counts and computes?"""

from __future__ import annotations

from collections.abc import Iterator

import psycopg
import pytest

from domain.storage import BackupDamaged, DatabaseNotEmpty, LedgerConnection, archiving
from domain.storage.archiving import copy_in, copy_out, emptied_on_failure, refuse_filled, snapshot, tables
from tests.storage.conftest import Database

THINGS = """
CREATE SCHEMA example;
CREATE TABLE example.things (
    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    word text NOT NULL,
    twice text GENERATED ALWAYS AS (word || word) STORED,
    at timestamptz NOT NULL DEFAULT now(),
    bytes bytea,
    detail jsonb,
    words text[] NOT NULL DEFAULT '{}'
)
"""
FILLED = r"""
INSERT INTO example.things (word, bytes, detail, words) VALUES
    (E'\t\n\\N\r', '\x00ff0a', '{"a": "b\\n"}', '{"示,例","\""}'), ('二', NULL, NULL, '{}');
UPDATE example.things SET detail = '{}' WHERE number = 1
"""


@pytest.fixture
def pair(own_database: Database, database: Database, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[str, str]]:
    """Two databases with a table that has everything, in the second without rows."""
    monkeypatch.setattr(archiving, "KEPT", ("example.things", "example.absent"))
    with LedgerConnection.connect(own_database.owner) as connection:
        connection.execute(THINGS.encode())
        connection.execute(FILLED.encode())
    with LedgerConnection.connect(database.owner) as connection:
        connection.execute(THINGS.encode())
    yield own_database.owner, database.owner
    with LedgerConnection.connect(database.owner) as connection:
        connection.execute("DROP SCHEMA example CASCADE")


def rows(conninfo: str) -> list[bytes]:
    with snapshot(conninfo) as connection:
        (table,) = tables(connection)
        return list(copy_out(connection, table))


def put(conninfo: str, lines: list[bytes]) -> None:
    with emptied_on_failure(conninfo) as connection:
        (table,) = tables(connection)
        copy_in(connection, table, lines)


def test_rows_come_back_as_they_were_and_numbers_go_on(pair: tuple[str, str]) -> None:
    here, there = pair
    found = rows(here)
    assert [line.split(b"\t")[0] for line in found] == [b"1", b"2"], "by their key, and not as they lie on the disk"
    refuse_filled(there)
    put(there, found)
    assert rows(there) == found
    with LedgerConnection.connect(there) as connection:
        connection.execute("INSERT INTO example.things (word) VALUES ('三')")
        asked = "SELECT number, twice FROM example.things ORDER BY number DESC LIMIT 1"
        assert connection.execute(asked).fetchone() == (3, "三三")
    with pytest.raises(DatabaseNotEmpty):
        refuse_filled(there)
    with pytest.raises(DatabaseNotEmpty):
        put(there, found)


def test_what_the_database_does_not_take_leaves_nothing(pair: tuple[str, str]) -> None:
    here, there = pair
    found = rows(here)
    for broken in ([*found, found[0]], [*found, b"x\n"], [found[0][:-5]], [b"\xff" + found[0]]):
        with pytest.raises(BackupDamaged):
            put(there, broken)
        assert rows(there) == []


def test_a_snapshot_changes_nothing(pair: tuple[str, str]) -> None:
    with pytest.raises(psycopg.errors.ReadOnlySqlTransaction), snapshot(pair[0]) as connection:
        connection.execute("DELETE FROM example.things")
