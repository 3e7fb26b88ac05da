"""Which files and tables are refused as a whole?"""

from __future__ import annotations

from tests.workbooks.cases import Case
from tests.workbooks.hostile import (
    ENCRYPTED_ODS,
    document_type,
    encrypted_office,
    macros,
    many_entries,
    many_rows,
    renamed,
    same_name_twice,
    unpacks_to_too_much,
    wide,
)
from tests.workbooks.making import book, comma, xlsx

HEADS = ["项目名称", "总投资（万元）"]

CASES = {
    "an empty file": Case(make=lambda: b"", refused=(("workbook_empty", "文件是空的"),)),
    "a workbook without a word": Case(make=xlsx, refused=(("workbook_empty", "一个字也没有"),)),
    "heads and nothing below them": Case(make=lambda: xlsx(HEADS), refused=(("workbook_empty", "只有表头"),)),
    "a file of WPS's own format": Case(
        make=lambda: xlsx(HEADS, ["示例小学", 1]), file="台账.ET", refused=(("workbook_foreign", "在WPS里另存为.xlsx"),)
    ),
    "a file whose name says that it may have macros": Case(
        make=lambda: xlsx(HEADS, ["示例小学", 1]), file="台账.xlsm", refused=(("workbook_macros", "另存为.xlsx"),)
    ),
    "macros under an innocent name": Case(make=macros, refused=(("workbook_macros", "表格里有宏"),)),
    "a workbook with a password": Case(make=encrypted_office, refused=(("workbook_encrypted", "去掉口令"),)),
    "an OpenDocument with a password": Case(
        make=lambda: ENCRYPTED_ODS, file="台账.ods", refused=(("workbook_encrypted", "去掉口令"),)
    ),
    "a web page that calls itself .xls": Case(
        make="<html><table><tr><td>项目名称</td></tr></table></html>".encode,
        file="导出.xls",
        refused=(("workbook_foreign", "其实是网页"),),
    ),
    "a PDF": Case(make=lambda: b"%PDF-1.7\n", file="台账.xlsx", refused=(("workbook_foreign", "这是PDF"),)),
    "a document of Word": Case(
        make=lambda: renamed("xl/workbook.xml", "word/document.xml"), refused=(("workbook_foreign", "这是Word文档"),)
    ),
    "bytes that are no text": Case(
        make=lambda: bytes(range(256)), file="台账.csv", refused=(("workbook_foreign", "既不是Excel表格"),)
    ),
    "an archive cut off in the middle": Case(
        make=lambda: xlsx(HEADS, ["示例小学", 1])[:-300], refused=(("workbook_damaged", "文件不完整"),)
    ),
    "a part that unpacks to more than a table can be": Case(
        make=unpacks_to_too_much, refused=(("workbook_too_large", "解开以后过大"),)
    ),
    "an archive of thousands of parts": Case(make=many_entries, refused=(("workbook_too_large", "条目过多"),)),
    "two parts of the same name": Case(make=same_name_twice, refused=(("workbook_damaged", "两处同名"),)),
    "a document type with entities": Case(make=document_type, refused=(("workbook_damaged", "打不开"),)),
    "a hundred thousand rows": Case(make=lambda: many_rows(100_000), refused=(("workbook_too_large", "超过5000行"),)),
    "a hundred thousand lines of CSV": Case(
        make=lambda: comma(HEADS, *[["示例小学", "1"]] * 100_000),
        file="台账.csv",
        refused=(("workbook_too_large", "超过5000行"),),
    ),
    "a cell beyond the last column": Case(make=wide, refused=(("workbook_too_large", "256列"),)),
    "a CSV with a quotation mark that never ends": Case(
        make='项目名称,总投资（万元）\n"示例小学,1\n'.encode,
        file="台账.csv",
        refused=(("workbook_damaged", "引号不成对"),),
    ),
    "the wrong table": Case(
        make=lambda: book({"签到": [["姓名", "签名"], ["示例", ""]], "附件2": [["议程"]]}),
        refused=(("sheet_not_found", "看过的工作表：“签到”、“附件2”"),),
    ),
    "a sheet that is not there": Case(
        make=lambda: xlsx(HEADS, ["示例小学", 1]),
        options={"sheet": "3月"},
        refused=(("sheet_not_found", "有的是：“Sheet1”"),),
    ),
    "two sheets that could both be meant": Case(
        make=lambda: book({"3月": [HEADS, ["示例小学", 1]], "2月": [HEADS, ["示例小学", 1]]}),
        refused=(("sheet_ambiguous", "“3月”、“2月”"),),
    ),
    "a column that must be there is called otherwise": Case(
        make=lambda: xlsx(["序号", "工程名称", "总投资（万元）"], [1, "示例小学", 1]),
        refused=(("column_missing", "最接近的是“工程名称”，是这一列的请把表头改为“项目名称”"),),
    ),
    "a column that must be there is not": Case(
        make=lambda: xlsx(["序号", "总投资（万元）"], [1, 1]), refused=(("column_missing", "请补上“项目名称”这一列"),)
    ),
    "the same head twice": Case(
        make=lambda: xlsx(["项目名称", "总投资（万元）", "总投资（万元）"], ["示例小学", 1, 2]),
        refused=(("column_twice", "B列、C列的表头都是“总投资”"),),
    ),
    "no unit anywhere": Case(
        make=lambda: xlsx(["项目名称", "总投资"], ["示例小学", 1200], ["示例路", 12000000]),
        refused=(("money_unit_missing", "“Sheet1”第1行B列“总投资”：没有写明金额单位"),),
    ),
    "two units above the heads": Case(
        make=lambda: xlsx(["单位：万元"], ["金额单位：元"], ["项目名称", "总投资"], ["示例小学", 1200]),
        refused=(("money_unit_missing", "第3行B列"),),
    ),
    "identity numbers in a column that must be there": Case(
        make=lambda: xlsx(["项目名称", "总投资（万元）"], ["11010519491231002X", 1]),
        refused=(("column_identity", "A列“项目名称”"),),
    ),
}
