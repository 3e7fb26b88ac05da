"""Can an office record a whole year through the pages alone, as each of its people, with and without scripts?"""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from api.demo.county import county
from api.demo.county import names as county_names
from api.demo.steps import Script
from api.demo.town import names, town
from api.postgres import Server
from domain.calendar import SHANGHAI
from tests.pages.browsing import opening, settled
from tests.pages.hand_in_a_browser import ByBrowser
from tests.pages.hand_without_scripts import ByHttp
from tests.pages.hands import Hand
from tests.pages.site import Site, open_empty_site
from tests.pages.years import Office, hands_on


@pytest.fixture
def empty_site(pg_server: Server, tmp_path: Path) -> Iterator[Site]:
    """A service on whose ledger nothing stands yet."""
    with open_empty_site(pg_server, tmp_path) as found:
        yield found


def test_a_townships_whole_year_is_recorded_without_scripts(empty_site: Site) -> None:
    script = _early(empty_site, town())
    with hands_on(lambda role, unit: ByHttp(empty_site, empty_site.cookie(role, names.CODE, unit))) as hand_of:
        office = Office(empty_site, hand_of)
        hand_of("chair", "")
        for step in script.steps:
            office.record(step)
    assert len(office.done) == len(script.steps) > 150
    assert empty_site.desk.ledger.head() > 150


def test_a_townships_year_is_recorded_in_a_browser(empty_site: Site, browser: Browser) -> None:
    """Each kind of step where it is first taken; with EVERY_STEP=1 in the environment every step, which takes minutes."""
    script = _early(empty_site, town())
    with opening(browser, empty_site) as (page_at, views):

        def make(role: str, unit: str) -> Hand:
            return ByBrowser(page_at(role=role, congress=names.CODE, unit=unit).page, empty_site)

        with hands_on(make) as hand_of:
            office = Office(empty_site, hand_of)
            hand_of("chair", "")
            seen = _first_of_each(office, script, every=bool(os.environ.get("EVERY_STEP")))
            assert settled(views) == {}
    assert len(seen) > 40


def test_a_county_does_everything_once_as_whoever_does_it(empty_site: Site) -> None:
    """Each kind of thing by the first who does it in his role, on his page; what is done again comes from elsewhere."""
    script = _early(empty_site, county())
    with hands_on(lambda role, unit: ByHttp(empty_site, empty_site.cookie(role, county_names.CODE, unit))) as hand_of:
        office = Office(empty_site, hand_of)
        hand_of("chair", "")
        seen = _first_of_each(office, script, every=False)
    assert {role for _, role in seen} >= {"clerk", "government", "unit"}
    assert len(seen) > 60


def _early(site: Site, script: Script) -> Script:
    """Everybody is there the day before the first step."""
    first = datetime.fromisoformat(script.steps[0].at).replace(tzinfo=SHANGHAI)
    site.hands.moment = first - timedelta(days=1)
    return script


def _first_of_each(office: Office, script: Script, *, every: bool) -> set[tuple[str, str]]:
    """Take every step, those of a kind and a role that were taken before beside the pages; answers the kinds with their roles."""
    seen: set[tuple[str, str]] = set()
    for step in script.steps:
        kind = (str(getattr(step.asked, "__qualname__", type(step.asked).__name__)), step.role)
        if kind in seen and not every:
            office.beside(step)
        else:
            office.record(step)
            seen.add(kind)
    return seen
