"""Do commands that share a call or a transaction come out as if each had come alone, one after another?"""

from __future__ import annotations

from collections.abc import Iterator

import psycopg
import pytest

from domain.events import Recorded
from domain.merkle import sha256
from domain.refusals import CommandReused, StreamMoved
from domain.storage import CommandRow, Ledger, LedgerConnection, Receipt, body_hash
from domain.storage.appending import Answer, exchange
from domain.storage.batch import Batch, independent
from domain.storage.terms import Terms
from tests.storage.conftest import Database
from tests.storage.told import CLERK, ENVELOPE, EVERYTHING, command, stream, units


@pytest.fixture
def line(database: Database) -> Iterator[LedgerConnection]:
    with LedgerConnection.connect(database.service) as connection:
        yield connection


def batch(
    ledger: Ledger, key: str | None, writes: dict[str, tuple[int, int]], reads: dict[str, int] | None = None
) -> Batch:
    """A command that writes so many events after such a version to each stream of `writes`, and reads those of `reads`."""
    stored = [
        ledger.mapper.to_stored_event(Recorded(stream(name), version + number, ENVELOPE, event))
        for name, (version, count) in writes.items()
        for number, event in enumerate(units(count), 1)
    ]
    expected = {stream(name): version for name, (version, _) in writes.items()}
    expected |= {stream(name): version for name, version in (reads or {}).items()}
    return Batch(stored, Terms(expected, command(key) if key else None), sha256)


def told(answers: list[Answer]) -> list[int | str]:
    """The position that a command was recorded at, or what became of it."""
    return [
        ("repeated" if answer.repeated else answer.position) if isinstance(answer, Receipt) else type(answer).__name__
        for answer in answers
    ]


def test_each_of_many_gets_its_own_position_and_row(ledger: Ledger, line: LedgerConnection) -> None:
    batches = [
        batch(ledger, "one", {"a": (0, 2)}),
        batch(ledger, None, {"b": (0, 1)}),
        batch(ledger, "nothing", {}, {"x": 0}),
        batch(ledger, "two", {"c": (0, 1), "d": (0, 3)}, {"x": 0}),
    ]
    assert independent(batches)
    assert told(exchange(line, batches)) == [2, 3, 3, 7]
    assert told(exchange(line, [batches[0], batches[2], batches[3]])) == ["repeated"] * 3
    for key, position, versions in (
        ("one", 2, {"a": 2}),
        ("nothing", 3, {}),
        ("two", 7, {"c": 1, "d": 3}),
    ):
        found = ledger.command(CLERK.ref, key)
        assert found is not None
        assert found.receipt == Receipt(position, {stream(name): n for name, n in versions.items()}, repeated=True)
    assert [each.position for each in ledger.read_log(0, 10)] == [1, 2, 3, 4, 5, 6, 7]


def test_of_two_who_may_act_only_if_the_other_has_not_the_second_is_refused(
    ledger: Ledger, line: LedgerConnection
) -> None:
    left, right = batch(ledger, "l", {"left": (0, 1)}, {"right": 0}), batch(ledger, "r", {"right": (0, 1)}, {"left": 0})
    assert not independent([left, right])
    assert told(exchange(line, [left, right])) == [1, "StreamMoved"]
    assert ledger.load(EVERYTHING, stream("right")).version == 0


def test_who_reads_what_another_writes_does_not_share_its_call_in_either_order(ledger: Ledger) -> None:
    writer, reader = batch(ledger, "w", {"a": (0, 1)}), batch(ledger, "r", {"b": (0, 1)}, {"a": 0})
    assert not independent([writer, reader])
    assert not independent([reader, writer])
    assert not independent([reader, batch(ledger, "s", {"c": (0, 1)}, {"a": 1})])
    assert independent([reader, batch(ledger, "s", {"c": (0, 1)}, {"a": 0})])


def test_a_reader_who_comes_before_the_writer_is_not_harmed(ledger: Ledger, line: LedgerConnection) -> None:
    writer, reader = batch(ledger, "w", {"a": (0, 1)}), batch(ledger, "r", {"b": (0, 1)}, {"a": 0})
    assert told(exchange(line, [reader, writer])) == [1, 2]


def test_those_who_write_one_stream_one_after_another_are_all_recorded(ledger: Ledger, line: LedgerConnection) -> None:
    batches = [batch(ledger, f"{version}", {"a": (version, 1)}) for version in range(5)]
    assert told(exchange(line, batches)) == [1, 2, 3, 4, 5]
    assert told(exchange(line, [batch(ledger, f"x{n}", {"a": (5, 1)}) for n in range(3)])) == [
        6,
        "StreamMoved",
        "StreamMoved",
    ]


def test_one_who_is_refused_does_not_keep_the_others_back(ledger: Ledger, line: LedgerConnection) -> None:
    assert told(exchange(line, [batch(ledger, "k", {"a": (0, 1)})])) == [1]
    other_body = Batch([], Terms({}, CommandRow(CLERK.ref, "k", body_hash(b"other"))), sha256)
    answers = exchange(
        line,
        [
            batch(ledger, "b", {"b": (0, 1)}),
            batch(ledger, "stale", {"a": (0, 1)}),
            batch(ledger, "k", {"z": (0, 1)}),
            other_body,
            batch(ledger, "c", {"c": (0, 1)}),
        ],
    )
    assert told(answers) == [2, StreamMoved.__name__, "repeated", CommandReused.__name__, 3]
    assert ledger.head() == 3


def test_one_key_twice_in_a_call_is_recorded_once(ledger: Ledger, line: LedgerConnection) -> None:
    answers = exchange(line, [batch(ledger, "k", {"a": (0, 1)}), batch(ledger, "k", {"b": (0, 1)})])
    assert told(answers) == [1, "repeated"]
    assert ledger.head() == 1


def test_what_the_server_cannot_store_at_all_harms_nobody_else(ledger: Ledger, line: LedgerConnection) -> None:
    answers = exchange(
        line, [batch(ledger, "a", {"a": (0, 1)}), batch_without_key(ledger), batch(ledger, "c", {"c": (0, 1)})]
    )
    assert told(answers) == [1, psycopg.errors.CheckViolation.__name__, 2]
    assert [each.originator_id for each in ledger.read_log(0, 10)] == [stream("a"), stream("c")]


def batch_without_key(ledger: Ledger) -> Batch:
    empty = CommandRow(CLERK.ref, "", body_hash(b""))
    return Batch(batch(ledger, None, {"b": (0, 1)}).events, Terms({stream("b"): 0}, empty), sha256)
