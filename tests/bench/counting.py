"""How long does it take to count 3,000 papers of 30 candidates from the sealed form, and does it stay linear?"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from functools import partial

from domain.profile import ballot_preset, check_ballot
from tests.bench.figures import figure, rates
from voting.counting import AGAINST, FOR, UNMARKED, Case, Papers, count

CANDIDATES = 30
SEATS = 20
PAPERS = 3_000
MANY = 1_000_000


def bench() -> Iterator[dict[str, object]]:
    """Papers a second against a bare loop over the same papers, and at a million papers against a hundred thousand."""
    small, middle, large = _patterns(PAPERS), _patterns(MANY // 10), _patterns(MANY)
    rules = check_ballot(ballot_preset("county"))
    speeds = rates(
        {
            "ours": lambda: _count(small, rules),
            "loop": lambda: _loop(small),
            "tenth": partial(_count, middle, rules),
            "million": partial(_count, large, rules),
        }
    )
    milliseconds = PAPERS / speeds["ours"] * 1000
    yield figure(
        "count 3,000 papers x 30 candidates, sealed form", speeds["ours"] / speeds["loop"], "<= 10 ms",
        met=milliseconds <= 10, milliseconds=milliseconds, loop_milliseconds=PAPERS / speeds["loop"] * 1000,
    )  # fmt: skip
    linear = speeds["million"] / speeds["tenth"]
    yield figure(
        "count a million papers, papers/s against 100,000", linear, ">= 0.9 (linear)", met=linear >= 0.9,
        seconds=MANY / speeds["million"],
    )  # fmt: skip


def _patterns(papers: int) -> tuple[tuple[str, int], ...]:
    """Papers of a seeded electorate in the sealed form: as many letters as candidates, every paper nearly its own."""
    chance = random.Random(20240118)  # noqa: S311 - an example, no secret
    found: Counter[str] = Counter()
    for _ in range(papers):
        marks = [FOR] * SEATS + [AGAINST] * 4 + [UNMARKED] * (CANDIDATES - SEATS - 4)
        chance.shuffle(marks)
        found["".join(marks)] += 1
    return tuple(sorted(found.items()))


def _count(patterns: tuple[tuple[str, int], ...], rules: object) -> int:
    names = tuple(str(number) for number in range(CANDIDATES))
    papers = sum(times for _, times in patterns)
    case = Case(
        candidates=names, seats=SEATS, votes=Papers(patterns=patterns),
        due=papers, present=papers, issued=papers, collected=papers,
    )  # fmt: skip
    assert count(case, rules).papers.valid == papers  # type: ignore[arg-type] # a Ballot, which fits structurally
    return papers


def _loop(patterns: tuple[tuple[str, int], ...]) -> int:
    """What one would write at first: every letter of every paper looked at."""
    sums = [[0, 0, 0] for _ in range(CANDIDATES)]
    papers = 0
    for marks, times in patterns:
        papers += times
        for place, letter in enumerate(marks):
            sums[place][0 if letter == FOR else 1 if letter == AGAINST else 2] += times
    return papers
