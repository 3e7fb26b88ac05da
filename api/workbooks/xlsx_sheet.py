"""What stands in one sheet of an .xlsx file, as ECMA-376 part 1, 18.3 writes it?"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final
from zipfile import ZipFile

from openpyxl.utils.escape import unescape

from api.workbooks.gate import damaged
from api.workbooks.grid import (
    LONGEST_CELL,
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_ROWS,
    Budget,
    Cell,
    Sheet,
    Sort,
    column_of,
)
from api.workbooks.number_formats import cell_of_iso, cell_of_number
from api.workbooks.parts import Enough, walk
from api.workbooks.refusals import WorkbookTooLarge

_SORTS: Final[dict[str, Sort]] = {
    "s": "text",
    "str": "text",
    "inlineStr": "text",
    "b": "truth",
    "e": "error",
}


@dataclass(slots=True, kw_only=True)
class Around:
    """What all sheets of a file share: texts, number formats, where days begin, and what there may still be."""

    texts: list[str]
    formats: list[str]
    since_1904: bool
    budget: Budget = field(default_factory=Budget)


def read_sheet(archive: ZipFile, name: str, part: str, around: Around) -> Sheet:
    """The sheet `name`, which stands in `part`; no more of it is read than a sheet may have."""
    seen = _SheetPart(name, around)
    walk(archive, part, seen.begin, seen.end, seen.text)
    return seen.sheet


class _SheetPart:
    """One sheet, cell after cell; cells and rows without a place of their own follow the one before them."""

    def __init__(self, name: str, around: Around) -> None:
        self.sheet = Sheet(name=name, budget=around.budget)
        self._around = around
        self._row = self._column = 0
        self._rows: set[int] = set()
        self._attributes: dict[str, str] = {}
        self._value: list[str] = []
        self._letters = 0
        self._formula = self._heard = self._sound = False

    def begin(self, element: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        match element:
            case "c":
                self._begin_cell(attributes)
            case "v" | "t":
                self._heard = not self._sound
            case "f":
                self._formula = True
            case "rPh":
                self._sound = True
            case "row":
                self._begin_row(attributes)
            case "col":
                self._hide_columns(attributes)
            case "mergeCell":
                self._merge(attributes.get("ref", ""))

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        if not self._around.budget.spend():
            raise WorkbookTooLarge(
                f"单元格超过{MOST_CELLS}个（设了格式的空格也算）。请删去用不到的行、列和工作表再导入。", most=MOST_CELLS
            )
        self._attributes = attributes
        self._formula = self._heard = self._sound = False
        place = attributes.get("r", "")
        letters = place.rstrip("0123456789")
        self._column = column_of(letters) if 0 < len(letters) < 4 and letters.isalpha() else self._column + 1  # noqa: PLR2004 - XFD is the last

    def _begin_row(self, attributes: dict[str, str]) -> None:
        place = attributes.get("r", "")
        self._row = int(place) if place.isascii() and place.isdigit() and len(place) < 8 else self._row + 1  # noqa: PLR2004 - 1048576 is the last
        self._column = 0
        if attributes.get("hidden") in ("1", "true"):
            self.sheet.hidden_rows.add(self._row)

    def text(self, text: str) -> None:
        """Some text of an element."""
        if self._heard:
            self._value.append(text)
            self._letters += len(text)
            if self._letters > LONGEST_CELL:
                raise damaged()

    def end(self, element: str) -> None:
        """An element ends."""
        if element in ("v", "t"):
            self._heard = False
        elif element == "rPh":
            self._sound = False
        elif element == "c":
            self._end_cell()

    def _end_cell(self) -> None:
        text = "".join(self._value)
        self._value.clear()
        self._letters = 0
        kind = self._attributes.get("t", "n")
        if not text:
            if self._formula and kind != "str":
                self._put(Cell("unstored", ""))
            return
        style = self._attributes.get("s", "0")
        place = int(style) if style.isascii() and style.isdigit() and len(style) < 7 else 0  # noqa: PLR2004 - there are 65,490 at most
        format_ = self._around.formats[place] if place < len(self._around.formats) else ""
        if kind == "d":
            self._put(cell_of_iso(text, format_))
        elif kind in _SORTS:
            self._put(Cell(_SORTS[kind], self._text_of(kind, text), format_))
        else:
            self._put(cell_of_number(text, format_, since_1904=self._around.since_1904))

    def _text_of(self, kind: str, text: str) -> str:
        if kind != "s":
            return unescape(text) if kind in ("str", "inlineStr") else text
        place = int(text) if text.isascii() and text.isdigit() and len(text) < 10 else len(self._around.texts)  # noqa: PLR2004 - a place in a list
        if place >= len(self._around.texts):
            raise damaged()
        return self._around.texts[place]

    def _put(self, cell: Cell) -> None:
        if cell.sort == "text" and not cell.text.strip():
            return
        self._rows.add(self._row)
        if len(self._rows) > MOST_ROWS:
            self.sheet.too_large = f"超过{MOST_ROWS}行"
        if self.sheet.too_large or not self.sheet.put(self._row, self._column, cell):
            raise Enough

    def _hide_columns(self, attributes: dict[str, str]) -> None:
        hidden = attributes.get("hidden") in ("1", "true") or attributes.get("width") == "0"
        first, last = attributes.get("min", ""), attributes.get("max", "")
        if hidden and first.isdigit() and last.isdigit() and len(first + last) < 12:  # noqa: PLR2004 - 16384 twice
            self.sheet.hidden_columns.update(range(int(first), min(int(last), MOST_COLUMNS) + 1))

    def _merge(self, reference: str) -> None:
        corners = reference.split(":")
        if len(corners) == 2:  # noqa: PLR2004 - from, to
            (top, left), (bottom, right) = _place(corners[0]), _place(corners[1])
            self.sheet.merge(top, bottom, left, right)


def _place(reference: str) -> tuple[int, int]:
    """Row and column of A1; zeros for what is none."""
    letters = reference.rstrip("0123456789")
    digits = reference[len(letters) :]
    fits = 0 < len(letters) < 4 and letters.isascii() and letters.isupper() and 0 < len(digits) < 8  # noqa: PLR2004 - XFD1048576
    return (int(digits), column_of(letters)) if fits else (0, 0)
