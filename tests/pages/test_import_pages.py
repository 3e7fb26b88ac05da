"""Does a clerk see what would be recorded of his table before it is, and get it recorded and given back, without any script?"""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any, Final

import httpx2 as httpx
import openpyxl
import pytest
from playwright.sync_api import Browser

from tests.pages.asking import client, row
from tests.pages.browsing import NARROW, View, opening, settled
from tests.pages.site import Site

HERE: Final = "/desk/import"
LINES: Final = (
    ("示例县滨河步道提升", "工程类", 1200, "示例县城市建设服务中心"),
    ("示例县老年助餐点", "服务补助类", 300, "示例县民政局"),
)


def filled(template: bytes, *lines: tuple[Any, ...], nature: str = "") -> bytes:
    """The empty table that the page gives out, filled in as an office does it."""
    book = openpyxl.load_workbook(BytesIO(template))
    sheet = book.worksheets[0]
    heads = {str(cell.value).partition("*")[0].partition("（")[0]: cell.column for cell in sheet[1] if cell.value}
    for number, (title, kind, total, unit) in enumerate(lines, start=2):
        said = {
            "项目名称": title, "项目性质": nature or kind, "建设内容及规模": "示例内容若干处。", "总投资": total,
            "责任单位": unit, "完成时限": "2027年12月底",
        }  # fmt: skip
        for head, value in said.items():
            sheet.cell(number, heads[head]).value = value
    found = BytesIO()
    book.save(found)
    return found.getvalue()


def empty(site: Site) -> bytes:
    with client(site, "clerk") as office:
        return office.get(f"{HERE}/candidates.xlsx").content


def projects(site: Site, year: int) -> list[str]:
    asked = row(site, "/projects?congress=990101&limit=200")
    return [each["title"] for each in asked["items"] if each["project_year"] == year]


def looked_at(view: View, file: Path, year: str = "2027") -> None:
    view.go(HERE)
    view.page.set_input_files("#f-file", file)
    view.page.fill("#f-year", year)
    view.page.get_by_role("button", name="看会登记什么").click()


@pytest.mark.parametrize("width", [NARROW, 1366])
def test_a_table_is_looked_at_and_then_recorded_with_two_clicks_and_no_script(
    browser: Browser, fresh_site: Callable[[], Site], tmp_path: Path, width: int
) -> None:
    site = fresh_site()
    (file := tmp_path / "候选项目一览表.xlsx").write_bytes(filled(empty(site), *LINES))
    with opening(browser, site) as (open_at, views):
        view = open_at(width, "clerk", javascript=False)
        looked_at(view, file)
        words = view.page.inner_text("main")
        assert "拟提项目2027-01" in words
        assert "总投资：1200万元" in words
        assert "责任单位：示例县城市建设服务中心" in words
        assert projects(site, 2027) == [], "nothing is recorded by looking"
        view.no_sideways()
        view.page.get_by_role("button", name="登记2件").first.click()
        assert "已登记" in view.page.inner_text("h1")
        view.no_sideways()
        with view.page.expect_download() as given:
            view.page.get_by_role("button", name="下载这张表").first.click()
        given.value.save_as(back := tmp_path / "back.xlsx")
        assert settled(views) == {}
    assert projects(site, 2027) == [title for title, *_ in LINES]
    cells = [str(cell.value) for row in openpyxl.load_workbook(back).worksheets[0].iter_rows() for cell in row]
    assert "已登记：2027-01" in cells
    assert "已登记：2027-02" in cells


def test_faults_stand_in_their_cells_of_the_clerks_own_file(site: Site) -> None:
    content = filled(empty(site), *LINES, nature="修桥")
    with client(site, "clerk") as office:
        data, files = {"kind": "candidates", "year": "2027"}, {"file": ("候选.xlsx", content)}
        looked = office.post(HERE, data=data, files=files)
        marked = office.post(f"{HERE}/marked", data=data, files=files)
    assert looked.status_code == 200
    assert "“修桥”不能填" in looked.text
    assert "登记2件" not in looked.text, "a faulty table is not offered to be recorded as it is"
    assert "attachment" in marked.headers["content-disposition"]
    cells = openpyxl.load_workbook(BytesIO(marked.content)).worksheets[0]
    assert any("修桥" in str(cell.value) and "不能填" in str(cell.value) for row in cells.iter_rows() for cell in row)
    assert projects(site, 2027) == []


