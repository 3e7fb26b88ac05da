"""What does a page say of each thing in a table: what is recorded of it, what was read in its cells, and what is wrong there?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from api.intake.handed import Placed
from api.intake.item import Item, items
from api.intake.taken import Taken
from api.workbooks.columns import Column, DaySaid, Layout, Value
from api.workbooks.table import Table
from domain.calendar import say_day
from domain.money import Amount, show_amount

DEEDS: Final = {
    "proposals": "登记建议项目",
    "hotline": "登记建议项目",
    "candidates": "拟提项目",
    "roll": "登记人员",
    "progress": "报告进度",
    "findings": "登记问题",
}
"""What a line of each kind of table asks for."""
HIDDEN: Final = frozenset({"phone"})
LONGEST: Final = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A thing in the table: its first row, its name, what becomes of it, what was read in its cells, and what is wrong with it."""

    row: int
    title: str
    becomes: str
    read: Sequence[tuple[str, str]]
    faults: Sequence[tuple[int, str, str]]
    fresh: bool


def lines_of(table: Table, taken: Taken, faults: Sequence[Placed]) -> list[Line]:
    """Every thing in the table, in its order."""
    layout, things = table.layout, items(table.rows)
    subject = layout.subject or next(
        (name for name in ("title", "name", "matter") if any(each.name == name for each in layout.columns)), ""
    )
    found = []
    for thing, outcome in zip(things, taken.outcomes, strict=True):
        rows = {line.number for line in thing.lines}
        deed = DEEDS[layout.name]
        becomes = f"{deed}{outcome.says}" if outcome.fresh else f"已经登记：{outcome.says}" if outcome.says else ""
        found.append(
            Line(
                row=outcome.number,
                title=thing.text(subject),
                becomes="" if outcome.faults else becomes or "已经登记",
                read=tuple(_read(layout, thing, subject)),
                faults=tuple((row, _letter(table, name), fault.detail) for row, name, fault in faults if row in rows),
                fresh=outcome.fresh,
            )
        )
    return found


def _read(layout: Layout, thing: Item, subject: str) -> Iterator[tuple[str, str]]:
    for column in layout.columns:
        if column.name == subject or column.recomputed:
            continue
        texts = [said(column, value) for line in thing.each() if (value := line.value(column.name)) is not None]
        if texts:
            whole = "；".join(dict.fromkeys(texts))
            yield column.head, whole if len(whole) <= LONGEST else f"{whole[:LONGEST]}……"


def said(column: Column, value: Value) -> str:
    """What was read in a cell, as a reader says it."""
    if column.name in HIDDEN:
        return "已填，不显示"
    match value:
        case Amount():
            return show_amount(value)
        case DaySaid():
            return value.text or say_day(value.on)
        case tuple():
            return "、".join(value)
        case str() if column.choices:
            return next((word for word, code in column.choices.items() if code == value), value)
    return f"{value}%" if column.kind == "percent" else str(value)


def _letter(table: Table, name: str) -> str:
    return table.columns.get(name, "")
