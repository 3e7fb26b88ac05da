"""Which sheet of a workbook is the table that is asked for, and what is to be done where none or several are?"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from typing import Final

from api.workbooks.columns import Column, Layout
from api.workbooks.grid import Book, Sheet
from api.workbooks.heads import Heads, find_heads
from api.workbooks.headwords import key_of
from api.workbooks.identities import quoted
from api.workbooks.refusals import (
    ColumnMissing,
    ColumnTwice,
    SheetAmbiguous,
    SheetNotFound,
    WorkbookEmpty,
    WorkbookTooLarge,
)
from api.workbooks.table import placed
from domain.refusals import Refusal, refuse_all

_MOST_SAID: Final = 30
_FEW_SAID: Final = 6
Found = tuple[Sheet, Heads]


def choose_sheet(book: Book, layout: Layout, name: str = "") -> Found:
    """The sheet with the heads of the table, or the one of this name; refuses with names where none or several have them."""
    sheets = [sheet for sheet in book.sheets if not name or sheet.name == name]
    if name and not sheets:
        raise SheetNotFound(f"没有名为“{quoted(name)}”的工作表，有的是：{_names(book.sheets)}。")
    if not any(sheet.cells for sheet in sheets):
        raise WorkbookEmpty("表格里一个字也没有。请核对是不是存好了，或者选错了文件。")
    read = [(sheet, heads) for sheet in sheets if (heads := find_heads(sheet, layout)) is not None]
    fitting = _narrowed([found for found in read if found[1].fit], layout)
    if len(fitting) > 1:
        names = "、".join(f"“{quoted(sheet.name)}”" for sheet, _ in fitting)
        raise SheetAmbiguous(
            f"{names}都有{layout.title}的表头，看不出要读哪一张。请只留一张，或者把要读的工作表改名为“{layout.title}”。"
        )
    if not fitting:
        raise _none_fits(book, read, layout)
    sheet, heads = fitting[0]
    _refuse_too_large(sheet)
    refuse_all(_twice(sheet, heads, layout))
    return fitting[0]


def _narrowed(fitting: list[Found], layout: Layout) -> list[Found]:
    """Those that are meant: visible ones before hidden ones, the one of the table's own name, those with rows before empty ones."""
    for better in (
        lambda found: not found[0].hidden,
        lambda found: found[0].name.strip() == layout.title,
        lambda found: any(row > found[1].bottom for row, _ in found[0].cells),
    ):
        fitting = [found for found in fitting if better(found)] or fitting
    return fitting


def _none_fits(book: Book, read: list[Found], layout: Layout) -> Refusal | Exception:
    """Why none is the table: the nearest one with what it lacks, or one of which not all could be read, or none at all."""
    near = [found for found in read if found[1].missing and len(found[1].headings) > 1]
    if not near:
        for sheet in book.sheets:
            _refuse_too_large(sheet)
        wanted = "、".join(column.head for column in layout.columns if column.required)
        lonely = next((found for found in read if found[1].lonely and not found[1].missing), None)
        if lonely is not None:
            return _lonely(*lonely, layout)
        return SheetNotFound(
            f"没有一张工作表有{layout.title}的表头（须有：{wanted}）。看过的工作表：{_names(book.sheets)}。请核对是不是选错了文件。"
        )
    sheet, heads = max(near, key=lambda found: (not found[0].hidden, len(found[1].headings)))
    refuse_all(_missing(sheet, heads, column) for column in heads.missing)
    raise AssertionError("a sheet that lacks nothing fits")


def _lonely(sheet: Sheet, heads: Heads, layout: Layout) -> Refusal:
    others = [column.head for column in layout.columns if column.name not in heads.headings][:_FEW_SAID]
    known = "、".join(heading.column.head for heading in heads.headings.values())
    said = f"只有“{known}”一列对得上，不像{layout.title}。至少还要有一列，如：{'、'.join(others)}。"
    return placed(SheetNotFound(said), sheet.name, heads.bottom)


def _missing(sheet: Sheet, heads: Heads, column: Column) -> Refusal:
    words = {key_of(text): text for text in heads.unread.values()}
    near = get_close_matches(key_of(column.head), words, n=1, cutoff=0.4) or [
        found for also in column.also for found in get_close_matches(key_of(also), words, n=1, cutoff=0.5)
    ]
    hint = (
        f"最接近的是“{quoted(words[near[0]])}”，是这一列的请把表头改为“{column.head}”。"
        if near
        else f"请补上“{column.head}”这一列。"
    )
    said = "、".join(f"“{quoted(text)}”" for text in _all_heads(heads))
    return placed(ColumnMissing(f"没有“{column.head}”这一列。现有表头：{said}。{hint}"), sheet.name, heads.bottom)


def _all_heads(heads: Heads) -> list[str]:
    return [*(heading.text for heading in heads.headings.values()), *heads.unread.values()][:_MOST_SAID]


def _twice(sheet: Sheet, heads: Heads, layout: Layout) -> Iterator[Refusal]:
    for name, letters in heads.twice.items():
        head = layout.column(name).head
        said = "、".join(f"{letter}列" for letter in letters)
        yield placed(
            ColumnTwice(f"{said}的表头都是“{head}”，看不出读哪一列。请改掉用不到的那一列的表头。"),
            sheet.name,
            heads.bottom,
        )


def _refuse_too_large(sheet: Sheet) -> None:
    if sheet.too_large:
        raise WorkbookTooLarge(
            f"“{quoted(sheet.name)}”{sheet.too_large}，不像人工填报的表格。请删去用不到的行列，或者分成几个文件导入。"
        )


def _names(sheets: tuple[Sheet, ...]) -> str:
    said = [f"“{quoted(sheet.name)}”{'（隐藏）' if sheet.hidden else ''}" for sheet in sheets]
    return "、".join(said[:_MOST_SAID])
