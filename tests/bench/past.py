"""Is the past read as fast as the present, as fast in a long history as in a short one, and is a long one rebuilt as fast?"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial

from api.days import Days
from api.past import Past
from api.yearly import Asked, year_ledger
from projections.models import MODELS, PROJECTS, PROPOSALS
from projections.reading import Reading
from projections.waiting import Waiting
from tests.bench.figures import figure, rates
from tests.bench.rebuilding import Seeded, apart, seeded

SIZES = (10_000, 100_000, 1_000_000)
TURNS = 20
ROUNDS = 7
WORST = 1.5
STEADY = 0.9


def bench(sizes: tuple[int, ...] = SIZES) -> Iterator[dict[str, object]]:
    """A page of proposals and the ledger of a year, now and as of the middle of the log, and a rebuild, in logs of different lengths."""
    least: dict[str, float] = {}
    before: tuple[int, float] | None = None
    for events in sizes:
        with seeded(events) as found:
            spent = apart(found.owner)
            rate = events / spent["seconds"]
            if before is not None:
                name, ratio = f"rate of a rebuild at {events} events / at {before[0]}", rate / before[1]
                yield figure(name, ratio, f">= {STEADY}", met=ratio >= STEADY, per_second=round(rate), **spent)
            before = events, rate
            for line in _of(found):
                milliseconds, name = float(str(line["past_ms"])), str(line["figure"])
                growth = milliseconds / least.setdefault(name, milliseconds)
                yield {**line, "figure": f"{name}, {events} events", "times_as_of_the_shortest": round(growth, 2)}


def _of(found: Seeded) -> Iterator[dict[str, object]]:
    reading, middle = Reading(found.ledger.connection), found.events // 2
    # A congress of which everything that a page shows was recorded by then: the work is the same, only the time is not.
    page = reading.rows(PROPOSALS, as_of=middle, limit=50)
    code, now = page[0].congress, datetime(2100, 1, 1, tzinfo=UTC)
    past = _past(found, reading, now)
    at = past.find(f"position:{middle}")
    day = str(at.day)
    year = at.day.year

    def ledger(as_of: str) -> int:
        for _ in range(TURNS):
            asked = past.find(as_of)
            days = Days(
                reading=reading,
                history=found.ledger.history,
                congress=code,
                day=asked.day,
                today=asked.day,
                as_of=asked.position,
            )
            year_ledger(Asked(days.rows(PROJECTS), days.day), year)
        return TURNS

    def proposals(as_of: int | None) -> int:
        for _ in range(TURNS):
            reading.rows(PROPOSALS, congress=code, as_of=as_of, limit=50)
        return TURNS

    yield _compared("a page of 50 proposals", partial(proposals, middle), partial(proposals, None))
    yield _compared("the ledger of a year by a day", partial(ledger, day), partial(ledger, ""))


def _past(found: Seeded, reading: Reading, now: datetime) -> Past:
    waiting = Waiting()
    waiting.reached({model.name: found.events for model in MODELS})
    return Past(ledger=found.ledger, reading=reading, waiting=waiting, now=now, inside=True, patience_s=1)


def _compared(name: str, past: partial[int], now: partial[int]) -> dict[str, object]:
    past(), now()
    speeds = rates({"past": past, "now": now}, ROUNDS)
    ratio = speeds["now"] / speeds["past"]
    milliseconds = {f"{way}_ms": 1000 / speed for way, speed in speeds.items()}
    return figure(f"read as of the past / now: {name}", ratio, f"<= {WORST}", met=ratio <= WORST, **milliseconds)


def main() -> int:
    """Print the figures for logs of as many events as the arguments say."""
    for line in bench(tuple(map(int, sys.argv[1:])) or SIZES):
        print(line, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
