"""What is a table before it is a file: title, heads, lines, what is withheld, and from which place of the log it was taken?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from api.workbooks.columns import Kind, Layout
from domain.money import Amount, print_number

Cell = str | int | Decimal | date | Amount | None
"""What stands in a cell: numbers exactly, an `Amount` where it is approximate and stands in the words of its paper, and nothing (never
0) where nothing is known."""

Cells = Mapping[str, Cell]
"""The cells of a line by the names of their columns."""

EXACT_DIGITS: Final = 15
"""A spreadsheet keeps that many digits of a number; what has more is written as text, or it would be another number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """A column: `text` as it is printed, one head below another divided by a stroke (资金来源/中央).

    `down`: what stands there is said once of a block of lines. `bare`: it is printed although nothing stands in it, because that
    nothing is known is worth knowing; other columns go where nothing stands in them.
    """

    name: str
    text: str
    kind: Kind = "text"
    down: bool = True
    bare: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """What is said of one thing: `cells` once, and a line for each of its `parts` (sub-items, targets)."""

    cells: Cells
    parts: tuple[Cells, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One table: its tab, its title, what stands above the heads and what below the lines; `total` is the line 合计."""

    tab: str
    title: str
    heads: tuple[Head, ...]
    blocks: tuple[Block, ...]
    total: Cells | None = None
    above: str = ""
    notes: tuple[str, ...] = ()
    in_wan: bool = False

    @property
    def printed(self) -> tuple[Head, ...]:
        """The heads of the columns in which something stands, or whose emptiness says something."""
        filled = {
            name
            for block in self.blocks
            for cells in (block.cells, *block.parts)
            for name, cell in cells.items()
            if cell is not None
        }
        return tuple(head for head in self.heads if head.bare or head.name in filled)


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """Of which log the table is: the congress, the position up to which the log was read, the day that it stands for, the root there."""

    congress: str
    position: int
    day: date
    root: str
    algorithm: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """The tables that go into one file; at least one."""

    sheets: tuple[Sheet, ...]
    taken: Taken

    @property
    def lines(self) -> int:
        """How many lines they have, without heads and sums."""
        return sum(max(1, len(block.parts)) for sheet in self.sheets for block in sheet.blocks)


def heads_of(layout: Layout, *bare: str, without: frozenset[str] = frozenset()) -> tuple[Head, ...]:
    """The columns of a layout as heads; those that it requires, and those named, are printed even where they are empty."""
    return tuple(
        Head(
            name=column.name,
            text=column.head,
            kind=column.kind,
            down=column.down,
            bare=column.required or column.name in bare,
        )
        for column in layout.columns
        if column.name not in without
    )


def wan(fen: int | None, text: str = "") -> Cell:
    """An amount in 万元: in the words of its paper where they say 约 or 余, else the exact number, None where nothing says it."""
    if fen is None:
        return text or None
    return Amount(fen=fen, approximate=True, text=text) if text else number(print_number(fen))


def number(text: str) -> Decimal | str:
    """An exact decimal as a number, where a spreadsheet can hold it."""
    exact = Decimal(text)
    return exact if len(exact.as_tuple().digits) <= EXACT_DIGITS else text


def share(percent: str | None) -> str | None:
    """A percentage as offices write it, in words: 97.6%."""
    return None if percent is None else f"{percent}%"


def some(text: str) -> str | None:
    """A text, None for an empty one."""
    return text or None


def day(on: str) -> date | None:
    """A day of a row; None where it says none."""
    return date.fromisoformat(on) if on else None


def listed_words(words: Iterable[str]) -> str | None:
    """Words one after the other, as offices part them."""
    return "、".join(word for word in words if word) or None
