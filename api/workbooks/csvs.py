"""What stands in a CSV file, cell by cell: in UTF-8, UTF-16 or GB18030, between commas or tabs?"""

from __future__ import annotations

import csv
import re
from io import StringIO
from typing import Final

from api.workbooks.grid import LONGEST_CELL, MOST_COLUMNS, MOST_ROWS, Book, Cell, Sheet
from api.workbooks.inert import unquoted
from api.workbooks.refusals import WorkbookDamaged
from domain.documents.inside import charset_of

SHEET: Final = "CSV"
"""How messages name the one sheet of a CSV file."""

_AS_TEXT: Final = re.compile(r'="([^"]*)"')


def read_csv(content: bytes) -> Book:
    """The one sheet of a CSV file, which `api.workbooks.gate` found to be text; raises `WorkbookDamaged`."""
    encoding = charset_of(content) or "utf-8"
    text = content.decode("utf-8-sig" if encoding == "utf-8" else encoding).removeprefix("\ufeff")
    sheet = Sheet(name=SHEET)
    lines = csv.reader(StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    rows = 0
    try:
        for row, cells in enumerate(lines, start=1):
            rows += any(cell.strip() for cell in cells)
            if rows > MOST_ROWS:
                sheet.too_large = f"超过{MOST_ROWS}行"
            if sheet.too_large or not _put(sheet, row, cells):
                break
    except csv.Error:
        raise WorkbookDamaged(
            f"CSV第{lines.line_num}行前后的引号不成对，或者一格超过{LONGEST_CELL}个字。请改好，或者另存为.xlsx再导入。",
            row=lines.line_num,
        ) from None
    return Book(family="csv", sheets=(sheet,))


def _delimiter(text: str) -> str:
    """A tab or a comma, whichever the first lines have more of."""
    start = text[:10_000]
    return "\t" if start.count("\t") > start.count(",") else ","


def _put(sheet: Sheet, row: int, cells: list[str]) -> bool:
    for column, text in enumerate(cells[: MOST_COLUMNS + 1], start=1):
        if text.strip() and not sheet.put(row, column, _cell(text)):
            return False
    return True


def _cell(text: str) -> Cell:
    """A cell of a CSV; ="007" is what systems write so that Excel leaves a code alone, any other formula has no result in it."""
    if (found := _AS_TEXT.fullmatch(text)) is not None:
        return Cell("text", found[1])
    if text.startswith("="):
        return Cell("unstored", text)
    return Cell("text", unquoted(text))
