"""Which tables can be handed out, as offices lay them out?"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

from api.tables.asked import Asked
from api.tables.book import Book, Sheet
from api.tables.candidates import candidates
from api.tables.evaluations import evaluations
from api.tables.findings import findings
from api.tables.groups import groups
from api.tables.money import money
from api.tables.progress import progress
from api.tables.promises import promises
from api.tables.proposals import proposals
from api.tables.rounds import rounds
from api.tables.targets import targets
from api.tables.tasks import tasks
from domain.refusals import NotFound

__all__ = ["TABLES", "Table", "make"]


class Table(NamedTuple):
    """A table by what offices call it, and what makes its sheets."""

    word: str
    make: Callable[[Asked], tuple[Sheet, ...]]


TABLES: Final[Mapping[str, Table]] = {
    "proposals": Table("项目库台账", proposals),
    "candidates": Table("候选项目一览表", candidates),
    "tasks": Table("任务分解表", tasks),
    "progress": Table("进度台账", progress),
    "money": Table("资金分单位表", money),
    "targets": Table("目标任务完成表", targets),
    "findings": Table("问题、责任、整改清单", findings),
    "promises": Table("承诺与兑现表", promises),
    "rounds": Table("计票表", rounds),
    "evaluations": Table("测评表", evaluations),
    "groups": Table("监督小组名单", groups),
}
"""Every table by its name on the command line."""


def make(name: str, asked: Asked) -> Book:
    """The table of this name; raises `NotFound` where there is nothing that could stand in it, nor anything withheld."""
    sheets = TABLES[name].make(asked)
    if not any(sheet.blocks or sheet.notes for sheet in sheets):
        raise NotFound(f"{asked.congress}{asked.year}年度还没有可以写进{TABLES[name].word}的登记。")
    return Book(sheets=sheets, taken=asked.taken)
