"""What is one awkward workbook, and what should become of it, in a form that can be read as a line of a table?"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from api.workbooks.columns import DaySaid, Layout, Value
from api.workbooks.reading import read_table
from api.workbooks.table import Table
from domain.money import Amount, print_amount
from domain.refusals import Faults, Refusal
from tests.workbooks.making import LEDGER

Cells = Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Case:
    """A file and what is read of it.

    `rows`: by the row's number its values as `shown` writes them; a name with = before it is a recomputed column, + says that the
    row continues the one before it, ! is what 登记结果 says. `faults`: the code by the cell. `notices`: a piece of each, in order.
    `refused`: the codes with a piece of each sentence; then nothing else is expected.
    """

    make: Callable[[], bytes]
    file: str = "示例.xlsx"
    layout: Layout = LEDGER
    rows: Mapping[int, Cells] = field(default_factory=dict)
    faults: Mapping[str, str] = field(default_factory=dict)
    notices: tuple[str, ...] = ()
    refused: tuple[tuple[str, str], ...] = ()
    options: Mapping[str, Any] = field(default_factory=dict)


def outcome(case: Case) -> tuple[Any, ...]:
    """What was expected and what came, pairwise."""
    try:
        table = read_table(case.make(), case.file, case.layout, **case.options)
    except (Refusal, Faults) as refused:
        said = refused.faults if isinstance(refused, Faults) else (refused,)
        return said, ()
    return (), table


def rows_of(table: Table) -> dict[int, dict[str, str]]:
    """The rows of a table as a case writes them."""
    found = {}
    for row in table.rows:
        cells = {name: shown(value) for name, value in row.values.items()}
        cells |= {f"={name}": shown(value) for name, value in row.stated.items()}
        cells |= ({"+": ""} if row.continues else {}) | ({"!": row.result} if row.result else {})
        found[row.number] = cells
    return found


def faults_of(table: Table) -> dict[str, str]:
    """The codes of the faults by their cells."""
    return {
        f"{fault.numbers['column']}{fault.numbers['row']}": fault.code for row in table.rows for fault in row.faults
    }


def shown(value: Value) -> str:
    """A value in one line: amounts in 万元 with their words, days with theirs."""
    match value:
        case Amount():
            return print_amount(value.fen) + (f" {value.text}" if value.approximate else "")
        case DaySaid():
            return f"{value.on.isoformat()} {value.text}".strip()
        case tuple():
            return "|".join(value)
        case _:
            return str(value)
