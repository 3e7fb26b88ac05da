"""Does a unit see what it owes, and report a month by typing what moved and nothing else?"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from playwright.sync_api import Browser

from api.demo.county import names as county
from tests.pages.asking import client, hidden, in_july, row
from tests.pages.browsing import NARROW, opening, settled
from tests.pages.site import Site

PROJECT: Final = str(county.project(3))
REPORT: Final = f"/unit/projects/{PROJECT}/report"
UNIT: Final = "03"


def newest(site: Site) -> dict[str, Any]:
    last = row(site, f"/projects/{PROJECT}")["reports"][-1]
    found: dict[str, Any] = {**last["versions"][-1], "period": last["period"]}
    return found


def test_a_unit_finds_its_own_projects_with_what_it_owes_and_no_others(fresh_site: Callable[[], Site]) -> None:
    site = in_july(fresh_site())
    with client(site, "unit", UNIT) as unit:
        shown = unit.get("/unit").text
    assert "2024-03 示例县学校和老旧小区改造" in shown
    assert f"/unit/projects/{PROJECT}/report?period=2025-06" in shown
    assert "答复2025问-001" in shown
    assert "示例县农村公路改造" not in shown


def test_a_month_is_reported_by_what_moved_alone_on_a_phone_without_any_script(
    browser: Browser, fresh_site: Callable[[], Site]
) -> None:
    site = in_july(fresh_site())
    before = newest(site)
    with opening(browser, site) as (open_at, views):
        view = open_at(NARROW, "unit", unit=UNIT, javascript=False)
        view.go("/unit")
        view.page.get_by_role("link", name="报2025-06进度").click()
        assert view.page.input_value("[name='year.completed_fen']") == "11000"
        assert "上次11000，计划30000" in view.page.inner_text("main")
        view.page.fill("[name='year.completed_fen']", "12000")
        view.page.fill("[name='physical_percent']", "61")
        view.page.fill("[name='narrative']", "续建工程正在施工。")
        view.page.get_by_role("button", name="报2025-06进度").click()
        assert "已登记" in view.page.inner_text("main")
        view.no_sideways()
        assert settled(views) == {}
    after = newest(site)
    assert before["period"] == "2025-05"
    assert after["period"] == "2025-06"
    assert after["year"] == {**before["year"], "completed_fen": 12_000_000_000}
    assert after["start"] == {**before["start"], "completed_fen": 31_900_000_000}, "as much more as the year's"


def test_a_figure_that_falls_is_asked_about_once_and_its_other_half_falls_for_the_same_reason(
    fresh_site: Callable[[], Site],
) -> None:
    site = in_july(fresh_site())
    with client(site, "unit", UNIT) as unit:
        form = {**hidden(unit.get(REPORT).text, "_key", "_version"), "period": "2025-06", "year.paid_fen": "9000"}
        asked = unit.post(REPORT, data=form)
        assert asked.status_code == 422
        assert "请在下面写明为什么减少" in asked.text
        assert "falls" not in asked.text
        assert asked.text.count("低于上次报的") == 1, "what nobody typed is not asked about"
        told = unit.post(REPORT, data={**form, "fall/year.paid_fen": "审减退回。"})
    assert told.status_code == 200
    assert newest(site)["falls"] == {"year.paid_fen": "审减退回。", "start.paid_fen": "审减退回。"}


def test_a_browser_asks_why_as_soon_as_a_figure_falls(browser: Browser, site: Site) -> None:
    with opening(browser, site) as (open_at, views):
        view = open_at(NARROW, "unit", unit=UNIT)
        view.go(REPORT)
        assert not view.page.is_visible("[name='fall/year.paid_fen']")
        view.page.fill("[name='year.paid_fen']", "9000")
        assert view.page.is_visible("[name='fall/year.paid_fen']")
        view.page.fill("[name='year.paid_fen']", "9950")
        assert not view.page.is_visible("[name='fall/year.paid_fen']")
        assert settled(views) == {}


def test_what_is_no_amount_and_another_units_project_are_refused(fresh_site: Callable[[], Site]) -> None:
    site = in_july(fresh_site())
    with client(site, "unit", UNIT) as unit:
        form = {**hidden(unit.get(REPORT).text, "_key", "_version"), "period": "2025-06", "year.paid_fen": "很多"}
        assert unit.post(REPORT, data=form).status_code == 422
    with client(site, "unit", "01") as other:
        refused = other.post(REPORT, data={"_key": "x", "_version": "1", "period": "2025-06", "year.paid_fen": "1"})
        assert refused.status_code == 422
        assert "不由您的单位承办" in refused.text
    assert newest(site)["period"] == "2025-05"
