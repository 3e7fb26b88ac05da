"""What is each line below the heads: a row of the table, a sum, the name of a section, a remark under it, or nothing?

By the words of rules.md ("Excel conventions"): 合计 first or last, 小计 between, sections 一、二、三, remarks 注：, and whoever signed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from api.workbooks.grid import Cell, Merge, Sheet
from api.workbooks.heads import Heads
from api.workbooks.headwords import key_of
from api.workbooks.wording import half_width

Sort = Literal["row", "total", "subtotal", "section", "remark", "nothing"]

_TOTAL: Final = re.compile(r"(?:.{0,8}(?:合计|总计|共计)|总合计)(?:\(.*\))?[:]?")
_SUBTOTAL: Final = re.compile(r".{0,12}小计(?:\(.*\))?[:]?")
_SECTION: Final = re.compile(r"[(]?[一二三四五六七八九十]{1,3}[)、.,].+")
_SECTION_SERIAL: Final = re.compile(r"[(]?[一二三四五六七八九十]{1,3}[)]?[、.]?")
_REMARK: Final = re.compile(
    r"[*※]?(?:注|备注|说明|填表说明|填[表报](?:人|单位|日期|时间)|制表(?:人|单位|日期)?|审核人?|复核人?|(?:单位|分管)?(?:负责人|领导)|"
    r"经办人?|联系人|联系电话|日期|盖章|单位\(盖章\)|数据截至|截至|登记至|根|来源|第\d+页)(?:\d+)?[:].*"
)
_NUMBERING: Final = re.compile(r"[甲乙丙丁戊己庚辛壬癸]|\(?[0-9]{1,2}\)?(?:[=+\-/×*].*)?|栏次")
_FEW: Final = 3
_LONGEST: Final = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of the sheet below the heads: its cells by the names of the columns, and which of them hold from a merge above."""

    number: int
    sort: Sort
    cells: Mapping[str, Cell]
    held: frozenset[str] = frozenset()
    said: str = ""


def lines_of(sheet: Sheet, heads: Heads) -> Iterator[Line]:
    """Every line that has something in it, in order."""
    columns = {heading.number: name for name, heading in heads.headings.items()}
    by_row: dict[int, dict[int, Cell]] = {}
    for (row, column), cell in sheet.cells.items():
        if row > heads.bottom and column != heads.result:
            by_row.setdefault(row, {})[column] = cell
    arabic = _numbers_in_arabic(by_row, heads)
    merged = _merged_down(sheet, heads, columns)
    across = {merge.top for merge in sheet.merges if merge.right - merge.left >= _FEW - 1}
    for row in sorted(by_row.keys() | merged.keys()):
        whole = by_row.get(row, {})
        own = {columns[column]: cell for column, cell in sorted(whole.items()) if column in columns}
        held = {name: sheet.cells[place] for name, place in merged.get(row, {}).items()}
        texts = [cell.text for _, cell in sorted(whole.items())]
        first = row == min(by_row, default=0)
        sort = _sort(texts, own, heads, arabic=arabic, first=first) if whole else "nothing"
        if sort == "row" and row in across and len(whole) == 1:
            sort = "section"
        yield Line(
            number=row,
            sort=sort,
            cells={**held, **own} if sort == "row" else own,
            held=frozenset(held),
            said="".join(text[:_LONGEST] for text in texts[:_FEW]),
        )


def serial_of(heads: Heads) -> str:
    """The name of the column 序号, empty where there is none."""
    found = (name for name, each in heads.headings.items() if each.column.recomputed and each.column.kind == "whole")
    return next(found, "")


def _sort(texts: list[str], own: Mapping[str, Cell], heads: Heads, *, arabic: bool, first: bool) -> Sort:
    flat = [half_width(text[:_LONGEST]) for text in texts[:_FEW]]
    if any(_TOTAL.fullmatch(text) for text in flat):
        return "total"
    if any(_SUBTOTAL.fullmatch(text) for text in flat):
        return "subtotal"
    if (first and _is_numbering(texts)) or _repeats_heads(own, heads) or (flat and _REMARK.fullmatch(flat[0])):
        return "remark"
    serial = serial_of(heads)
    if arabic and serial in own and _SECTION_SERIAL.fullmatch(half_width(own[serial].text)):
        return "subtotal" if len(texts) > 1 else "section"
    said = [name for name in own if not heads.headings[name].column.recomputed]
    if len(texts) == 1 and _SECTION.fullmatch(flat[0]):
        return "section"
    if said:
        return "row"
    return "nothing" if all(name == serial and own[name].sort == "number" for name in own) and own else "remark"


def _repeats_heads(own: Mapping[str, Cell], heads: Heads) -> bool:
    """Whether the heads stand here once more, as at the top of another page."""
    same = [name for name, cell in own.items() if _same_head(cell.text, heads.headings[name].text)]
    return len(same) > 1 and 2 * len(same) > len(own)


def _same_head(text: str, head: str) -> bool:
    return len(text) <= _LONGEST and key_of(text) in (key_of(head), key_of(head.rpartition("/")[2]))


def _is_numbering(texts: list[str]) -> bool:
    """Whether the line numbers the columns: 甲 乙 1 2 3."""
    flat = [half_width(text[:_LONGEST]) for text in texts]
    if len(flat) < _FEW or not all(_NUMBERING.fullmatch(text) for text in flat):
        return False
    numbers = [int(text) for text in flat if text.isdecimal()]
    return bool(numbers) and numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def _numbers_in_arabic(by_row: Mapping[int, Mapping[int, Cell]], heads: Heads) -> bool:
    serial = serial_of(heads)
    if not serial:
        return False
    column = heads.headings[serial].number
    return any(
        column in cells and half_width(cells[column].text[:_LONGEST]).strip("().、").isdecimal()
        for cells in by_row.values()
    )


def _merged_down(sheet: Sheet, heads: Heads, columns: Mapping[int, str]) -> dict[int, dict[str, tuple[int, int]]]:
    """For each row the columns that a merge from above fills, with the place of what stands in the merge."""
    held: dict[int, dict[str, tuple[int, int]]] = {}
    last = max((row for row, _ in sheet.cells), default=0)
    for merge in downwards(sheet, heads):
        name = columns.get(merge.left)
        if name is None or (merge.top, merge.left) not in sheet.cells:
            continue
        for row in range(merge.top + 1, min(merge.bottom, last) + 1):
            if (row, merge.left) not in sheet.cells:
                held.setdefault(row, {}).setdefault(name, (merge.top, merge.left))
    return held


def downwards(sheet: Sheet, heads: Heads) -> Iterator[Merge]:
    """The merges over several rows below the heads; no more places than the sheet has, however they overlap."""
    left = 4 * max(len(sheet.cells), 1_000)
    for merge in sheet.merges:
        rows = merge.bottom - merge.top
        if rows and merge.top > heads.bottom and rows <= left:
            left -= rows
            yield merge
