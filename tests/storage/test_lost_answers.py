"""When an answer is lost on the way, is a command recorded once all the same, and does the caller learn the truth?"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import psycopg
import pytest
from eventsourcing.persistence import PersistenceError, StoredEvent

from domain.events import Recorded
from domain.storage import DatabaseUnavailable, Ledger, LedgerBusy, LedgerConnection, OutcomeUnknown, Receipt, Statement
from tests.storage.conftest import Database
from tests.storage.crossing import Crossing, crossing
from tests.storage.told import ENVELOPE, EVERYTHING, append, command, stream, units

DEADLINE_SECONDS = 1.0


@pytest.fixture
def way(database: Database) -> Iterator[Crossing]:
    with crossing(database.service) as made:
        yield made


@pytest.fixture
def far(way: Crossing) -> Iterator[Ledger]:
    """A ledger beyond the crossing, on one connection, which has prepared its statements: the next message is the append."""
    with Ledger.at(way.conninfo, connections=1, deadline_seconds=DEADLINE_SECONDS) as opened:
        opened.append([append("before", 0)], envelope=ENVELOPE, command=command("before", answer=b"answer"))
        opened.append([append("before", 1)], envelope=ENVELOPE, command=None)
        opened.recorder.insert_events([another_event(opened, "before", 3)])
        assert opened.head() == BEFORE
        yield opened


BEFORE = 3


def another_event(ledger: Ledger, name: str, version: int) -> StoredEvent:
    return ledger.mapper.to_stored_event(Recorded(stream(name), version, ENVELOPE, units(1)[0]))


LOSSES: list[Callable[[Crossing], None]] = [
    Crossing.lose_next_answer,
    Crossing.keep_next_answer,
    Crossing.lose_next_question,
]


@pytest.mark.parametrize("lose", LOSSES)
def test_a_command_whose_exchange_was_lost_is_recorded_once_and_answered(
    far: Ledger, way: Crossing, lose: Callable[[Crossing], None]
) -> None:
    lose(way)
    receipt = far.append([append("a", 0, 2)], envelope=ENVELOPE, command=command("k", answer=b"answer"))
    assert way.swallowed.is_set()
    assert (receipt.position, receipt.versions, receipt.answer) == (BEFORE + 2, {stream("a"): 2}, b"answer")
    assert receipt.repeated == (lose is not Crossing.lose_next_question)
    assert far.head() == BEFORE + 2


def test_a_lost_command_with_statements_runs_them_once(far: Ledger, way: Crossing, database: Database) -> None:
    with psycopg.connect(database.service, autocommit=True) as connection:
        connection.execute("CREATE TABLE reading.notes (note text)")
    note = Statement("INSERT INTO reading.notes VALUES (%s)", ("记下",))
    far.append([append("b", 0)], envelope=ENVELOPE, command=command("b", answer=b"b"), statements=[note])
    way.lose_next_answer()
    receipt = far.append([append("a", 0)], envelope=ENVELOPE, command=command("k", answer=b"a"), statements=[note])
    assert (receipt.position, receipt.repeated) == (BEFORE + 2, True)
    assert database.ask("SELECT count(*) FROM reading.notes") == [(2,)]


def test_without_a_command_row_an_append_is_never_sent_twice(far: Ledger, way: Crossing) -> None:
    for lose, stored in ((Crossing.lose_next_answer, 1), (Crossing.lose_next_question, 0)):
        head = far.head()
        lose(way)
        with pytest.raises(OutcomeUnknown, match="结果未知，请用同一个请求编号重试"):
            far.append([append(str(lose), 0)], envelope=ENVELOPE, command=None)
        assert far.head() == head + stored


def test_the_librarys_own_insert_is_never_sent_twice(far: Ledger, way: Crossing) -> None:
    stored = another_event(far, "a", 1)
    way.lose_next_answer()
    with pytest.raises(PersistenceError, match="server closed the connection"):
        far.recorder.insert_events([stored])
    assert far.head() == BEFORE + 1


def test_when_nothing_comes_back_any_more_the_outcome_is_unknown_in_time_and_known_later(
    far: Ledger, way: Crossing
) -> None:
    way.swallow_everything()
    began = time.monotonic()
    with pytest.raises(OutcomeUnknown) as unknown:
        far.append([append("a", 0)], envelope=ENVELOPE, command=command("k"))
    assert unknown.value.code == "outcome_unknown"
    assert time.monotonic() - began < 60, "a call that hangs for ever would not have come here at all"
    with pytest.raises(DatabaseUnavailable):
        far.head()
    way.be_fair()
    assert ask_until_available(far).position == BEFORE + 1
    assert far.head() == BEFORE + 1


def ask_until_available(ledger: Ledger) -> Receipt:
    while True:
        with suppress(DatabaseUnavailable, OutcomeUnknown):
            return ledger.append([append("a", 0)], envelope=ENVELOPE, command=command("k"))


def test_commands_that_shared_a_lost_commit_are_each_recorded_once(way: Crossing) -> None:
    with Ledger.at(way.conninfo, connections=4, deadline_seconds=5.0) as far, ThreadPoolExecutor(8) as writers:
        for round_ in range(10):
            if round_:
                way.lose_next_answer()

            def write(name: int, version: int = round_) -> int:
                asked = command(f"{name}-{version}")
                return far.append([append(name, version)], envelope=ENVELOPE, command=asked).position

            positions = sorted(writers.map(write, range(8)))
            assert positions == list(range(8 * round_ + 1, 8 * round_ + 9))
        assert way.swallowed.is_set()
        assert [len(far.load(EVERYTHING, stream(name)).state) for name in range(8)] == [10] * 8


def test_a_read_whose_answer_was_lost_is_asked_again(far: Ledger, way: Crossing) -> None:
    far.load(EVERYTHING, stream("before"))
    way.lose_next_answer()
    assert far.load(EVERYTHING, stream("before")).version == 3
    assert way.swallowed.is_set()


def test_a_server_that_was_told_to_end_all_our_connections_is_no_reason_to_fail(database: Database) -> None:
    with Ledger.at(database.service, connections=4) as ledger, ThreadPoolExecutor(4) as users:
        list(users.map(lambda _: ledger.read(lambda line: line.execute("SELECT pg_sleep(0.2)").fetchall()), range(4)))
        for turn, ask in enumerate((append_one, read_one)):
            ended = database.ask(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE usename = 'minsheng_service' AND datname = current_database()"
            )
            assert len(ended) == 4
            assert ask(ledger) == 1, turn
            list(
                users.map(lambda _: ledger.read(lambda line: line.execute("SELECT pg_sleep(0.2)").fetchall()), range(4))
            )


def append_one(ledger: Ledger) -> int:
    return ledger.append([append("a", 0)], envelope=ENVELOPE, command=command("k")).position


def read_one(ledger: Ledger) -> int:
    return ledger.load(EVERYTHING, stream("a")).version


def test_a_connection_whose_answer_did_not_come_in_time_is_not_used_again(way: Crossing) -> None:
    with LedgerConnection.connect(way.conninfo, deadline_seconds=0.3) as connection:
        way.keep_next_answer()
        with pytest.raises(psycopg.OperationalError, match=r"no answer within 0\.3 s"):
            connection.execute("SELECT 1")
        assert connection.closed


def test_who_waits_too_long_for_the_others_is_told_that_nothing_was_recorded(far: Ledger, database: Database) -> None:
    with psycopg.connect(database.owner) as other:
        other.execute("SELECT pg_advisory_xact_lock(4703101)")
        with pytest.raises(LedgerBusy) as busy:
            far.append([append("a", 0)], envelope=ENVELOPE, command=command("k"))
    assert busy.value.code == "ledger_busy"
    assert far.head() == BEFORE
    assert far.append([append("a", 0)], envelope=ENVELOPE, command=command("k")).repeated is False
