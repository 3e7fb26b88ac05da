"""Is only that signed which the standby holds too, when there is one?"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import psycopg
import pytest

from api.log.comparing import SignerWaits
from api.log.running import Source, sign_once
from api.log.shelf import Published
from api.log.signing import MemoryBehind, Signer
from api.postgres import Server, server
from domain.storage import DatabaseUnavailable, Ledger
from tests.log.notes import KEY
from tests.log.office import Office, at
from tests.postgres_fixture import open_folder, settings_for
from tests.standby import copy_stopped, follow_primary
from tests.storage.conftest import migrated

PATIENCE_SECONDS = 60


@dataclass
class Pair:
    """An office whose database has a standby."""

    office: Office
    standby: str
    owner_of_standby: str

    def sign(self, seconds: int = 0, *, standby: str | None = None) -> Published | None:
        source = Source(self.office.database.signer, standby or self.standby)
        return sign_once(Signer(KEY, self.office.memory, self.office.shelf), source, at(seconds))

    def pause(self) -> None:
        """Let the standby receive, and show nothing of it."""
        self.on_standby("SELECT pg_wal_replay_pause()")
        self.wait_until("SELECT pg_get_wal_replay_pause_state() = 'paused'")

    def resume(self) -> None:
        self.on_standby("SELECT pg_wal_replay_resume()")
        self.catch_up()

    def catch_up(self) -> None:
        """Wait until the standby shows what the primary has."""
        ((lsn,),) = self.office.database.ask("SELECT pg_current_wal_insert_lsn()::text")
        self.wait_until(f"SELECT pg_last_wal_replay_lsn() >= '{lsn}'")

    def wait_until(self, sql: str) -> None:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while self.on_standby(sql) != [(True,)]:
            assert time.monotonic() < deadline, sql
            time.sleep(0.02)

    def on_standby(self, sql: str) -> list[tuple[object, ...]]:
        with psycopg.connect(self.owner_of_standby, autocommit=True) as connection:
            return connection.execute(sql.encode()).fetchall()


@pytest.fixture(scope="module")
def servers() -> Iterator[tuple[Server, Server]]:
    """A primary with an empty ledger, and its standby: two real servers, each with its own data and socket."""
    with open_folder() as one, open_folder() as two:
        with server(settings_for(one), stop_after=True):
            pass
        copy_stopped(one, two)
        with server(settings_for(one), stop_after=True) as primary:
            follow_primary(two / "postgres" / "data", primary)
            with server(settings_for(two), stop_after=True) as standby:
                yield primary, standby


@pytest.fixture
def pair(servers: tuple[Server, Server], tmp_path: Path) -> Iterator[Pair]:
    primary, standby = servers
    with psycopg.connect(primary.owner_conninfo, autocommit=True) as connection:
        connection.execute(b"DROP DATABASE IF EXISTS pair WITH (FORCE)")
        connection.execute(b"CREATE DATABASE pair TEMPLATE template0")
    database = migrated(primary, primary.conninfo(dbname="pair"))
    signer = standby.conninfo(user="minsheng_signer", dbname="pair")
    office = Office.begun(database, tmp_path)
    made = Pair(office, signer, standby.conninfo(dbname="postgres"))
    made.catch_up()
    yield made
    made.resume()


@pytest.fixture
def ledger(pair: Pair) -> Iterator[Ledger]:
    with Ledger.at(pair.office.database.service) as opened:
        yield opened


def test_what_the_standby_holds_is_signed(pair: Pair, ledger: Ledger) -> None:
    pair.office.record(ledger, 5)
    pair.catch_up()
    published = pair.sign()
    assert published is not None
    assert (published.size, published.checkpoint.root) == (5, pair.office.root())


def test_no_more_is_signed_than_a_standby_that_lags_holds(pair: Pair, ledger: Ledger) -> None:
    pair.office.record(ledger, 5)
    pair.catch_up()
    pair.pause()
    pair.office.record(ledger, 4)
    for seconds in (0, 100):
        pair.sign(seconds)
        assert pair.office.sizes() == [5]
    pair.resume()
    pair.sign(200)
    assert pair.office.sizes() == [5, 9]
    assert [each.checkpoint.root for each in pair.office.shelf.all()] == [pair.office.root(5), pair.office.root(9)]


def test_nothing_is_signed_that_a_standby_has_not_seen_yet(pair: Pair, ledger: Ledger) -> None:
    pair.pause()
    pair.office.record(ledger, 4)
    assert pair.sign() is None


def test_a_standby_that_fell_behind_what_was_signed_is_waited_for(pair: Pair, ledger: Ledger) -> None:
    pair.pause()
    pair.office.record(ledger, 5)
    # Signed while nobody named the standby.
    pair.office.sign()
    with pytest.raises(SignerWaits, match="已经签到第5号"):
        pair.sign(100)
    pair.resume()
    pair.office.record(ledger, 1)
    pair.catch_up()
    pair.sign(100)
    assert pair.office.sizes() == [5, 6]


def test_a_standby_that_does_not_answer_is_waited_for(pair: Pair, ledger: Ledger) -> None:
    pair.office.record(ledger, 5)
    with pytest.raises(DatabaseUnavailable):
        pair.sign(standby=pair.standby.replace("dbname=pair", "dbname=nobody"))
    assert pair.office.sizes() == []


def test_a_primary_is_no_standby(pair: Pair, ledger: Ledger) -> None:
    pair.office.record(ledger, 5)
    with pytest.raises(SignerWaits, match="不是备机"):
        pair.sign(standby=pair.office.database.signer)


def test_the_log_can_be_read_from_the_standby_alone(pair: Pair, ledger: Ledger) -> None:
    pair.office.record(ledger, 5)
    pair.catch_up()
    pair.office.database = replace(pair.office.database, signer=pair.standby)
    assert pair.office.sign() is not None
    pair.pause()
    assert pair.office.sizes() == [5]


def test_a_standby_as_database_that_is_behind_is_no_shrunk_log(pair: Pair, ledger: Ledger) -> None:
    pair.office.record(ledger, 5)
    pair.catch_up()
    pair.pause()
    pair.office.record(ledger, 2)
    pair.office.sign()
    pair.office.database = replace(pair.office.database, signer=pair.standby)
    with pytest.raises(SignerWaits, match="备机，只到第5号，已经签到第7号"):
        pair.office.sign(100)
    # It is none either where the memory was lost too.
    (pair.office.memory_folder / "last.json").unlink()
    with pytest.raises(SignerWaits, match="备机，只到第5号，已经签到第7号"):
        pair.office.sign(100)
    with pair.office.recovering() as (signer, log), pytest.raises(SignerWaits):
        signer.recover(log, at(100))
    pair.resume()
    with pytest.raises(MemoryBehind):
        pair.office.sign(100)
