"""How are awkward workbooks made: with openpyxl where it can, and with the XML itself where it cannot?"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Sequence
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.utils.cell import coordinate_from_string
from openpyxl.worksheet.worksheet import Worksheet

from api.workbooks.columns import Column, Layout

LEDGER = Layout(
    name="ledger",
    title="示例台账",
    subject="title",
    columns=(
        Column(name="serial", head="序号", kind="whole", recomputed=True, down=True),
        Column(name="number", head="项目编号", also=("编号",), down=True),
        Column(name="title", head="项目名称", also=("项目", "实事项目名称"), required=True, down=True),
        Column(
            name="nature", head="项目性质", kind="choice", also=("性质",), choices={"新建": "new", "续建": "going_on"}
        ),
        Column(name="total", head="总投资", kind="amount", also=("投资总额",), down=True),
        Column(name="plan", head="年度计划", kind="amount", also=("年度投资",), down=True),
        Column(name="central", head="资金来源/中央", kind="amount", also=("资金来源/中央资金",)),
        Column(name="county", head="资金来源/县级", kind="amount", also=("资金来源/县",)),
        Column(name="completed", head="完成投资", kind="amount", also=("已完成投资",), periodic=True, down=True),
        Column(name="rate", head="完成率", kind="percent", recomputed=True, ratio=("completed", "plan"), down=True),
        Column(name="part", head="子项名称", also=("子项",)),
        Column(name="part_cost", head="子项投资", kind="amount"),
        Column(name="progress", head="形象进度", kind="prose"),
        Column(name="places", head="实施地点", kind="words"),
        Column(name="seats", head="学位数", kind="whole"),
        Column(name="length", head="长度", kind="decimal"),
        Column(name="share", head="占比", kind="percent"),
        Column(name="deadline", head="完成时限", kind="day", also=("完成时间",)),
        Column(name="phone", head="联系电话", also=("电话",)),
    ),
)
"""A ledger with a column of every kind."""

Rows = Sequence[Sequence[Any]]
Finish = Callable[[Worksheet], None]


def xlsx(*rows: Sequence[Any], name: str = "Sheet1", finish: Finish | None = None) -> bytes:
    """A workbook of one sheet with these rows."""
    return book({name: rows}, finish)


def book(sheets: dict[str, Rows], finish: Finish | None = None) -> bytes:
    """A workbook with these sheets; `finish` does the rest to each of them."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for name, rows in sheets.items():
        page = workbook.create_sheet(name)
        for row in rows:
            page.append(list(row))
        if finish is not None:
            finish(page)
    return written(workbook)


def written(workbook: Workbook) -> bytes:
    """The bytes of a workbook."""
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def merged(*ranges: str) -> Finish:
    """Merge these cells."""

    def finish(page: Worksheet) -> None:
        for each in ranges:
            page.merge_cells(each)

    return finish


def formatted(**formats: str) -> Finish:
    """Give cells these number formats."""

    def finish(page: Worksheet) -> None:
        for place, each in formats.items():
            cell = page[place]
            assert isinstance(cell, Cell)
            cell.number_format = each

    return finish


def both(*finishes: Finish) -> Finish:
    """One after the other."""

    def finish(page: Worksheet) -> None:
        for each in finishes:
            each(page)

    return finish


def edited(content: bytes, change: Callable[[str], str], part: str = "xl/worksheets/sheet1.xml") -> bytes:
    """The workbook with one part of it rewritten as text."""
    return with_parts(content, {part: change(parts(content)[part].decode()).encode()})


def parts(content: bytes) -> dict[str, bytes]:
    """What an archive holds."""
    with ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def with_parts(content: bytes, more: dict[str, bytes]) -> bytes:
    """The archive with these parts, new ones or in place of old ones."""
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, part in {**parts(content), **more}.items():
            archive.writestr(name, part)
    return out.getvalue()


def stored(content: bytes, **cells: str) -> bytes:
    """The workbook with other XML for the inside of these cells: the value as digits, or `t="…"` before it."""

    def change(xml: str) -> str:
        for place, inside in cells.items():
            found = re.fullmatch(r"(?:(\w+)\|)?(<.*)", inside, re.DOTALL)
            assert found is not None, inside
            kind, inner = found[1] or "", found[2]
            pattern = rf'<c r="{place}"((?: s="\d+")?)(?: t="\w+")?(?:/>|>.*?</c>)'
            kind = f' t="{kind}"' if kind else ""
            value = rf'<c r="{place}"\g<1>{kind}>{inner}</c>'
            xml, times = re.subn(pattern, value, xml, flags=re.DOTALL)
            assert times == 1, place
        return xml

    return edited(content, change)


def comma(*rows: Sequence[str], encoding: str = "utf-8", delimiter: str = ",") -> bytes:
    """A CSV of these rows."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue().encode(encoding)


def row_and_letter(place: str) -> tuple[int, str]:
    """C5 as 5 and C."""
    letter, row = coordinate_from_string(place)
    return row, letter
