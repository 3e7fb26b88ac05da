"""What is lost when faults are let loose for as long as anybody likes, one JSON line each?

    python -m tests.faults [--kills N] [--connections N] [--failovers N] [--seed N]

The exit code is 1 if anything was lost, doubled or false.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from typing import Final

from tests.faults import clock, disk, failover, killing, network, poison
from tests.faults.found import Found

GOALS: Final = {"kills": 1000, "connections": 10_000, "failovers": 50}
"""The long form; `seed` chooses the moments."""


def main() -> int:
    """Let them loose, and print what was found."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults")
    for name, goal in {**GOALS, "seed": 1}.items():
        parser.add_argument(f"--{name}", type=int, default=goal)
    asked = parser.parse_args()
    wrong = 0
    for let_loose in faults(asked.kills, asked.connections, asked.failovers, asked.seed):
        found = let_loose()
        print(json.dumps(found.line(), ensure_ascii=False), flush=True)
        wrong += len(found.wrong)
    return int(wrong > 0)


def faults(kills: int, connections: int, failovers: int, seed: int) -> Iterator[Callable[[], Found]]:
    """Each fault, as often as is asked for: half the kills on a log that grows fast, half of an office over HTTP."""
    yield lambda: killing.killed(kills // 2, seed)
    yield lambda: killing.served(kills - kills // 2, seed)
    yield lambda: network.disturbed(connections, seed)
    yield lambda: network.duplicated(max(1, connections // network.AT_ONCE // 5), seed)
    yield lambda: failover.failed_over(failovers, seed)
    yield lambda: failover.failed_over_behind(seed)
    for place in disk.PLACES:
        yield lambda place=place: disk.filled(place, seed)  # type: ignore[misc] # bound now, called at once
    yield lambda: clock.turned(seed)
    yield lambda: poison.poisoned(seed)


if __name__ == "__main__":
    sys.exit(main())
