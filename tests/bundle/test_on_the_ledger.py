"""Is a bundle of the real log what the same events in memory give, and what of a log that was tampered with?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest

from api.bundle.asked import Audience
from api.bundle.making import PositionMissing
from api.bundle.shelved import CheckpointAhead, NothingSigned
from api.bundle.source import LedgerSource
from api.log.memory import Memory
from api.log.running import Source as Signed
from api.log.running import sign_once
from api.log.shelf import Shelf
from api.log.signing import Signer
from api.postgres import Server
from domain.storage import Ledger
from projections.models import MODELS
from projections.reading import Reading
from tests.bundle.keys import KEY
from tests.bundle.kit import bundle
from tests.bundle.memory import MemorySource
from tests.bundle.verified import verified
from tests.postgres_fixture import FreshDatabase, databases_to_drop, fresh_database, pg_server
from tests.projections.kit import Log
from tests.projections.test_on_the_ledger import appended, working
from tests.projections.test_publication import played
from tests.storage.conftest import Database, migrated

__all__ = ["databases_to_drop", "fresh_database", "pg_server"]

AT = datetime(2024, 1, 18, 2, 0, 1, tzinfo=UTC)


@pytest.fixture
def database(pg_server: Server, fresh_database: FreshDatabase) -> Database:
    return migrated(pg_server, fresh_database())


@pytest.fixture
def log() -> Log:
    ledger, _ = played([50, 40, 30, 20], {"votes": "all", "not_selected": "show"})
    return ledger.log


@pytest.fixture
def ledger(database: Database, log: Log) -> Iterator[Ledger]:
    """The log in a database, with everything folded."""
    with Ledger.at(database.service) as opened, working(opened) as waiting:
        assert waiting.wait_for(appended(opened, log), 30, [model.name for model in MODELS])
        yield opened


@pytest.fixture
def shelf(ledger: Ledger, database: Database, tmp_path: Path) -> Path:
    """A folder with a checkpoint of the whole log."""
    assert ledger.head()
    folder = tmp_path / "checkpoints"
    memory = Memory(tmp_path / "memory")
    with memory.held():
        memory.begin()
    sign_once(Signer(KEY, memory, Shelf(folder)), Signed(database.signer), AT)
    return folder


@pytest.mark.parametrize("audience", ["auditor", "public"])
def test_the_real_log_gives_what_the_same_events_in_memory_give(
    audience: Audience, ledger: Ledger, log: Log, shelf: Path, tmp_path: Path
) -> None:
    size = len(log.events)
    real = bundle(LedgerSource(ledger, Reading(ledger.connection)), shelf, audience, size=size)
    memory = MemorySource(log.events)
    (tmp_path / "memory-shelf").mkdir()
    memory.sign(tmp_path / "memory-shelf", [size])
    made = bundle(memory, tmp_path / "memory-shelf", audience, size=size)
    for name in ("states.jsonl", "results.json", "manifest.json", "policy.txt"):
        assert real.read(name) == made.read(name), name
    code, said = verified(real.path)
    assert (code, said["rounds"]) == (0, "ok"), said


def test_without_a_checkpoint_there_is_no_bundle(ledger: Ledger, tmp_path: Path) -> None:
    with pytest.raises(NothingSigned):
        bundle(LedgerSource(ledger, Reading(ledger.connection)), tmp_path, size=ledger.head())


def test_a_checkpoint_of_more_than_there_is_is_refused(ledger: Ledger, shelf: Path) -> None:
    with pytest.raises(CheckpointAhead, match="保留证据"):
        bundle(LedgerSource(ledger, Reading(ledger.connection)), shelf, size=ledger.head() - 1)
    assert [path.suffix for path in shelf.iterdir()] == [".note"]


def tampered(database: Database, statement: str) -> None:
    with psycopg.connect(database.owner, autocommit=True) as connection:
        connection.execute("SET session_replication_role = replica")
        for table in ("event_headers", "event_bytes"):
            connection.execute(f"ALTER TABLE ledger.{table} DISABLE TRIGGER USER".encode())
        connection.execute(statement.encode())


def test_a_row_that_is_gone_is_named(ledger: Ledger, database: Database, shelf: Path) -> None:
    tampered(database, "DELETE FROM ledger.event_headers WHERE position = 7")
    with pytest.raises(PositionMissing, match="第7号"):
        bundle(LedgerSource(ledger, Reading(ledger.connection)), shelf, size=ledger.head())
    assert [path.suffix for path in shelf.iterdir()] == [".note"]


@pytest.mark.parametrize(
    ("statement", "check"),
    [
        ("UPDATE ledger.event_bytes SET state = overlay(state PLACING '7' FROM length(state) - 3) WHERE position = 17", "states"),
        ("UPDATE ledger.event_headers SET topic = 'x' WHERE position = 9", "entries"),
        ("DELETE FROM ledger.event_bytes WHERE position = 12", "withheld"),
    ],
)  # fmt: skip
def test_a_bundle_of_a_log_that_was_tampered_with_is_made_and_does_not_verify(
    statement: str, check: str, ledger: Ledger, database: Database, shelf: Path
) -> None:
    tampered(database, statement)
    made = bundle(LedgerSource(ledger, Reading(ledger.connection)), shelf, size=ledger.head())
    code, said = verified(made.path)
    assert code == 1
    assert said["root" if check == "entries" else check].startswith("false"), said
