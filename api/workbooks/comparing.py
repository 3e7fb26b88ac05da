"""Do the sums, numbers and percentages that a table states agree with its own rows?

They are never read: what differs is said in a notice, and the rows hold (rules.md, "Excel conventions").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
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
    """A row as it counts: its own values, without what a merge holds down to it, and the columns in which it has a fault."""

    line: Line
    own: Mapping[str, Value]
    stated: Mapping[str, Value]
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
    for place, line in enumerate(counting):
        if not isinstance(line, Line) or line.sort not in ("total", "subtotal"):
            continue
        rows = _rows_of_sum(counting, place, line, leading=leading)
        for name, heading in summed.items():
            if name in line.cells:
                yield from _sum(line, heading, [row for row in rows if isinstance(row, Counted)])


def _subtotals_lead(counting: Counting) -> bool:
    """Whether a 小计 stands above its rows: the first of them comes before any row."""
    first = next((each for each in counting if isinstance(each, Counted) or each.sort == "subtotal"), None)
    return isinstance(first, Line)


def _rows_of_sum(counting: Counting, place: int, line: Line, *, leading: bool) -> Counting:
    if line.sort == "total":
        return counting
    step = 1 if leading else -1
    rows: list[Counted | Line] = []
    at = place + step
    while 0 <= at < len(counting):
        each = counting[at]
        if isinstance(each, Line) and each.sort in ("subtotal", "section"):
            break
        rows.append(each)
        at += step
    return rows


def _sum(line: Line, heading: Heading, rows: list[Counted]) -> Iterator[Notice]:
    name = heading.column.name
    said = _number(_tried(line.cells[name], heading))
    numbers = [_number({**row.own, **row.stated}.get(name)) for row in rows if name not in row.line.held]
    if said is None or any(name in row.faulty for row in rows) or not any(each is not None for each in numbers):
        return
    total = sum((each for each in numbers if each is not None), Fraction(0))
    if said != total:
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
        said = row.stated.get(name)
        part, whole = (_number({**row.own, **row.stated}.get(each)) for each in ratio)
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
