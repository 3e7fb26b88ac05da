"""How does the clerk get his own file back, with every fault marked in its row and what was recorded beside it?

An .xlsx stays as he made it: formats, widths, formulas with their results, other sheets. .xls, .ods and CSV come back as .xlsx with the
same cells. Pictures in drawings may stay behind. Numbers of identity cards do not come back, nor links to other files.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from typing import Final
from zipfile import ZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell as XlsxCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from api.workbooks.copying import MOST_MERGED, copied, put
from api.workbooks.grid import Book, Sheet, column_of
from api.workbooks.heads import RESULT
from api.workbooks.identities import holds_identity, quoted, without_identities
from api.workbooks.inert import put_text
from api.workbooks.opening import open_book
from api.workbooks.packing import packed
from api.workbooks.restoring import with_results
from api.workbooks.table import Table, said_without_place
from domain.refusals import Refusal

Results = Mapping[int, str | Sequence[Refusal]]
"""By the number of a row: what it is called now that it is recorded (2026征-001), or what is wrong with it."""

RECORDED: Final = "已登记"
"""How the column 登记结果 begins where a row was recorded."""
AUTHOR: Final = "民生实事票决台账"
_MARK: Final = "【登记】"
_PINK: Final = "FFFFC7CE"
_FAULT: Final = PatternFill("solid", fgColor=_PINK)
_OUTSIDE: Final = re.compile(r"\[[0-9]+\]|\|")
_WIDTH: Final = 42
_MARKUP: Final = (".xml", ".rels", ".vml")
_MOST_ASIDE: Final = 32 * 2**20
"""What is neither a sheet nor a picture the library holds as a tree, many times its size."""
_LINE_HEIGHT: Final = 15


def mark(content: bytes, file_name: str, table: Table, results: Results) -> bytes:
    """The file that `table` was read from, as .xlsx, with `results` in the column 登记结果 and every faulty cell marked.

    A row whose own cells are faulty is marked also where `results` does not have it. What an earlier marking left is taken away.
    """
    book = open_book(content, file_name)
    workbook, whole = _workbook(content, book)
    kept = book.sheets if whole else [sheet for sheet in book.sheets if not sheet.too_large]
    place = next(place for place, sheet in enumerate(kept) if sheet.name == table.sheet)
    page = workbook.worksheets[place]
    page.sheet_state = "visible"
    _drop_identities(workbook, page, table)
    _clean(page)
    _mark_results(page, table, results)
    _mark_cells(page, table, results)
    return packed(workbook, with_results(workbook, book)) if whole else packed(workbook)


def _workbook(content: bytes, book: Book) -> tuple[Workbook, bool]:
    """The workbook to write into, and whether it is the clerk's own and no copy of its cells."""
    own = _own(content) if book.family == "xlsx" and not any(map(_heavy, book.sheets)) else None
    if own is None or [page.title for page in own.worksheets] != [sheet.name for sheet in book.sheets]:
        return copied(book), False
    _cut_links(own, book)
    return own, True


def _heavy(sheet: Sheet) -> bool:
    """Whether a sheet is more than the library opens in a reasonable time: it makes every cell of a merge."""
    return bool(sheet.too_large) or sum(merge.size for merge in sheet.merges) > MOST_MERGED


def _own(content: bytes) -> Workbook | None:
    """The clerk's own workbook; None where the library cannot open what our reading took."""
    with ZipFile(BytesIO(content)) as archive:
        aside = [
            each
            for each in archive.infolist()
            if each.filename.endswith(_MARKUP) and "/worksheets/sheet" not in each.filename
        ]
    if sum(each.file_size for each in aside) > _MOST_ASIDE:
        return None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return load_workbook(BytesIO(content), rich_text=True, keep_links=False)
        except Exception:  # noqa: BLE001 - a stricter library may stumble over spoilt bytes in any way
            return None


def _cut_links(workbook: Workbook, book: Book) -> None:
    """Put the stored value in place of each formula that asks another file or program."""
    stored = {sheet.name: sheet.cells for sheet in book.sheets}
    for page in workbook.worksheets:
        for cell in _cells(page):
            if cell.data_type == "f" and _OUTSIDE.search(str(getattr(cell.value, "text", cell.value))):
                found = stored.get(page.title, {}).get((cell.row, cell.column))
                cell.value = None
                if found is not None:
                    put(cell, found)
    for name in [name for name, defined in workbook.defined_names.items() if _OUTSIDE.search(defined.value or "")]:
        del workbook.defined_names[name]


