"""Do the pages that anybody can look at say what is published, as it stood on the day, and nothing of what is not there?"""

from __future__ import annotations

import re
from contextlib import closing
from http.client import HTTPConnection
from urllib.parse import quote, urlsplit
from uuid import uuid4

import pytest

from api.demo.county import names as county
from tests.pages.site import Site

YEAR = f"/congresses/{county.CODE}/{county.YEAR}"
ROAD = f"/projects/{county.project(6)}"
PUBLIC = ("/projects", "/rounds", "/meetings", "/evaluations", "/findings", "/inspections", "/reports", "/proposals")


def got(site: Site, path: str) -> tuple[int, dict[str, str], bytes]:
    """What anybody is answered at an address."""
    with closing(HTTPConnection(urlsplit(site.address).netloc, timeout=60)) as line:
        line.request("GET", quote(path, safe="/?=&%:#"))
        said = line.getresponse()
        return said.status, {name.lower(): value for name, value in said.getheaders()}, said.read()


def words(site: Site, path: str) -> str:
    """The words of a page that is there."""
    status, _, body = got(site, path)
    assert status == 200, path
    return re.sub(r"\s+", "", re.sub(r"<[^>]+>", "", body.decode()))


@pytest.mark.parametrize("path", PUBLIC)
def test_what_there_is_not_is_answered_with_a_page_that_says_so(site: Site, path: str) -> None:
    for name in (str(uuid4()), "nothing", str(county.CYCLE)):
        status, headers, body = got(site, f"{path}/{name}")
        assert (status, headers["content-type"]) == (404, "text/html; charset=utf-8")
        assert "请核对网址" in body.decode()


@pytest.mark.parametrize("part", ["", "/result", "/money", "/supervision", "/proposals", "/data"])
def test_a_congress_that_there_is_not_and_a_year_that_is_none_are_not_found(site: Site, part: str) -> None:
    assert got(site, f"/congresses/990999/{county.YEAR}{part}")[0] == 404
    assert got(site, f"/congresses/{county.CODE}/soon{part}")[0] == 404
    assert got(site, f"/congresses/{county.CODE}/2031{part}")[0] == 200


def test_a_past_page_shows_the_past_and_its_links_stay_there(site: Site) -> None:
    said = words(site, f"{YEAR}?as_of=2024-07-31")
    assert "您看的是2024-07-31当时的台账" in said
    assert "10实施中" in said
    body = got(site, f"{YEAR}?as_of=2024-07-31")[2].decode()
    links = re.findall(r'href="(/(?:projects|congresses)/[^"]+)"', body)
    assert links
    stay = [link for link in links if "/changes" not in link and link != YEAR]
    assert all("as_of=2024-07-31" in link for link in stay)
    assert f"/congresses/{county.CODE}/changes?from=2024-07-31" in links
    assert "2025年6月底前" in words(site, f"{ROAD}?as_of=2024-07-31")
    assert "决定调整" not in words(site, f"{ROAD}?as_of=2024-07-31")


def test_a_project_tells_its_promise_its_change_and_its_life(site: Site) -> None:
    said = words(site, ROAD)
    for each in (
        "票决确定（公告第4号），票上金额4.9亿元，完成时限2025年6月底前",
        "第1项提请：决定调整，须向下次大会报告（县人大常委会第二十次会议，人大常委会决定，举手表决，一致通过）",
        "2025年12月底前",
        "由2024年度结转2025年度续建",
    ):
        assert each in said


def test_every_figure_of_a_project_leads_to_the_day_on_which_it_was_said(site: Site) -> None:
    body = got(site, ROAD)[2].decode()
    days = re.findall(r'href="#(d[0-9-]+)"', body)
    assert len(set(days)) > 3
    assert [day for day in days if f'id="{day}"' not in body] == []


def test_the_life_says_less_than_the_history_of_insiders(site: Site) -> None:
    """Returned reports, vouchers, explanations and what was only asked for stay inside."""
    pages = "".join(words(site, f"/projects/{county.project(number)}") for number in range(1, 11))
    for inside in ("退回", "凭证", "要求说明", "存在问题", "作出说明"):
        assert inside not in pages.replace("凭证和内部说明，按规则不在这里", "")


def test_the_result_says_what_was_chosen_and_by_which_rule_but_not_who_fell(site: Site) -> None:
    said = words(site, f"{YEAR}/result")
    assert "候选项目获得的赞成票超过全体代表的半数的，始得确定。按全体代表327人计算，须获赞成票164张以上" in said
    assert "入选线上票数相等，按再投一次的结果" in said
    assert "示例县口袋公园建设" in said
    assert "按本次会议票决办法，不公布未获确定的项目" in said
    assert "示例县农贸市场改造" not in said


def test_what_changed_is_told_with_the_decision_that_changed_it(site: Site) -> None:
    said = words(site, f"/congresses/{county.CODE}/changes?from=2024-08-31&to=2024-09-30")
    assert "完成时限2025年6月底前→2025年12月底前" in said
    assert "县人大常委会第二十次会议，人大常委会决定" in said
    assert "没有变化" in words(site, f"/congresses/{county.CODE}/changes?from=2021-01-01&to=2021-02-01")


@pytest.mark.parametrize("asked", ["from=2024-09-30&to=2024-08-31", "from=soon", "from=2024-08-31&to=2099-01-01"])
def test_days_between_which_nothing_can_lie_are_refused_with_a_page(site: Site, asked: str) -> None:
    status, headers, body = got(site, f"/congresses/{county.CODE}/changes?{asked}")
    assert (status, headers["content-type"]) in {(400, "text/html; charset=utf-8"), (422, "text/html; charset=utf-8")}
    assert "代码：" in body.decode()


def test_a_board_is_narrowed_and_grouped_without_a_script(site: Site) -> None:
    assert "找到2项" in words(site, f"{YEAR}?standing=实施中")
    assert "示例县水利局（1项）" in words(site, f"{YEAR}?group=unit")
    assert "没有符合条件的项目" in words(site, f"{YEAR}?q=没有这样的词")


def test_files_are_given_for_saving_and_what_there_is_not_says_why(site: Site) -> None:
    said = words(site, f"{YEAR}/data")
    assert "现在没有：2024-1-1：按本次会议票决办法，不公布得票数" in said
    for name, begins in (
        ("progress.xlsx", b"PK"),
        ("money.csv", b"\xef\xbb\xbf"),
        ("oc4ids.json", b"{"),
        ("csv.zip", b"PK"),
    ):
        status, headers, body = got(site, f"{YEAR}/data/{name}")
        assert (status, body.startswith(begins)) == (200, True), name
        assert headers["content-disposition"].startswith("attachment; ")
    for name in ("cvr-2024-1-1.json", "nothing.csv", "progress.exe", "oc4ids-2024-1-1.json", "cvr.json"):
        assert got(site, f"{YEAR}/data/{name}")[0] in {404, 409, 422}, name


def test_nobody_outside_asks_for_a_file_by_a_place_in_the_log(site: Site) -> None:
    for path in (f"{YEAR}/data/oc4ids.json", f"{YEAR}/data", YEAR):
        assert got(site, f"{path}?as_of=position:20")[0] == 400
