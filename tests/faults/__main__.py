"""What is lost when faults are let loose for as long as anybody likes, one JSON line each?

    python -m tests.faults [--kills N] [--connections N] [--failovers N] [--seed N]

The last line is for people; the exit code is 1 if anything was lost, doubled or false.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator

from tests.faults import killing
from tests.faults.found import Found

GOALS = {"kills": 1000, "connections": 10_000, "failovers": 50}


def main() -> int:
    """Let them loose, and print what was found."""
    asked = argparse.ArgumentParser(prog="python -m tests.faults")
    for name, goal in {**GOALS, "seed": 1}.items():
        asked.add_argument(f"--{name}", type=int, default=goal)
    given = asked.parse_args()
    wrong = 0
    for fault in faults(given.kills, given.seed):
        found = fault()
        print(json.dumps(found.line(), ensure_ascii=False), flush=True)
        wrong += len(found.wrong)
    return int(wrong > 0)


def faults(kills: int, seed: int) -> Iterator[Callable[[], Found]]:
    """Each fault, as often as is asked for."""
    yield lambda: killing.killed(kills // 2, seed)
    yield lambda: killing.served(kills - kills // 2, seed)


if __name__ == "__main__":
    sys.exit(main())
