"""Do the sums, numbers and percentages that a table states agree with its own rows?

They are never read: what differs is said in a notice, and the rows hold (rules.md, "Excel conventions").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import takewhile
from typing import Final

from api.workbooks.columns import Value
from api.workbooks.grid import Cell
from api.workbooks.heads import Heads
from api.workbooks.identities import quoted
from api.workbooks.lines import Line, serial_of
from api.workbooks.table import Heading, Notice
from api.workbooks.values import read_cell
from api.workbooks.wording import half_width
from domain.money import Amount, print_number
from domain.refusals import Refusal

_MOST_DIGITS: Final = 4
_CHINESE: Final = "一二三四五六七八九十"


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A row as it counts: what was read of it, recomputed columns too, and the columns in which it has a fault."""

    line: Line
    values: Mapping[str, Value]
    faulty: frozenset[str]
    continues: bool


Counting = Sequence[Counted | Line]
"""The rows and the sums, in the order in which they stand."""


def differences(counting: Counting, heads: Heads) -> Iterator[Notice]:
    """What the table states otherwise than its rows do."""
    yield from _serials(counting, heads)
    yield from _sums(counting, heads)
    for row in counting:
        if isinstance(row, Counted):
            yield from _ratios(row, heads)


def _serials(counting: Counting, heads: Heads) -> Iterator[Notice]:
    """The first number that is not the next one; a section may begin anew."""
    name = serial_of(heads)
    expected = 1
    for row in counting if name else ():
        if isinstance(row, Line):
            continue
        said = _serial(row.line.cells.get(name))
        if row.continues and name in row.line.held:
            continue
        if said not in (None, expected, 1):
            heading = heads.headings[name]
            yield Notice(
                text=f"第{row.line.number}行{heading.letter}列“序号”写的是{said}，按行数应为{expected}。序号不登记，按行数重排。",
                row=row.line.number,
                column=heading.letter,
            )
            return
        expected = (said or expected) + 1


def _serial(cell: Cell | None) -> int | None:
    """The number in a cell, 3, 3. or 三; None where there is none."""
    text = "" if cell is None else half_width(cell.text).strip("().、")
    if text.isascii() and text.isdigit() and len(text) < 7:  # noqa: PLR2004 - more rows than any sheet has
        return int(text)
    return _CHINESE.index(text) + 1 if len(text) == 1 and text in _CHINESE else None


def _sums(counting: Counting, heads: Heads) -> Iterator[Notice]:
    summed = {name: each for name, each in heads.headings.items() if each.column.kind in ("amount", "whole", "decimal")}
    summed.pop(serial_of(heads), None)
    leading = _subtotals_lead(counting)
    rows = [each for each in counting if isinstance(each, Counted)]
    whole = {name: _added(heading, rows) for name, heading in summed.items()}
    for place, line in enumerate(counting):
        if isinstance(line, Counted) or line.sort not in ("total", "subtotal"):
            continue
        under = [] if line.sort == "total" else _rows_under(counting, place, leading=leading)
        for name, heading in summed.items():
            if name in line.cells:
                total = whole[name] if line.sort == "total" else _added(heading, under)
                yield from _sum(line, heading, total)


def _subtotals_lead(counting: Counting) -> bool:
    """Whether a 小计 stands above its rows: the first of them comes before any row."""
    first = next((each for each in counting if isinstance(each, Counted) or each.sort == "subtotal"), None)
    return isinstance(first, Line)


def _rows_under(counting: Counting, place: int, *, leading: bool) -> list[Counted]:
    """The rows that a 小计 adds up: those up to the next one, or to the end of its section."""
    beside = counting[place + 1 :] if leading else reversed(counting[:place])
    mine = takewhile(lambda each: isinstance(each, Counted) or each.sort not in ("subtotal", "section"), beside)
    return [each for each in mine if isinstance(each, Counted)]


def _added(heading: Heading, rows: list[Counted]) -> Fraction | None:
    """What the rows have in a column together; None where one of them cannot be read, or none says anything."""
    name = heading.column.name
    if any(name in row.faulty for row in rows):
        return None
    numbers = [_number(row.values.get(name)) for row in rows if name not in row.line.held]
    said = [number for number in numbers if number is not None]
    return sum(said, Fraction(0)) if said else None


def _sum(line: Line, heading: Heading, total: Fraction | None) -> Iterator[Notice]:
    said = _number(_tried(line.cells[heading.column.name], heading))
    if said is not None and total is not None and said != total:
        yield Notice(
            text=f"第{line.number}行{heading.letter}列“{quoted(heading.text)}”的合计写的是{_print(said, heading)}，"
            f"各行相加是{_print(total, heading)}。合计不登记，以各行为准。",
            row=line.number,
            column=heading.letter,
        )


def _ratios(row: Counted, heads: Heads) -> Iterator[Notice]:
    """The percentages that are not the quotient of the two columns of which they are made."""
    for name, heading in heads.headings.items():
        ratio = heading.column.ratio
        if (
            ratio is None
            or name in row.line.held
            or any(part in heads.headings and heads.headings[part].period for part in ratio)
        ):
            continue
        said = row.values.get(name)
        part, whole = (_number(row.values.get(each)) for each in ratio)
        if not isinstance(said, str) or part is None or not whole:
            continue
        exact = part / whole * 100
        digits = min(len(said.partition(".")[2]), _MOST_DIGITS)
        if abs(Fraction(said) - exact) > Fraction(1, 2 * 10**digits):
            yield Notice(
                text=f"第{row.line.number}行{heading.letter}列“{quoted(heading.text)}”写的是{said}%，"
                f"按本行的数算是{_rounded(exact, max(digits, 1))}%。完成率不登记，由台账计算。",
                row=row.line.number,
                column=heading.letter,
            )


def _tried(cell: Cell, heading: Heading) -> Value | None:
    try:
        return read_cell(cell, heading, None).value
    except Refusal:
        return None


def _number(value: Value | None) -> Fraction | None:
    match value:
        case Amount():
            return Fraction(value.fen)
        case int():
            return Fraction(value)
        case str() if re.fullmatch(r"-?[0-9]+(?:\.[0-9]+)?", value):
            return Fraction(value)
        case _:
            return None


def _print(number: Fraction, heading: Heading) -> str:
    if heading.column.kind == "amount":
        unit = heading.unit or "万元"
        return print_number(int(number), unit) + unit
    return _rounded(number, _MOST_DIGITS)


def _rounded(number: Fraction, digits: int) -> str:
    exact = Decimal(number.numerator) / Decimal(number.denominator)
    written = f"{exact:.{digits}f}"
    return written.rstrip("0").rstrip(".") if "." in written else written
