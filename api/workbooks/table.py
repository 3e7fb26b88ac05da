"""What was read of a filled-in table: its rows with their values and faults, and where each of them stands in the file?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from api.workbooks.columns import Column, Layout, Value
from api.workbooks.grid import letter_of
from api.workbooks.identities import quoted
from api.workbooks.refusals import MoreFaults
from domain.money import Unit
from domain.refusals import Refusal

MOST_FAULTS: Final = 200
"""Faults of one file that are listed; the number of the rest is said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """Something that whoever hands in the file should know, and that keeps nothing from being recorded."""

    text: str
    row: int = 0
    column: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A column of the file: where it stands, its head as it is written, the unit that holds in it.

    `period`: its amounts are the period's own (本月, 本期), not cumulative ones.
    """

    column: Column
    number: int
    text: str
    unit: Unit | None = None
    period: bool = False
    percent: bool = False

    @property
    def letter(self) -> str:
        """The letters over the column."""
        return letter_of(self.number)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row: `number` as Excel counts, `values` and `raw` texts by the names of the columns, and what is wrong with it.

    `stated` is what stands in recomputed columns, where it can be read: to be compared, never to be recorded. `continues`: it belongs
    to the row before it (序号 or 项目名称 is merged downwards). `result`: what 登记结果 says from an earlier import.
    """

    sheet: str
    number: int
    values: Mapping[str, Value] = field(default_factory=dict)
    stated: Mapping[str, Value] = field(default_factory=dict)
    raw: Mapping[str, str] = field(default_factory=dict)
    faults: tuple[Refusal, ...] = ()
    continues: bool = False
    result: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table as it stands in a file.

    `heads_row` is the first row of its heads, `first_row` the first below them, `year` that of days which do not say it. `result` is the
    number of the column 登记结果, or of the one to the right of the heads where it goes; `dropped` are the columns with numbers of
    identity cards.
    """

    layout: Layout
    sheet: str
    rows: tuple[Row, ...]
    notices: tuple[Notice, ...]
    headings: Mapping[str, Heading]
    heads_row: int
    first_row: int
    result: int
    dropped: frozenset[int] = frozenset()
    year: int | None = None

    @property
    def units(self) -> Mapping[str, Unit]:
        """The unit that the heading or the title gives to each column of amounts."""
        return {name: heading.unit for name, heading in self.headings.items() if heading.unit is not None}

    @property
    def period(self) -> frozenset[str]:
        """The columns that hold the period's own figures (本月, 本期) instead of cumulative ones."""
        return frozenset(name for name, heading in self.headings.items() if heading.period)

    @property
    def columns(self) -> Mapping[str, str]:
        """The letter of the cell column of each column that was found."""
        return {name: heading.letter for name, heading in self.headings.items()}

    @property
    def faults(self) -> tuple[Refusal, ...]:
        """Every fault of every row in their order; from some number on only how many more there are."""
        found = [fault for row in self.rows for fault in row.faults]
        rest = len(found) - MOST_FAULTS
        more = (MoreFaults(f"另有{rest}处问题没有列出；文件里都标出来了。", rest=rest),) if rest > 0 else ()
        return (*found[:MOST_FAULTS], *more)

    def at(self, row: int, name: str, fault: Refusal) -> Refusal:
        """The same refusal, said of the cell in the column `name` of a row; of the whole row where the column is not there."""
        heading = self.headings.get(name)
        if heading is None:
            return placed(fault, self.sheet, row)
        return placed(fault, self.sheet, row, heading.letter, heading.text)


def placed(fault: Refusal, sheet: str, row: int = 0, letter: str = "", head: str = "") -> Refusal:
    """The same refusal with its place in the sentence, among its numbers and as its pointer."""
    place = f"“{quoted(sheet)}”" + (f"第{row}行" if row else "") + (f"{letter}列" if letter else "")
    said = f"{place}{f'“{quoted(head)}”' if head else ''}：{fault.detail}"
    where = {"sheet": sheet, "row": row or None, "column": letter or None, "head": quoted(head) or None}
    steps = (sheet.replace("~", "~0").replace("/", "~1"), str(row or ""), letter)
    pointer = "".join(f"/{step}" for step in steps if step)
    return type(fault)(said, pointer=pointer, **{**fault.numbers, **where})


def said_without_place(fault: Refusal) -> str:
    """The sentence of a refusal of a cell, for whoever sees the cell before him."""
    place, colon, rest = fault.detail.partition("：")
    return rest if colon and place.startswith("“") and "column" in fault.numbers else fault.detail