def _cells(page: Worksheet) -> Iterator[XlsxCell]:
    """The cells of a sheet that there are, without making others."""
    return (cell for cell in list(page._cells.values()) if isinstance(cell, XlsxCell))  # noqa: SLF001 - iterating by rows would make every cell that the sheet spans


def _drop_identities(workbook: Workbook, page: Worksheet, table: Table) -> None:
    for each in workbook.worksheets:
        for cell in _cells(each):
            if each is page and cell.column in table.dropped and cell.row >= table.first_row:
                cell.value = None
            elif isinstance(cell.value, str) and holds_identity(cell.value):
                put_text(cell, without_identities(cell.value))


def _clean(page: Worksheet) -> None:
    """Take away what an earlier marking put on cells."""
    for cell in _cells(page):
        if cell.comment is not None and _MARK in cell.comment.text:
            own = cell.comment.text.partition(_MARK)[0].rstrip()
            cell.comment = Comment(own, cell.comment.author) if own else None
            if cell.fill.fgColor.rgb == _PINK:
                cell.fill = PatternFill()


def _mark_results(page: Worksheet, table: Table, results: Results) -> None:
    """Fill the column 登记结果; a row of which nothing is to be said keeps what an earlier import wrote."""
    head = _cell(page, table.heads_row, table.result)
    put_text(head, RESULT)
    head.font = Font(bold=True)
    letter = get_column_letter(table.result)
    page.column_dimensions[letter].width = _WIDTH
    page.column_dimensions[letter].hidden = False
    for row in table.rows:
        said = _said(row.number, table, results)
        cell = _cell(page, row.number, table.result)
        if not said and row.result.startswith(RECORDED):
            continue
        put_text(cell, said)
        if said:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            _raise_row(page, row.number, said)
        if said and not said.startswith(RECORDED):
            cell.fill = _FAULT
        elif cell.fill.fgColor.rgb == _PINK:
            cell.fill = PatternFill()


def _raise_row(page: Worksheet, row: int, said: str) -> None:
    """Let a row whose height somebody has set show all that is said of it."""
    height = page.row_dimensions[row].height
    if height is not None:
        lines = sum(-(-len(line) * 2 // _WIDTH) for line in said.split("\n"))
        page.row_dimensions[row].height = max(height, lines * _LINE_HEIGHT)


def _said(row: int, table: Table, results: Results) -> str:
    result = results.get(row)
    if isinstance(result, str):
        return f"{RECORDED}：{result}" if result else RECORDED
    own = f"“{quoted(table.sheet)}”第{row}行"
    return "\n".join(dict.fromkeys(fault.detail.removeprefix(own) for _, fault in _faults_of(row, table, results)))


def _faults_of(row: int, table: Table, results: Results) -> Iterator[tuple[int, Refusal]]:
    """What is wrong with a row, with the row in which it stands: one thing may have several."""
    own = next((each.faults for each in table.rows if each.number == row), ())
    result = results.get(row, ())
    if not isinstance(result, str):
        for fault in dict.fromkeys((*own, *result)):
            at = fault.numbers.get("row")
            if not isinstance(at, int) or at == row:
                yield row, fault


def _mark_cells(page: Worksheet, table: Table, results: Results) -> None:
    for number in dict.fromkeys([*(row.number for row in table.rows), *results]):
        marked: dict[str, list[str]] = {}
        for _, fault in _faults_of(number, table, results):
            letter = fault.numbers.get("column")
            if isinstance(letter, str):
                marked.setdefault(letter, []).append(said_without_place(fault))
        for letter, said in marked.items():
            cell = _cell(page, number, column_of(letter))
            cell.fill = _FAULT
            own = f"{cell.comment.text}\n" if cell.comment is not None else ""
            comment = Comment(f"{own}{_MARK}{'；'.join(said)}", AUTHOR)
            comment.width, comment.height = 300, 120
            cell.comment = comment


def _cell(page: Worksheet, row: int, column: int) -> XlsxCell:
    """A cell that can be written to: of merged ones the first."""
    cell = page.cell(row, column)
    if isinstance(cell, XlsxCell):
        return cell
    merge = next(each for each in page.merged_cells.ranges if cell.coordinate in each)
    first = page.cell(merge.min_row, merge.min_col)
    if isinstance(first, XlsxCell):
        return first
    # Merges that overlap, which no spreadsheet makes: the cell itself, as if it were not merged.
    own = page._cells[row, column] = XlsxCell(page, row=row, column=column)  # noqa: SLF001 - there is no other way out of a merge
    return own
