"""Do .xls, .ods and .xlsx say the same, and does a library of readers agree with what we read cell by cell?"""

from __future__ import annotations

import io
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from api.workbooks.grid import Book, Cell
from api.workbooks.opening import open_book
from api.workbooks.reading import read_table
from domain.refusals import Refusal
from tests.workbooks.cases import Case, faults_of, rows_of
from tests.workbooks.corpus import CASES
from tests.workbooks.hostile import far_corners
from tests.workbooks.making import LEDGER
from tests.workbooks.vendored import FOLDER

SCHOOL = {"=serial": "1", "title": "示例小学", "plan": "1000万元"}
ROWS = {
    5: SCHOOL
    | {
        "central": "800万元",
        "county": "200万元",
        "completed": "0.3万元",
        "=rate": "0.03",
        "deadline": "2026-12-31",
        "progress": "主体封顶\n正在装修",
        "seats": "300",
        "part": "教学楼",
        "part_cost": "600万元",
    },
    6: SCHOOL | {"part": "操场", "part_cost": "400万元", "+": ""},
    7: {
        "=serial": "2",
        "title": "示例路",
        "plan": "2000万元 约2000",
        "county": "500万元",
        "completed": "1234.56万元",
        "=rate": "97.6",
        "deadline": "2026-12-31 2026年12月底",
        "progress": "85%",
        "seats": "100",
    },
    8: {
        "=serial": "3",
        "title": "示例桥",
        "plan": "12000万元",
        "completed": "0万元",
        "deadline": "2026-12-31 第四季度",
    },
}
NOTICES = (
    "隐藏的工作表没有读：“旧表”",
    "J列“学位数”是隐藏的，也读了",
    "第8行是隐藏的，也读了",
    "没有写年份的日期，按2026年读",
    "第9行C列“年度计划”的合计写的是1000万元，各行相加是15000万元",
    "第7行G列“完成率”写的是97.6%，按本行的数算是61.7%",
)


@pytest.mark.parametrize("name", ["ledger.xls", "ledger.ods", "ledger.xlsx"])
def test_what_libreoffice_wrote_is_read_with_all_that_is_hidden_merged_and_wrong(name: str) -> None:
    table = read_table((FOLDER / name).read_bytes(), name, LEDGER)
    rows = rows_of(table)
    assert rows[8].pop("progress") in ("是", "1")  # OpenDocument keeps TRUE() as the number 1
    assert rows == ROWS
    assert faults_of(table) == {"D7": "cell_error"}
    said = [notice.text for notice in table.notices if "尾数" not in notice.text]
    assert [piece in text for piece, text in zip(NOTICES, said, strict=True)] == [True] * len(NOTICES)


def readable() -> dict[str, Case]:
    """The cases whose files are workbooks that a library of readers takes too."""
    apart = {name for name, case in CASES.items() if case.refused or case.make is far_corners}
    return {name: case for name, case in CASES.items() if name not in apart and case.make()[:2] == b"PK"}


@pytest.mark.parametrize("case", readable().values(), ids=readable().keys())
def test_a_library_of_readers_finds_the_same_in_every_cell_that_it_can_read(case: Case) -> None:
    content = case.make()
    assert differences(content, open_book(content, case.file)) == []


@pytest.mark.parametrize("name", ["ledger.xls", "ledger.ods", "ledger.xlsx"])
def test_it_finds_the_same_in_what_libreoffice_wrote(name: str) -> None:
    content = (FOLDER / name).read_bytes()
    assert differences(content, open_book(content, name)) == []


def test_what_it_gives_as_an_empty_cell_is_an_error_with_us() -> None:
    content = CASES["an error value in a column that is read"].make()
    assert CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()[1][1] == ""
    assert open_book(content, "示例.xlsx").sheets[0].cells[2, 2] == Cell("error", "#DIV/0!", "General")


def differences(content: bytes, book: Book) -> list[tuple[str, int, int, Any, Cell | None]]:
    """The cells that both read, and read otherwise."""
    other = CalamineWorkbook.from_filelike(io.BytesIO(content))
    found = []
    for sheet in book.sheets:
        rows = other.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False)
        seen = {(row, column): value for row, cells in enumerate(rows, 1) for column, value in enumerate(cells, 1)}
        for place in sorted(seen.keys() | sheet.cells.keys()):
            cell, value = sheet.cells.get(place), seen.get(place, "")
            if not same(cell, value):
                found.append((sheet.name, *place, value, cell))
    return found


def same(cell: Cell | None, value: Any) -> bool:
    """Whether they read the same; an error, a formula without its value and blanks are empty to the library."""
    if cell is None or cell.sort in ("error", "unstored"):
        return isinstance(value, str) and not value.strip()
    match value:
        case bool():
            return cell.sort == "truth" and cell.text == str(int(value))
        case float() | int():
            return cell.sort == "number" and Decimal(cell.text) == Decimal(repr(value))
        case datetime():
            return cell.sort == "day" and datetime.fromisoformat(cell.text) == value.replace(microsecond=0)
        case date():
            return cell.sort == "day" and datetime.fromisoformat(cell.text).date() == value
        case _:
            return cell.sort == "text" and cell.text.replace("\r\n", "\n") == str(value).replace("\r\n", "\n")


def test_a_file_that_kills_the_library_is_read_in_no_time() -> None:
    with pytest.raises(Refusal, match="列以后的内容"):
        read_table(CASES["a cell beyond the last column"].make(), "示例.xlsx", LEDGER)
