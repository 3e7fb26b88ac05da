"""What becomes of files of every kind: encodings of CSV, .xls and .ods?"""

from __future__ import annotations

from tests.workbooks.cases import Case
from tests.workbooks.making import comma, xlsx

HEADS = ["项目名称", "总投资（万元）"]
ROWS = {2: {"title": "示例小学", "total": "1200万元"}}
LINES = (HEADS, ["示例小学", "1200"])
CSV = "台账.csv"

CASES = {
    "CSV in UTF-8": Case(make=lambda: comma(*LINES), file=CSV, rows=ROWS),
    "CSV in UTF-8 with its mark": Case(make=lambda: comma(*LINES, encoding="utf-8-sig"), file=CSV, rows=ROWS),
    "CSV in GB18030": Case(make=lambda: comma(*LINES, encoding="gb18030"), file=CSV, rows=ROWS),
    "CSV between tabs in UTF-16, as Excel writes Unicode text": Case(
        make=lambda: comma(*LINES, encoding="utf-16", delimiter="\t"), file="台账.txt", rows=ROWS
    ),
    "CSV that calls itself .xls": Case(make=lambda: comma(*LINES, delimiter="\t"), file="导出.xls", rows=ROWS),
    "an .xlsx that calls itself .xls": Case(make=lambda: xlsx(HEADS, ["示例小学", 1200]), file="台账.xls", rows=ROWS),
}
