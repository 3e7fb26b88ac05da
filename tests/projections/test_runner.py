"""Does the runner bring every event into the rows once, whatever happens to it?"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from time import monotonic, sleep

import orjson
import psycopg
import pytest

from domain.congress.events import UnitRegistered
from domain.events import Erased, Recorded
from projections import bookmarks, tables
from projections.model import ReadModel
from projections.rebuild import rebuild_apart
from projections.runner import Runner
from projections.versions import Poisoned
from projections.waiting import Waiting
from tests.projections.kit import Log, folded, held, rebuilt, running, versions
from tests.projections.toy import POISON, TOY, log_of, stream, vote


def poisoned_log() -> Log:
    """Ten events, the seventh of which breaks the toy's fold."""
    log = log_of(10)
    log.events[6] = replace(log.events[6], event=UnitRegistered(unit="6", name=POISON))
    return log


def until(true: Callable[[], bool], within_s: float = 20.0) -> bool:
    deadline = monotonic() + within_s
    while not true() and monotonic() < deadline:
        sleep(0.01)
    return true()


def mark(conninfo: str, name: str) -> bookmarks.Bookmark | None:
    with psycopg.connect(conninfo) as conn:
        return bookmarks.read_bookmarks(conn).get(name)


def test_what_was_written_can_be_read_after_waiting_for_it(reading_database: str) -> None:
    log = log_of(10)
    with running(reading_database, [TOY], log) as (_, waiting):
        for number in range(20):
            position = log.append(stream(number % 3), vote(100 + number))
            assert waiting.wait_for(position, 20, ["toy"])
            assert held(reading_database, "toy") == folded(TOY, log.events).rows


def test_waiting_for_what_nobody_wrote_ends_in_time_and_says_no(reading_database: str) -> None:
    with running(reading_database, [TOY], log_of(3)) as (_, waiting):
        assert waiting.wait_for(3, 20, ["toy"])
        assert not waiting.wait_for(4, 0.05, ["toy"])


@pytest.mark.parametrize("batch", [1, 7, 2000])
def test_batches_of_any_size_make_the_same_versions(reading_database: str, batch: int) -> None:
    log = log_of(50)
    with running(reading_database, [TOY], log, batch=batch) as (_, waiting):
        assert waiting.wait_for(50, 20, ["toy"])
        live = versions(reading_database, "toy")
    rebuilt(reading_database, [TOY], log)
    assert versions(reading_database, "toy") == live
    assert len(live) == 2 * 50, "every event began a version of its row and one of its part"


def test_two_runners_whose_connections_are_cut_again_and_again_count_every_vote_once(reading_database: str) -> None:
    log = Log()
    writers = [
        Runner([TOY], lambda: psycopg.connect(reading_database), log.read, batch=7, poll_s=0.02) for _ in range(2)
    ]
    threads = [threading.Thread(target=writer.run) for writer in writers]
    for thread in threads:
        thread.start()
    cuts = 0
    with psycopg.connect(reading_database, autocommit=True) as conn:
        for number in range(400):
            log.append(stream(number % 5), vote(number))
            if number % 20 == 19:
                cuts += _cut_the_leader(conn)
                sleep(0.02)
    assert until(lambda: (found := mark(reading_database, "toy")) is not None and found.position == 400)
    for writer, thread in zip(writers, threads, strict=True):
        writer.stop()
        thread.join(30)
        assert not thread.is_alive()
    assert cuts > 3, "the experiment cut nobody off"
    rows = held(reading_database, "toy")
    assert rows == folded(TOY, log.events).rows
    assert sum(row.get("sum", 0) for _, row in rows.values()) == sum(range(400))


def _cut_the_leader(conn: psycopg.Connection) -> int:
    cut = conn.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND objid = %s AND granted"
        " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())",
        [tables.LEAD],
    )
    return len(cut.fetchall())


