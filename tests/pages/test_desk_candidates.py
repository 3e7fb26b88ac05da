"""Is a list of candidates put in order, checked against the rules and handed on to its form, without a script?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from playwright.sync_api import Browser

from api.pages.desk.candidates import surplus
from domain.profile import check_profile, compose
from tests.pages.browsing import PageAt, opening, settled
from tests.pages.posting import Visitor
from tests.pages.site import Site

COUNTY = check_profile(compose())
EQUAL = replace(COUNTY, candidate=replace(COUNTY.candidate, allow_equal=True))
WHOLE = check_profile(compose("report_only"))
LIST = "/desk/candidates?year=2025&seats=2&items/2025-01=2&items/2025-02=1&items/2025-03=3"


@pytest.mark.parametrize(
    ("rules", "candidates", "seats", "fits"),
    [
        (COUNTY, 12, 10, True),
        (COUNTY, 11, 10, False),
        (COUNTY, 10, 10, False),
        (EQUAL, 10, 10, True),
        (EQUAL, 11, 10, False),
        (WHOLE, 10, 10, True),
        (WHOLE, 11, 10, False),
        (COUNTY, 1, 2, False),
    ],
)
def test_the_verdict_is_that_of_the_rules(rules: object, candidates: int, seats: int, fits: bool) -> None:
    said = surplus(rules, candidates, seats)  # type: ignore[arg-type] # a profile
    assert ("符合" in said) is fits, said
    assert said.startswith(f"应选{seats}项，现列{candidates}项")


def prepared(site: Site) -> Visitor:
    clerk = Visitor(site, "clerk")
    begun = clerk.get("/do/cycles?year=2025")
    assert clerk.post("/do/cycles?year=2025", begun.hidden()).leads
    for number in range(1, 4):
        form = clerk.get("/do/projects?year=2025")
        fields = {
            "brief/title": f"示例项目{number}",
            "brief/nature": "construction",
            "brief/content": "示例。",
            "brief/total_fen": "100",
        }
        said = clerk.post("/do/projects?year=2025", {**form.hidden(), **fields})
        assert said.leads, said.words()
        # As a browser does: the page to which it leads waits for what was recorded.
        clerk.get(said.leads)
    return clerk


def test_an_order_goes_on_to_the_form_of_the_preliminary_list(fresh_site: Callable[[], Site]) -> None:
    clerk = prepared(fresh_site())
    page = clerk.get(LIST)
    assert "应选2项，现列3项，差额1项：符合。" in page.words()
    action = page.text.partition('formaction="')[2].partition('"')[0]
    assert "/preliminary-lists" in action
    form = clerk.post(
        action, {"items/2025-01": "2", "items/2025-02": "1", "items/2025-03": "3", "batch": "1", "_more": "steps"}
    )
    assert form.status == 200
    assert 'name="items/2025-02" value="1"' in form.text
    assert "审议环节" in form.words()


def test_buttons_move_a_project_and_the_verdict_follows(browser: Browser, fresh_site: Callable[[], Site]) -> None:
    site = fresh_site()
    prepared(site)
    with opening(browser, site) as (open_at, views):
        at: PageAt = open_at
        page = at(role="clerk").go(LIST).page
        assert page.locator("tbody tr a").first.inner_text().startswith("2025-02")
        page.get_by_role("button", name="下移2025-02").click()
        assert page.locator("tbody tr a").first.inner_text().startswith("2025-01")
        assert page.locator("[name='items/2025-01']").input_value() == "1"
        page.locator("#seats").fill("3")
        assert "还差1项" in page.locator("[data-verdict]").inner_text()
        assert settled(views) == {}
