"""Which site does a test of the pages look at, with which browser, and what fails it however it ends?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Browser

from api.postgres import Server
from tests.pages.browsing import PageAt, open_browser, opening, settled
from tests.pages.site import Played, Site, open_site, played
from tests.postgres_fixture import pg_server

__all__ = ["pg_server"]

HERE: Final = Path(__file__).parent
CHROMIUM: Final = pytest.mark.needs("chromium", debian="chromium")
LETTERS: Final = pytest.mark.needs("/usr/share/fonts/*/noto/NotoSansCJK-Regular.ttc", debian="fonts-noto-cjk")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Say of every test that looks through a browser what it needs, so that no author has to think of it."""
    for item in items:
        if item.path.is_relative_to(HERE) and "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(CHROMIUM)
            item.add_marker(LETTERS)


@pytest.fixture(scope="session")
def played_demo(pg_server: Server, tmp_path_factory: pytest.TempPathFactory) -> Played:
    """The demonstration's two years, played once a worker."""
    return played(pg_server, tmp_path_factory.mktemp("demo"))


@pytest.fixture(scope="session")
def site(pg_server: Server, played_demo: Played) -> Iterator[Site]:
    """The service that tests look at and leave as it is."""
    with open_site(pg_server, played_demo) as found:
        yield found


@pytest.fixture
def fresh_site(pg_server: Server, played_demo: Played) -> Iterator[Callable[[], Site]]:
    """Opens a service on a copy of its own, for tests that record something."""
    with ExitStack() as stack:
        yield lambda: stack.enter_context(open_site(pg_server, played_demo))


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """One browser a worker, gone before tests elsewhere run an event loop of their own."""
    with open_browser() as found:
        yield found


@pytest.fixture
def page_at(browser: Browser, site: Site) -> Iterator[PageAt]:
    """Opens windows on the site; fails the test for whatever a browser complained of that the test did not take."""
    with opening(browser, site) as (open_at, views):
        yield open_at
        faults = settled(views)
    assert faults == {}
