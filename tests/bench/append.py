"""How many commands and events a second are recorded durably, beside the library's default and a bare INSERT?"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import UUID, uuid4

from psycopg.types.numeric import Int8

from domain.events import Event, Recorded
from domain.storage import Append, CommandRow, Guard, body_hash
from tests.bench.figures import figure, rates
from tests.bench.stores import CLERK, Stores, Units, envelope, stores, unit

WRITERS = 8
COMMANDS = 480
EVENTS = 100
TURNS = 10
ROUNDS = 7


def bench() -> Iterator[dict[str, object]]:
    """Commands of one event by eight writers, and commands of a hundred events by one."""
    with stores() as found:
        yield eight_writers(found)
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


def hundred_events(found: Stores) -> dict[str, object]:
    """Ours encodes the events, commits to their bytes and stores them; the rows of the bare INSERT are made beforehand."""
    events = [unit(number) for number in range(EVENTS)]
    bare_rows = iter([_rows(found) for _ in range(TURNS * ROUNDS)])
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


def _rows(found: Stores) -> tuple[list[Any], ...]:
    stream: UUID = uuid4()
    recorded = [Recorded(stream, number + 1, envelope(CLERK), unit(number)) for number in range(EVENTS)]
    stored = [found.ledger.mapper.to_stored_event(each) for each in recorded]
    versions = [Int8(each.originator_version) for each in stored]
    return [stream] * EVENTS, versions, [each.topic for each in stored], [each.state for each in stored]


def _per_second(speeds: dict[str, float]) -> dict[str, float]:
    return {f"{name}_per_second": round(speed) for name, speed in speeds.items()}
