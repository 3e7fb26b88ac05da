"""Where are the heads of a table in a sheet, and which column stands below each of them?

Heads may stand below title lines, in up to three rows, merged across (资金来源 over 中央, 省级) and downwards; a head is recognised by its
own words or by those below which offices keep the same, whatever its blanks, brackets and units.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import product
from typing import Final

from api.workbooks.columns import Column, Layout
from api.workbooks.grid import MOST_COLUMNS, Sheet, letter_of
from api.workbooks.headwords import (
    flat,
    key_of,
    names_of,
    of_period,
    percent_in_head,
    says_more,
    unit_in_head,
    units_above,
    without_period,
)
from api.workbooks.table import Heading
from domain.money import Unit

RESULT: Final = "登记结果"
"""The head of the column that says of each row what became of it."""
_UNIT_ALONE: Final = re.compile(r"\((?:单位:)?[^()]{1,6}\)|(?:单位:)?(?:亿元|万元|元|%)")
_MONEY_ALONE: Final = re.compile(r"\(?(?:单位:)?(?:亿元|万元|元|%)\)?")
_DEEPEST: Final = 3
_LONGEST_HEAD: Final = 60
_MOST_MERGED: Final = 50_000
_FIRST_ROWS: Final = 40
"""Rows in which heads are looked for; no office puts more above its table."""

Parts = tuple[str, ...]


@dataclass(slots=True, kw_only=True)
class Heads:
    """What was recognised: rows `top` to `bottom`, and the heading of each column by its name.

    `twice` are columns with more than one head, by the letters of these; `unread` the heads that mean no column, by their letters.
    """

    top: int
    bottom: int
    headings: dict[str, Heading] = field(default_factory=dict)
    missing: tuple[Column, ...] = ()
    twice: dict[str, list[str]] = field(default_factory=dict)
    unread: dict[str, str] = field(default_factory=dict)
    result: int | None = None

    @property
    def fit(self) -> bool:
        """Whether this is the table: every column that it must have is there, and it is not a lone word in another table."""
        return not self.missing and not self.lonely

    @property
    def lonely(self) -> bool:
        """Whether but one head is known among others that are not."""
        return len(self.headings) + len(self.twice) == 1 and bool(self.unread)


@dataclass(frozen=True, slots=True)
class _Match:
    """How well a head fits a column: its own head before others, all its words before its last ones."""

    name: str
    rank: tuple[int, int]


def find_heads(sheet: Sheet, layout: Layout) -> Heads | None:
    """The heads of the table in a sheet, those that fit best; None where no row has any of them."""
    rows = sorted({row for row, _ in sheet.cells})[:_FIRST_ROWS]
    names = names_of(layout)
    best: Heads | None = None
    texts = _Texts(sheet, rows[-1] + _DEEPEST if rows else 0)
    for depth in range(1, _DEEPEST + 1):
        for top in rows:
            found = _heads_at(texts, layout, names, top, top + depth - 1)
            if found.headings and (best is None or _score(found) > _score(best)):
                best = found
    if best is None:
        return None
    return _with_units(_heads_at(texts, layout, names, best.top, texts.below_units(best.bottom)), texts)


def _score(heads: Heads) -> tuple[int, int, int]:
    return len(heads.headings) + len(heads.twice), -len(heads.missing), -len(heads.twice)


class _Texts:
    """What stands in the first rows, merged cells in each of their places."""

    def __init__(self, sheet: Sheet, last: int) -> None:
        self.cells = {place: cell.text[:_LONGEST_HEAD] for place, cell in sheet.cells.items() if place[0] <= last}
        self.columns = sorted({column for _, column in self.cells})
        self.anchors: dict[tuple[int, int], tuple[int, int]] = {}
        widest = self.columns[-1] if self.columns else 0
        left = _MOST_MERGED
        for merge in sheet.merges:
            rows = range(merge.top, min(merge.bottom, last) + 1)
            columns = range(merge.left, min(merge.right, widest) + 1)
            left -= len(rows) * len(columns)
            if left < 0:
                return
            for place in product(rows, columns) if (merge.top, merge.left) in self.cells else ():
                self.anchors.setdefault(place, (merge.top, merge.left))

    def parts(self, column: int, top: int, bottom: int) -> Parts:
        """The head of a column: the texts above one another, each once, without those that are but a unit."""
        places = dict.fromkeys(self.anchors.get((row, column), (row, column)) for row in range(top, bottom + 1))
        return tuple(self.cells[place] for place in places if place[0] >= top and place in self.cells)

    def below_units(self, bottom: int) -> int:
        """The last row of the heads: a row below that says units alone, or what is merged down from them, belongs to them."""
        columns = [column for column in self.columns if self.parts(column, bottom, bottom)]
        merged = {bottom + 1 for column in columns if self._reaches(bottom, column)}
        below = [self.cells[bottom + 1, column] for column in self.columns if (bottom + 1, column) in self.cells]
        told = len(below) > 1 or any(_MONEY_ALONE.fullmatch(flat(text)) for text in below)
        units = told and all(_UNIT_ALONE.fullmatch(flat(text)) for text in below)
        return bottom + 1 if units or (merged and not below) else bottom

    def _reaches(self, row: int, column: int) -> bool:
        anchor = self.anchors.get((row, column))
        return anchor is not None and self.anchors.get((row + 1, column)) == anchor

    def above(self, row: int) -> Iterator[str]:
        """Every text above a row."""
        return (text for (at, _), text in self.cells.items() if at < row)


def _heads_at(texts: _Texts, layout: Layout, names: dict[str, tuple[str, int]], top: int, bottom: int) -> Heads:
    """What the rows `top` to `bottom` mean if they are the heads."""
    heads = Heads(top=top, bottom=bottom)
    matched: dict[str, list[tuple[tuple[int, int], Heading]]] = {}
    for number in texts.columns:
        parts = texts.parts(number, top, bottom)
        if not parts:
            continue
        if any(flat(part) == RESULT for part in parts):
            heads.result = number
        elif (match := _match(parts, names, layout)) is not None:
            matched.setdefault(match.name, []).append((match.rank, _heading(layout.column(match.name), number, parts)))
        else:
            heads.unread[letter_of(number)] = "".join(parts)
    for name, found in matched.items():
        _choose(heads, name, found)
    heads.missing = tuple(
        column for column in layout.columns
        if column.required and column.name not in heads.headings and column.name not in heads.twice
    )  # fmt: skip
    return heads


def _match(parts: Parts, names: dict[str, tuple[str, int]], layout: Layout) -> _Match | None:
    """The column that a head means: all its words first, then those without the uppermost."""
    for skipped in range(len(parts)):
        path = tuple(part for part in parts[skipped:] if key_of(part, bare=True))
        for looser, key in enumerate(_keys(path)):
            name, own = names.get(key, ("", 0))
            if name and _may_mean(layout.column(name), path, looser):
                return _Match(name, (own, 4 * skipped + looser))
    return None


def _may_mean(column: Column, path: Parts, looser: int) -> bool:
    """Whether a head with words left out of account may be that of the column.

    What stands in brackets may make another number of it; 本月 and 累计 do, unless the column is one that may be headed so.
    """
    numeric = column.kind in ("amount", "whole", "decimal", "percent")
    return looser == 0 or ((looser == 1 or column.periodic) and not (numeric and any(map(says_more, path))))


def _keys(path: Parts) -> Iterator[str]:
    whole = "/".join(path)
    yield key_of(whole)
    yield "/".join(key_of(part, bare=True) for part in path)
    timeless = [part for part in map(without_period, path) if key_of(part, bare=True)]
    for first in range(len(timeless)):
        yield "/".join(key_of(part, bare=True) for part in timeless[first:])


def _heading(column: Column, number: int, parts: Parts) -> Heading:
    units = [unit for part in reversed(parts) if (unit := unit_in_head(part)) is not None]
    return Heading(
        column=column,
        number=number,
        text="/".join("".join(part.split()) for part in parts),
        unit=units[0] if units and column.kind == "amount" else None,
        period=column.periodic and of_period(parts),
        percent=any(percent_in_head(part) for part in parts),
    )


def _choose(heads: Heads, name: str, found: list[tuple[tuple[int, int], Heading]]) -> None:
    """Of several heads of one column the best: cumulative amounts before those of the month, its own head before others."""
    cumulative = [each for each in found if not each[1].period] or found
    best = min(rank for rank, _ in cumulative)
    chosen = [heading for rank, heading in cumulative if rank[0] == best[0]]
    if len(chosen) == 1:
        heads.headings[name] = chosen[0]
    elif not chosen[0].column.recomputed:
        heads.twice[name] = [heading.letter for heading in chosen]
    kept = chosen if name in heads.headings or name in heads.twice else []
    heads.unread.update((heading.letter, heading.text) for _, heading in found if heading not in kept)


def _with_units(heads: Heads, texts: _Texts) -> Heads:
    """Give the unit that stands above the whole table to the amounts whose own heads say none."""
    said: set[Unit] = set()
    for text in texts.above(heads.top):
        said |= units_above(text)
    for name, heading in heads.headings.items():
        if heading.unit is None and heading.column.kind == "amount" and len(said) == 1:
            heads.headings[name] = replace(heading, unit=min(said))
    return heads


def free_column(sheet: Sheet, heads: Heads) -> int:
    """The first column to the right of the heads in which nothing stands."""
    rows = range(heads.top, heads.bottom + 1)
    headed = [column for row, column in sheet.cells if row in rows and column <= MOST_COLUMNS]
    merged = [merge.right for merge in sheet.merges if merge.top in rows and merge.right <= MOST_COLUMNS]
    taken = {column for row, column in sheet.cells if row >= heads.top}
    column = max([*headed, *merged]) + 1
    while column in taken:
        column += 1
    return column
