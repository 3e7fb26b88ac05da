"""What becomes of what nobody sees: hidden columns, rows and sheets, links to other files?"""

from __future__ import annotations

from openpyxl.worksheet.worksheet import Worksheet

from tests.workbooks.cases import Case
from tests.workbooks.hostile import far_corners
from tests.workbooks.making import book, stored, with_parts, xlsx

HEADS = ["项目名称", "总投资（万元）", "备注"]
ROWS = {2: {"title": "示例小学", "total": "1200万元"}, 3: {"title": "示例路", "total": "500万元"}}


def hide(page: Worksheet) -> None:
    """Hide the column of the amounts and the third row."""
    page.column_dimensions["B"].hidden = True
    page.row_dimensions[3].hidden = True


def hide_sheets(page: Worksheet) -> None:
    """Hide whatever sheet is called so."""
    page.sheet_state = "hidden" if page.title.startswith("隐藏") else "visible"


CASES = {
    "a hidden column and a hidden row are read and said": Case(
        make=lambda: xlsx(HEADS[:2], ["示例小学", 1200], ["示例路", 500], finish=hide),
        rows=ROWS,
        notices=("B列“总投资（万元）”是隐藏的，也读了", "第3行是隐藏的，也读了"),
    ),
    "of a visible and a hidden sheet the visible one is read": Case(
        make=lambda: book(
            {"隐藏的旧表": [HEADS[:2], ["示例桥", 1]], "附件": [HEADS[:2], ["示例小学", 1200], ["示例路", 500]]},
            hide_sheets,
        ),
        rows=ROWS,
        notices=("隐藏的工作表没有读：“隐藏的旧表”",),
    ),
    "a hidden sheet that is the only one to fit": Case(
        make=lambda: book(
            {"封面": [["示例县"]], "隐藏": [HEADS[:2], ["示例小学", 1200], ["示例路", 500]]}, hide_sheets
        ),
        rows=ROWS,
        notices=("读的是隐藏的工作表“隐藏”", "没有读的工作表：“封面”"),
    ),
    "a formula that asks another file counts by its stored value": Case(
        make=lambda: with_parts(
            stored(xlsx(HEADS[:2], ["示例小学", 1], ["示例路", 500]), B2="<f>[1]Sheet1!A1</f><v>1200</v>"),
            {"xl/externalLinks/externalLink1.xml": b"<externalLink/>"},
        ),
        rows=ROWS,
    ),
    "a program that a cell would start is never asked": Case(
        make=lambda: stored(xlsx(HEADS[:2], ["示例小学", 1], ["示例路", 500]), B2="<f>cmd|'/C calc'!A0</f><v>1200</v>"),
        rows=ROWS,
    ),
    "two cells in far corners take no memory": Case(make=far_corners, rows={2: ROWS[2]}, notices=("第1048576行",)),
}
