"""Does an auditor find every event, its proof, and what stands behind each figure of a year's books, and nobody else?"""

from __future__ import annotations

import csv
import hashlib
import io
import re
import subprocess
from pathlib import Path

import orjson
import pytest

from api.demo.county import names as county
from api.demo.town import names as town
from tests.pages.browsing import PageAt
from tests.pages.reading_pages import get
from tests.pages.site import Site

BOOKS = f"/audit/{county.CODE}/{county.YEAR}"
NODE = ["node", "-e"]
TREE = Path(__file__).parents[1] / "second_verifier" / "tree.mjs"
PAGES = ("/audit", "/audit/events/1008", BOOKS, f"{BOOKS}/money", f"{BOOKS}/records", f"{BOOKS}/books.csv")


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize(("role", "status"), [(None, 401), ("unit", 403), ("government", 403), ("deputy", 403)])
def test_the_books_are_closed_to_others(site: Site, path: str, role: str | None, status: int) -> None:
    page = get(site, path, role)
    assert page.status == status
    assert "第1008号" not in page.html


def test_a_county_looks_at_its_towns_and_a_town_not_at_the_county(site: Site) -> None:
    assert get(site, f"/audit/{town.CODE}/2024", "auditor").status == 200
    for path in (BOOKS, f"{BOOKS}/money", f"{BOOKS}/books.xlsx", "/audit/events/1008"):
        assert get(site, path, "clerk", congress=town.CODE).status == 403
    assert "示例县学校" not in get(site, "/audit", "clerk", congress=town.CODE).said


def test_late_entries_are_found_with_both_dates_and_by_whom(site: Site) -> None:
    said = get(site, "/audit?late=true", "auditor").said
    assert "补交支付凭证示例财支〔2024〕0912号" in said
    assert "2025年1月17日" in said
    assert "补录，晚34天" in said
    assert "demo-990101-unit" in said
    assert "开启" not in said.partition("找到的")[2]


def test_corrections_are_found_with_both_people(site: Site) -> None:
    said = get(site, "/audit?corrected=true&part=rounds", "auditor").said
    assert "由31张改为41张" in said
    assert "demo-990101101-clerk" in said
    assert "demo-990101101-chair" in said


@pytest.mark.parametrize(
    ("query", "finds", "leaves"),
    [
        ("body=standing_committee&part=adjustments", "不得再延", "报告2024年"),
        ("topic=projects:SurplusReturned", "上缴", "报告2024年"),
        ("in_role=government&from=2024-06-01&to=2024-06-30", "退回2024年5月进度报告", "视察进行"),
        ("person=demo-990101-unit", "补交", "视察进行"),
        ("congress=990101101&part=rounds", "示例镇", "示例县城区"),
    ],
)
def test_events_are_found_by_what_is_asked(site: Site, query: str, finds: str, leaves: str) -> None:
    said = get(site, f"/audit?{query}", "auditor").said.partition("找到的")[2]
    assert finds in said
    assert leaves not in said


def test_page_after_page_every_event_is_met_once(site: Site) -> None:
    name, value = site.cookie("auditor")
    assert name
    assert value
    met: list[int] = []
    path = "/audit?congress=990101&part=adjustments"
    for _ in range(40):
        html = get(site, path, "auditor").html
        met += [int(each) for each in re.findall(r'<th scope="row" class="tight"><a href="/audit/events/(\d+)">', html)]
        more = re.search(r'href="(/audit\?[^"#]*before=\d+)#found"', html)
        if more is None:
            break
        path = more[1].replace("&amp;", "&")
    assert met == sorted(set(met), reverse=True)
    assert {959, 1008, 1011, 1214, 922} <= set(met)


def test_the_proof_on_the_page_leads_from_the_bytes_to_the_signed_root(site: Site) -> None:
    position = 1008
    html = get(site, f"/audit/events/{position}", "auditor").html
    raw = get(site, f"/api/v1/events/{position}/bytes", "auditor").content
    blind, commitment, entry, leaf = re.findall(r"<code>([0-9a-f]+)</code>", html)[:4]
    assert hashlib.sha256(b"minsheng ledger event bytes v1\n" + bytes.fromhex(blind) + raw).hexdigest() == commitment
    assert commitment in entry
    assert hashlib.sha256(b"\0" + bytes.fromhex(entry)).hexdigest() == leaf
    node = bytes.fromhex(leaf)
    steps = re.findall(
        r"<li>与(左|右)边第.*?<code>([0-9a-f]{64})</code>.*?<code>([0-9a-f]{64})</code>", html, re.DOTALL
    )
    for side, beside, result in steps:
        pair = bytes.fromhex(beside) + node if side == "左" else node + bytes.fromhex(beside)
        node = hashlib.sha256(b"\1" + pair).digest()
        assert node.hex() == result
    checkpoint = get(site, "/api/v1/log/roots/1").content
    assert len(steps) > 8
    assert node.hex() == orjson.loads(checkpoint)["root"]


