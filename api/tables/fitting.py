"""How wide is a column and how high a line, so that nothing is cut off and short things stay on one line?

Widths are in digits of the common font, a Chinese character being two of them; heights are in points. Nobody can ask a spreadsheet for
them beforehand, so they are reckoned here, a little generously.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from api.printed.columns import width
from api.tables.book import Block, Cell, Cells, Head, Sheet
from api.workbooks.columns import Kind
from api.workbooks.inert import seen
from domain.money import Amount

BODY_POINTS: Final = 10.0
LINE_SPACING: Final = 1.4
PADDING_POINTS: Final = 6.0
HIGHEST_POINTS: Final = 409.0
"""No spreadsheet has higher lines; of a text that is longer the end is in the cell, but not seen."""

MARGIN: Final = 2
NARROWEST: Final = 6
WIDEST: Final[dict[Kind, int]] = {"prose": 44, "text": 28, "words": 28}
WIDEST_ELSE: Final = 24
SQUEEZED: Final[dict[Kind, int]] = {"prose": 20, "text": 12, "words": 12, "day": 12}
"""How narrow a column of texts may become, where a table has so many that the page would have to be shrunk beyond reading."""
SHORT: Final = 14
"""What is no wider stands in the middle of its column."""

HEAD_LINES: Final = 2
SHORT_HEAD: Final = 8
"""A head of four characters stays on one line."""
LEAST: Final = 110
"""A narrower table is widened, so that its title stands on one line."""
A4_WIDTH: Final = 170
A3_WIDTH: Final = 270
"""What landscape pages hold in readable letters."""


def shown(cell: Cell, kind: Kind) -> str:
    """The text that is seen of a cell."""
    match cell:
        case None:
            return ""
        case Decimal() if kind == "amount":
            whole, _, decimals = f"{cell:,f}".partition(".")
            return f"{whole}.{decimals.ljust(2, '0')}"
        case date():
            return cell.isoformat()
        case Amount():
            return seen(cell.text)
        case _:
            return seen(str(cell))


def widths(sheet: Sheet, heads: Sequence[Head]) -> list[int]:
    """The width of every column; all together no wider than a page, as far as that goes."""
    sizes = [_width(head, _texts(sheet, head)) for head in heads]
    floors = [min(size, SQUEEZED.get(head.kind, size)) for head, size in zip(heads, sizes, strict=True)]
    while sum(sizes) > A3_WIDTH and sizes != floors:
        widest = max(range(len(sizes)), key=lambda place: sizes[place] - floors[place])
        sizes[widest] -= 1
    if sum(sizes) < LEAST:
        sizes = [math.ceil(size * LEAST / sum(sizes)) for size in sizes]
    return sizes


def is_short(sheet: Sheet, head: Head) -> bool:
    """Whether nothing in the column is long."""
    return all(width(text) <= SHORT for text in _texts(sheet, head))


def _texts(sheet: Sheet, head: Head) -> Iterator[str]:
    for cells in (*_cells(sheet.blocks), sheet.total or {}):
        yield from shown(cells.get(head.name), head.kind).split("\n")


def _cells(blocks: Iterable[Block]) -> Iterator[Cells]:
    for block in blocks:
        yield block.cells
        yield from block.parts


def _width(head: Head, texts: Iterable[str]) -> int:
    """As wide as its longest text up to what its kind may take, and as its head on two lines asks for."""
    longest = max((width(text) for text in texts), default=0)
    leaf = head.text.rpartition("/")[2]
    asked = width(leaf) if width(leaf) <= SHORT_HEAD else 2 * math.ceil(width(leaf) / 2 / HEAD_LINES)
    return max(NARROWEST, asked + MARGIN, min(longest + MARGIN, WIDEST.get(head.kind, WIDEST_ELSE)))


def lines_needed(text: str, columns: int, points: float = BODY_POINTS) -> int:
    """On how many lines a text in letters of so many points stands in a column of this width."""
    room = max((columns - 1) * BODY_POINTS / points, 2)
    return sum(max(1, math.ceil(width(part) / room)) for part in text.split("\n"))


def height(lines: int, points: float = BODY_POINTS) -> float:
    """The height of a line of the sheet with so many lines of text."""
    return min(HIGHEST_POINTS, math.ceil(lines * points * LINE_SPACING) + PADDING_POINTS)


def heights(block: Block, heads: Sequence[Head], sizes: Mapping[str, int]) -> list[float]:
    """The heights of a block's lines: what is said once of all of them has the room of all of them."""
    own = [_needed(part, heads, sizes) for part in block.parts or ({},)]
    asked, given = height(_needed(block.cells, heads, sizes)), [height(lines) for lines in own]
    lacking = max(0.0, asked - sum(given)) / len(given)
    return [min(HIGHEST_POINTS, each + lacking) for each in given]


def _needed(cells: Cells, heads: Sequence[Head], sizes: Mapping[str, int]) -> int:
    return max(
        (
            lines_needed(shown(cells[head.name], head.kind), sizes[head.name])
            for head in heads
            if cells.get(head.name) is not None
        ),
        default=1,
    )


def on_a3(sizes: Iterable[int]) -> bool:
    """Whether the table is too wide for A4."""
    return sum(sizes) > A4_WIDTH
