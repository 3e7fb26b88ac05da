"""Is a command recorded whole and once, on the streams as they were read, or not at all?"""

from __future__ import annotations

import psycopg
import pytest

from domain.congress.events import UnitRegistered
from domain.refusals import CommandReused, StreamMoved
from domain.storage import Append, Guard, Ledger, Statement
from tests.storage.conftest import Database
from tests.storage.told import ENVELOPE, EVERYTHING, append, command, stream, units

KEEP_NOTE = Statement("INSERT INTO reading.notes (note) VALUES (%s)", ("记下",))


@pytest.fixture
def notes(database: Database) -> Database:
    with psycopg.connect(database.service, autocommit=True) as connection:
        connection.execute("CREATE TABLE reading.notes (note text NOT NULL)")
    return database


def test_a_stream_that_nobody_began_stands_at_version_nought_in_the_deciders_start(ledger: Ledger) -> None:
    loaded = ledger.load(EVERYTHING, stream("no"))
    assert (loaded.version, loaded.state) == (0, ())
    assert ledger.head() == 0


def test_what_was_appended_is_loaded_read_and_told_in_order(ledger: Ledger) -> None:
    receipt = ledger.append([append("a", 0, 3)], envelope=ENVELOPE, command=None)
    assert (receipt.position, receipt.versions, receipt.repeated) == (3, {stream("a"): 3}, False)
    assert ledger.load(EVERYTHING, stream("a")).state == tuple(units(3))
    assert ledger.load(EVERYTHING, stream("a"), version=2).state == tuple(units(2))
    log = ledger.read_log(0, 100)
    assert log == ledger.history(stream("a"))
    assert [(each.position, each.originator_version) for each in log] == [(1, 1), (2, 2), (3, 3)]
    assert {each.envelope for each in log} == {ENVELOPE}
    assert ledger.read_log(2, 100) == log[2:]


def test_several_streams_are_written_in_one_piece(ledger: Ledger) -> None:
    receipt = ledger.append([append("a", 0, 2), append("b", 0)], envelope=ENVELOPE, command=command("k"))
    assert receipt.versions == {stream("a"): 2, stream("b"): 1}
    with pytest.raises(StreamMoved) as refused:
        ledger.append([append("c", 0), append("b", 0)], envelope=ENVELOPE, command=None)
    assert refused.value.numbers == {"stream": str(stream("b")), "expected": 0, "found": 1}
    assert ledger.load(EVERYTHING, stream("c")).version == 0
    assert ledger.head() == 3


def test_a_stream_is_not_written_below_or_above_where_it_stands(ledger: Ledger) -> None:
    ledger.append([append("a", 0, 2)], envelope=ENVELOPE, command=None)
    for version in (0, 1, 3):
        with pytest.raises(StreamMoved):
            ledger.append([append("a", version)], envelope=ENVELOPE, command=None)
    assert ledger.head() == 2


def test_a_guarded_stream_that_moved_refuses_the_command(ledger: Ledger) -> None:
    ledger.append([append("read", 0)], envelope=ENVELOPE, command=None)
    with pytest.raises(StreamMoved):
        ledger.append([append("a", 0)], envelope=ENVELOPE, command=None, guards=[Guard(stream("read"), 0)])
    ledger.append([append("a", 0)], envelope=ENVELOPE, command=None, guards=[Guard(stream("read"), 1)])
    assert ledger.head() == 2


def test_a_stream_read_at_two_versions_has_moved_while_it_was_read(ledger: Ledger) -> None:
    with pytest.raises(StreamMoved):
        ledger.append([append("a", 0)], envelope=ENVELOPE, command=None, guards=[Guard(stream("a"), 1)])


def test_the_same_command_answers_the_same_and_records_nothing_more(ledger: Ledger) -> None:
    asked = command("k", answer=b"first")
    first = ledger.append([append("a", 0, 2)], envelope=ENVELOPE, command=asked)
    # By now the state is another: what is decided the second time may differ, and does not count.
    again = ledger.append([append("a", 2, 5)], envelope=ENVELOPE, command=command("k", answer=b"second"))
    assert (again.position, again.versions, again.answer) == (first.position, first.versions, b"first")
    assert (first.repeated, again.repeated) == (False, True)
    assert ledger.head() == 2
    found = ledger.command(asked.actor, asked.key)
    assert found is not None
    assert (found.body_hash, found.receipt) == (asked.body_hash, again)


