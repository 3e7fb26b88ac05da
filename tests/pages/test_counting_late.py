"""Does a township enter a whole session on one screen, with two people, all of it or nothing of it?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import httpx2
import pytest

from api.demo.town import names as town
from api.http.credential import cookie_name
from domain.streams import meeting_id, round_id
from tests.pages.browsing import PageAt, View
from tests.pages.counting import folded, seated, somebody
from tests.pages.site import Site
from voting.deciders.rounds import ROUND
from voting.states.rounds import Announced

YEAR = 2025
CANDIDATES = 4
MOST_TYPED = 60
PHOTO = {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": b"\xff\xd8\xff\xe0\x00\x10JFIF" + b"0" * 100}
TYPED = {
    "seats": "3", "review/gov_exec": "2024-12-20", "review/party_committee": "2024-12-26",
    "public_from": "2024-12-27", "public_to": "2025-01-03", "submission": "关于提请审议候选项目的议案",
    "submitted_on": "2025-01-08", "fixed_on": "2025-01-20", "session": "6", "from_on": "2025-01-20", "to_on": "2025-01-21",
    "present": "58", "on_leave": "2", "scrutineer": "示例监票人", "teller": "示例计票人", "printed": "60", "issued": "58",
    "surplus_voided": "2", "collected": "58", "valid": "58",
    **{f"row/{n}/votes_for": str(55 - n) for n in range(CANDIDATES)},
    **{f"row/{n}/votes_abstain": str(3 + n) for n in range(CANDIDATES)},
    "number": "公告第3号", "announced_on": "2025-01-22",
}  # fmt: skip


def asking(site: Site, cookie: str) -> Iterator[httpx2.Client]:
    headers = {"Origin": site.address}
    with httpx2.Client(
        base_url=f"{site.address}/api/v1", cookies={cookie_name(site.desk.limits): cookie}, headers=headers
    ) as client:
        yield client


def drafted(site: Site, cookie: str) -> None:
    """The year's candidates, as they come from a table."""
    for client in asking(site, cookie):
        for number in range(CANDIDATES):
            brief: dict[str, Any] = {
                "title": f"示例项目{number + 1}", "nature": "construction", "category": "交通", "unit": next(iter(town.UNITS)),
                "total_fen": 10_000_000, "targets": [{"id": "1", "name": "里程", "unit": "公里", "planned": "20"}],
                "sources": [{"source": "township", "amount_fen": 10_000_000}],
                "deadline_on": f"{YEAR}-12-31", "deadline_text": f"{YEAR}年12月底",
            }  # fmt: skip
            body = {"congress": town.CONGRESS, "project_year": YEAR, "brief": brief, "effective_on": "2024-12-10"}
            said = client.post("/projects", json=body, headers={"Idempotency-Key": f"draft-{number}"})
            assert said.status_code == 201, said.text
    folded(site)


def filled(view: View, **changes: str) -> None:
    for name, text in {**TYPED, **changes}.items():
        view.page.fill(f"[name='{name}']", text)
    view.page.set_input_files("#f-photo", PHOTO)  # type: ignore[arg-type] # as playwright takes a file
    sent(view)


def sent(view: View) -> None:
    with view.page.expect_navigation():
        view.page.click(".doings button.main")


def confirmed(site: Site, cookie: str) -> list[str]:
    """Everything that waits for the chair, seen and confirmed."""
    found = []
    for client in asking(site, cookie):
        for one in client.get("/confirmations").json()["items"]:
            said = client.put(f"/confirmations/{one['confirmation']}", json={"body_hash": one["body_hash"]})
            assert said.status_code == 200
            found.append(one["asked"]["command"])
    return found


@pytest.mark.parametrize("javascript", [True, False])
def test_a_session_is_entered_on_one_screen_and_stands_when_the_other_one_has_confirmed_it(
    page_at: PageAt, fresh_site: Callable[[], Site], javascript: bool
) -> None:
    assert len(TYPED) + 1 + 2 * (12 - CANDIDATES) <= MOST_TYPED, "with twelve candidates too"
    site = fresh_site()
    clerk, chair = (somebody(site, role, town.CODE) for role in ("clerk", "chair"))
    drafted(site, clerk)
    before = site.desk.ledger.head()
    view = seated(page_at(javascript=javascript, site=site), clerk).go("/desk/session/rounds")
    filled(view, valid="57")
    assert "收回58张，不等于有效57张与无效0张之和57张" in view.page.inner_text("[role=alert]")
    assert view.page.input_value("[name=scrutineer]") == "示例监票人", "nothing has to be typed twice"
    view.taken("422")
    view.page.fill("[name=valid]", "58")
    sent(view)
    assert "已请" in view.page.inner_text("[role=status]")
    assert site.desk.ledger.head() == before, "nothing is recorded before the other one has seen the figures"
    assert sorted(confirmed(site, chair)) == ["DeclareResult", "RecordTotals"]
    sent(view)
    meeting = meeting_id(town.CONGRESS, "congress", 19, 6)
    stream = round_id(str(meeting), YEAR, 1, 1)
    assert view.page.url.partition("?")[0].endswith(f"/rounds/{stream}")
    state = site.desk.ledger.load(ROUND, stream).state
    assert isinstance(state.stage, Announced)  # type: ignore[union-attr] # it was opened
    told = [each.envelope for each in site.desk.ledger.read_log(before, 100)]
    days = [each.envelope.effective_on for one in (meeting, stream) for each in site.desk.ledger.history(one)]
    assert days == sorted(days), "each on its own day, in order"
    assert (days[0], days[-1]) == ("2025-01-20", "2025-01-22")
    assert told[0].effective_on == "2024-12-20"


def test_what_is_missing_or_wrong_stands_at_its_place_and_nothing_is_recorded(
    page_at: PageAt, fresh_site: Callable[[], Site]
) -> None:
    site = fresh_site()
    clerk, _ = (somebody(site, role, town.CODE) for role in ("clerk", "chair"))
    drafted(site, clerk)
    before = site.desk.ledger.head()
    view = seated(page_at(site=site), clerk).go("/desk/session/rounds")
    filled(view, collected="", present="59", scrutineer="")
    said = view.page.inner_text("#faults")
    assert "收回：请填写这一项。" in said
    assert "总监票人姓名：请填写这一项。" in said
    view.page.fill("[name=collected]", "58")
    view.page.fill("[name=scrutineer]", "示例监票人")
    sent(view)
    assert "实到" in view.page.inner_text("#faults")
    place = view.page.get_attribute("#faults a", "href")
    assert view.page.get_attribute(f"[id='{(place or '')[1:]}']", "aria-invalid") == "true"
    assert site.desk.ledger.head() == before
    assert view.axe() == []
    view.taken("422")
