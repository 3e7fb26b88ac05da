"""Which columns has a table that offices fill in, and what may stand in each of them?

One description serves whoever reads a filled table, writes an empty one with drop-downs and notes, and writes what is recorded in the
same shape: so what goes out can come back in.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from domain.money import Amount

Kind = Literal["text", "prose", "amount", "whole", "decimal", "day", "choice", "words", "percent"]
"""What stands in the cells of a column, and what reading answers for it:

    text, prose   str, without blanks at its ends; prose may have several lines
    amount        domain.money.Amount; the unit stands in the heading or in the cell, never guessed from the size
    whole         int, full-width digits and separators read
    decimal       str, the exact decimal as the ledger writes quantities (7000, 4.3)
    day           DaySaid
    choice        str, the code of the word
    words         tuple[str, ...], separated by 、；; or lines
    percent       str, the exact decimal without the sign
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class DaySaid:
    """A day as offices write it: the last day that it means, and its words where they are not that day (2025年12月底, 第四季度)."""

    on: date
    text: str = ""


Value = str | int | tuple[str, ...] | Amount | DaySaid
"""What reading answers for one cell; an empty cell has no value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column: `name` for the code, `head` as we print it, `also` as others head it.

    `recomputed` columns (序号, 合计, 完成率) are never read: what stands there is compared with what we work out, and a difference is
    a notice; `ratio` names the two columns, part and whole, of which it is the percentage. `down` columns may be merged downwards,
    and then hold for every row of the merge. Of an amount `periodic` says that it may be headed 本月 or 本期, and then holds the
    period's own figure. `choices` are codes by the words that may stand in the cell.
    """

    name: str
    head: str
    kind: Kind = "text"
    also: tuple[str, ...] = ()
    required: bool = False
    note: str = ""
    choices: Mapping[str, str] = field(default_factory=dict)
    recomputed: bool = False
    ratio: tuple[str, str] | None = None
    down: bool = False
    periodic: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A table: `name` for the command line, `title` as offices say it, and its columns in the order in which we print them.

    `subject` is the column that names what the lines are about: where it, or 序号, is merged downwards, the lines are the parts of one
    thing, a project with its sub-items. Without it every line stands for itself.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    subject: str = ""

    def column(self, name: str) -> Column:
        """The column of this name; `KeyError` where there is none."""
        found = next((column for column in self.columns if column.name == name), None)
        if found is None:
            raise KeyError(name)
        return found
