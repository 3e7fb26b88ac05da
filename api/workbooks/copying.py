"""How do the cells of a file that is no .xlsx become an .xlsx with the same cells?"""

from __future__ import annotations

import re
from datetime import datetime
from typing import Final

from openpyxl import Workbook
from openpyxl.cell.cell import Cell as XlsxCell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from api.workbooks.grid import Book, Cell, Sheet
from api.workbooks.inert import put_text

_DAY: Final = "yyyy-mm-dd"
_MOMENT: Final = "yyyy-mm-dd hh:mm"
_NO_TITLE: Final = re.compile(r"[\\*?:/\[\]\x00-\x1f]")
MOST_MERGED: Final = 20_000
"""Cells of one sheet that may be merged."""
_LONGEST_TITLE: Final = 31
_NARROWEST: Final = 8
_WIDEST: Final = 40


def copied(book: Book) -> Workbook:
    """A workbook with the same sheets, cells, merges, and the same hidden rows and columns; without sheets that were too large to read."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for sheet in (each for each in book.sheets if not each.too_large):
        page = workbook.create_sheet(_NO_TITLE.sub("_", sheet.name)[:_LONGEST_TITLE])
        for (row, column), cell in sheet.cells.items():
            target = page.cell(row, column)
            assert isinstance(target, XlsxCell), "nothing is merged yet"
            put(target, cell)
        _widen(page, sheet)
        _merge(page, sheet)
        for column in sheet.hidden_columns:
            page.column_dimensions[get_column_letter(column)].hidden = True
        for row in sheet.hidden_rows:
            page.row_dimensions[row].hidden = True
        page.sheet_state = "hidden" if sheet.hidden else "visible"
    return workbook


def put(target: XlsxCell, cell: Cell) -> None:
    """Put into a cell what was read of one: numbers digit for digit, texts as texts."""
    match cell.sort:
        case "number":
            target.value = cell.text
            target.data_type = "n"
            target.number_format = cell.format or "General"
        case "day":
            moment = datetime.fromisoformat(cell.text)
            target.value = moment
            target.number_format = cell.format or (_DAY if moment.time() == datetime.min.time() else _MOMENT)
        case "truth":
            target.value = cell.text == "1"
        case "error":
            target.value = cell.text
            target.data_type = "e"
        case _:
            put_text(target, cell.text)


def _widen(page: Worksheet, sheet: Sheet) -> None:
    """Make each column as wide as what stands in it, within bounds; a Chinese character counts two."""
    widths: dict[int, int] = {}
    for (_, column), cell in sheet.cells.items():
        longest = max(len(each[:_WIDEST].encode("gb18030", "replace")) for each in cell.text.split("\n"))
        widths[column] = max(widths.get(column, _NARROWEST), min(longest + 2, _WIDEST))
    for column, width in widths.items():
        page.column_dimensions[get_column_letter(column)].width = width


def _merge(page: Worksheet, sheet: Sheet) -> None:
    """Merge what was merged, as far as it is of a size that somebody reads; the library makes every cell of a merge."""
    left = MOST_MERGED
    for merge in sheet.merges:
        if merge.size <= left:
            left -= merge.size
            page.merge_cells(start_row=merge.top, end_row=merge.bottom, start_column=merge.left, end_column=merge.right)
