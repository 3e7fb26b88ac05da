"""Does every table of the demonstration's year say what is recorded, laid out as offices do?"""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from api.tables import TABLES, make
from api.tables.csvs import aside, written
from api.tables.xlsx import workbook
from domain.refusals import NotFound
from tests.projections.years import Year, money
from tests.tables.kit import COUNTY, NS, ROOT, Page, asked, county, page, pages, rows_in

WAN = re.compile(r"约?([0-9,]+(?:\.[0-9]+)?)(?:万元)?")
SUMS = {
    "candidates": ("总投资",),
    "tasks": ("总投资", "年度计划投资"),
    "progress": ("总投资", "年度计划投资", "下达资金", "到位资金", "拨付资金", "完成投资"),
    "money": ("项目数", "已报项目数", "年度计划投资", "下达资金", "到位资金", "拨付资金", "完成投资"),
    "promises": ("金额", "完成投资", "支付"),
}
"""The columns of each table that have a sum below them; of two with the same head the first."""


def exactly(text: str) -> Decimal:
    """What a cell says, as a number."""
    found = WAN.fullmatch(text)
    assert found, text
    return Decimal(found[1].replace(",", ""))


def column(page: Page, head: str) -> int:
    """The first column under this head."""
    return min(place[1] for place, cell in page.cells.items() if cell.text == head)


def total_line(page: Page) -> int:
    """The line 合计."""
    (found,) = (place[0] for place, cell in page.cells.items() if cell.text == "合计")
    return found


@pytest.mark.parametrize("name", TABLES)
def test_every_table_has_its_title_its_heads_on_every_page_and_its_place_in_the_log(name: str) -> None:
    book = county(name)
    for sheet, one in zip(book.sheets, pages(workbook(book)), strict=True):
        lines = one.lines()
        assert lines[0][0] == sheet.title
        assert sheet.title.startswith("示例县")
        said = [line[0] for line in lines]
        assert "出处：示例县人民代表大会台账，按第1313号为止的登记，截至2025年6月30日。" in said
        root = next(text for text in said if "的根（SHA-256）" in text)
        assert ROOT in root.replace(" ", "")
        setup = one.element.find("s:pageSetup", NS)
        assert setup is not None
        assert (setup.attrib["orientation"], setup.attrib["fitToWidth"], setup.attrib["fitToHeight"]) == (
            "landscape",
            "1",
            "0",
        )
        assert setup.attrib["paperSize"] in ("8", "9")
        foot = one.element.findtext("s:headerFooter/s:oddFooter", "", NS)
        assert f"第1313号，截至2025-06-30，根{ROOT}" in foot
        assert "第&P页，共&N页" in foot
        assert len(foot) <= 255


@pytest.mark.parametrize("name", SUMS)
def test_what_stands_below_a_column_is_the_sum_of_what_stands_in_it(name: str) -> None:
    one = page(county(name))
    last = total_line(one)
    for head in SUMS[name]:
        place = column(one, head)
        cells = [cell.text for (row, at), cell in one.cells.items() if at == place and row < last and cell.text != head]
        amounts = [text for text in cells if WAN.fullmatch(text)]
        assert len(amounts) >= 9, head
        summed = one.cells[last, place].text
        assert exactly(summed) == sum(map(exactly, amounts)), head
        assert summed.startswith("约") == any(text.startswith("约") for text in amounts), head


def test_amounts_are_numbers_with_every_digit_and_approximate_ones_are_words() -> None:
    one = page(county("progress"))
    place = column(one, "总投资")
    found = [cell for (row, at), cell in sorted(one.cells.items()) if at == place]
    assert {cell.text for cell in found if cell.type == "inlineStr"} >= {"总投资", "约2600万元"}
    assert {cell.text for cell in found if cell.type == "n"} >= {"5200", "13400"}


def test_a_project_with_sub_items_is_one_block_whose_parts_stand_below_it() -> None:
    book = county("progress")
    (block,) = (each for each in book.sheets[0].blocks if each.cells["number"] == "2024-03")
    assert [(part.get("sub_item"), part.get("target")) for part in block.parts] == [
        (None, "新建改扩建学校"), (None, "新增学位"), (None, "改造老旧小区"), ("学校新建改扩建", "新建改扩建学校"), (None, "新增学位"),
        ("老旧小区改造", "改造老旧小区"),
    ]  # fmt: skip
    one = page(book)
    row = next(place[0] for place, cell in one.cells.items() if cell.text == "2024-03")
    letter = "B"
    assert f"{letter}{row}:{letter}{row + 5}" in one.merged


def test_what_nobody_reported_is_not_nought() -> None:
    book = county("progress", "2024-01-20")
    for block in book.sheets[0].blocks:
        assert (block.cells["period"], block.cells["completed"], block.cells["rate"]) == ("未报", None, None)
    assert book.sheets[0].total is not None
    assert book.sheets[0].total["completed"] is None
    assert book.sheets[0].notes == ("共10项，本年已报0项，未报10项。", "空格是还不知道的，不是0；合计只加已知的。")
    one = page(book)
    assert "0" not in {cell.text for cell in one.cells.values()}


