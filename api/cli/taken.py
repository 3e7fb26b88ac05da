"""What is said on the command line of a table that was taken in, or was not?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from api.intake.handed import Handed, Placed
from api.intake.taken import Outcome, Taken
from api.workbooks.table import Table

MOST_LINES: Final = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What became of a table; `marked` is the clerk's own file with its faults, "" where it was not written."""

    handed: Handed
    table: Table
    taken: Taken
    faults: Sequence[Placed]
    rehearsed: bool
    marked: str

    def said(self) -> Iterator[str]:
        """The lines for a terminal."""
        yield self._title()
        yield from (f"注意：{notice}" for notice in self._notices())
        yield from (f"× {fault.detail}" for _, _, fault in self.faults[:MOST_LINES])
        if len(self.faults) > MOST_LINES:
            yield f"× 另有{len(self.faults) - MOST_LINES}处，都标在文件里。"
        if self.rehearsed or self.taken.position:
            yield from (f"第{each.number}行  {each.says}" for each in self._fresh()[:MOST_LINES])
        if self.faults and not self.taken.position and not self.rehearsed:
            yield "一行也没有登记。改好以后再交，或者写--skip-faulty只登记没有毛病的行。"
        if self.marked:
            yield f"标注好的文件：{self.marked}"

    def content(self) -> dict[str, Any]:
        """The same for a program."""
        known = [each for each in self.taken.outcomes if each.says and not each.fresh]
        return {
            "sheet": self.table.sheet,
            "rehearsed": self.rehearsed,
            "position": self.taken.position,
            "fresh": [{"row": each.number, "says": each.says} for each in self._fresh()],
            "known": [{"row": each.number, "says": each.says} for each in known],
            "faults": [
                {"row": row, "column": column, "code": fault.code, "detail": fault.detail}
                for row, column, fault in self.faults
            ],
            "notices": self._notices(),
            "marked": self.marked or None,
        }

    def _title(self) -> str:
        taken = self.taken
        known = len(taken.outcomes) - taken.fresh - taken.faulty
        done = "会登记" if self.rehearsed else "可以登记" if self.faults and not taken.position else "已登记"
        parts = [f"{done}{taken.fresh}件"]
        parts += [f"{taken.faulty}件有毛病"] if taken.faulty else []
        parts += [f"{known}件以前登记过"] if known else []
        return f"{self.handed.kind.layout.title}（工作表“{self.table.sheet}”）：{'，'.join(parts)}。"

    def _fresh(self) -> list[Outcome]:
        return [each for each in self.taken.outcomes if each.fresh]

    def _notices(self) -> list[str]:
        return [*(each.text for each in self.table.notices), *self.taken.notices]
