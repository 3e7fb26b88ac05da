"""What does whoever handed a table in get back: every fault in its cell, and what was recorded behind its row?"""

from __future__ import annotations

from collections.abc import Sequence

from api.intake.handed import Handed, Placed, placed
from api.intake.taken import Taken
from api.workbooks.marking import mark
from api.workbooks.table import Table
from domain.refusals import Refusal


def faults_in(handed: Handed, table: Table, taken: Taken) -> list[Placed]:
    """Every fault of the table with its row and its column, in their order."""
    return [fault for outcome in taken.outcomes for fault in placed(handed.kind, table, outcome)]


def marked(handed: Handed, table: Table, taken: Taken, faults: Sequence[Placed]) -> bytes:
    """The file itself, as .xlsx, with every fault in its cell and what was recorded behind its row."""
    results: dict[int, str | list[Refusal]] = {
        each.number: each.says for each in taken.outcomes if each.says and (taken.position or not each.fresh)
    }
    for row, _, fault in faults:
        in_row = results.setdefault(row, [])
        assert isinstance(in_row, list), "what is faulty is not recorded"
        in_row.append(fault)
    return mark(handed.content, handed.file_name, table, results)