def test_a_poisoned_event_stops_its_model_before_it_and_says_so(
    reading_database: str, capsys: pytest.CaptureFixture[str]
) -> None:
    log = poisoned_log()
    healthy = replace(TOY, name="healthy", folds={})
    rebuilt(reading_database, [TOY, healthy], Log())
    with running(reading_database, [TOY, healthy], log) as (runner, waiting):
        assert waiting.wait_for(10, 20, ["healthy"]), "the others go on"
        assert until(lambda: runner.stuck.get("toy") is not None and runner.stuck["toy"].tries > 1), "it tries again"
        assert not waiting.wait_for(7, 0.1, ["toy"])
    stuck = runner.stuck["toy"]
    assert (stuck.position, stuck.topic) == (7, "congress:UnitRegistered")
    assert held(reading_database, "toy") == folded(TOY, log.events[:6]).rows, "nothing after it was skipped to"
    found = mark(reading_database, "toy")
    assert found is not None
    assert found.position == 6
    for told in ("toy", "第7号事项", topic := "congress:UnitRegistered"):
        assert told in found.trouble
    first = orjson.loads((written := capsys.readouterr().err).splitlines()[0])
    assert (first["event"], first["model"], first["position"], first["topic"]) == ("model_stuck", "toy", 7, topic)
    assert first["where"].startswith("projections/toy.py:"), "where our own code broke"
    assert POISON not in written, "what the library says repeats what was recorded"


def test_a_model_that_was_stuck_goes_on_when_its_fold_is_mended(reading_database: str) -> None:
    log = poisoned_log()
    rebuilt(reading_database, [TOY], Log())
    with running(reading_database, [TOY], log) as (runner, waiting):
        assert until(lambda: "toy" in runner.stuck)
        log.events[6] = replace(log.events[6], event=vote(6))
        assert waiting.wait_for(10, 20, ["toy"])
    assert held(reading_database, "toy") == folded(TOY, log.events).rows
    found = mark(reading_database, "toy")
    assert found is not None
    assert found.trouble == ""


def test_an_event_that_cannot_be_read_back_stops_everything_before_it_and_is_named(
    reading_database: str, capsys: pytest.CaptureFixture[str]
) -> None:
    log = log_of(10)
    readable = 6

    def read(after: int, limit: int) -> Sequence[Recorded]:
        if after + limit > readable and after < len(log.events):
            raise KeyError("voting:FromTheFuture")
        return log.read(after, limit)

    rebuilt(reading_database, [TOY], Log())
    waiting = Waiting()
    runner = Runner([TOY], lambda: psycopg.connect(reading_database), read, poll_s=0.05, reached=waiting.reached)
    thread = threading.Thread(target=runner.run)
    thread.start()
    assert waiting.wait_for(readable, 20, ["toy"]), "what can be read is read"
    for _ in range(2000):
        if told := capsys.readouterr().err:
            break
        sleep(0.01)
    wanted = {"event": "event_unreadable", "position": 7, "error": "KeyError"}
    assert orjson.loads(told.splitlines()[0]).items() >= wanted.items()
    assert "FromTheFuture" not in told
    assert not waiting.has_reached(7, ["toy"])
    assert until(lambda: "第7号事项读不出来" in trouble(reading_database))
    readable = 10
    assert waiting.wait_for(10, 20, ["toy"])
    assert trouble(reading_database) == ""
    runner.stop()
    thread.join(30)
    assert held(reading_database, "toy") == folded(TOY, log.events).rows


def test_a_rebuild_that_meets_poison_leaves_the_old_rows(reading_database: str) -> None:
    log = log_of(10)
    rebuilt(reading_database, [TOY], log)
    before = versions(reading_database, "toy")
    poison = poisoned_log()
    with running(reading_database, [replace(TOY, version=2)], poison) as (runner, _):
        assert until(lambda: "toy" in runner.stuck)
    assert versions(reading_database, "toy") == before


def test_a_fold_of_another_version_drops_the_rows_and_replays(reading_database: str) -> None:
    log = log_of(10)
    rebuilt(reading_database, [TOY], log)
    other = ReadModel(name="toy", version=2, folds={}, keys=TOY.keys)
    with running(reading_database, [other], log) as (_, waiting):
        assert waiting.wait_for(10, 20, ["toy"])
        assert until(lambda: versions(reading_database, "toy") == [])


def test_erased_events_are_skipped_by_every_fold(reading_database: str) -> None:
    log = log_of(10)
    log.events[3] = replace(log.events[3], event=Erased("congress:UnitRegistered"))
    with running(reading_database, [TOY], log) as (_, waiting):
        assert waiting.wait_for(10, 20, ["toy"])
    rows = held(reading_database, "toy")
    assert sum(row.get("sum", 0) for _, row in rows.values()) == sum(range(10)) - 3


