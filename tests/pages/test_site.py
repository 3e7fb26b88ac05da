"""Is the site that the pages are looked at on the demonstration, and does it know whoever looks at it?"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from api.demo.county import names as county
from domain.storage.accounts.known import all_accounts
from tests.pages.browsing import PageAt, View
from tests.pages.site import TODAY, Site

ASK = "async path => { const said = await fetch(path); return [said.status, await said.json()] }"


def ask(view: View, path: str) -> tuple[int, Any]:
    """What the service answers the browser itself, whatever page is open."""
    status, told = view.go("/healthz").page.evaluate(ASK, path)
    return status, told


@pytest.mark.parametrize(
    ("role", "congress", "unit", "through"),
    [
        ("clerk", county.CODE, "", "session"),
        ("chair", "990101101", "", "session"),
        ("government", county.CODE, "", "session"),
        ("unit", county.CODE, "示例-04", "session"),
        ("deputy", county.CODE, "", "session"),
        ("auditor", county.CODE, "", "session"),
        ("scrutineer", county.CODE, "", "pass"),
        ("teller", county.CODE, "", "pass"),
        ("system_admin", "", "", "session"),
        ("security_admin", "", "", "session"),
        ("audit_admin", "", "", "session"),
    ],
)
def test_the_site_knows_whoever_looks_at_it(page_at: PageAt, role: str, congress: str, unit: str, through: str) -> None:
    status, told = ask(page_at(role=role, congress=congress, unit=unit), "/api/v1/session")
    assert (status, told["role"], told["congress"], told["unit"]) == (200, role, congress, unit)
    assert told["through"] == through


def test_whoever_looks_and_did_not_sign_in_is_the_public(page_at: PageAt) -> None:
    assert ask(page_at(), "/api/v1/session")[1]["role"] == "public"


def test_the_two_years_are_there_on_the_day_after_them(page_at: PageAt, site: Site) -> None:
    status, told = ask(page_at(), "/api/v1/congresses")
    assert (status, {each["code"] for each in told["items"]}) == (200, {county.CODE, "990101101"})
    assert site.desk.clock() == TODAY


def test_what_is_recorded_on_a_copy_is_seen_nowhere_else(page_at: PageAt, fresh_site: Callable[[], Site]) -> None:
    copy, other = fresh_site(), fresh_site()
    assert ask(page_at(role="clerk", site=copy), "/api/v1/session")[1]["role"] == "clerk"
    known = []
    for each in (copy, other):
        with each.desk.accounts().line() as line:
            known.append(len(all_accounts(line)))
    assert known == [1, 0]


def test_a_test_that_looks_through_a_browser_says_what_it_needs(
    page_at: PageAt, request: pytest.FixtureRequest
) -> None:
    assert page_at().faults == []
    needed = {marker.kwargs["debian"] for marker in request.node.iter_markers("needs")}
    assert needed == {"chromium", "fonts-noto-cjk"}
