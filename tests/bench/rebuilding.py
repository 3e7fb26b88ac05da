"""How fast are all read models made from the log, rebuilt or live, beside the library's own runner, and in how much memory?"""

from __future__ import annotations

import gc
import json
import sys
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter, process_time

from domain.events import Recorded
from domain.storage import Ledger, migrate
from projections import bookmarks, tables
from projections.model import ReadModel
from projections.models import MODELS
from projections.rebuild import rebuild, rebuild_apart
from projections.runner import Runner
from projections.waiting import Waiting
from tests.bench.figures import Run, figure, rates
from tests.bench.library_runner import followed
from tests.postgres_fixture import temporary_server
from tests.seeds.history import acts, recorded

EVENTS = 100_000
SEED = 2025
LOADED_AT_ONCE = 1000
# The library's runner gets as many events as it can do in some seconds.
ROUNDS = 5
SAMPLE = 500
BULK_PER_S = 25_000
LIVE_PER_S = 10_000
TIMES = 40
MEMORY_MB = 300
ROLE = "minsheng_service"


@dataclass(frozen=True)
class Seeded:
    """A ledger that holds a generated history."""

    owner: str
    ledger: Ledger
    events: int


def bench(events: int = EVENTS) -> Iterator[dict[str, object]]:
    """Events a second into all read models, versioned rows included; the goals are those for ten times as many events."""
    with seeded(events) as found:
        _rebuilt(found)
        peers = iter([_prepared(found, turn) for turn in range(ROUNDS)])
        speeds = rates(
            {"rebuild": partial(_rebuilt, found), "live": partial(_live, found), "library": partial(_next, peers)},
            ROUNDS,
        )
        yield from _figures(speeds, events)
        spent = apart(found.owner)
    share = spent["megabytes"] / MEMORY_MB
    name = f"memory of a rebuild over {events} events, high-water mark"
    yield figure(name, share, f"<= {MEMORY_MB} MB", met=share <= 1, **spent)


def _next(runs: Iterator[Run]) -> int:
    """The next of runs that were made ready beforehand, each good for once."""
    return next(runs)()


def _figures(speeds: dict[str, float], events: int) -> Iterator[dict[str, object]]:
    name = f"all {len(MODELS)} read models over {events} events"
    per_second = {f"{way}_per_second": round(speed) for way, speed in speeds.items()}
    ratio = speeds["rebuild"] / speeds["library"]
    yield figure(f"{name}, rebuilt", ratio, f">= {TIMES} x library runner", met=ratio >= TIMES, **per_second)
    for way, least in (("rebuild", BULK_PER_S), ("live", LIVE_PER_S)):
        share = speeds[way] / least
        yield figure(
            f"{name}, events/s, {way}", share, f">= {least} events/s", met=share >= 1, per_second=round(speeds[way])
        )


@contextmanager
def seeded(events: int) -> Iterator[Seeded]:
    """A durable server with a ledger of so many generated events."""
    with temporary_server(durable=True) as server:
        owner = server.owner_conninfo
        migrate(owner)
        with Ledger.at(owner, role=ROLE) as ledger:
            _load(ledger, events)
            gc.collect()  # What the generator had in hand would be walked over in all that is measured.
            yield Seeded(owner, ledger, events)


def _load(ledger: Ledger, events: int) -> None:
    log = islice(recorded(acts(SEED)), events)
    while some := list(islice(log, LOADED_AT_ONCE)):
        ledger.recorder.insert_events([ledger.mapper.to_stored_event(one) for one in some])


def _rebuilt(found: Seeded) -> int:
    return rebuild_apart(found.ledger.open_connection, MODELS, found.ledger.read_log)


def _live(found: Seeded) -> int:
    """From empty tables to the end of the log by the runner that follows it."""
    models = [replace(model, name=f"live_{model.name}") for model in MODELS]
    _empty(found, models)
    waiting = Waiting()
    runner = Runner(models, found.ledger.open_connection, found.ledger.read_log, reached=waiting.reached)
    thread = threading.Thread(target=runner.run)
    thread.start()
    assert waiting.wait_for(found.events, 600, [model.name for model in models])
    runner.stop()
    thread.join()
    return found.events


def _prepared(found: Seeded, turn: int) -> Run:
    """The same folds one event at a time, as the library's runner does it: from the middle of a third of the log on."""
    after = found.events * (2 * turn + 1) // (2 * ROUNDS)
    models = [replace(model, name=f"peer_{turn}_{model.name}") for model in MODELS]
    _empty(found, models)
    with found.ledger.open_connection() as conn:
        conn.autocommit = True
        for model, ours in zip(models, MODELS, strict=True):
            conn.execute(
                f"INSERT INTO reading.{model.name} SELECT * FROM reading.{ours.name} WHERE since <= {after}".encode()
            )
            conn.execute(f"ANALYZE reading.{model.name}".encode())
    return lambda: followed(found.owner, models, after, SAMPLE)


def _empty(found: Seeded, models: Sequence[ReadModel]) -> None:
    with found.ledger.open_connection() as conn:
        conn.autocommit = True
        assert tables.take_lead(conn)
        bookmarks.create_bookmarks(conn)
        rebuild(conn, found.ledger.open_connection, models, _nothing)


def _nothing(_after: int, _limit: int) -> Sequence[Recorded]:
    return ()


def apart(owner: str) -> dict[str, float]:
    """What a rebuild of the ledger in this database takes in a process of its own."""
    with ProcessPoolExecutor(1, get_context("spawn")) as alone:
        return alone.submit(_alone, owner).result()


def _alone(owner: str) -> dict[str, float]:
    """What a rebuild takes in a process of its own: seconds of the clock, of the processor, and megabytes."""
    with Ledger.at(owner, role=ROLE) as ledger:
        began, cpu = perf_counter(), process_time()
        rebuild_apart(ledger.open_connection, MODELS, ledger.read_log)
        seconds, cpu_seconds = perf_counter() - began, process_time() - cpu
    return {"megabytes": _high_water_mb(), "seconds": seconds, "cpu_seconds": cpu_seconds}


def _high_water_mb() -> float:
    """The most memory that this program held; `getrusage` would count the one that started it."""
    (line,) = (line for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines() if "VmHWM" in line)
    return int(line.split()[1]) / 1024


def main() -> int:
    """Print the figures for as many events as the first argument says."""
    for line in bench(int(sys.argv[1]) if len(sys.argv) > 1 else EVENTS):
        print(json.dumps(line, ensure_ascii=False), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