def test_another_process_may_ask_the_leader_for_a_rebuild(reading_database: str) -> None:
    log = log_of(10)
    with running(reading_database, [TOY], log) as (_, waiting):
        assert waiting.wait_for(10, 20, ["toy"])
        with psycopg.connect(reading_database, autocommit=True) as conn:
            conn.execute("DELETE FROM reading.toy")
        told: list[int] = []
        assert rebuild_apart(lambda: psycopg.connect(reading_database), [TOY], log.read, progress=told.append) == 10
        assert told[-1] == 10
    assert held(reading_database, "toy") == folded(TOY, log.events).rows


def test_without_a_leader_a_rebuild_is_done_by_whoever_asks(reading_database: str) -> None:
    log = log_of(10)
    told: list[int] = []
    connect = lambda: psycopg.connect(reading_database)  # noqa: E731 - one line says it
    assert rebuild_apart(connect, [TOY], log.read, batch=4, progress=told.append) == 10
    assert told == [4, 8, 10]
    assert held(reading_database, "toy") == folded(TOY, log.events).rows


def erased_meanwhile(conninfo: str, log: Log) -> Callable[[int, int], Sequence[Recorded]]:
    """Reads the log in batches of four; the first event is erased, and a replay asked for, once the second batch is asked for."""
    asked = False

    def read(after: int, limit: int) -> Sequence[Recorded]:
        nonlocal asked
        if after == 4 and not asked:
            asked = True
            log.events[0] = replace(log.events[0], event=Erased("congress:UnitRegistered"))
            with psycopg.connect(conninfo, autocommit=True) as conn:
                bookmarks.drop_bookmarks(conn, ["toy"])
        return log.read(after, limit)

    return read


def test_a_rebuild_that_is_under_way_when_another_is_asked_for_begins_again(reading_database: str) -> None:
    log = log_of(10)
    read = erased_meanwhile(reading_database, log)
    assert rebuild_apart(lambda: psycopg.connect(reading_database), [TOY], read, batch=4) == 10
    assert held(reading_database, "toy") == folded(TOY, log.events).rows
    assert mark(reading_database, "toy__beside") is None


def test_so_does_that_of_the_leader(reading_database: str) -> None:
    log, waiting = log_of(10), Waiting()
    read = erased_meanwhile(reading_database, log)
    runner = Runner(
        [TOY], lambda: psycopg.connect(reading_database), read, batch=4, poll_s=0.05, reached=waiting.reached
    )
    thread = threading.Thread(target=runner.run)
    thread.start()
    assert waiting.wait_for(10, 20, ["toy"])
    runner.stop()
    thread.join(30)
    assert held(reading_database, "toy") == folded(TOY, log.events).rows


def test_a_model_with_rows_and_no_bookmark_is_known_to_wait_for_its_replay(reading_database: str) -> None:
    other = replace(TOY, name="other")
    rebuilt(reading_database, [TOY, other], log_of(3))
    with psycopg.connect(reading_database, autocommit=True) as conn:
        assert bookmarks.unmarked(conn, ["other", "toy", "unread"]) == []
        bookmarks.drop_bookmarks(conn, ["toy"])
        assert bookmarks.unmarked(conn, ["other", "toy", "unread"]) == ["toy"]
        bookmarks.note_trouble(conn, "toy", "示例")
        assert bookmarks.unmarked(conn, ["other", "toy", "unread"]) == ["toy"], "a note is no bookmark"


def test_a_rebuild_that_meets_poison_leaves_nothing_beside_the_old_rows(reading_database: str) -> None:
    with pytest.raises(Poisoned):
        rebuild_apart(lambda: psycopg.connect(reading_database), [TOY], poisoned_log().read)
    with psycopg.connect(reading_database) as conn:
        assert conn.execute("SELECT to_regclass('reading.toy__beside')").fetchone() == (None,)
        assert bookmarks.read_bookmarks(conn) == {}


def test_a_process_that_does_not_lead_learns_of_new_positions_too(reading_database: str) -> None:
    log = log_of(3)
    elsewhere = Waiting()
    follower = threading.Thread(target=elsewhere.follow, args=[lambda: psycopg.connect(reading_database), 0.05])
    with running(reading_database, [TOY], log):
        follower.start()
        assert elsewhere.wait_for(3, 20, ["toy"])
        assert elsewhere.wait_for(log.append(stream(1), vote(4)), 20, ["toy"])
    elsewhere.stop()
    follower.join(30)
    assert not follower.is_alive()


def trouble(url: str) -> str:
    """What is noted beside the bookmark of the toy model."""
    with psycopg.connect(url) as conn:
        return bookmarks.read_bookmarks(conn)["toy"].trouble
