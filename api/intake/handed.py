"""How does a file that somebody hands in become lines to be taken in, and where in it is each fault found?"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final
from uuid import UUID

from api.actor import Actor
from api.desk import Desk
from api.intake.item import Item, items
from api.intake.kinds import Kind
from api.intake.refusals import PeriodMissing, SettingUnknown
from api.intake.taken import Intake, Outcome
from api.intake.taking import Taking
from api.layouts import PROGRESS
from api.together import Together
from api.workbooks.columns import Column, Layout, Value
from api.workbooks.grid import Cell
from api.workbooks.headwords import key_of, names_of
from api.workbooks.reading import read_table
from api.workbooks.table import Heading, Row, Table
from api.workbooks.values import read_cell
from domain.refusals import Refusal
from domain.texts import shown

KEY_DIGITS: Final = 32
Placed = tuple[int, str, Refusal]
"""A fault with the row and the column's name of its cell, "" where it is the whole line's; its sentence says both."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Handed:
    """A file with what is said beside it.

    `period` is that of a 进度台账, `on` the day on which what it says took effect where its lines do not say, `settings` the texts of
    columns by their heads for lines that leave them empty; `register_units`: units that are not known are registered.
    """

    kind: Kind
    content: bytes
    file_name: str
    year: int
    period: str = ""
    on: date | None = None
    settings: Mapping[str, str] = field(default_factory=dict)
    register_units: bool = False

    def table(self) -> Table:
        """The table in the file, with the settings in its empty cells; raises what is wrong with the file or the settings."""
        layout = self.kind.layout
        if layout is PROGRESS and not self.period:
            raise PeriodMissing("请写明进度台账报的是哪个月（例如2026-03）或者哪个季度（2026-Q1）。")
        given = {column.name: (column, text) for column, text in self._settings(layout)}
        # What is said beside the file need not stand in it.
        eased = replace(
            layout,
            columns=tuple(replace(each, required=each.required and each.name not in given) for each in layout.columns),
        )
        said = {name: value for name, (column, text) in given.items() if (value := _value(column, text)) is not None}
        table = read_table(self.content, self.file_name, eased, year=self.year)
        return replace(table, rows=tuple(replace(row, values={**said, **row.values}) for row in table.rows))

    def intake(self, desk: Desk, actor: Actor, congress: UUID, table: Table) -> Intake:
        """What is to be taken in, for this congress and by this person."""
        choices = {"period": self.period, "register_units": "yes" if self.register_units else ""}

        def begin(together: Together) -> Taking:
            return Taking(
                desk=desk,
                together=together,
                actor=actor,
                congress=str(congress),
                year=self.year,
                day=self.on,
                own_figures=table.period,
                choices=choices,
            )

        digest = hashlib.sha256(self.content + b"\0" + table.sheet.encode()).hexdigest()
        return Intake(kind=self.kind, lines=table.rows, file=digest[:KEY_DIGITS], ledger=desk.ledger, begin=begin)

    def _settings(self, layout: Layout) -> list[tuple[Column, str]]:
        found = []
        names = names_of(layout)
        for head, text in self.settings.items():
            name, _ = names.get(key_of(head), ("", 0))
            if not name or layout.column(name).recomputed:
                known = "、".join(each.head for each in layout.columns if not each.recomputed)
                raise SettingUnknown(f"{layout.title}没有叫“{shown(head)}”的列，有{known}。")
            found.append((layout.column(name), text))
        return found


def placed(kind: Kind, table: Table, outcome: Outcome) -> tuple[Placed, ...]:
    """The faults of one thing, each where it stands in the file."""
    thing = _thing(table, outcome.number)
    own = {id(fault) for line in thing.lines if isinstance(line, Row) for fault in line.faults}
    found = []
    for fault in outcome.faults:
        if id(fault) in own:
            found.append((int(str(fault.numbers.get("row") or outcome.number)), "", fault))
            continue
        row, name = thing.row_of(fault.pointer), column_of(kind, fault.pointer)
        found.append((row, name, table.at(row, name, fault)))
    return tuple(found)


def column_of(kind: Kind, pointer: str) -> str:
    """The column whose cell is at fault for a place in the command; "" where it is the whole line."""
    steps = [step for step in pointer.split("/") if step and not step.isdigit() and step != "brief"]
    for end in range(len(steps), 0, -1):
        for start in range(end):
            said = "/".join(steps[start:end])
            if said in kind.places:
                return kind.places[said]
            if start == end - 1 and any(column.name == said for column in kind.layout.columns):
                return said
    return ""


def _thing(table: Table, number: int) -> Item:
    return next(item for item in items(table.rows) if item.lines[0].number == number)


def _value(column: Column, text: str) -> Value | None:
    try:
        return read_cell(Cell("text", text), Heading(column=column, number=0, text=column.head), None).value
    except Refusal as refused:
        raise SettingUnknown(f"“{column.head}”不能是“{shown(text)}”：{refused.detail}") from refused
