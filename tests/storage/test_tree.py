"""Is every header row a leaf of the tree that the head holds, whatever was appended, and by whom?"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from psycopg import errors

from domain.events import Recorded
from domain.merkle import CompactRange, sha256, sm3
from domain.refusals import StreamMoved
from domain.storage import (
    Agreement,
    Guard,
    Header,
    Ledger,
    LedgerConnection,
    Statement,
    compare_log,
    erase,
    is_durable,
    iterate_headers,
    read_headers,
    select_tree,
)
from domain.storage.appending import exchange
from domain.storage.batch import Batch
from domain.storage.terms import Terms
from tests.storage.conftest import Database
from tests.storage.told import ENVELOPE, agree, append, append_words, command, stream, units

REFUSED = "MS009"
FRESH = count()
HEADERS = "INSERT INTO ledger.event_headers (position, stream_id, version, topic, commitment)"
NOTHING = Statement("SELECT 1")

# What one does to the log: how many events, in how many streams; and how.
ACTS = st.tuples(
    st.sampled_from(
        ["command", "alone", "again", "refused", "strictly refused", "grouped", "grouped and refused", "library"]
    ),
    st.integers(1, 70),
    st.integers(1, 3),
)


@pytest.fixture
def line(database: Database) -> Iterator[LedgerConnection]:
    with LedgerConnection.connect(database.signer) as connection:
        yield connection


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.lists(ACTS, max_size=8))
def test_after_any_appends_the_head_holds_the_tree_over_the_header_rows(
    ledger: Ledger, database: Database, acts: list[tuple[str, int, int]]
) -> None:
    with LedgerConnection.connect(database.service) as service:
        for how, events, streams in acts:
            act(ledger, service, how, events, streams)
    agree(database)


def act(ledger: Ledger, service: LedgerConnection, how: str, events: int, streams: int) -> None:
    """Record so many events in each of so many new streams, or fail to."""
    names = [f"s{next(FRESH)}" for _ in range(streams)]
    entries, key = [append(name, 0, events) for name in names], command(f"k{next(FRESH)}")
    moved = [Guard(stream(f"never begun {next(FRESH)}"), 5)]
    before = ledger.head()
    match how:
        case "command":
            ledger.append(entries, envelope=ENVELOPE, command=key)
        case "alone":
            ledger.append(entries, envelope=ENVELOPE, command=key, statements=[NOTHING])
        case "again":
            ledger.append(entries, envelope=ENVELOPE, command=key)
            before = ledger.head()
            assert ledger.append([append("other", 0, 9)], envelope=ENVELOPE, command=key).repeated
        case "refused" | "strictly refused":
            statements = [NOTHING] if how == "strictly refused" else []
            with pytest.raises(StreamMoved):
                ledger.append(entries, envelope=ENVELOPE, command=key, guards=moved, statements=statements)
        case "grouped" | "grouped and refused":
            batches = [of_stream(ledger, name, events) for name in names]
            exchange(service, batches if how == "grouped" else [*batches, *batches])
        case _:
            ledger.recorder.insert_events(of_stream(ledger, names[0], events).events)
    recorded = {"again": 0, "refused": 0, "strictly refused": 0, "library": events}.get(how, events * streams)
    assert ledger.head() == before + recorded


def of_stream(ledger: Ledger, name: str, events: int) -> Batch:
    stored = [
        ledger.mapper.to_stored_event(Recorded(stream(name), number, ENVELOPE, event))
        for number, event in enumerate(units(events), 1)
    ]
    return Batch(stored, Terms({stream(name): 0}), sha256)


def test_a_row_that_is_inserted_beside_the_append_is_a_leaf_or_is_refused(ledger: Ledger, database: Database) -> None:
    ledger.append([append("a", 0, 3)], envelope=ENVELOPE, command=None)
    refused = [f"VALUES ({at}, gen_random_uuid(), 1, 'x', sha256('x'))" for at in (5, 1000, 2**62)]
    refused.append("SELECT n, gen_random_uuid(), 1, 'x', sha256('x') FROM unnest(ARRAY[4, 6]) n")
    refused.append("SELECT n, gen_random_uuid(), 1, 'x', sha256('x') FROM unnest(ARRAY[5, 6]) n")
    for conninfo in (database.service, database.owner):
        with psycopg.connect(conninfo, autocommit=True) as connection:
            for rows in refused:
                with pytest.raises(psycopg.DatabaseError) as told:
                    connection.execute(f"{HEADERS} {rows}".encode())
                assert told.value.sqlstate == REFUSED
            connection.execute(f"{HEADERS} SELECT 4, gen_random_uuid(), 1, 'x', sha256('x') WHERE false".encode())
    agree(database)
    with psycopg.connect(database.service, autocommit=True) as connection:
        connection.execute(
            f"{HEADERS} SELECT n, gen_random_uuid(), 1, 'x', sha256('x') FROM unnest(ARRAY[6, 4, 5]) n".encode()
        )
    with (
        psycopg.connect(database.owner, autocommit=True) as connection,
        connection.cursor().copy(b"COPY ledger.event_headers FROM STDIN") as copy,
    ):
        copy.write_row((7, stream("b"), 1, "x", sha256(b"x")))
    assert ledger.head() == 7
    agree(database)


def test_an_insert_that_is_rolled_back_leaves_no_leaf(ledger: Ledger, database: Database) -> None:
    ledger.append([append("a", 0, 3)], envelope=ENVELOPE, command=None)
    with psycopg.connect(database.service) as connection:
        connection.execute(f"{HEADERS} VALUES (4, gen_random_uuid(), 1, 'x', sha256('x'))".encode())
        connection.rollback()
    ledger.append([append("b", 0)], envelope=ENVELOPE, command=None)
    agree(database)


def test_a_topic_too_long_for_its_length_is_an_error_and_never_cut(ledger: Ledger, database: Database) -> None:
    insert = f"{HEADERS} VALUES (1, gen_random_uuid(), 1, repeat('x', %s), sha256('x'))".encode()
    with psycopg.connect(database.service, autocommit=True) as connection:
        with pytest.raises(errors.NumericValueOutOfRange):
            connection.execute(insert, (2**15,))
        connection.execute(insert, (2**15 - 1,))
    agree(database)
    assert ledger.head() == 1


def test_erasure_leaves_the_tree_as_it_is(ledger: Ledger, database: Database, redactor: LedgerConnection) -> None:
    ledger.append([append_words("a", 0, 5)], envelope=ENVELOPE, command=None)
    with LedgerConnection.connect(database.signer) as connection:
        before = select_tree(connection)
        erase(redactor, [2])
        after = select_tree(connection)
        assert after[:3] == before[:3]
        _, erased, *_ = read_headers(connection, 0)
    assert (erased.blind, erased.state) == (None, None)
    assert erased.holds(sha256)
    agree(database)


def test_the_signer_reads_head_and_rows_and_makes_the_same_tree(ledger: Ledger, line: LedgerConnection) -> None:
    for number in range(5):
        ledger.append([append(number, 0, 500 + number)], envelope=ENVELOPE, command=None)
    tree = select_tree(line)
    assert (tree.size, tree.algorithm) == (ledger.head(), "sha256")
    made = CompactRange()
    for header in iterate_headers(line, 0, tree.size):
        assert header.holds(tree.hash)
        made.append(header.leaf(tree.hash))
    assert made == tree.range()


def test_header_rows_come_in_batches_in_order_and_end_where_one_asked(ledger: Ledger, line: LedgerConnection) -> None:
    ledger.append([append("a", 0, 2300)], envelope=ENVELOPE, command=None)
    for after, upto in (
        (0, 2300),
        (0, 1000),
        (999, 1001),
        (17, 2217),
        (2299, 2300),
        (2300, 2300),
        (2300, 9000),
        (5, 3),
    ):
        found = [header.position for header in iterate_headers(line, after, upto)]
        assert found == list(range(after + 1, min(upto, 2300) + 1))
    assert [header.position for header in read_headers(line, 10, 3)] == [11, 12, 13]
    last = read_headers(line, 2299)[-1]
    assert isinstance(last, Header)
    assert (last.stream, last.version, last.topic) == (stream("a"), 2300, "congress:UnitRegistered")


def test_bytes_that_are_not_those_committed_to_are_found(ledger: Ledger, line: LedgerConnection) -> None:
    ledger.append([append("a", 0)], envelope=ENVELOPE, command=None)
    (header,) = read_headers(line, 0)
    assert header.state
    assert header.holds(sha256)
    for forged in (
        header._replace(state=header.state + b" "),
        header._replace(blind=bytes(32)),
        header._replace(commitment=bytes(32)),
        header._replace(blind=None),
        header._replace(state=None),
    ):
        assert not forged.holds(sha256)
    assert not header.holds(sm3)


def test_what_is_read_on_a_primary_is_durable_once_its_log_is_flushed(ledger: Ledger, line: LedgerConnection) -> None:
    ledger.append([append("a", 0)], envelope=ENVELOPE, command=None)
    tree = select_tree(line)
    assert tree.written is not None
    # A commit that is waited for flushes everything before it.
    ledger.append([append("b", 0)], envelope=ENVELOPE, command=None)
    assert is_durable(line, tree)
    assert not is_durable(line, tree._replace(written="FFFFFFFF/FFFFFFFF"))
    assert is_durable(line, tree._replace(written=None)), "a standby shows only what was flushed"


def test_head_rows_and_bytes_are_compared_in_one_snapshot(ledger: Ledger, database: Database) -> None:
    ledger.append([append("a", 0, 20)], envelope=ENVELOPE, command=None)
    with LedgerConnection.connect(database.service) as connection:
        found = compare_log(connection)
    assert found == Agreement(20, 20, 20, grown=True, checked=20, wrong=())
    assert found.sound


def test_an_empty_log_has_the_empty_tree(line: LedgerConnection, database: Database) -> None:
    assert select_tree(line)[:3] == (0, [], "sha256")
    assert select_tree(line).range().root() == sha256(b"")
    agree(database)