def test_the_rounds_stand_on_sheets_of_their_own_with_the_papers_above() -> None:
    first, second = pages(workbook(county("rounds")))
    assert first.lines()[0][0] == "示例县第十七届人民代表大会第三次会议民生实事项目票决计票表（第一轮票决）"
    assert first.lines()[1][0] == "应选10项；应到327人，实到314人；发出314张，收回314张；有效313张，无效1张；已公告。"
    assert ["10", "2024-10", "示例县口袋公园建设", "231", "61", "21", "0", "10", "票决确定"] in first.lines()
    assert ["11", "2024-11", "示例县农贸市场改造", "231", "60", "22", "0", "10", "未获确定"] in first.lines()
    assert "再次票决" in second.lines()[0][0]


def test_both_rates_of_an_evaluation_stand_apart() -> None:
    first, again = pages(workbook(county("evaluations")))
    assert first.lines()[0][0] == "示例县第十七届人大常委会第二十二次会议2024年度民生实事项目实施完成情况测评表"
    line = next(line for line in first.lines() if line[1] == "2024-06")
    assert line[4:] == ["11", "12", "6", "0", "0", "37.93%", "79.31%", "基本满意"]
    assert "整改情况再次测评表" in again.lines()[0][0]


def test_proposals_say_how_they_ended_and_never_who_made_them() -> None:
    book = county("proposals")
    rows = {str(block.cells["number"]): block.cells for block in book.sheets[0].blocks}
    assert len(rows) == 136
    assert rows["2024征-003"]["verdict"] == "合并（2024征-121）"
    assert rows["2024征-003"]["taken"] == rows["2024征-121"]["taken"] == "是"
    assert rows["2024征-002"]["reason"] == "个别单位或者个人的诉求：属个别单位的要求，受益面窄。"
    text = "".join(cell.text for cell in page(book).cells.values())
    assert not re.search(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}", text.replace(" ", ""))


def test_groups_are_counted_and_nobody_is_named() -> None:
    book = county("groups")
    assert [(block.cells["name"], block.cells["leader"], block.cells["members"]) for block in book.sheets[0].blocks][:2] == [
        ("第1监督小组", 1, 5), ("第2监督小组", 1, 5),
    ]  # fmt: skip
    assert not re.search(r"[0-9a-f]{8}-[0-9a-f]{4}", "".join(cell.text for cell in page(book).cells.values()))


def test_what_is_found_is_beside_what_was_done_about_it() -> None:
    cells = county("findings").sheets[0].blocks[0].cells
    assert (cells["number"], cells["projects"], cells["names"]) == ("2024问-001", "2024-01", "示例县城区停车位建设")
    assert (cells["measures"], cells["status"], str(cells["closed_on"])) == ("立行立改。", "已销号", "2024-05-15")


def test_a_year_of_which_nothing_is_recorded_has_no_tables() -> None:
    for name in TABLES:
        with pytest.raises(NotFound, match="2031年度"):
            make(name, asked(lambda _: [], year=2031))


@pytest.mark.parametrize("name", TABLES)
def test_a_csv_has_one_line_of_heads_and_the_rest_stands_beside_it(name: str) -> None:
    book = county(name)
    content = written(book)
    assert content.startswith(b"\xef\xbb\xbf")
    assert ROOT[:8] not in content.decode().replace(" ", "")
    beside = aside(book, content).decode("utf-8-sig")
    assert all(sheet.title in beside for sheet in book.sheets)
    assert "核验：" in beside


@pytest.mark.parametrize(
    ("means", "head", "said"),
    [("unit_to_payee", "拨付资金", "付给收款人的（支付）"), ("treasury_to_unit", "支付资金", "拨到单位的（到位）")],
)
def test_paid_money_is_called_as_the_rules_call_it(means: str, head: str, said: str) -> None:
    year = Year(differences={"implementation": {"disbursed_means": means}})
    year.report(year.chosen(), "2024-03", "2024-04-05", money(600, 500, 390, 420))
    for name in ("progress", "money"):
        book = make(name, asked(rows_in(year.log.events, COUNTY, "2024-06-30"), day="2024-06-30"))
        heads = [each.text for each in book.sheets[0].printed]
        assert [each for each in heads if each in ("拨付资金", "支付资金")] == [head], name
        assert book.sheets[0].blocks[0].cells["paid"] == 390
        assert name == "money" or said in "".join(book.sheets[0].notes)


def test_what_was_done_since_the_start_has_columns_where_it_is_not_the_years() -> None:
    first, second = (county("progress", year=year).sheets[0] for year in (2024, 2025))
    assert not [each.text for each in first.printed if each.text.startswith("开工累计/")]
    assert len([each.text for each in second.printed if each.text.startswith("开工累计/")]) == 4
    carried = {block.cells["number"]: block.cells for block in second.blocks}
    assert carried["2024-06"]["start_completed"] > carried["2024-06"]["completed"]  # type: ignore[operator] # both are amounts
