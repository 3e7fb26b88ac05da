"""From which events is each number of a year report taken?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from api.paper.words.pieces import Table
from projections.ledger.figures import Behind


@dataclass(slots=True)
class Sources:
    """Counts what is cited: 〔1〕, 〔2〕, …, each with what it says, the positions in the log and the days.

    `told` is false for a reader outside, who is given the days alone: how far the log has come is nobody's business there.
    """

    told: bool
    found: list[tuple[str, tuple[int, ...], tuple[str, ...]]] = field(default_factory=list)

    def cite(self, what: str, behind: Iterable[tuple[int | None, str]]) -> str:
        """The mark of a number's source: `behind` are the positions and days of its events."""
        events = sorted({(position or 0, on) for position, on in behind})
        positions = tuple(dict.fromkeys(position for position, _ in events if position))
        days = tuple(sorted({on for _, on in events if on}))
        self.found.append((what, positions, days))
        return f"〔{len(self.found)}〕"

    def events(self, what: str, behind: Iterable[Behind]) -> str:
        """The same of what the read models keep behind a figure."""
        return self.cite(what, ((event.position, event.on) for event in behind))

    def table(self) -> Table:
        """Every source, in the order in which it was cited."""
        heads = ("来源", "数字", "台账位置", "发生日期") if self.told else ("来源", "数字", "发生日期")
        rows = tuple(self._row(number, *entry) for number, entry in enumerate(self.found, 1))
        return Table(heads=heads, rows=rows, widths=(3, 11, 8, 8) if self.told else (3, 12, 10))

    def _row(self, number: int, what: str, positions: tuple[int, ...], days: tuple[str, ...]) -> tuple[str, ...]:
        span = "" if not days else days[0] if len(days) == 1 else f"{days[0]}至{days[-1]}"
        said = (f"〔{number}〕", what, "、".join(ranges(positions)) or "—", span or "—")
        return said if self.told else (*said[:2], said[3])


def ranges(positions: Iterable[int]) -> Iterator[str]:
    """12, 15至18: positions that follow one another as one."""
    ordered = sorted(set(positions))
    if not ordered:
        return
    start = ordered[0]
    for here, following in pairwise([*ordered, ordered[-1] + 2]):
        if following != here + 1:
            yield str(start) if start == here else f"{start}至{here}"
            start = following
