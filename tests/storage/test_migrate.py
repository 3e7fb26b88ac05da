"""Do the tables come once, in order, whoever asks how often; and is a wrong schema noticed before anything is written?"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from importlib import import_module
from uuid import uuid4

import psycopg
import pytest

from api.accounts.secrets import hashed
from domain.storage import (
    DatabaseUnavailable,
    Ledger,
    Roles,
    SchemaChanged,
    SchemaMissing,
    SchemaNewer,
    UnsafeSetting,
    migrate,
)
from domain.storage.accounts.codes import use_code
from domain.storage.accounts.passes import living_pass
from domain.storage.migrate import migrations
from tests.postgres_fixture import FreshDatabase
from tests.storage.conftest import Database
from tests.storage.told import ENVELOPE, append

STEPS = [step.number for step in migrations()]
HALVES = next(step.number for step in migrations() if "halves" in step.name)
READING = next(step.number for step in migrations() if "reading" in step.name)


def test_steps_are_numbered_from_one_without_gaps() -> None:
    assert list(range(1, len(STEPS) + 1)) == STEPS


def test_migrating_again_does_nothing(fresh_database: FreshDatabase) -> None:
    owner = fresh_database()
    assert migrate(owner) == STEPS
    assert migrate(owner) == []


def test_of_many_migrations_at_once_one_does_the_work(fresh_database: FreshDatabase) -> None:
    owner = fresh_database()
    with ThreadPoolExecutor(6) as starters:
        carried_out = list(starters.map(migrate, [owner] * 6))
    assert sorted(carried_out) == [[]] * 5 + [STEPS]


def test_a_step_that_fails_leaves_nothing_behind_and_is_done_the_next_time(fresh_database: FreshDatabase) -> None:
    owner = fresh_database()
    with psycopg.connect(owner, autocommit=True) as connection:
        connection.execute("CREATE SCHEMA reading")
    with pytest.raises(psycopg.errors.DuplicateSchema):
        migrate(owner)
    with psycopg.connect(owner, autocommit=True) as connection:
        assert connection.execute("SELECT to_regclass('ledger.events')").fetchone() == (None,)
        connection.execute("DROP SCHEMA reading")
    assert migrate(owner) == STEPS[STEPS.index(READING) :]


def test_what_one_person_printed_whole_lets_nobody_in_once_there_are_halves(
    fresh_database: FreshDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner, whole, account = fresh_database(), hashed("pass", "0123456789ABCDEF"), uuid4()
    with monkeypatch.context() as before:
        before.setattr(import_module("domain.storage.migrate"), "migrations", lambda: migrations()[: HALVES - 1])
        migrate(owner)
    with psycopg.connect(owner) as connection:
        for ended in ("NULL", "now()"):
            connection.execute(
                "INSERT INTO accounts.passes VALUES (%s, %s, %s, 'teller', '990101', %s, NULL, 'p-clerk', now(),"
                f" now() + interval '1 day', {ended})",
                (uuid4(), whole if ended == "NULL" else hashed("pass", "x"), uuid4(), uuid4()),
            )
        connection.execute("INSERT INTO accounts.accounts VALUES (%s, 'jingban', false, NULL, now())", (account,))
        connection.execute(
            "INSERT INTO accounts.codes VALUES (%s, %s, now(), now() + interval '1 day')", (whole, account)
        )
    assert migrate(owner) == STEPS[HALVES - 1 :]
    with psycopg.connect(owner) as connection:
        now = datetime.now(UTC)
        assert (living_pass(connection, whole, now), use_code(connection, whole, now)) == (None, False)
        assert (
            connection.execute("SELECT FROM accounts.passes WHERE ended_at IS NULL OR hash IS NOT NULL").rowcount == 0
        )


def test_other_names_of_roles_may_be_chosen(fresh_database: FreshDatabase) -> None:
    owner = fresh_database()
    names = Roles(
        service="another service", redactor="another's redactor", reader="another reader", signer="another signer"
    )
    assert migrate(owner, names) == STEPS
    with Ledger.at(owner, role=names.service) as opened:
        assert opened.append([append("a", 0)], envelope=ENVELOPE, command=None).position == 1
    with psycopg.connect(owner, autocommit=True) as connection:
        connection.execute('SET ROLE "another\'s redactor"')
        assert connection.execute("DELETE FROM ledger.event_bytes").rowcount == 1


def test_an_empty_database_is_refused_at_start_up(fresh_database: FreshDatabase) -> None:
    with pytest.raises(SchemaMissing, match="数据库还没有建好，请由数据库属主运行minsheng migrate。"):
        Ledger.at(fresh_database())


def test_a_schema_older_than_the_program_is_refused_at_start_up(own_database: Database) -> None:
    own_database.ask(
        "DELETE FROM ledger.migrations WHERE number = (SELECT max(number) FROM ledger.migrations) RETURNING 1"
    )
    with pytest.raises(SchemaMissing, match=f"数据库结构是第{STEPS[-2]}版，程序需要第{STEPS[-1]}版"):
        Ledger.at(own_database.service)


def test_a_schema_newer_than_the_program_is_refused_at_start_up_and_not_migrated(own_database: Database) -> None:
    own_database.ask("INSERT INTO ledger.migrations VALUES (999, '0999_later.sql', 'hash') RETURNING 1")
    with pytest.raises(SchemaNewer, match=f"数据库结构是第999版，程序只到第{STEPS[-1]}版，请使用新版程序。"):
        Ledger.at(own_database.service)
    with pytest.raises(SchemaNewer):
        migrate(own_database.owner)


def test_a_step_that_reads_differently_from_when_it_was_carried_out_is_noticed(own_database: Database) -> None:
    own_database.ask("UPDATE ledger.migrations SET sha256 = 'other' WHERE number = 1 RETURNING 1")
    with pytest.raises(SchemaChanged, match="建库第1步"):
        Ledger.at(own_database.service)
    with pytest.raises(SchemaChanged):
        migrate(own_database.owner)


def test_a_wrong_address_or_password_is_said_in_words(own_database: Database) -> None:
    for wrong in ("host=/nowhere dbname=x", f"{own_database.service} password=wrong"):
        with pytest.raises(DatabaseUnavailable, match="连不上数据库"):
            Ledger.at(wrong)


UNSAFE = {
    "POSTGRES_ENABLE_DB_FUNCTIONS": "y",
    "LEDGER_POSTGRES_ENABLE_DB_FUNCTIONS": "true",
    "IS_SNAPSHOTTING_ENABLED": "yes",
    "COMPRESSOR_TOPIC": "eventsourcing.compressor:ZlibCompressor",
    "CIPHER_TOPIC": "eventsourcing.cipher:AESCipher",
    "CIPHER_KEY": "key",
    "AGGREGATE_CACHE_MAXSIZE": "0",
    "APPLICATION_RECORDER_TOPIC": "eventsourcing.postgres:PostgresApplicationRecorder",
}


def test_settings_that_lose_events_or_change_bytes_are_refused_at_start_up(
    shared_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in UNSAFE.items():
        monkeypatch.setenv(name, value)
        with pytest.raises(UnsafeSetting, match="请去掉设置"):
            Ledger.at(shared_database.service)
        monkeypatch.delenv(name)
    monkeypatch.setenv("POSTGRES_ENABLE_DB_FUNCTIONS", "no")
    Ledger.at(shared_database.service).close()
