"""What does a table say that an office filled in, row by row, and what is wrong with it?

Tolerant of how offices write, and of nothing that would have to be guessed: where two meanings are possible the cell is refused, with
its place and with what to do. Whatever was left out, rounded or found to differ is said in a notice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from api.workbooks.choosing import choose_sheet
from api.workbooks.columns import Layout, Value
from api.workbooks.comparing import Counted, differences
from api.workbooks.grid import MOST_COLUMNS, Book, Cell, Sheet, letter_of
from api.workbooks.heads import Heads
from api.workbooks.identities import is_headed_identity, is_identity, quoted, without_identities
from api.workbooks.lines import Line, lines_of, serial_of
from api.workbooks.opening import open_book
from api.workbooks.refusals import CellMerged, CellMissing, ColumnOfIdentities, WorkbookEmpty
from api.workbooks.table import Heading, Notice, Row, Table, placed
from api.workbooks.values import Read, read_cell
from domain.money import MoneyUnitMissing
from domain.refusals import Refusal, refuse_all

_YEAR: Final = re.compile(r"(?<![0-9])(20[0-9]{2})(?=年)")
_MOST_SAID: Final = 12


def read_table(content: bytes, file_name: str, layout: Layout, *, sheet: str = "", year: int | None = None) -> Table:
    """The table that a file holds; `sheet` names its sheet, `year` is that of days which do not say theirs.

    Without them the sheet is the one whose heads fit, and the year the only one that stands above the heads. Raises a refusal of
    the whole file, or `Faults` with several; what is wrong with single rows is theirs (`Row.faults`).
    """
    book = open_book(content, file_name)
    chosen, heads = choose_sheet(book, layout, sheet)
    return _Reading(book, chosen, heads, layout, year or _year_above(chosen, heads)).table()


def _year_above(sheet: Sheet, heads: Heads) -> int | None:
    said = {year for (row, _), cell in sheet.cells.items() if row < heads.top for year in _YEAR.findall(cell.text)}
    return int(said.pop()) if len(said) == 1 else None


class _Reading:
    """One table while it is read."""

    def __init__(self, book: Book, sheet: Sheet, heads: Heads, layout: Layout, year: int | None) -> None:
        self._book, self._sheet, self._heads, self._layout, self._year = book, sheet, heads, layout, year
        self._notices: list[Notice] = []
        self._without_unit: dict[str, Refusal] = {}
        self._apart: frozenset[int] = frozenset()
        self._dropped: set[int] = set()

    def table(self) -> Table:
        """The table; raises what is wrong with it as a whole."""
        self._drop_identities()
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
        self._notices += [*self._said_of_sheet(lines), *differences(counting, self._heads)]
        return Table(
            layout=self._layout,
            sheet=self._sheet.name,
            rows=tuple(rows),
            notices=tuple(self._notices),
            headings=dict(self._heads.headings),
            heads_row=self._heads.top,
            result=self._heads.result or self._last_column() + 1,
            dropped=frozenset(self._dropped),
            year=self._year,
        )

    def _drop_identities(self) -> None:
        """Forget the columns that hold numbers of identity cards; raises `ColumnOfIdentities` for one that is needed."""
        holding = {column for (row, column), cell in self._sheet.cells.items() if is_identity(cell.text)}
        headed = [(each.number, each.text) for each in self._heads.headings.values()]
        headed += [(_number_of(letter), text) for letter, text in self._heads.unread.items()]
        dropped = {number: text for number, text in headed if number in holding or is_headed_identity(text)}
        needed = [each for each in self._heads.headings.values() if each.number in dropped and each.column.required]
        refuse_all(
            placed(
                ColumnOfIdentities(
                    f"这一列里有身份证号，台账一律不收。请改填“{each.column.head}”，删去身份证号再导入。"
                ),
                self._sheet.name,
                self._heads.bottom,
                each.letter,
                each.text,
            )
            for each in needed
        )
        for number in sorted(dropped.keys() | (holding - dropped.keys())):
            self._forget(number, dropped.get(number, ""))

    def _forget(self, number: int, head: str) -> None:
        letter = letter_of(number)
        self._dropped.add(number)
        self._heads.unread.pop(letter, None)
        for name in [name for name, each in self._heads.headings.items() if each.number == number]:
            del self._heads.headings[name]
        for place in [place for place in self._sheet.cells if place[1] == number and place[0] > self._heads.bottom]:
            del self._sheet.cells[place]
        said = f"“{quoted(head)}”" if head else ""
        self._notices.append(Notice(text=f"{letter}列{said}是身份证号，没有读，也不会登记。", column=letter))

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
        stated: dict[str, Value] = {}
        faults: list[Refusal] = []
        faulty: set[str] = set()
        for name, heading in self._heads.headings.items():
            recomputed = heading.column.recomputed
            try:
                read = self._cell(line, heading)
            except Refusal as fault:
                faulty.add(name)
                if not recomputed:
                    faults.append(self._placed(fault, line, heading))
                continue
            if read.value is not None:
                (stated if recomputed else values)[name] = read.value
            if read.notice and name not in line.held:
                self._say(line, heading, read.notice)
        continues = line.number in self._apart
        row = Row(
            sheet=self._sheet.name,
            number=line.number,
            values=values,
            stated=stated,
            raw={name: without_identities(cell.text) for name, cell in line.cells.items()},
            faults=tuple(fault for fault in faults if not self._is_unitless(fault)),
            continues=continues,
            result=self._result(line.number),
        )
        own = {name: value for name, value in values.items() if name not in line.held}
        return row, Counted(line=line, own=own, stated=stated, faulty=frozenset(faulty), continues=continues)

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

    @staticmethod
    def _is_unitless(fault: Refusal) -> bool:
        return isinstance(fault, MoneyUnitMissing)

    def _say(self, line: Line, heading: Heading, notice: str) -> None:
        text = f"第{line.number}行{heading.letter}列“{quoted(heading.text)}”：{notice}"
        self._notices.append(Notice(text=text, row=line.number, column=heading.letter))

    def _last_column(self) -> int:
        """The last column of the table, be it merged."""
        cells = [column for row, column in self._sheet.cells if row >= self._heads.top]
        merges = [
            merge.right
            for merge in self._sheet.merges
            if merge.bottom >= self._heads.top and merge.right <= MOST_COLUMNS
        ]
        return max([*cells, *merges, *self._dropped])

    def _result(self, row: int) -> str:
        cell: Cell | None = self._sheet.cells.get((row, self._heads.result)) if self._heads.result else None
        return "" if cell is None else cell.text.strip()

    def _said_of_sheet(self, lines: list[Line]) -> Iterator[Notice]:
        """What of the file was not read, and what was although nobody sees it."""
        yield from self._said_of_sheets()
        for heading in self._heads.headings.values():
            if heading.number in self._sheet.hidden_columns:
                text = f"{heading.letter}列“{quoted(heading.text)}”是隐藏的，也读了。"
                yield Notice(text=text, column=heading.letter)
            if heading.period:
                yield Notice(
                    text=f"{heading.letter}列“{quoted(heading.text)}”按本期发生数读，不是累计数。",
                    column=heading.letter,
                )
        hidden = [str(line.number) for line in lines if line.sort == "row" and line.number in self._sheet.hidden_rows]
        if hidden:
            yield Notice(text=f"第{_several(hidden)}行是隐藏的，也读了。")
        if self._heads.unread:
            said = [f"{letter}列“{quoted(text)}”" for letter, text in self._heads.unread.items()]
            yield Notice(text=f"没有读的列：{_several(said)}。")
        for line in lines:
            if line.sort in ("remark", "section"):
                yield Notice(
                    text=f"第{line.number}行“{quoted(line.said)}”不是{self._layout.title}的内容，没有读。",
                    row=line.number,
                )

    def _said_of_sheets(self) -> Iterator[Notice]:
        if self._sheet.hidden:
            yield Notice(text=f"读的是隐藏的工作表“{quoted(self._sheet.name)}”。")
        others = [
            f"“{quoted(each.name)}”"
            for each in self._book.sheets
            if each is not self._sheet and each.cells and not each.hidden
        ]
        hidden = [
            f"“{quoted(each.name)}”"
            for each in self._book.sheets
            if each is not self._sheet and each.cells and each.hidden
        ]
        if others:
            yield Notice(text=f"没有读的工作表：{_several(others)}。")
        if hidden:
            yield Notice(text=f"隐藏的工作表没有读：{_several(hidden)}。")


def _several(said: list[str]) -> str:
    return "、".join(said[:_MOST_SAID]) + (f"等{len(said)}个" if len(said) > _MOST_SAID else "")


def _number_of(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
