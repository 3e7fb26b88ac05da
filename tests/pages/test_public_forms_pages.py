"""Does what anybody sends in wait outside the log, and become part of it through the office alone, without who sent it?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any, Final
from uuid import uuid4

import httpx2 as httpx
import pytest
from playwright.sync_api import Browser

from api.budget import Rate
from api.demo.county import names as county
from api.incoming import proposals
from tests.pages.asking import client, hidden, row
from tests.pages.browsing import NARROW, opening, settled
from tests.pages.site import Site

PROPOSE: Final = f"/congresses/{county.CODE}/propose"
SURVEY: Final = f"/congresses/{county.CODE}/{county.YEAR}/survey"
MATTER: Final = {"title": "东街小学门口装红绿灯", "content": "放学时车多，要装一处红绿灯。", "place": "东街"}
WHO: Final = {"name": "示例甲", "phone": "00000000000"}


def send_in(site: Site, **more: str) -> httpx.Response:
    with client(site) as stranger:
        return stranger.post(PROPOSE, data={"_key": str(uuid4()), **MATTER, **more})


def rows(site: Site, sql: str) -> list[Any]:
    with site.desk.ledger.connection() as line:
        return line.execute(sql.encode()).fetchall()


def test_a_stranger_proposes_on_a_phone_without_a_script_and_the_office_records_it(
    browser: Browser, fresh_site: Callable[[], Site]
) -> None:
    site = fresh_site()
    head = site.desk.ledger.head()
    with opening(browser, site) as (open_at, views):
        view = open_at(NARROW, javascript=False)
        view.go(PROPOSE)
        for name, text in {**MATTER, **WHO, "estimate": "12.5"}.items():
            view.page.fill(f"#f-{name}", text)
        view.page.get_by_role("button", name="提交").click()
        assert "收到了" in view.page.inner_text("main")
        assert site.desk.ledger.head() == head, "nothing is in the log before the office has accepted it"
        office = open_at(1366, "clerk", javascript=False)
        office.go("/desk/incoming")
        assert "示例甲" not in office.page.content(), "nobody reads here who it was"
        assert "留了姓名或者电话" in office.page.content()
        office.page.get_by_role("button", name="收下登记").click()
        assert "已登记" in office.page.inner_text("main")
        assert settled(views) == {}
    (found,) = row(site, f"/proposals?congress={county.CODE}&year=2026&limit=200")["items"]
    assert found["title"] == MATTER["title"]
    assert found["estimate_fen"] == 12_500_000
    assert rows(site, "SELECT FROM incoming.proposals") == []
    assert site.desk.people().read([found["proposer"]])[found["proposer"]].name == "示例甲"


def test_a_name_is_sealed_while_it_waits_and_gone_when_it_is_not_accepted(fresh_site: Callable[[], Site]) -> None:
    site = fresh_site()
    send_in(site, **WHO)
    (kept,) = rows(site, "SELECT id, p::text AS everything, sealed FROM incoming.proposals AS p")
    assert "示例甲" not in kept["everything"]
    assert "示例甲".encode() not in kept["sealed"]
    with client(site, "clerk") as office:
        assert office.post("/desk/incoming/rejected", data={"one": str(kept["id"])}).status_code == 422
        answered = office.post("/desk/incoming/rejected", data={"one": str(kept["id"]), "reason": "不是本县的事"})
        assert "不是本县的事" in answered.text
        again = office.post("/desk/incoming/accepted", data={"one": str(kept["id"]), "year": "2026", **MATTER})
        assert "已经办过了" in again.text
    (left,) = rows(site, "SELECT sealed, wrapped_key, reason FROM incoming.proposals")
    assert (left["sealed"], left["wrapped_key"], left["reason"]) == (None, None, "不是本县的事")
    site.hands.moment += proposals.KEPT + timedelta(days=1)
    assert proposals.Incoming(site.desk, county.CODE).rejected() == []
    assert rows(site, "SELECT FROM incoming.proposals") == []


@pytest.mark.parametrize(
    "wrong",
    [{"title": ""}, {"title": "修路；装灯"}, {"content": "x" * 4001}, {"estimate": "很多"}, {"phone": "x" * 30}],
)
def test_what_is_wrong_is_said_and_nothing_is_kept(site: Site, wrong: dict[str, str]) -> None:
    answered = send_in(site, **wrong)
    assert answered.status_code == 422
    assert "还没有收下" in answered.text
    assert rows(site, "SELECT FROM incoming.proposals") == []


def test_strangers_have_a_budget_together(fresh_site: Callable[[], Site], monkeypatch: pytest.MonkeyPatch) -> None:
    site = fresh_site()
    monkeypatch.setattr(proposals, "RATE", Rate(burst=2, per_second=0.001))
    said = [send_in(site).text for _ in range(3)]
    assert ["收到了" in each for each in said] == [True, True, False]
    assert "提建议的人太多" in said[2]
    monkeypatch.setattr(proposals, "RATE", Rate(burst=1000, per_second=1000))
    monkeypatch.setattr(proposals, "MOST_WAITING", 2)
    assert "等着审核的建议太多" in send_in(site).text


def test_a_survey_takes_answers_while_it_is_open_and_its_sums_alone_are_recorded(
    fresh_site: Callable[[], Site],
) -> None:
    site = fresh_site()
    with client(site) as stranger, client(site, "clerk") as office:
        assert "现在没有进行群众测评" in stranger.get(SURVEY).text
        office.post("/desk/surveys/opened", data={"evaluation": str(county.EVALUATED)})
        form = stranger.get(SURVEY).text
        answer = {**hidden(form, "_key"), "aware": "yes", "grade/2024-01": "satisfied", "grade/2024-02": "abstain"}
        assert "收到了" in stranger.post(SURVEY, data=answer).text
        stranger.post(SURVEY, data=answer)
        stranger.post(
            SURVEY, data={"_key": str(uuid4()), "aware": "no", "grade/2024-01": "dissatisfied", "grade/x": "satisfied"}
        )
        totals = office.get("/desk/surveys").text
        assert "<strong>2</strong>份答卷" in totals, "an answer that is sent twice is one"
        survey = hidden(totals, "survey")
        assert "已登记" in office.post("/desk/surveys/closed", data=survey).text
        assert "现在没有进行群众测评" in stranger.get(SURVEY).text
    (recorded,) = row(site, f"/evaluations/{county.EVALUATED}")["surveys"]
    assert (recorded["survey"], recorded["responses"]) == ("online", 2)
    items = {each["item"]: each for each in recorded["items"]}
    assert (items["2024-01"]["satisfied"], items["2024-01"]["dissatisfied"]) == (1, 1)
    assert rows(site, "SELECT FROM incoming.answers") == []
    assert rows(site, "SELECT responses, aware FROM incoming.surveys") == [{"responses": 2, "aware": 1}]


def test_strangers_decide_nothing(site: Site) -> None:
    with client(site) as stranger, client(site, "government") as government:
        for who in (stranger, government):
            assert who.get("/desk/incoming").status_code in (401, 403)
            assert who.post("/desk/incoming/accepted", data={}).status_code in (401, 403)
            assert who.post("/desk/surveys/closed", data={}).status_code in (401, 403)