def test_other_bytes_than_those_that_were_looked_at_are_not_recorded(fresh_site: Callable[[], Site]) -> None:
    site = fresh_site()
    content = filled(empty(site), *LINES)
    with client(site, "clerk") as office:
        looked = office.post(
            HERE, data={"kind": "candidates", "year": "2027"}, files={"file": ("候选.xlsx", content)}
        ).text
        hidden = {
            name: looked.partition(f'name="{name}" value="')[2].partition('"')[0]
            for name in ("kind", "year", "carried", "carried_name", "carried_sha256")
        }
        other = {**hidden, "carried": "QUJD"}
        refused = office.post(f"{HERE}/record", data=other, files={"nothing": ("", b"")})
        assert "不是同一个" in refused.text
        assert projects(site, 2027) == []
        recorded = office.post(f"{HERE}/record", data=hidden, files={"nothing": ("", b"")})
        assert "已登记，到台账第" in recorded.text
        again = office.post(f"{HERE}/record", data=hidden, files={"nothing": ("", b"")})
    assert "都已经登记过" in again.text
    assert len(projects(site, 2027)) == len(LINES)


def test_units_that_nobody_registered_are_registered_where_the_clerk_says_so(fresh_site: Callable[[], Site]) -> None:
    site = fresh_site()
    content = filled(empty(site), ("示例县公厕改造", "工程类", 80, "示例县环境卫生中心"))
    data, files = {"kind": "candidates", "year": "2027"}, {"file": ("候选.xlsx", content)}
    with client(site, "clerk") as office:
        assert "没有登记过“示例县环境卫生中心”" in office.post(HERE, data=data, files=files).text
        both = {**data, "register_units": "yes"}
        assert "拟提项目2027-01" in office.post(HERE, data=both, files=files).text
        office.post(f"{HERE}/record", data=both, files=files)
    units = row(site, "/congresses/990101")["units"]
    with client(site, "government") as government:
        other = filled(empty(site), ("示例县桥梁改造", "工程类", 80, "示例县桥梁中心"))
        asked = government.post(HERE, data=both, files={"file": ("候选.xlsx", other)}).text
    assert "没有登记过“示例县桥梁中心”" in asked, "units are registered by the office alone"
    assert "示例县环境卫生中心" in [unit["name"] for unit in units]


def test_each_role_is_offered_the_tables_that_it_may_hand_in_and_is_refused_others(site: Site) -> None:
    with client(site, "unit", "示例-01") as unit:
        shown = unit.get(HERE).text
        assert "进度台账" in shown
        assert "代表名册" not in shown
        assert unit.get(f"{HERE}/roll.xlsx").status_code == 404
        refused = unit.post(HERE, data={"kind": "roll"}, files={"file": ("名册.xlsx", b"x")})
        assert refused.status_code == 403
    with client(site, "deputy") as deputy:
        assert deputy.get(HERE).status_code == 403
    assert httpx.get(site.address + HERE).status_code == 401


def test_what_is_no_table_or_no_file_at_all_is_said_in_the_form(site: Site) -> None:
    with client(site, "clerk") as office:
        nothing = office.post(HERE, data={"kind": "candidates"}, files={"nothing": ("", b"")})
        broken = office.post(HERE, data={"kind": "candidates"}, files={"file": ("候选.xlsx", b"PK\x03\x04broken")})
        odd = office.post(
            HERE, data={"kind": "candidates", "settings": "项目性质"}, files={"file": ("候选.xlsx", empty(site))}
        )
    assert "请选一个文件" in nothing.text
    assert broken.status_code == 422
    assert "什么也没有登记" in broken.text
    assert "应写成“列=值”" in odd.text
