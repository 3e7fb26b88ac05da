"""Which tables can be handed out, as offices lay them out?"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

from api.tables.asked import Asked
from api.tables.book import Book, Sheet
from api.tables.progress import progress
from domain.refusals import NotFound

__all__ = ["TABLES", "Table", "make"]


class Table(NamedTuple):
    """A table by what offices call it, and what makes its sheets."""

    word: str
    make: Callable[[Asked], tuple[Sheet, ...]]


TABLES: Final[Mapping[str, Table]] = {
    "progress": Table("进度台账", progress),
}
"""Every table by its name on the command line."""


def make(name: str, asked: Asked) -> Book:
    """The table of this name; raises `NotFound` where there is nothing that could stand in it, nor anything withheld."""
    sheets = TABLES[name].make(asked)
    if not any(sheet.blocks or sheet.notes for sheet in sheets):
        raise NotFound(f"{asked.congress}{asked.year}年度还没有可以写进{TABLES[name].word}的登记。")
    return Book(sheets=sheets, taken=asked.taken)