def test_the_same_key_with_another_body_is_refused(ledger: Ledger) -> None:
    ledger.append([append("a", 0)], envelope=ENVELOPE, command=command("k", b"one"))
    with pytest.raises(CommandReused):
        ledger.append([append("a", 1)], envelope=ENVELOPE, command=command("k", b"another"))
    assert ledger.head() == 1


def test_the_key_of_another_actor_is_another_key(ledger: Ledger) -> None:
    ledger.append([append("a", 0)], envelope=ENVELOPE, command=command("k", b"one"))
    other = command("k", b"another")
    ledger.append([append("b", 0)], envelope=ENVELOPE, command=type(other)("somebody-else", "k", other.body_hash))
    assert ledger.head() == 2


def test_a_command_that_changes_nothing_is_remembered_too(ledger: Ledger) -> None:
    ledger.append([append("a", 0)], envelope=ENVELOPE, command=None)
    nothing = Append(stream("a"), 1, [])
    first = ledger.append([nothing], envelope=ENVELOPE, command=command("k"))
    assert (first.position, first.versions) == (1, {})
    assert ledger.append([nothing], envelope=ENVELOPE, command=command("k")).repeated


def test_statements_are_part_of_the_command(ledger: Ledger, notes: Database) -> None:
    ledger.append([append("a", 0)], envelope=ENVELOPE, command=command("k"), statements=[KEEP_NOTE, KEEP_NOTE])
    assert notes.ask("SELECT note FROM reading.notes") == [("记下",), ("记下",)]


def test_a_statement_that_fails_takes_the_events_with_it(ledger: Ledger, notes: Database) -> None:
    wrong = Statement("INSERT INTO reading.notes (note) VALUES (NULL)")
    with pytest.raises(psycopg.errors.NotNullViolation):
        ledger.append([append("a", 0)], envelope=ENVELOPE, command=command("k"), statements=[KEEP_NOTE, wrong])
    assert (ledger.head(), ledger.command("c", "k")) == (0, None)
    assert notes.ask("SELECT note FROM reading.notes") == []


def test_statements_of_a_refused_or_repeated_command_do_not_run(ledger: Ledger, notes: Database) -> None:
    ledger.append([append("a", 0)], envelope=ENVELOPE, command=command("k", answer=b"kept"))
    again = ledger.append([append("a", 1)], envelope=ENVELOPE, command=command("k"), statements=[KEEP_NOTE])
    assert (again.repeated, again.position, again.versions, again.answer) == (True, 1, {stream("a"): 1}, b"kept")
    with pytest.raises(CommandReused):
        ledger.append([append("a", 1)], envelope=ENVELOPE, command=command("k", b"other"), statements=[KEEP_NOTE])
    with pytest.raises(StreamMoved) as refused:
        ledger.append([append("a", 0)], envelope=ENVELOPE, command=None, statements=[KEEP_NOTE])
    assert refused.value.numbers["found"] == 1
    assert notes.ask("SELECT note FROM reading.notes") == []
    assert ledger.head() == 1


def test_text_that_the_auditors_view_could_not_show_is_not_recorded(ledger: Ledger) -> None:
    with pytest.raises(TypeError, match="U\\+0000"):
        ledger.append(
            [Append(stream("a"), 0, [UnitRegistered(unit="u", name="示例\0")])], envelope=ENVELOPE, command=None
        )
    ledger.append(
        [Append(stream("a"), 0, [UnitRegistered(unit="u", name=r"\u0000 \\u0000")])], envelope=ENVELOPE, command=None
    )
    assert ledger.head() == 1


def test_a_large_event_and_a_large_command_come_back_whole(ledger: Ledger) -> None:
    events = [UnitRegistered(unit=f"u{number}", name="示" * 20_000) for number in range(50)]
    ledger.append([Append(stream("a"), 0, events)], envelope=ENVELOPE, command=None)
    assert ledger.load(EVERYTHING, stream("a")).state == tuple(events)
