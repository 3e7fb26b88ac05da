"""How is one figure measured and printed, so that two machines can be compared by its ratio?"""

from __future__ import annotations

import statistics
from collections.abc import Callable, Mapping
from time import perf_counter

Run = Callable[[], int]
"""Does some work and answers how many things it did."""

ROUNDS = 5


def rates(runs: Mapping[str, Run], rounds: int = ROUNDS) -> dict[str, float]:
    """Things per second, by name: the median of `rounds` runs, one of each in turn so that all share the machine's moods."""
    found: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(rounds):
        for name, run in runs.items():
            began = perf_counter()
            done = run()
            found[name].append(done / (perf_counter() - began))
    return {name: statistics.median(speeds) for name, speeds in found.items()}


def figure(name: str, ratio: float, goal: str, *, met: bool, **details: float | str) -> dict[str, object]:
    """One line of the bench: `ratio` as the goal in DESIGN §11 asks for it, and what it was made from."""
    rounded = {key: round(value, 3) if isinstance(value, float) else value for key, value in details.items()}
    return {"figure": name, "ratio": round(ratio, 3), "goal": goal, "met": met, **rounded}
