"""Does the clerk get his own file back, with every fault in its place and nothing of his lost?"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from api.workbooks.grid import MOST_ROWS
from api.workbooks.marking import mark
from api.workbooks.opening import open_book
from api.workbooks.reading import read_table
from api.workbooks.refusals import CellFault
from api.workbooks.table import Table, placed
from domain.refusals import Refusal
from tests.workbooks.cases import faults_of, outcome, rows_of
from tests.workbooks.corpus import hidden, sums
from tests.workbooks.corpus import rows as rows_cases
from tests.workbooks.making import LEDGER, book, comma, edited, merged, parts, stored, with_parts, xlsx
from tests.workbooks.vendored import FOLDER

HEADS = ["序号", "项目名称", "总投资（万元）", "完成时限"]
PINK = "FFFFC7CE"
IDENTITY = "11010519491231002X"


def dress(page: Worksheet) -> None:
    """Give the sheet what a clerk gives it."""
    page.column_dimensions["B"].width = 33
    page["B2"].font = Font(color="FF0000FF", italic=True)
    page["C3"].fill = PatternFill("solid", fgColor="FFFFFF00")
    page["B3"].comment = Comment("请核对", "示例")
    page.freeze_panes = "A2"
    page.merge_cells("A5:D5")


FILE = stored(
    xlsx(
        HEADS,
        [1, "示例小学", 1200, "2026年12月底"],
        [2, "示例路", "待定", "长期"],
        [3, "示例桥", 1, "2026-12-31"],
        ["合计：见附件"],
        finish=dress,
    ),
    C4="<f>SUM(C2:C2)*0.5</f><v>600</v>",
)


def marked(results: Mapping[int, str | Sequence[Refusal]], content: bytes = FILE, name: str = "示例.xlsx") -> bytes:
    """The file with these results."""
    return mark(content, name, read_table(content, name, LEDGER), results)


def opened(content: bytes) -> Any:
    """The first sheet as openpyxl has it."""
    return load_workbook(io.BytesIO(content)).worksheets[0]


def test_every_faulty_cell_is_coloured_and_says_why() -> None:
    page = opened(marked({}))
    assert [cell.coordinate for row in page["A2:D5"] for cell in row if cell.fill.fgColor.rgb == PINK] == ["C3", "D3"]
    assert page["C3"].comment.text == "【登记】“待定”不是金额。请填数，如“1234.56”；没有的留空。"
    assert "看不出是哪一天" in page["D3"].comment.text


def test_the_result_stands_to_the_right_of_the_table_in_its_row() -> None:
    page = opened(marked({2: "2026-01"}))
    assert [page.cell(row, 5).value for row in range(1, 5)][:2] == ["登记结果", "已登记：2026-01"]
    assert page["E3"].value.split("\n")[0] == "C列“总投资（万元）”：“待定”不是金额。请填数，如“1234.56”；没有的留空。"
    assert page["E4"].value is None


def test_what_the_commands_refused_is_marked_in_its_cell_or_its_row() -> None:
    at_cell = placed(CellFault("没有登记过这个项目。"), "Sheet1", 2, "B", "项目名称")
    page = opened(marked({2: [at_cell, CellFault("现在还不能登记。")]}))
    assert page["B2"].fill.fgColor.rgb == PINK
    assert page["B2"].comment.text == "【登记】没有登记过这个项目。"
    assert page["E2"].value == "B列“项目名称”：没有登记过这个项目。\n现在还不能登记。"


def test_formats_widths_comments_and_results_of_formulas_stay() -> None:
    content = marked({})
    page = opened(content)
    assert (page["B2"].font.italic, page.column_dimensions["B"].width, page.freeze_panes) == (True, 33, "A2")
    assert page["B3"].comment.text == "请核对"
    assert page["C4"].value == "=SUM(C2:C2)*0.5"
    assert load_workbook(io.BytesIO(content), data_only=True).worksheets[0]["C4"].value == 600


def test_a_marked_file_is_read_as_before_with_its_results() -> None:
    content = marked({2: "2026-01"})
    before, after = read_table(FILE, "a.xlsx", LEDGER), read_table(content, "a.xlsx", LEDGER)
    assert [row.result[:11] for row in after.rows] == ["已登记：2026-01", "C列“总投资（万元）”", ""]
    assert [(row.values, [fault.detail for fault in row.faults]) for row in before.rows] == [
        (row.values, [fault.detail for fault in row.faults]) for row in after.rows
    ]


def test_marking_twice_is_marking_once_and_what_was_recorded_stays_said() -> None:
    once = marked({2: "2026-01"})
    twice = marked({}, once)
    assert [cell.value for row in opened(twice).rows for cell in row] == [
        cell.value for row in opened(once).rows for cell in row
    ]
    assert opened(twice)["D3"].comment.text == opened(once)["D3"].comment.text


def test_a_fault_that_was_put_right_is_marked_no_more() -> None:
    workbook = load_workbook(io.BytesIO(marked({})))
    workbook.worksheets[0]["C3"].value = 500
    workbook.worksheets[0]["D3"].value = date(2026, 6, 30)
    out = io.BytesIO()
    workbook.save(out)
    page = opened(marked({3: "2026-02"}, out.getvalue()))
    assert (page["C3"].comment, page["C3"].fill.fgColor.rgb == PINK, page["E3"].value) == (
        None,
        False,
        "已登记：2026-02",
    )
    assert page["E3"].fill.fgColor.rgb != PINK


@pytest.mark.parametrize("name", ["ledger.xls", "ledger.ods"])
def test_old_and_open_formats_come_back_as_xlsx_with_the_same_cells(name: str) -> None:
    content = (FOLDER / name).read_bytes()
    before = read_table(content, name, LEDGER)
    back = mark(content, name, before, {5: "2026-01"})
    after = read_table(back, "back.xlsx", LEDGER)
    rows = rows_of(after)
    assert rows[5].pop("!") == "已登记：2026-01"
    assert rows[7].pop("!").startswith("D列")
    assert rows == rows_of(before)
    assert faults_of(after) == faults_of(before)


def test_a_csv_comes_back_as_xlsx_in_which_nothing_is_a_formula() -> None:
    content = comma(["项目名称", "形象进度", "总投资（万元）"], ["示例小学", "=1+1", "@x"], ["'=cmd|x", "+1", "1"])
    page = opened(marked({}, content, "台账.csv"))
    kinds = {
        cell.coordinate: (cell.data_type, cell.value) for row in page.rows for cell in row if cell.value is not None
    }
    assert {kind for kind, _ in kinds.values()} == {"s"}
    assert (kinds["B2"][1], kinds["A3"][1], kinds["B3"][1]) == ("=1+1", "=cmd|x", "+1")
    assert page["B2"].quotePrefix


def test_numbers_of_identity_cards_come_back_nowhere() -> None:
    content = xlsx(
        [*HEADS, "身份证号", "备注"],
        [1, "示例小学", "待定", None, IDENTITY, f"张某{IDENTITY}"],
        [2, "示例路", IDENTITY, "x", 1],
    )
    table = read_table(content, "a.xlsx", LEDGER)
    said = [str(row.raw) + "".join(fault.detail for fault in row.faults) for row in table.rows] + [
        notice.text for notice in table.notices
    ]
    assert IDENTITY not in "".join(said)
    back = mark(content, "a.xlsx", table, {})
    assert [name for name, part in parts(back).items() if IDENTITY.encode() in part] == []
    assert opened(back)["B2"].value == "示例小学"


def test_links_to_other_files_and_programs_stay_behind_with_their_values_kept() -> None:
    content = stored(
        xlsx(HEADS, [1, "示例小学", 1], [2, "示例路", 2]),
        C2="<f>[1]Sheet1!A1</f><v>1200</v>",
        C3="<f>cmd|'/C calc'!A0</f><v>5</v>",
    )
    content = with_parts(content, {"xl/externalLinks/externalLink1.xml": b"<externalLink/>"})
    back = marked({}, content)
    assert [(cell.data_type, cell.value) for cell in opened(back)["C"][1:3]] == [("n", 1200), ("n", 5)]
    assert [name for name in parts(back) if "externalLink" in name] == []


def test_a_fault_in_a_merged_cell_is_marked_at_its_first() -> None:
    content = xlsx(HEADS, [1, "示例小学", 1200], [2, "示例路", None], finish=merged("C2:C3"))
    page = opened(marked({}, content))
    assert page["C2"].fill.fgColor.rgb == PINK
    assert page["C2"].comment.text.startswith("【登记】与上面的行合并成一格")


def test_the_same_file_marked_at_another_time_has_the_same_bytes() -> None:
    assert marked({2: "2026-01"}) == marked({2: "2026-01"})


def tables() -> dict[str, tuple[bytes, str, Table]]:
    """The cases of rows, sums and what is hidden, as far as they are read: what marking could disturb."""
    found = {}
    for name, case in {**rows_cases.CASES, **sums.CASES, **hidden.CASES}.items():
        _, table = outcome(case)
        if isinstance(table, Table):
            found[name] = (case.make(), case.file, table)
    return found


def test_what_was_marked_is_read_again_as_it_was() -> None:
    for name, (content, file, table) in tables().items():
        back = mark(content, file, table, {row.number: "1" for row in table.rows if not row.faults})
        after = read_table(back, "a.xlsx", LEDGER)
        rows = rows_of(after)
        results = {row: cells.pop("!", "") for row, cells in rows.items()}
        expected = {
            row: {key: cell for key, cell in cells.items() if key != "!"} for row, cells in rows_of(table).items()
        }
        if not file.endswith(".csv"):
            assert rows == expected, name
        assert all(bool(results[row.number]) for row in table.rows), name


def test_a_sheet_whose_name_excel_would_not_take_comes_back_under_another() -> None:
    content = with_parts((FOLDER / "ledger.ods").read_bytes(), {})
    xml = parts(content)["content.xml"].decode().replace('table:name="附件1"', f'table:name="附件：{"长" * 40}[1]/2"')
    content = with_parts(content, {"content.xml": xml.encode()})
    back = mark(content, "a.ods", read_table(content, "a.ods", LEDGER), {5: "2026-01"})
    assert load_workbook(io.BytesIO(back)).worksheets[0].title.startswith("附件：长长")
    assert read_table(back, "a.xlsx", LEDGER).rows[0].result == "已登记：2026-01"


def test_merges_that_overlap_are_marked_all_the_same() -> None:
    content = xlsx(
        HEADS, [1, "示例小学", 1200], [2, None, None], [3, "示例桥", 1], finish=merged("B2:B3", "C2:C3", "B3:C4")
    )
    table = read_table(content, "a.xlsx", LEDGER)
    assert mark(content, "a.xlsx", table, {number: [CellFault("不行。")] for number in (2, 3, 4)})


def test_a_merge_over_a_whole_sheet_is_not_made_cell_by_cell() -> None:
    content = edited(
        xlsx(HEADS, [1, "示例小学", "待定"], finish=merged("E5:F6")), lambda xml: xml.replace("E5:F6", "E5:XFD1048576")
    )
    page = opened(marked({}, content))
    assert (page["C2"].fill.fgColor.rgb, page.merged_cells.ranges) == (PINK, set())


def test_a_sheet_too_large_to_read_stays_behind() -> None:
    content = book({"示例台账": [HEADS, [1, "示例小学", "待定"]], "旧表": [["x"]] * (MOST_ROWS + 1)})
    assert load_workbook(io.BytesIO(marked({}, content))).sheetnames == ["示例台账"]


def test_a_table_says_where_its_columns_stand_and_what_holds_in_them() -> None:
    content = xlsx(["项目名称", "总投资（亿元）", "本月完成投资（万元）"], ["示例小学", 1, 2])
    table = read_table(content, "a.xlsx", LEDGER)
    assert table.columns == {"title": "A", "total": "B", "completed": "C"}
    assert table.units == {"total": "亿元", "completed": "万元"}
    assert table.period == {"completed"}
    at_cell, at_row = table.at(2, "total", CellFault("过大。")), table.at(2, "deadline", CellFault("没有。"))
    assert (at_cell.detail, at_cell.pointer) == ("“Sheet1”第2行B列“总投资（亿元）”：过大。", "/Sheet1/2/B")
    assert (at_row.detail, at_row.pointer) == ("“Sheet1”第2行：没有。", "/Sheet1/2")


def test_a_row_of_a_set_height_grows_with_what_is_said_of_it() -> None:
    def flat(page: Worksheet) -> None:
        page.row_dimensions[2].height = 15

    content = xlsx(HEADS, [1, "示例小学", "待定", "长期"], finish=flat)
    assert opened(marked({}, content)).row_dimensions[2].height > 45


def test_a_name_that_points_to_another_file_stays_behind() -> None:
    content = edited(
        xlsx(HEADS, [1, "示例小学", 1]),
        lambda xml: xml.replace(
            "<calcPr", '<definedNames><definedName name="外部">[1]Sheet1!$A$1</definedName></definedNames><calcPr'
        ),
        "xl/workbook.xml",
    )
    assert list(load_workbook(io.BytesIO(marked({}, content))).defined_names) == []


def test_what_openpyxl_cannot_open_comes_back_as_a_copy_of_its_cells() -> None:
    content = edited(
        FILE, lambda xml: xml.replace("<fonts", "<fonts><font><sz val='x'/></font></fonts><fonts"), "xl/styles.xml"
    )
    page = opened(marked({2: "2026-01"}, content))
    assert (page["E2"].value, page["C4"].value, page["C3"].fill.fgColor.rgb) == ("已登记：2026-01", 600, PINK)


def test_a_hidden_sheet_that_was_read_comes_back_visible() -> None:
    only = book({"示例台账": [HEADS, [1, "示例小学", "待定"]]})
    hidden = edited(only, lambda xml: xml.replace('state="visible"', 'state="hidden"'), "xl/workbook.xml")
    assert open_book(hidden, "a.xlsx").sheets[0].hidden
    assert opened(marked({}, hidden)).sheet_state == "visible"
