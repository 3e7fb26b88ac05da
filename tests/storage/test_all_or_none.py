"""Are several commands recorded together as if one after another, or none of them?"""

from __future__ import annotations

import psycopg
import pytest

from domain.refusals import CommandReused, StreamMoved
from domain.storage import Append, Guard, Ledger, Statement, Write
from tests.storage.conftest import Database
from tests.storage.crossing import Crossing, crossing
from tests.storage.told import ENVELOPE, EVERYTHING, agree, append, command, stream, units

NOTE = Statement("INSERT INTO reading.notes VALUES (%s)", ("记下",))


def write(key: str, *entries: Append, guards: tuple[Guard, ...] = (), statements: tuple[Statement, ...] = ()) -> Write:
    return Write(entries, ENVELOPE, command(key, answer=key.encode()), guards, statements)


def stands(ledger: Ledger, name: str) -> int:
    return ledger.load(EVERYTHING, stream(name)).version


def test_each_command_has_its_row_and_the_order_is_that_in_which_they_were_given(
    ledger: Ledger, database: Database
) -> None:
    found = ledger.append_together(
        [write("one", append("a", 0, 2), append("b", 0)), write("two", append("a", 2)), write("none"), write("three", append("c", 0))]
    )  # fmt: skip
    assert [each.position for each in found] == [3, 4, 4, 5]
    assert [each.versions for each in found] == [
        {stream("a"): 2, stream("b"): 1}, {stream("a"): 3}, {}, {stream("c"): 1},
    ]  # fmt: skip
    assert [each.originator_id for each in ledger.read_log(0, 9)] == [stream(name) for name in "aabac"]
    assert ledger.load(EVERYTHING, stream("a")).state == tuple(units(3))
    for key, receipt in zip(("one", "two", "none", "three"), found, strict=True):
        again = ledger.append([append("z", 0)], envelope=ENVELOPE, command=command(key))
        assert (again.position, again.versions, again.answer, again.repeated) == (
            receipt.position, receipt.versions, key.encode(), True,
        )  # fmt: skip
    agree(database)


def test_one_that_stands_on_another_version_stops_all(ledger: Ledger) -> None:
    ledger.append([append("b", 0)], envelope=ENVELOPE, command=None)
    for second in (write("two", append("b", 0)), write("two", append("c", 0), guards=(Guard(stream("b"), 0),))):
        with pytest.raises(StreamMoved) as refused:
            ledger.append_together([write("one", append("a", 0)), second])
        assert refused.value.numbers == {"stream": str(stream("b")), "expected": 0, "found": 1}
    assert (ledger.head(), stands(ledger, "a"), ledger.command(ENVELOPE.by.ref, "one")) == (1, 0, None)


def test_a_later_one_must_stand_on_what_an_earlier_one_writes(ledger: Ledger) -> None:
    for version in (0, 1, 3):
        with pytest.raises(StreamMoved):
            ledger.append_together([write("one", append("a", 0, 2)), write("two", append("a", version))])
        with pytest.raises(StreamMoved):
            ledger.append_together(
                [write("one", append("a", 0, 2)), write("two", append("b", 0), guards=(Guard(stream("a"), version),))]
            )
    assert ledger.head() == 0
    ledger.append_together(
        [write("one", append("a", 0, 2)), write("two", append("b", 0), guards=(Guard(stream("a"), 2),))]
    )
    assert ledger.head() == 3


def test_what_was_only_read_is_guarded_too(ledger: Ledger) -> None:
    ledger.append([append("read", 0)], envelope=ENVELOPE, command=None)
    with pytest.raises(StreamMoved):
        ledger.append_together(
            [write("one", append("a", 0)), write("two", append("b", 0), guards=(Guard(stream("read"), 0),))]
        )
    assert ledger.head() == 1


def test_one_that_was_recorded_before_stops_all(ledger: Ledger) -> None:
    ledger.append([append("a", 0)], envelope=ENVELOPE, command=command("two"))
    with pytest.raises(StreamMoved):
        ledger.append_together([write("one", append("b", 0)), write("two", append("a", 1))])
    with pytest.raises(CommandReused):
        ledger.append_together(
            [write("one", append("b", 0)), Write([append("a", 1)], ENVELOPE, command("two", b"other"))]
        )
    assert (ledger.head(), stands(ledger, "b")) == (1, 0)


def test_statements_of_all_run_or_none(ledger: Ledger, database: Database) -> None:
    with psycopg.connect(database.service, autocommit=True) as connection:
        connection.execute("CREATE TABLE reading.notes (note text NOT NULL)")
    bad = Statement("INSERT INTO reading.notes VALUES (%s)", (None,))
    for last in (bad, Statement("SELECT 1")):
        stale = write("two", append("b", 7 if last is not bad else 0), statements=(last,))
        with pytest.raises((psycopg.errors.NotNullViolation, StreamMoved)):
            ledger.append_together([write("one", append("a", 0), statements=(NOTE,)), stale])
        assert (ledger.head(), database.ask("SELECT count(*) FROM reading.notes")) == (0, [(0,)])
    ledger.append_together(
        [write("one", append("a", 0), statements=(NOTE,)), write("two", append("b", 0), statements=(NOTE,))]
    )
    assert (ledger.head(), database.ask("SELECT count(*) FROM reading.notes")) == (2, [(2,)])


@pytest.mark.parametrize("lose", [Crossing.lose_next_answer, Crossing.keep_next_answer, Crossing.lose_next_question])
def test_when_the_exchange_is_lost_all_is_recorded_once(database: Database, lose: object) -> None:
    with crossing(database.service) as way, Ledger.at(way.conninfo, connections=1, deadline_seconds=1.0) as far:
        far.append_together([write("first", append("before", 0)), write("next", append("before", 1))])
        lose(way)  # type: ignore[operator] # a method of Crossing
        found = far.append_together([write("one", append("a", 0, 2)), write("two", append("a", 2))])
        assert way.swallowed.is_set()
        assert [(each.position, each.versions, each.answer) for each in found] == [
            (4, {stream("a"): 2}, b"one"), (5, {stream("a"): 3}, b"two"),
        ]  # fmt: skip
        assert far.head() == 5
    agree(database)
