"""How does a table become a workbook as offices lay theirs out, printed on A4 or A3 without anybody setting it up?"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from openpyxl import Workbook
from openpyxl.cell import Cell as XlsxCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import CellRange, MultiCellRange
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from api.tables import fitting, look
from api.tables.book import Block, Book, Cell, Cells, Head, Sheet, Taken
from api.tables.footer import footer, page_footer
from api.workbooks.columns import Kind
from api.workbooks.inert import put_text, seen
from api.workbooks.packing import packed
from domain.money import Amount

LONGEST_TAB: Final = 31
UNIT: Final = "单位：万元"
Told = Callable[[], None]
"""Called after each line, for whoever shows how far it has come."""


def workbook(book: Book, told: Told = lambda: None) -> bytes:
    """The file, the same bytes for the same book."""
    made = Workbook()
    made.remove(made.worksheets[0])
    for tab, sheet in zip(_tabs(book.sheets), book.sheets, strict=True):
        _Writing(made.create_sheet(tab), sheet, book.taken, told).write()
    return packed(made)


def _tabs(sheets: Sequence[Sheet]) -> Iterator[str]:
    """A name for each tab: no longer than a spreadsheet takes, without the signs that it does not take, none twice."""
    given: set[str] = set()
    for sheet in sheets:
        plain = "".join(letter for letter in seen(sheet.tab) if letter not in r"\/?*[]:'").strip() or "表"
        tab, again = plain[:LONGEST_TAB], 1
        while tab.casefold() in given:
            again += 1
            tab = f"{plain[: LONGEST_TAB - 5]}（{again}）"
        given.add(tab.casefold())
        yield tab


class _Merged(MultiCellRange):
    """Cells over several, in order, and none looked for among the others: a table of 558 projects has 17,000 of them."""

    def __iter__(self) -> Iterator[CellRange]:
        yield from self.sorted()

    def add(self, coord: CellRange) -> None:
        self.ranges.add(coord)


@dataclass
class _Writing:
    """One table on its sheet, written from the top."""

    page: Worksheet
    sheet: Sheet
    taken: Taken
    told: Told
    line: int = 1
    heads: tuple[Head, ...] = field(init=False)
    sizes: list[int] = field(init=False)
    stands: dict[str, Alignment] = field(init=False)

    def __post_init__(self) -> None:
        self.page.merged_cells = _Merged()
        self.heads = self.sheet.printed
        self.sizes = fitting.widths(self.sheet, self.heads)
        self.stands = {head.name: self._stands(head) for head in self.heads}

    def _stands(self, head: Head) -> Alignment:
        """Where the cells of a column stand: figures to the right, what is short in the middle, texts to the left."""
        usual = look.CENTRE if fitting.is_short(self.sheet, head) else look.LEFT
        return look.BY_KIND.get(head.kind, usual)

    def write(self) -> None:
        """Everything, from the title to the place in the log."""
        for column, size in enumerate(self.sizes, 1):
            self.page.column_dimensions[get_column_letter(column)].width = size
        self._across(self.sheet.title, look.TITLE, look.CENTRE, look.TITLE_POINTS)
        if self.sheet.above:
            self._across(self.sheet.above, look.BODY, look.EDGE)
        if self.sheet.in_wan:
            self._across(UNIT, look.BODY, look.RIGHT)
        first = self.line
        self._heads()
        self.page.freeze_panes = f"A{self.line}"
        self.page.print_title_rows = f"{first}:{self.line - 1}"
        for block in self.sheet.blocks:
            self._block(block)
        if self.sheet.total is not None:
            self._total(self.sheet.total)
        for note in (*self.sheet.notes, *footer(self.taken)):
            self._across(note, look.SMALL, look.NOTE)
        self._set_up()

    def _across(self, text: str, font: Font, alignment: Alignment, points: float = fitting.BODY_POINTS) -> None:
        """One text over all columns, in letters of so many points."""
        cell = self._at(self.line, 1)
        _put(cell, text, "text")
        cell.font, cell.alignment = font, alignment
        self._merge(self.line, 1, self.line, len(self.sizes))
        lines = fitting.lines_needed(text, sum(self.sizes), points)
        self.page.row_dimensions[self.line].height = fitting.height(lines, points)
        self.line += 1

    def _heads(self) -> None:
        """One line of heads, or two where some stand below a common one."""
        deep = 1 + any("/" in head.text for head in self.heads)
        for begun, ended, grouped in _groups(self.heads):
            for column in range(begun, ended + 1):
                above, _, below = self.heads[column - 1].text.rpartition("/")
                first = above if grouped else below
                for row, text in enumerate((first if column == begun else None, below if grouped else None)[:deep]):
                    self._head(self.line + row, column, text)
            self._merge(self.line, begun, self.line + (0 if grouped else deep - 1), ended)
        for row in range(deep):
            self.page.row_dimensions[self.line + row].height = fitting.height(2 if row == deep - 1 else 1)
        self.line += deep

    def _head(self, line: int, column: int, text: str | None) -> None:
        cell = self._at(line, column)
        _put(cell, text, "text")
        cell.font, cell.alignment = look.HEAD, look.CENTRE
        cell.border, cell.fill = look.LINES, look.HEAD_FILL

    def _block(self, block: Block) -> None:
        sizes = dict(zip((head.name for head in self.heads), self.sizes, strict=True))
        for offset, points in enumerate(fitting.heights(block, self.heads, sizes)):
            part = block.parts[offset] if block.parts else {}
            self._row({**(block.cells if offset == 0 else {}), **part}, points)
            self.told()
        if len(block.parts) > 1:
            for column, head in enumerate(self.heads, 1):
                if head.down:
                    self._merge(self.line - len(block.parts), column, self.line - 1, column)

    def _row(self, cells: Cells, points: float) -> None:
        for column, head in enumerate(self.heads, 1):
            cell = self._at(self.line, column)
            _put(cell, cells.get(head.name), head.kind)
            cell.font, cell.border = look.BODY, look.LINES
            cell.alignment = self.stands[head.name]
        self.page.row_dimensions[self.line].height = points
        self.line += 1

    def _total(self, cells: Cells) -> None:
        """合计, over the columns before the first that is summed."""
        names = [head.name for head in self.heads]
        before = next((place for place, name in enumerate(names) if cells.get(name) is not None), 1)
        self._row({names[0]: "合计", **cells}, fitting.height(1))
        for column in range(1, len(names) + 1):
            cell = self._at(self.line - 1, column)
            cell.font, cell.fill = look.TOTAL, look.TOTAL_FILL
        self._at(self.line - 1, 1).alignment = look.CENTRE
        self._merge(self.line - 1, 1, self.line - 1, max(1, before))

    def _at(self, line: int, column: int) -> XlsxCell:
        cell = self.page.cell(line, column)
        assert isinstance(cell, XlsxCell), "what is merged is merged after it was written"
        return cell

    def _merge(self, top: int, left: int, bottom: int, right: int) -> None:
        if (top, left) != (bottom, right):
            self.page.merged_cells.add(CellRange(min_row=top, min_col=left, max_row=bottom, max_col=right))

    def _set_up(self) -> None:
        """On a page across, as wide as the page, heads on every page, the place in the log at the foot of each."""
        page = self.page
        page.page_setup.orientation = "landscape"
        page.page_setup.paperSize = int(page.PAPERSIZE_A3 if fitting.on_a3(self.sizes) else page.PAPERSIZE_A4)
        page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
        page.print_options.horizontalCentered = True
        page.page_margins.left = page.page_margins.right = 0.4
        page.page_margins.top, page.page_margins.bottom = 0.5, 0.75
        page.page_margins.header, page.page_margins.footer = 0.3, 0.3
        foot = page.oddFooter
        assert foot is not None, "every page of a workbook has one"
        foot.left.text, foot.left.size = page_footer(self.taken), 7
        foot.right.text, foot.right.size = "第&P页，共&N页", 9


def _groups(heads: Sequence[Head]) -> Iterator[tuple[int, int, bool]]:
    """From and to which column one head stands, and whether others stand below it."""
    begun = 1
    for place, head in enumerate(heads, 1):
        group = head.text.rpartition("/")[0]
        after = heads[place].text.rpartition("/")[0] if place < len(heads) else ""
        if not group or group != after:
            yield begun, place, bool(group)
            begun = place + 1


def _put(cell: XlsxCell, value: Cell, kind: Kind) -> None:
    """A value as itself: a number digit for digit, and a text as a text, whatever it begins with."""
    match value:
        case None:
            return
        case str() | Amount():
            put_text(cell, value if isinstance(value, str) else value.text)
            cell.number_format = look.TEXT
        case date():
            cell.value = value
            cell.number_format = look.FORMATS["day"]
        case _:
            cell.value = f"{value:f}" if not isinstance(value, int) else str(value)
            cell.data_type = "n"
            cell.number_format = look.FORMATS.get(kind, "General")
