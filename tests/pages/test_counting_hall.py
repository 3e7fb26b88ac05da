"""Does the screen in the hall show what was said aloud as soon as it was, and nothing of it before?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from http.client import HTTPConnection, HTTPResponse
from urllib.parse import urlsplit

import pytest

from api.demo.county import names as county
from api.pages.counting import hall
from tests.pages.browsing import MIDDLE, WIDE, PageAt
from tests.pages.counting import ballot, counted, record, seated, somebody
from tests.pages.site import Site
from voting.commands.rounds import DeclareResult

VOTES = (97, 91, 88)


@contextmanager
def listening(site: Site, path: str, role: str = "clerk") -> Iterator[HTTPResponse]:
    """A stream of events as a browser opens it."""
    name, value = site.cookie(role)
    connection = HTTPConnection(urlsplit(site.address).netloc, timeout=10)
    connection.request("GET", path, headers={"Cookie": f"{name}={value}"})
    try:
        yield connection.getresponse()
    finally:
        connection.close()


@pytest.mark.parametrize("javascript", [True, False])
def test_the_hall_learns_the_result_when_it_is_declared_and_not_before(
    page_at: PageAt, fresh_site: Callable[[], Site], javascript: bool
) -> None:
    site = fresh_site()
    stream = ballot(site)
    view = seated(page_at(WIDE, javascript=javascript, site=site), somebody(site, "clerk")).go(f"/rounds/{stream}/hall")
    assert "实到100人" in view.page.inner_text("#board").replace("\n", "")
    counted(site, stream, VOTES, 100)
    view.page.wait_for_timeout(1500)
    seen = view.page.content().replace(str(stream), "")
    assert not any(f">{votes}" in seen or f"{votes}票" in seen for votes in VOTES)
    assert "示例项目1" not in seen, "not even who stood, where the list says who is in"
    assert "尚未当场宣布" in seen
    record(site, DeclareResult(), stream)
    if javascript:
        view.page.wait_for_selector(".bars li", timeout=5000)
    else:
        view.go(f"/rounds/{stream}/hall")
        assert "http-equiv" in view.page.content()
    assert "示例项目1" in view.page.inner_text(".bars")
    assert "不公布得票数" in view.page.inner_text("#board")
    assert not any(f"{votes}票" in view.page.content() for votes in VOTES)
    # Before its service ends; a browser says aloud that a stream broke off.
    view.page.close()


def test_every_word_on_the_screen_is_read_from_the_last_row(page_at: PageAt, site: Site) -> None:
    del site
    view = page_at(WIDE, "clerk").go(f"/rounds/{county.FIRST}/hall")
    sizes = view.page.eval_on_selector_all(
        "#board *", "all => all.filter(e => e.textContent.trim()).map(e => parseFloat(getComputedStyle(e).fontSize))"
    )
    assert min(sizes) >= 24
    assert view.page.evaluate("() => document.documentElement.scrollHeight") <= 1080
    assert len(view.page.query_selector_all(".bars li")) <= 15


def test_a_stream_says_what_the_screen_says_and_a_stranger_gets_none(site: Site, page_at: PageAt) -> None:
    path = f"/rounds/{county.FIRST}/hall.events"
    with listening(site, path) as answer:
        assert (answer.status, answer.getheader("content-type", "").partition(";")[0]) == (200, "text/event-stream")
        assert answer.readline() == b"event: board\r\n"
        assert answer.readline().startswith(b"data: <header>"), "as markup, and not as Python prints it"
    with listening(site, path, "government") as answer:
        assert answer.status == 403
    view = page_at(MIDDLE).go(path.removesuffix(".events"), 401)
    assert "示例县城区停车位建设" not in view.page.content()


def test_no_more_screens_look_on_than_there_are_seats_and_a_seat_is_given_back(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = f"/rounds/{county.FIRST}/hall.events"
    monkeypatch.setattr(hall.SEATS, "most", hall.SEATS.taken + 12)
    with ExitStack() as stack:
        for _ in range(12):
            # More than the service has connections to the database, and none of them holds one.
            answer = stack.enter_context(listening(site, path))
            assert answer.readline() == b"event: board\r\n"
        with listening(site, path) as refused:
            assert refused.status == 429
        with listening(site, f"/rounds/{county.FIRST}/hall") as page:
            assert page.status == 200
    for _ in range(50):
        with listening(site, path) as answer:
            if answer.status == 200:
                return
    raise AssertionError("no seat was given back")
