"""Does the government office check reports on one screen, ask for adjustments beside what stands, and hand projects on together?"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from api.demo.county import names as county
from tests.pages.asking import client, hidden, in_july, row
from tests.pages.site import Site

PROJECT: Final = str(county.project(3))
CHECK: Final = f"/government/projects/{PROJECT}/report"


def reported(site: Site) -> None:
    """A report of the unit that nobody has checked."""
    report = f"/unit/projects/{PROJECT}/report"
    with client(site, "unit", "03") as unit:
        form = hidden(unit.get(report).text, "_key", "_version")
        sent = unit.post(
            report, data={**form, "period": "2025-06", "year.completed_fen": "12500", "problems": "工期紧。"}
        )
    assert sent.status_code == 200


def test_a_report_is_checked_with_its_figures_beside_the_last_and_the_plan(fresh_site: Callable[[], Site]) -> None:
    site = in_july(fresh_site())
    reported(site)
    with client(site, "government") as office:
        assert "2025-06的进度报告没有审核" in office.get("/government").text
        shown = office.get(CHECK).text
        for figure in ("12500", "11000", "+1500", "30000", "工期紧。"):
            assert figure in shown
        form = {**hidden(shown, "_key", "_version"), "period": "2025-06", "act": "accept"}
        after = office.post(CHECK, data=form)
        assert "已登记" in after.text
        assert "没有等着审核的进度报告" in after.text
    assert row(site, f"/projects/{PROJECT}")["reports"][-1]["versions"][-1]["status"] == "accepted"


def test_a_report_goes_back_with_what_is_wrong_and_not_without(fresh_site: Callable[[], Site]) -> None:
    site = in_july(fresh_site())
    reported(site)
    with client(site, "government") as office:
        form = {**hidden(office.get(CHECK).text, "_key", "_version"), "period": "2025-06", "act": "return"}
        assert office.post(CHECK, data=form).status_code == 422
        assert office.post(CHECK, data={**form, "reason": "缺支付凭证。"}).status_code == 200
    assert row(site, f"/projects/{PROJECT}")["reports"][-1]["versions"][-1]["status"] == "returned"
    with client(site, "unit", "03") as unit:
        assert "报2025-06进度" in unit.get("/unit").text, "what was sent back is owed again"


def test_an_adjustment_is_asked_for_with_what_stands_now_beside_each_field(fresh_site: Callable[[], Site]) -> None:
    site = fresh_site()
    here = f"/government/projects/{PROJECT}/adjustment"
    with client(site, "government") as office:
        shown = office.get(here).text
        assert "现在：62000万元" in shown
        assert "现在：2025年8月底前" in shown
        form = {
            **hidden(shown, "_key", "_version"), "kind": "suspend", "reason": "汛期停工。", "decided_by/body": "government",
            "decided_by/meeting": "县政府常务会议", "brief/title": "示例县学校和老旧小区改造",
        }  # fmt: skip
        answered = office.post(here, data=form)
    assert row(site, f"/projects/{PROJECT}")["adjustments"][-1]["kind"] == "suspend", answered.text[:3000]


def test_nobody_else_comes_in(site: Site) -> None:
    for role in ("deputy", "unit"):
        with client(site, role) as other:
            assert other.get("/government").status_code == 403
            assert other.get("/government/assignments").status_code == 403


def test_handing_on_says_what_is_missing_where_there_is_nothing_to_hand_on(site: Site) -> None:
    with client(site, "government") as office:
        assert "没有等着交办的项目" in office.get("/government/assignments").text
        refused = office.post("/government/assignments", data={"_key": "x", "decided_by/body": "government"})
    assert refused.status_code == 422
