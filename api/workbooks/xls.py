"""What stands in an .xls file, cell by cell?

Read with formats, because they say what is hidden, merged, a day or per cent; what comes out is what `api.workbooks.xlsx` makes.
"""

from __future__ import annotations

from io import StringIO
from typing import TYPE_CHECKING, Any, Final

import xlrd
from xlrd.biffh import XLRDError

from api.workbooks.gate import damaged, encrypted
from api.workbooks.grid import MOST_ROWS, MOST_SHEETS, Book, Budget, Cell, Sheet
from api.workbooks.number_formats import BUILT_IN, cell_of_day, moment_of, plain

if TYPE_CHECKING:
    from collections.abc import Iterator

_EMPTY: Final = (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK)


def read_xls(content: bytes) -> Book:
    """The sheets of an .xls file; raises `WorkbookDamaged` or `WorkbookEncrypted`."""
    try:
        with xlrd.open_workbook(
            file_contents=content, formatting_info=True, on_demand=True, ragged_rows=True, logfile=StringIO()
        ) as book:
            budget = Budget()
            sheets = tuple(_sheet(book, number, budget) for number in range(min(book.nsheets, MOST_SHEETS)))
    except XLRDError as fault:
        raise encrypted() if "encrypted" in str(fault) else damaged() from None
    except Exception:  # noqa: BLE001 - whatever a library stumbles over in bytes that anybody may have spoilt
        raise damaged() from None
    return Book(family="xls", sheets=sheets)


def _sheet(book: Any, number: int, budget: Budget) -> Sheet:
    """One sheet; only its cells are kept, and the library lets go of the rest."""
    found = book.sheet_by_index(number)
    sheet = Sheet(name=found.name, hidden=bool(found.visibility), budget=budget)
    sheet.hidden_columns = {column + 1 for column, info in found.colinfo_map.items() if info.hidden}
    sheet.hidden_rows = {row + 1 for row, info in found.rowinfo_map.items() if info.hidden}
    for top, bottom, left, right in found.merged_cells:
        sheet.merge(top + 1, bottom, left + 1, right)
    rows = 0
    for row in range(found.nrows):
        cells = list(_cells(book, found, row))
        rows += bool(cells)
        if rows > MOST_ROWS:
            sheet.too_large = f"超过{MOST_ROWS}行"
        if sheet.too_large or not all(sheet.put(row + 1, column, cell) for column, cell in cells):
            break
    book.unload_sheet(number)
    return sheet


def _cells(book: Any, sheet: Any, row: int) -> Iterator[tuple[int, Cell]]:
    for column, (kind, value) in enumerate(zip(sheet.row_types(row), sheet.row_values(row), strict=True)):
        if kind not in _EMPTY and not (kind == xlrd.XL_CELL_TEXT and not value.strip()):
            yield column + 1, _cell(book, kind, value, _format_of(book, sheet.cell_xf_index(row, column)))


def _format_of(book: Any, style: int) -> str:
    key = book.xf_list[style].format_key
    known = book.format_map.get(key)
    written: str = known.format_str if known else ""
    return written if written and written != "General" else BUILT_IN.get(str(key), "")


def _cell(book: Any, kind: int, value: Any, format_: str) -> Cell:
    match kind:
        case xlrd.XL_CELL_TEXT:
            return Cell("text", value, format_)
        case xlrd.XL_CELL_ERROR:
            return Cell("error", xlrd.error_text_from_code.get(value, "#?"))
        case xlrd.XL_CELL_BOOLEAN:
            return Cell("truth", str(value))
        case xlrd.XL_CELL_DATE:
            return cell_of_day(moment_of(value, since_1904=book.datemode == 1), repr(value), format_)
        case _:
            return Cell("number", plain(repr(value)), format_)