@pytest.mark.parametrize("position", [1, 592, 1008, 1313])
def test_the_second_verifier_makes_the_same_leaf(site: Site, position: int) -> None:
    stored = orjson.loads(get(site, f"/api/v1/events/{position}/stored", "auditor").content)
    script = (
        f"import('{TREE}').then(({{hasher, leaf, commitment}}) => {{ const H = hasher('sha256');"
        f"const row = JSON.parse(process.argv[1]);"
        f"console.log(leaf(H, row).toString('hex'));"
        f"console.log(commitment(H, Buffer.from(row.blind, 'hex'), Buffer.from(row.state, 'utf8')).toString('hex')); }})"
    )
    done = subprocess.run([*NODE, script, orjson.dumps(stored)], capture_output=True, text=True, check=True)
    assert done.stdout.split() == [stored["leaf"], stored["commitment"]]
    assert stored["holds"] is True


def test_every_figure_of_the_books_leads_to_its_event(site: Site) -> None:
    html = get(site, BOOKS, "auditor").html
    linked = {int(each) for each in re.findall(r'href="/audit/events/(\d+)"', html)}
    assert {592, 1148, 1277} <= linked
    for position in sorted(linked)[::9]:
        assert get(site, f"/audit/events/{position}", "auditor").status == 200


def test_the_overview_says_what_is_owed_and_explains_what_deviates(site: Site) -> None:
    said = get(site, BOOKS, "auditor").said
    assert "管材涨价，增加县级资金800万元" in said
    assert "没有登记原因" in said
    assert "2308-990101-04-01-000006" in said
    assert "没有结算审定" in said
    assert "隐蔽工程计量审减" in said


def test_the_money_names_vouchers_hashes_and_what_is_missing(site: Site) -> None:
    said = get(site, f"{BOOKS}/money", "auditor").said
    assert "示例财支〔2024〕0912号" in said
    assert "9c1f" * 16 in said
    assert "缺凭证" in said


def test_a_change_is_told_from_the_request_to_the_congress(site: Site) -> None:
    said = get(site, f"{BOOKS}/changes", "auditor").said
    for words in (
        "县政府常务会议，示例政〔2024〕40号",
        "公告第7号",
        "示例县第十七届人民代表大会第四次会议",
        "超过的幅度：时限",
    ):
        assert words in said


def test_two_readings_stand_side_by_side(site: Site) -> None:
    said = get(site, f"/audit/{town.CODE}/2024/records", "auditor").said
    assert "《示例镇便民公交站亭》赞成票" in said
    assert "录入时把41听成31" in said


def test_two_days_are_compared_by_the_events_between_them(site: Site) -> None:
    said = get(site, f"{BOOKS}/diff?from=2024-03-31&to=2024-06-30", "auditor").said
    assert "报告2024年3月进度" in said
    assert "报告2024年7月进度" not in said


def test_the_books_are_taken_home_as_a_table(site: Site) -> None:
    found = get(site, f"{BOOKS}/books.csv", "auditor")
    lines = list(csv.DictReader(io.StringIO(found.content.decode("utf-8-sig"))))
    assert [line["项目编号"] for line in lines] == [f"2024-{number:02}" for number in range(1, 11)]
    assert lines[1]["票上金额（万元）"] == "12600"
    assert lines[1]["结算审定（万元）"] == "13000"
    assert "922" in lines[1]["出自台账第几号"].split("、")
    assert get(site, f"{BOOKS}/books.xlsx", "auditor").content[:2] == b"PK"


def test_without_scripts_the_dashboard_has_its_figures(site: Site) -> None:
    page = get(site, "/dashboard")
    assert page.status == 200
    assert "收到建议项目136" in page.said.replace(" ", "")
    assert "预警" not in page.said
    assert "条预警" in get(site, "/dashboard", "government").said


def test_every_chart_is_drawn_and_nothing_is_complained_of(page_at: PageAt) -> None:
    view = page_at(1366, "clerk").go("/dashboard")
    charts = view.page.locator("[data-chart]").count()
    assert charts == 5
    assert view.page.locator("[data-chart] svg").count() == charts
    assert view.page.locator("[data-chart] svg text", has_text="收到建议项目").count() == 1
    assert view.faults == []
