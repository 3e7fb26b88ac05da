"""How many commands and events a second are recorded durably, beside the library's default and a bare INSERT?"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from queue import SimpleQueue
from typing import Any
from uuid import UUID, uuid4

import psycopg
from psycopg.types.numeric import Int8

from domain.events import Event, Recorded
from domain.storage import Append, CommandRow, Guard, body_hash
from tests.bench.figures import figure, rates
from tests.bench.stores import CLERK, Stores, Units, envelope, stores, unit

WRITERS = 8
MANY = 64
COMMANDS = 480
EVENTS = 100
TURNS = 10
ROUNDS = 7


def bench() -> Iterator[dict[str, object]]:
    """Commands of one event by eight writers and by many, and commands of a hundred events by one."""
    with stores() as found:
        yield eight_writers(found)
        yield many_writers(found)
        yield hundred_events(found)


def eight_writers(found: Stores) -> dict[str, object]:
    """One command as a use case records it, with its row and a guard; the library's default has neither."""
    with ThreadPoolExecutor(WRITERS) as writers:

        def all_write(command: Callable[[Stores], None]) -> int:
            return len(list(writers.map(lambda _: command(found), range(COMMANDS))))

        speeds = rates({"ours": lambda: all_write(_command), "library": lambda: all_write(_librarys_command)}, ROUNDS)
    ratio = speeds["ours"] / speeds["library"]
    name = "one command, 8 writers, durable, with command row and guard"
    return figure(name, ratio, ">= 3 x library default", met=ratio >= 3, **_per_second(speeds))


def many_writers(found: Stores) -> dict[str, object]:
    """As many as share commits, beside eight clients that each insert a row and wait for the disk."""
    with ExitStack() as stack:
        writers = stack.enter_context(ThreadPoolExecutor(MANY))
        clients = stack.enter_context(ThreadPoolExecutor(WRITERS))
        (row,) = zip(*_rows(found, 1), strict=True)
        conninfo = found.bare.info.dsn
        waiting = SimpleQueue[psycopg.Connection[Any]]()
        for _ in range(WRITERS):
            password = found.bare.info.password
            waiting.put(stack.enter_context(psycopg.connect(conninfo, password=password, autocommit=True)))

        def bare(_: int) -> None:
            connection = waiting.get()
            sql = "INSERT INTO bare_events (stream, version, topic, state) VALUES (%b, %b, %b, %b)"
            connection.execute(sql, [uuid4(), *row[1:]], prepare=True)
            waiting.put(connection)

        speeds = rates(
            {
                "ours": lambda: len(list(writers.map(lambda _: _command(found), range(4 * COMMANDS)))),
                "insert": lambda: len(list(clients.map(bare, range(4 * COMMANDS)))),
            },
            ROUNDS,
        )
    ratio = speeds["ours"] / speeds["insert"]
    name = f"one command, {MANY} writers who share commits"
    return figure(name, ratio, ">= 0.5 x plain INSERT by 8 clients", met=ratio >= 0.5, **_per_second(speeds))


def hundred_events(found: Stores) -> dict[str, object]:
    """Ours encodes the events, commits to their bytes and stores them; the rows of the bare INSERT are made beforehand."""
    events = [unit(number) for number in range(EVENTS)]
    bare_rows = iter([_rows(found, EVENTS) for _ in range(TURNS * ROUNDS)])
    speeds = rates(
        {"ours": lambda: _hundreds(found, events), "unnest": lambda: _bare_hundreds(found, bare_rows)}, ROUNDS
    )
    ratio = speeds["ours"] / speeds["unnest"]
    return figure("100 events in one command", ratio, ">= 0.5 x raw unnest", met=ratio >= 0.5, **_per_second(speeds))


def _command(found: Stores) -> None:
    key = uuid4()
    row = CommandRow(str(CLERK), str(key), body_hash(key.bytes), b'{"stream":"..."}')
    found.ledger.append(
        [Append(uuid4(), 0, [unit(1)])], envelope=envelope(key), command=row, guards=[Guard(uuid4(), 0)]
    )


def _librarys_command(found: Stores) -> None:
    found.library.save(Units(CLERK, uuid4()))


def _hundreds(found: Stores, events: Sequence[Event]) -> int:
    for _ in range(TURNS):
        found.ledger.append([Append(uuid4(), 0, events)], envelope=envelope(uuid4()), command=None)
    return TURNS * EVENTS


def _bare_hundreds(found: Stores, rows: Iterator[tuple[list[Any], ...]]) -> int:
    sql = (
        "INSERT INTO bare_events (stream, version, topic, state)"
        " SELECT * FROM unnest(%b::uuid[], %b::bigint[], %b::text[], %b::bytea[])"
    )
    for _ in range(TURNS):
        found.bare.execute(sql, next(rows), prepare=True)
    return TURNS * EVENTS


def _rows(found: Stores, many: int) -> tuple[list[Any], ...]:
    stream: UUID = uuid4()
    recorded = [Recorded(stream, number + 1, envelope(CLERK), unit(number)) for number in range(many)]
    stored = [found.ledger.mapper.to_stored_event(each) for each in recorded]
    versions = [Int8(each.originator_version) for each in stored]
    return [stream] * many, versions, [each.topic for each in stored], [each.state for each in stored]


def _per_second(speeds: dict[str, float]) -> dict[str, float]:
    return {f"{name}_per_second": round(speed) for name, speed in speeds.items()}
