"""What does one thing in a table say, in the one line or the several lines that are merged for it?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from api.workbooks.columns import DaySaid, Value
from domain.money import Amount

_SUB_ITEM: Final = re.compile(r"/sub_items/([0-9]{1,4})")
_TARGET: Final = re.compile(r"/targets/([0-9]{1,4})")


class Line(Protocol):
    """A line of a table as it was read."""

    @property
    def number(self) -> int:
        """The number of the row as Excel shows it."""

    @property
    def values(self) -> Mapping[str, Value]:
        """What stands in its columns, by their names; empty cells are not among them."""

    @property
    def stated(self) -> Mapping[str, Value]:
        """What stands in recomputed columns, to be compared and never recorded."""

    @property
    def continues(self) -> bool:
        """Whether it belongs to the line above it, with which its 项目名称 is merged."""


@dataclass(frozen=True, slots=True)
class Item:
    """The lines of one thing; whatever is said once for all of them stands in the first that says it."""

    lines: tuple[Line, ...]

    def text(self, name: str) -> str:
        """A text, a code or a decimal; "" where there is none."""
        found = self.value(name)
        return found if isinstance(found, str) else ""

    def whole(self, name: str) -> int | None:
        """A whole number."""
        found = self.value(name)
        return found if isinstance(found, int) else None

    def amount(self, name: str) -> Amount | None:
        """An amount of money."""
        found = self.value(name)
        return found if isinstance(found, Amount) else None

    def day(self, name: str) -> DaySaid | None:
        """A day as it was written."""
        found = self.value(name)
        return found if isinstance(found, DaySaid) else None

    def words(self, name: str) -> tuple[str, ...]:
        """Several words in one cell."""
        found = self.value(name)
        return found if isinstance(found, tuple) else ()

    def parts(self) -> list[list[Item]]:
        """The lines of the whole, then those of each sub-item, which begins in the line that names it."""
        found: list[list[Item]] = [[]]
        for line in self.each():
            if line.text("sub_item"):
                found.append([])
            found[-1].append(line)
        return found

    def row_of(self, pointer: str) -> int:
        """The row in which a fault stands whose place in the command is `pointer`, such as /brief/sub_items/0/targets/1/planned."""
        whole, *parts = self.parts()
        lines = whole or [self]
        if (found := _SUB_ITEM.search(pointer)) is not None and int(found[1]) < len(parts):
            lines = parts[int(found[1])]
        if (found := _TARGET.search(pointer)) is not None:
            aims = [line for line in lines if line.value("target") or line.value("target_done")]
            lines = aims[int(found[1]) :] or lines
        return lines[0].lines[0].number

    def stated(self, name: str) -> Value | None:
        """What the first line that says anything says in a recomputed column."""
        return next((line.stated[name] for line in self.lines if name in line.stated), None)

    def value(self, name: str) -> Value | None:
        """What the first line that says anything says."""
        return next((line.values[name] for line in self.lines if name in line.values), None)

    def each(self) -> Iterator[Item]:
        """Its lines one by one, each with what it says itself."""
        return (Item((line,)) for line in self.lines)


def items(lines: Sequence[Line]) -> list[Item]:
    """The lines of a table as the things that they say."""
    found: list[list[Line]] = []
    for line in lines:
        if line.continues and found:
            found[-1].append(line)
        else:
            found.append([line])
    return [Item(tuple(each)) for each in found]
