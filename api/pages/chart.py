"""Where do the points of a small chart lie, so that a page draws it without a script?

A chart never stands alone: its figures are in the table beside it. Lines are told apart by their marks and by words at their ends,
not by colour alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from domain.money import print_number

WIDTH, HEIGHT = 560, 270
LEFT, RIGHT, TOP, BOTTOM = 74, 78, 16, 34
STEPS: Final = 4
LABELS: Final = 7
"""At most so many words below the chart."""
APART: Final = 15
"""So far apart, at least, stand the words at the ends of lines."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of a chart: its name, its points, and where its name stands."""

    name: str
    kind: str
    points: tuple[tuple[float, float], ...]
    label: tuple[float, float]

    @property
    def path(self) -> str:
        """The points as SVG wants them."""
        return " ".join(f"{x},{y}" for x, y in self.points)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """Lines over months; heights are printed in 万元."""

    lines: tuple[Line, ...]
    heights: tuple[tuple[float, str], ...]
    months: tuple[tuple[float, str], ...]
    plan: float | None
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """What one line shows: an amount in fen a month, None where nothing says it."""

    name: str
    kind: str
    amounts: Sequence[int | None]


def over_months(months: Sequence[str], series: Sequence[Series], plan: int | None) -> Chart | None:
    """The chart of amounts over months beside a plan; None where fewer than two months say anything."""
    known = [fen for each in series for fen in each.amounts if fen is not None]
    if len(months) < 2 or not known:  # noqa: PLR2004 - a line has two ends
        return None
    top = _round_up(max(*known, plan or 0, 1))
    across, down = WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM

    def x(place: int) -> float:
        return round(LEFT + across * place / (len(months) - 1), 1)

    def y(fen: int) -> float:
        return round(TOP + down * (1 - fen / top), 1)

    lines = [
        (each, tuple((x(place), y(fen)) for place, fen in enumerate(each.amounts) if fen is not None))
        for each in series
    ]
    drawn = [(each, points) for each, points in lines if points]
    ends = _spread([points[-1][1] for _, points in drawn])
    every = -(-len(months) // LABELS)
    return Chart(
        lines=tuple(
            Line(name=each.name, kind=each.kind, points=points, label=(points[-1][0] + 8, end))
            for (each, points), end in zip(drawn, ends, strict=True)
        ),
        heights=tuple((y(top * step // STEPS), print_number(top * step // STEPS)) for step in range(STEPS + 1)),
        months=tuple((x(place), month) for place, month in enumerate(months) if place % every == 0),
        plan=None if plan is None else y(plan),
    )


def _round_up(fen: int) -> int:
    """The next amount that divides into four round steps."""
    unit = 1
    while unit * 40 < fen:
        unit *= 10
    return -(-fen // (unit * 4)) * unit * 4


def _spread(ends: Sequence[float]) -> list[float]:
    """The heights of words, far enough apart to be read, in the order given."""
    order = sorted(range(len(ends)), key=lambda place: ends[place])
    found, last = dict[int, float](), float("-inf")
    for place in order:
        last = max(ends[place], last + APART)
        found[place] = last
    return [found[place] for place in range(len(ends))]
