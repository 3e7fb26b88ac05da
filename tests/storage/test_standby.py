"""Is a command ever acknowledged that the standby may not have, where commits wait for one?"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor

import psycopg
import pytest

from api.postgres import Server
from domain.storage import Ledger, OutcomeUnknown, Receipt
from tests.postgres_fixture import temporary_server
from tests.standby import alter
from tests.storage.conftest import Database, migrated
from tests.storage.told import ENVELOPE, append, command
from tests.verbs import until

WAITS = "SELECT pid FROM pg_stat_activity WHERE wait_event = 'SyncRep'"
NAMES = "synchronous_standby_names"


@pytest.fixture(scope="module")
def alone() -> Iterator[tuple[Server, Database]]:
    """A server whose commits will wait for a standby that is not there."""
    with temporary_server(durable=True) as found:
        yield found, migrated(found, found.owner_conninfo)


@pytest.fixture
def waiting(alone: tuple[Server, Database]) -> Iterator[Database]:
    """Its database, while they wait."""
    found, database = alone
    alter(found, NAMES, "nobody")
    until(lambda: database.ask(f"SHOW {NAMES}") == [("nobody",)])
    yield database
    alter(found, NAMES, "")


@pytest.fixture
def ledger(waiting: Database) -> Iterator[Ledger]:
    with Ledger.at(waiting.service, connections=3, deadline_seconds=2.0) as opened:
        yield opened


def asked(ledger: Ledger, name: str) -> Receipt:
    return ledger.append([append(name, 0)], envelope=ENVELOPE, command=command(name))


def broken_off(database: Database, how: str) -> None:
    """Somebody ends the wait of a commit."""
    until(lambda: database.ask(WAITS))
    with psycopg.connect(database.owner, autocommit=True) as connection:
        connection.execute(f"SELECT {how}(pid) FROM ({WAITS}) AS waits".encode())


@pytest.mark.parametrize("how", ["pg_cancel_backend", "pg_terminate_backend"])
def test_a_commit_whose_wait_for_the_standby_is_broken_off_is_not_acknowledged_until_the_standby_has_it(
    alone: tuple[Server, Database], waiting: Database, ledger: Ledger, how: str
) -> None:
    with ThreadPoolExecutor(1) as writer:
        first: Future[Receipt] = writer.submit(asked, ledger, how)
        broken_off(waiting, how)
        with pytest.raises(OutcomeUnknown):
            first.result()
    # It can be read here by now, and nobody is told so, however he asks.
    with pytest.raises(OutcomeUnknown):
        asked(ledger, how)
    with pytest.raises(OutcomeUnknown):
        ledger.command(command(how).actor, how)
    alter(alone[0], NAMES, "")
    until(lambda: waiting.ask(f"SHOW {NAMES}") == [("",)])
    assert asked(ledger, how).repeated
    assert ledger.command(command(how).actor, how) is not None
