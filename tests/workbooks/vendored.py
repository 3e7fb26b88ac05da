"""Which files did LibreOffice write, what stands in them, and how were they made?

`python -m tests.workbooks.vendored FOLDER` writes the workbooks that they were made from; LibreOffice Calc 7.4 or later then made each file
with `libreoffice --headless --convert-to xls` and `--convert-to ods`, and of the last one `--convert-to xlsx`. They lie in tests/data/workbooks, so that no test needs LibreOffice.
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

from openpyxl import Workbook
from openpyxl.comments import Comment

from tests.workbooks.making import written

FOLDER = Path(__file__).parent.parent / "data" / "workbooks"


def ledger() -> bytes:
    """Two rows of heads, a project with two sub-items, formulas, an error value, per cent, days, a hidden column and row, a hidden sheet."""
    workbook = Workbook()
    page = workbook.worksheets[0]
    page.title = "附件1"
    for row in (
        ["示例县2026年民生实事项目进度台账"],
        [None, None, None, None, None, None, None, None, None, "单位：万元"],
        [
            "序号",
            "项目名称",
            "年度计划",
            "资金来源",
            None,
            "完成投资",
            "完成率",
            "完成时限",
            "形象进度",
            "学位数",
            "子项名称",
            "子项投资",
        ],
        [None, None, None, "中央", "县级"],
        [
            1,
            "示例小学",
            1000,
            800,
            "=C5-D5",
            "=0.1+0.2",
            "=F5/C5",
            date(2026, 12, 31),
            "主体封顶\n正在装修",
            300,
            "教学楼",
            600,
        ],
        [None, None, None, None, None, None, None, None, None, None, "操场", "400"],
        [2, "示例路", "约2000", "=1/0", 500, 1234.56, 0.976, "2026年12月底", 0.85, "１００", None, None],
        [3, "示例桥", "1.2亿元", None, None, 0, None, "第四季度", "=TRUE()", None, None, None],
        ["合计", None, "=SUM(C5:C8)", None, None, "=SUM(F5:F8)"],
    ):
        page.append(row)
    for place in (
        "A3:A4",
        "B3:B4",
        "C3:C4",
        "D3:E3",
        "F3:F4",
        "G3:G4",
        "H3:H4",
        "I3:I4",
        "J3:J4",
        "K3:K4",
        "L3:L4",
        "A5:A6",
        "B5:B6",
        "C5:C6",
        "A1:L1",
    ):
        page.merge_cells(place)
    page["G5"].number_format = page["G7"].number_format = "0.0%"
    page["I7"].number_format = "0%"
    page["H5"].number_format = "yyyy/m/d"
    page["B5"].comment = Comment("示例批注", "示例")
    page.column_dimensions["J"].hidden = True
    page.row_dimensions[8].hidden = True
    other = workbook.create_sheet("旧表")
    other.append(["项目名称", "年度计划（万元）"])
    other.append(["示例井", 1])
    other.sheet_state = "hidden"
    return written(workbook)


if __name__ == "__main__":
    Path(sys.argv[1], "ledger.xlsx").write_bytes(ledger())
