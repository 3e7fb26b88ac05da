"""Is the log's hash chosen once, and is what was recorded before there was a tree folded into it?"""

from __future__ import annotations

import hashlib
from importlib import import_module

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api.postgres import Server
from domain.merkle import sm3
from domain.storage import Ledger, LedgerConnection, OtherHash, compare_log, migrate, select_tree
from domain.storage.commitment import TAG
from domain.storage.migrate import migrations
from tests.docs.markdown import blocks, section
from tests.postgres_fixture import FreshDatabase
from tests.storage.conftest import Database, migrated
from tests.storage.told import ENVELOPE, EVERYTHING, agree, append, command, stream, units

# By name, for the package calls its function so too.
STEPS = import_module("domain.storage.migrate")
OLD_STEPS = [step for step in migrations() if step.number < 8]
OLD_ROWS = """
INSERT INTO ledger.event_headers
SELECT n, gen_random_uuid(), 1, 'congress:UnitRegistered', sha256(int8send(n)) FROM generate_series(1, {0}::bigint) n;
UPDATE ledger.log_head SET position = {0}
"""


@pytest.fixture
def sm3_log(pg_server: Server, fresh_database: FreshDatabase) -> Database:
    owner = fresh_database()
    migrate(owner, algorithm="sm3")
    return migrated(pg_server, owner)


@pytest.fixture
def before_the_tree(fresh_database: FreshDatabase, monkeypatch: pytest.MonkeyPatch) -> str:
    """A database as the program made it that knew no tree yet."""
    owner = fresh_database()
    with monkeypatch.context() as old:
        old.setattr(STEPS, "migrations", lambda: OLD_STEPS)
        old.setattr(STEPS, "compare_hash", lambda *_: None)
        migrate(owner)
    return owner


def test_a_log_of_sm3_commits_and_grows_with_sm3(sm3_log: Database) -> None:
    with Ledger.at(sm3_log.service) as ledger:
        for number in range(5):
            ledger.append([append(number, 0, 3 + number)], envelope=ENVELOPE, command=command(f"k{number}"))
        assert ledger.load(EVERYTHING, stream(4)).state == tuple(units(7))
    agree(sm3_log, "sm3")
    rows = sm3_log.ask(
        "SELECT commitment, blind, state FROM ledger.event_headers JOIN ledger.event_bytes USING (position)"
    )
    assert len(rows) == 25
    for commitment, blind, state in rows:
        assert isinstance(blind, bytes)
        assert isinstance(state, bytes)
        assert commitment == hashlib.new("sm3", TAG + blind + state).digest()
    with LedgerConnection.connect(sm3_log.service) as connection:
        assert compare_log(connection).sound
        assert select_tree(connection).hash is sm3


def test_the_auditors_query_for_bytes_finds_what_was_changed_in_a_log_of_sm3_too(sm3_log: Database) -> None:
    with Ledger.at(sm3_log.service) as ledger:
        ledger.append([append("a", 0, 3)], envelope=ENVELOPE, command=None)
    (query,) = blocks(section("storage.md", "查内容有没有被动过"))
    assert sm3_log.ask(query.text.replace("sha256(", "ledger.sm3(")) == []
    with psycopg.connect(sm3_log.owner, autocommit=True) as connection:
        connection.execute("ALTER TABLE ledger.event_bytes DISABLE TRIGGER ALL")
        connection.execute("UPDATE ledger.event_bytes SET blind = sha256('x') WHERE position = 2")
    assert sm3_log.ask(query.text.replace("sha256(", "ledger.sm3(")) == [(2,)]


def test_the_hash_is_chosen_once(sm3_log: Database, own_database: Database) -> None:
    assert migrate(sm3_log.owner) == migrate(sm3_log.owner, algorithm="sm3") == []
    assert migrate(own_database.owner) == migrate(own_database.owner, algorithm="sha256") == []
    for log, other in ((sm3_log, "sha256"), (own_database, "sm3")):
        with pytest.raises(OtherHash) as refused:
            migrate(log.owner, algorithm=other)
        assert refused.value.numbers == {"found": "sm3" if other == "sha256" else "sha256", "asked": other}


def test_another_hash_is_refused_before_anything_is_made(fresh_database: FreshDatabase) -> None:
    owner = fresh_database()
    with pytest.raises(ValueError, match="no hash of a log"):
        migrate(owner, algorithm="md5")
    with psycopg.connect(owner) as connection:
        assert connection.execute("SELECT to_regnamespace('ledger')").fetchone() == (None,)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(st.lists(st.binary(max_size=300), min_size=1, max_size=5))
def test_sm3_in_the_database_is_sm3(database: Database, messages: list[bytes]) -> None:
    ((found,),) = database.ask(
        "SELECT array_agg(ledger.sm3(m) ORDER BY n) FROM unnest(%s) WITH ORDINALITY u (m, n)", messages
    )
    assert found == [hashlib.new("sm3", message).digest() for message in messages]


def test_sm3_in_the_database_is_sm3_at_every_length_up_to_four_blocks(database: Database) -> None:
    rows = database.ask("SELECT n, ledger.sm3(decode(repeat('5a', n), 'hex')) FROM generate_series(0, 256) n")
    assert rows == [(n, hashlib.new("sm3", b"\x5a" * n).digest()) for n in range(257)]


@pytest.mark.parametrize("events", [0, 1, 7, 10_000, 20_003])
def test_what_was_recorded_before_the_tree_is_folded_into_it(
    before_the_tree: str, pg_server: Server, events: int
) -> None:
    if events:
        with psycopg.connect(before_the_tree, autocommit=True) as connection:
            connection.execute(OLD_ROWS.format(events).encode())
    log = migrated(pg_server, before_the_tree)
    agree(log)
    with Ledger.at(log.service) as ledger:
        assert ledger.append([append("a", 0, 3)], envelope=ENVELOPE, command=None).position == events + 3
    agree(log)


def test_a_log_that_began_with_sha256_cannot_go_on_with_sm3(before_the_tree: str) -> None:
    with psycopg.connect(before_the_tree, autocommit=True) as connection:
        connection.execute(OLD_ROWS.format(5).encode())
    with pytest.raises(OtherHash):
        migrate(before_the_tree, algorithm="sm3")
    with psycopg.connect(before_the_tree) as connection:
        assert connection.execute("SELECT algorithm FROM ledger.log_head").fetchone() == ("sha256",)


def test_a_log_whose_positions_have_a_gap_gets_no_tree(before_the_tree: str) -> None:
    with psycopg.connect(before_the_tree, autocommit=True) as connection:
        connection.execute(OLD_ROWS.format(5).encode())
        connection.execute("SELECT ledger.advance_head(2)")
    with pytest.raises(psycopg.DatabaseError, match="positions are missing after 0"):
        migrate(before_the_tree)
