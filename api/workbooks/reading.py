"""What does a table say that an office filled in, row by row, and what is wrong with it?

Tolerant of how offices write, and of nothing that would have to be guessed: where two meanings are possible the cell is refused, with
its place and with what to do. Whatever was left out, rounded or found to differ is said in a notice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, pairwise
from typing import Final

from api.workbooks.choosing import choose_sheet
from api.workbooks.columns import DaySaid, Layout, Value
from api.workbooks.comparing import Counted, differences
from api.workbooks.grid import Book, Cell, Sheet
from api.workbooks.heads import Heads, free_column
from api.workbooks.identities import quoted, without_identities
from api.workbooks.left_out import drop_identities, said_of_identities, said_of_sheet
from api.workbooks.lines import Line, lines_of, serial_of
from api.workbooks.opening import open_book
from api.workbooks.refusals import CellMerged, CellMissing, WorkbookEmpty
from api.workbooks.table import Heading, Notice, Row, Table, placed
from api.workbooks.values import Read, read_cell
from api.workbooks.wording import half_width
from domain.money import MoneyUnitMissing
from domain.refusals import Refusal, refuse_all

_YEAR: Final = re.compile(r"(?<![0-9])(20[0-9]{2})(?=年)")
_CHINESE: Final = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_OWN_YEAR: Final = re.compile("[0-9]{4}")
_LONGEST_TITLE: Final = 200


def read_table(content: bytes, file_name: str, layout: Layout, *, sheet: str = "", year: int | None = None) -> Table:
    """The table that a file holds; `sheet` names its sheet, `year` is that of days which do not say theirs.

    Without them the sheet is the one whose heads fit, and the year the only one that stands above the heads. Raises a refusal of
    the whole file, or `Faults` with several; what is wrong with single rows is theirs (`Row.faults`).
    """
    book = open_book(content, file_name)
    chosen, heads = choose_sheet(book, layout, sheet)
    return _Reading(book, chosen, heads, layout, year or _year_above(chosen, heads)).table()


def _year_above(sheet: Sheet, heads: Heads) -> int | None:
    """The year that the lines above the heads say, 2026年 or 二〇二六年; None where they say several."""
    above = (half_width(cell.text[:_LONGEST_TITLE]) for (row, _), cell in sheet.cells.items() if row < heads.top)
    said = {year for text in above for year in _YEAR.findall(text.translate(_CHINESE))}
    return int(said.pop()) if len(said) == 1 else None


class _Reading:
    """One table while it is read."""

    def __init__(self, book: Book, sheet: Sheet, heads: Heads, layout: Layout, year: int | None) -> None:
        self._book, self._sheet, self._heads, self._layout, self._year = book, sheet, heads, layout, year
        self._notices: list[Notice] = []
        self._without_unit: dict[str, Refusal] = {}
        self._apart: frozenset[int] = frozenset()
        self._year_lent = False

    def table(self) -> Table:
        """The table; raises what is wrong with it as a whole."""
        result = self._heads.result or free_column(self._sheet, self._heads)
        dropped = drop_identities(self._sheet, self._heads)
        lines = list(lines_of(self._sheet, self._heads))
        self._apart = self._merged_apart(lines)
        rows: list[Row] = []
        counting: list[Counted | Line] = []
        for line in lines:
            if line.sort == "row":
                row, counted = self._row(line)
                rows.append(row)
                counting.append(counted)
            elif line.sort != "nothing":
                counting.append(line)
        refuse_all(self._without_unit.values())
        if not rows:
            raise WorkbookEmpty(f"“{quoted(self._sheet.name)}”只有表头，下面没有内容。")
        seen = said_of_identities(dropped), said_of_sheet(self._book, self._sheet, self._heads, lines)
        year = self._said_of_year()
        notices = chain(*seen, self._notices, year, differences(counting, self._heads))
        return Table(
            layout=self._layout,
            sheet=self._sheet.name,
            rows=tuple(rows),
            notices=tuple(notices),
            headings=dict(self._heads.headings),
            heads_row=self._heads.top,
            result=result,
            dropped=frozenset(dropped),
            year=self._year,
        )

    def _merged_apart(self, lines: list[Line]) -> frozenset[int]:
        """The rows that are merged down from the row before them by 序号 or by what the table is about."""
        names = {serial_of(self._heads), self._layout.subject} - {""}
        if self._book.family == "csv":
            return frozenset(line.number for before, line in pairwise(lines) if self._repeats(before, line))
        return frozenset(line.number for line in lines if line.sort == "row" and names & line.held)

    def _repeats(self, before: Line, line: Line) -> bool:
        """Whether a line of a CSV, where nothing can be merged, names but what the line before it is about, and its own part."""
        down = {name: each.column for name, each in self._heads.headings.items() if each.column.down}
        named = line.cells.get(self._layout.subject)
        same = all(
            before.cells.get(name) == cell and down[name].kind == "text"
            for name, cell in line.cells.items()
            if name in down
        )
        return line.sort == before.sort == "row" and named is not None and same

    def _row(self, line: Line) -> tuple[Row, Counted]:
        """A row with its values, and the same as it counts in sums."""
        values: dict[str, Value] = {}
        faults: dict[str, Refusal] = {}
        for name, heading in self._heads.headings.items():
            try:
                read = self._cell(line, heading)
            except Refusal as fault:
                faults[name] = self._placed(fault, line, heading)
                continue
            if read.value is not None:
                values[name] = read.value
            if read.notice and name not in line.held:
                self._say(line, heading, read.notice)
        return self._as_row(line, values, faults), Counted(
            line=line, values=values, faulty=frozenset(faults), continues=line.number in self._apart
        )

    def _as_row(self, line: Line, values: dict[str, Value], faults: dict[str, Refusal]) -> Row:
        recomputed = {name for name, each in self._heads.headings.items() if each.column.recomputed}
        apart = recomputed | self._without_unit.keys()
        return Row(
            sheet=self._sheet.name,
            number=line.number,
            values={name: value for name, value in values.items() if name not in recomputed},
            stated={name: value for name, value in values.items() if name in recomputed},
            raw={name: without_identities(cell.text) for name, cell in line.cells.items()},
            faults=tuple(fault for name, fault in faults.items() if name not in apart),
            continues=line.number in self._apart,
            result=self._result(line.number),
        )

    def _cell(self, line: Line, heading: Heading) -> Read:
        """What one cell says; raises what is wrong with it."""
        name, column = heading.column.name, heading.column
        cell = line.cells.get(name)
        if cell is None:
            read = Read(None)
        else:
            whole_project = column.down and line.number in self._apart
            if name in line.held and not whole_project and column.kind in ("amount", "whole", "decimal"):
                raise CellMerged("与上面的行合并成一格，看不出各行各是多少。请拆开合并，各行分别填写。")
            read = read_cell(cell, heading, self._year)
            lent = isinstance(read.value, DaySaid) and read.value.text and not _OWN_YEAR.search(half_width(cell.text))
            self._year_lent = self._year_lent or bool(lent)
        if read.value is None and column.required and not (column.down and line.number in self._apart):
            raise CellMissing(self._advice(column.name))
        return read

    def _advice(self, name: str) -> str:
        if name == self._layout.subject:
            return "没有填。几行同属一个项目的，请把这一格向下合并；不是项目的行（说明、小计）请删去。"
        return "没有填，这一列必须填。"

    def _placed(self, fault: Refusal, line: Line, heading: Heading) -> Refusal:
        """The fault with its place; one without a unit is a fault of the head, once for the whole column."""
        if isinstance(fault, MoneyUnitMissing):
            at_head = placed(fault, self._sheet.name, self._heads.bottom, heading.letter, heading.text)
            return self._without_unit.setdefault(heading.column.name, at_head)
        return placed(fault, self._sheet.name, line.number, heading.letter, heading.text)

    def _say(self, line: Line, heading: Heading, notice: str) -> None:
        text = f"第{line.number}行{heading.letter}列“{quoted(heading.text)}”：{notice}"
        self._notices.append(Notice(text=text, row=line.number, column=heading.letter))

    def _said_of_year(self) -> Iterator[Notice]:
        if self._year_lent:
            yield Notice(text=f"没有写年份的日期，按{self._year}年读。")

    def _result(self, row: int) -> str:
        cell: Cell | None = self._sheet.cells.get((row, self._heads.result)) if self._heads.result else None
        return "" if cell is None else cell.text.strip()
