"""What stands in a file of cells, whichever program wrote it: sheets, and in each its cells by row and column?

Rows and columns count from 1, as they do on the screen. Only cells with something in them are kept, so a sheet costs what stands in
it and not what it spans.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, Literal, NamedTuple

Sort = Literal["text", "number", "truth", "day", "error", "unstored"]
Family = Literal["xlsx", "xls", "ods", "csv"]

MOST_ROWS: Final = 5_000
"""Rows of one sheet that have something in them; the longest lists of a city's offices are a tenth of it."""
MOST_COLUMNS: Final = 256
MOST_CELLS: Final = 300_000
"""Cells of one file, empty ones with a format of their own among them."""
MOST_LETTERS: Final = 8_000_000
MOST_SHEETS: Final = 100
_MOST_MERGES: Final = 20_000
_LAST_ROW: Final = 2**20
_LAST_COLUMN: Final = 2**14
LONGEST_CELL: Final = 32_767
"""What Excel itself can hold in a cell."""


class Cell(NamedTuple):
    """One cell: `text` is the text, the stored number with all its digits, the day as 2025-12-31, or the error value.

    `format` is the cell's own number format, where it may say more than the number: %, a unit, leading zeros, a day without its year.
    """

    sort: Sort
    text: str
    format: str = ""


class Merge(NamedTuple):
    """One cell over several: first and last row, first and last column."""

    top: int
    bottom: int
    left: int
    right: int

    @property
    def size(self) -> int:
        """How many cells it covers."""
        return (self.bottom - self.top + 1) * (self.right - self.left + 1)


@dataclass(slots=True)
class Budget:
    """How many cells, and letters in them, a file may still have: the same long text may stand in every cell and cost nothing there."""

    cells: int = MOST_CELLS
    letters: int = MOST_LETTERS

    def spend(self, letters: int = 0) -> bool:
        """One cell more; False where there are too many."""
        self.cells -= 1
        self.letters -= letters
        return self.cells >= 0 and self.letters >= 0


@dataclass(slots=True, kw_only=True)
class Sheet:
    """One sheet; `too_large` says in which way it is, and then not all of it was read."""

    name: str
    hidden: bool = False
    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)
    merges: list[Merge] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    too_large: str = ""
    budget: Budget = field(default_factory=Budget)

    def put(self, row: int, column: int, cell: Cell) -> bool:
        """Keep a cell; False where the sheet has become too large, and nothing more of it is to be read."""
        if column > MOST_COLUMNS:
            self.too_large = f"有{MOST_COLUMNS}列以后的内容"
        elif len(cell.text) > LONGEST_CELL:
            self.too_large = f"第{row}行有一格超过{LONGEST_CELL}个字"
        elif not self.budget.spend(len(cell.text)):
            self.too_large = f"超过{MOST_CELLS}个单元格或者{MOST_LETTERS}个字"
        else:
            self.cells[row, column] = cell
        return not self.too_large

    def merge(self, top: int, bottom: int, left: int, right: int) -> None:
        """Keep a merge; one that is none, and those beyond all number, are left out."""
        if 0 < top <= bottom <= _LAST_ROW and 0 < left <= right <= _LAST_COLUMN and len(self.merges) < _MOST_MERGES:
            self.merges.append(Merge(top, bottom, left, right))


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """A file of cells: what kind it is, and its sheets in the order of their tabs."""

    family: Family
    sheets: tuple[Sheet, ...]


def letter_of(column: int) -> str:
    """The letters over a column: 1 is A, 28 is AB."""
    letters = ""
    while column:
        column, place = divmod(column - 1, 26)
        letters = chr(ord("A") + place) + letters
    return letters


def column_of(letters: str) -> int:
    """The number of the column under these letters, which are A to Z."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
