"""What does an empty table look like that an office fills in: drop-downs, notes, and which columns must be filled in?

Whatever is filled in is read back by `api.workbooks.reading` without a fault; the same layout makes the same bytes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from openpyxl import Workbook
from openpyxl.cell.cell import Cell as XlsxCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from api.workbooks.columns import Column, Kind, Layout
from api.workbooks.inert import put_text
from api.workbooks.packing import packed

UNIT: Final = "万元"
"""The unit of every amount in an empty table; whoever counts in another one writes it into the head."""
ROWS: Final = 500
"""Rows that have drop-downs."""
HELP: Final = "填表说明"
_WORDS: Final = "选项"

_FORMATS: Final[Mapping[Kind, str]] = {"amount": "General", "whole": "0", "decimal": "General", "percent": "0.0#%"}
_TEXT: Final = "@"
_WIDTHS: Final[Mapping[Kind, float]] = {
    "prose": 40,
    "words": 24,
    "whole": 9,
    "decimal": 12,
    "percent": 11,
    "amount": 16,
    "day": 16,
}
_USUAL_WIDTH: Final = 18
_HOW: Final[Mapping[Kind, str]] = {
    "text": "文字",
    "prose": "文字，可以分行",
    "amount": f"金额，按表头的单位（{UNIT}）填数；也可以写“约1200”“1.2亿元”",
    "whole": "整数",
    "decimal": "数，可以有小数",
    "day": "日期，如“2025-12-31”；也可以写“2025年12月底”“第四季度”，按最后一天登记",
    "choice": "从下拉框里选",
    "words": "可以填几个，用顿号“、”隔开",
    "percent": "百分数，如“97.6%”",
}
_LINE: Final = Side(style="thin", color="FFBFBFBF")
_BORDER: Final = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_HEAD: Final = PatternFill("solid", fgColor="FFF2F2F2")
_REQUIRED: Final = PatternFill("solid", fgColor="FFFFE699")
_FIRST: Final = "一行填一项。"
_PARTS: Final = "一行填一项；一个项目有几个子项、几项任务的，每个子项一行，把“序号”“项目名称”等共同的格子向下合并。"
_GENERAL: Final = (
    "列可以换顺序，用不到的可以删去；必填的列（黄色，表头带*）不能删，表头的文字不要改。",
    "不要填身份证号：有身份证号的列一律不读，也不登记。",
    "序号、合计、完成率由台账计算，填了只作核对。",
    "填好先试导，再导入；有毛病的，文件会退回来，毛病标在格子上。",
)


def template(layout: Layout, choices: Mapping[str, Sequence[str]] = {}) -> bytes:
    """An empty table as .xlsx. `choices` are words to choose from by column, on top of those of the layout: units, projects.

    Words of the layout are all that may be filled in; of `choices` others may stand beside them.
    """
    workbook = Workbook()
    page = workbook.worksheets[0]
    page.title = layout.title
    words = workbook.create_sheet(_WORDS)
    words.sheet_state = "hidden"
    for number, column in enumerate(layout.columns, start=1):
        _head(page, number, column)
        offered = list(column.choices) or list(choices.get(column.name, ()))
        if offered:
            _offer(page, words, number, offered, strict=bool(column.choices))
        _prepare(page, number, column)
    page.freeze_panes = "A2"
    page.row_dimensions[1].height = 34
    page.print_title_rows = "1:1"
    _on_paper(page)
    _help(workbook, layout, choices)
    if words.max_row == 1 and words["A1"].value is None:
        workbook.remove(words)
    return packed(workbook)


def head_of(column: Column) -> str:
    """A head as it is printed: with its unit, and a star where it must be filled in."""
    unit = f"（{UNIT}）" if column.kind == "amount" else ""
    return f"{column.head}{unit}{'*' if column.required else ''}"


def _head(page: Worksheet, number: int, column: Column) -> None:
    cell = page.cell(1, number)
    assert isinstance(cell, XlsxCell), "nothing is merged"
    put_text(cell, head_of(column))
    cell.font = Font(bold=True)
    cell.fill = _REQUIRED if column.required else _HEAD
    cell.border = _BORDER
    cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    comment = Comment(_note(column), "填表说明")
    comment.width, comment.height = 260, 110
    cell.comment = comment


def _note(column: Column) -> str:
    parts = [
        "由台账计算，可以不填。" if column.recomputed else "必填。" if column.required else "",
        f"{_HOW[column.kind]}。",
        column.note,
    ]
    if column.periodic:
        parts.append("填累计数；填当月数的，表头前面加“本月”。")
    return "".join(parts)


def _width(column: Column) -> float:
    return max(_WIDTHS.get(column.kind, _USUAL_WIDTH), min(2 * len(head_of(column)) + 2, 30))


def _offer(page: Worksheet, words: Worksheet, number: int, offered: Sequence[str], *, strict: bool) -> None:
    """A drop-down; its words stand in a hidden sheet, because a list in the cell itself ends at 255 characters."""
    letter = get_column_letter(number)
    for row, word in enumerate(offered, start=1):
        cell = words.cell(row, number)
        assert isinstance(cell, XlsxCell), "nothing is merged"
        put_text(cell, word)
    rule = DataValidation(
        type="list",
        formula1=f"{quote_sheetname(_WORDS)}!${letter}$1:${letter}${len(offered)}",
        allow_blank=True,
        showErrorMessage=strict,
        errorTitle="不在可填的词里",
        error="请从下拉框里选。",
    )
    rule.add(f"{letter}2:{letter}{ROWS + 1}")
    page.add_data_validation(rule)


def _prepare(page: Worksheet, number: int, column: Column) -> None:
    """Give the column its format: codes, days and words are texts, or a spreadsheet would make others of them."""
    below = page.column_dimensions[get_column_letter(number)]
    below.width = _width(column)
    below.number_format = _FORMATS.get(column.kind, _TEXT)
    below.alignment = Alignment(vertical="top", wrap_text=True)


def _on_paper(page: Worksheet) -> None:
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = int(page.PAPERSIZE_A4)
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True  # type: ignore[union-attr]  # every sheet of ours has one


def _help(workbook: Workbook, layout: Layout, choices: Mapping[str, Sequence[str]]) -> None:
    page = workbook.create_sheet(HELP)
    _on_paper(page)
    general = (_PARTS if layout.subject else _FIRST, *_GENERAL)
    lines = [
        [f"{layout.title}填表说明"],
        *([f"{number}．{said}"] for number, said in enumerate(general, 1)),
        [],
        ["列", "填法", "可以填的词"],
    ]
    for column in layout.columns:
        words = list(column.choices) or list(choices.get(column.name, ()))
        lines.append([head_of(column), _note(column), "、".join(words)])
    for row, texts in enumerate(lines, start=1):
        for number, text in enumerate(texts, start=1):
            cell = page.cell(row, number)
            assert isinstance(cell, XlsxCell), "nothing is merged"
            put_text(cell, text)
            table = len(texts) > 1
            cell.alignment = Alignment(wrap_text=table, vertical="top")
            cell.font = Font(bold=row == 1 or texts[0] == "列")
            if table:
                cell.border = _BORDER
    for letter, width in (("A", 24), ("B", 64), ("C", 44)):
        page.column_dimensions[letter].width = width
