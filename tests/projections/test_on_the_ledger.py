"""Do the read models stand on the real log: its role's rights, its connections, its word of what was appended?"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import groupby
from random import Random

import psycopg
import pytest

from api.postgres import Server
from domain.events import Event
from domain.storage import Append, Ledger
from projections.models import MODELS
from projections.reading import Reading
from projections.rebuild import rebuild_apart
from projections.runner import Runner
from projections.waiting import Waiting
from tests.postgres_fixture import FreshDatabase
from tests.projections.kit import Log, folded, versions
from tests.projections.random_sessions import at_random
from tests.storage.conftest import Database, migrated

NAMES = [model.name for model in MODELS]


@pytest.fixture
def database(pg_server: Server, fresh_database: FreshDatabase) -> Database:
    return migrated(pg_server, fresh_database())


@pytest.fixture
def ledger(database: Database) -> Iterator[Ledger]:
    with Ledger.at(database.service) as opened:
        yield opened


@contextmanager
def working(ledger: Ledger) -> Iterator[Waiting]:
    """A worker and a follower on connections of the service's own, as in the application."""
    waiting = Waiting()
    runner = Runner(MODELS, ledger.open_connection, ledger.read_log, poll_s=0.05)
    threads = [
        threading.Thread(target=runner.run),
        threading.Thread(target=waiting.follow, args=[ledger.open_connection, 0.05]),
    ]
    for thread in threads:
        thread.start()
    try:
        yield waiting
    finally:
        runner.stop()
        waiting.stop()
        for thread in threads:
            thread.join(30)
            assert not thread.is_alive()


def appended(ledger: Ledger, log: Log) -> int:
    """Every command of the history, in its order; the position of the last event."""
    position = 0
    for _, group in groupby(log.events, key=lambda one: (one.originator_id, one.envelope)):
        events = list(group)
        entry = Append(
            events[0].originator_id,
            events[0].originator_version - 1,
            tuple(one.event for one in events if isinstance(one.event, Event)),
        )
        position = ledger.append([entry], envelope=events[0].envelope, command=None).position
    return position


def test_a_history_on_the_real_log_makes_the_rows_that_the_folds_make(ledger: Ledger, database: Database) -> None:
    history = at_random(Random(7)).log  # noqa: S311 - a history, not a secret
    with working(ledger) as waiting:
        position = appended(ledger, history)
        assert position == len(history.events)
        assert waiting.wait_for(position, 30, NAMES)
        reading = Reading(ledger.connection)
        for model in MODELS:
            rows = folded(model, history.events).shown(model)
            assert {shown.key: shown.row for shown in reading.rows(model, limit=1000)} == rows
        live = {name: versions(database.owner, name) for name in NAMES}
        assert rebuild_apart(ledger.open_connection, MODELS, ledger.read_log) == position
    assert {name: versions(database.owner, name) for name in NAMES} == live


def test_an_auditor_may_read_the_rows_and_both_ends_of_their_time_and_change_nothing(
    ledger: Ledger, database: Database
) -> None:
    appended(ledger, at_random(Random(8)).log)  # noqa: S311 - a history, not a secret
    rebuild_apart(ledger.open_connection, MODELS, ledger.read_log)
    with psycopg.connect(database.reader, autocommit=True) as conn:
        ends = conn.execute("SELECT since, until FROM reading.round_results_held WHERE until IS NOT NULL").fetchall()
        assert ends
        assert all(since < until for since, until in ends)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            conn.execute("DELETE FROM reading.round_results")
