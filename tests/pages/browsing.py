"""How does somebody look at a page in a browser, and what would trouble him there?"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Final, Protocol
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Response, sync_playwright

from api.demo.county import names as county
from tests.pages.site import Site

ARGUMENTS: Final = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Whatever a page asks of anybody else, nothing leaves this machine.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)
NARROW: Final = 390
"""A telephone: the browser does as one, and takes a page that does not say how wide it is for 980 wide."""
MIDDLE: Final = 1366
WIDE: Final = 1920
WIDTHS: Final = {NARROW: 844, MIDDLE: 768, WIDE: 1080}
"""How high a window is that is so wide."""
LARGE: Final = "minsheng-large"
"""The cookie of those who want large letters."""
TAGS: Final = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")

ICON: Final = "/favicon.ico"
"""What a browser asks for by itself, once, of a host whose page names no picture; that there is none is nobody's fault."""

_POLICY: Final = re.compile(r"Content Security Policy|'[a-z]+-src'")
HERE: Final = Path(__file__).parent
_WALK: Final = (HERE / "walking.js").read_text(encoding="utf-8")
_AXE: Final = """async tags => (await axe.run(document, {runOnly: {type: "tag", values: tags}, resultTypes: ["violations"]})).violations"""


@dataclass(slots=True)
class View:
    """A page as somebody sees it: `page` is the browser's own, `faults` what it complained of so far.

    Whatever is in `faults` when the test ends makes it fail; a test that expects a fault takes it out with `taken`.
    """

    page: Page
    site: Site
    width: int
    faults: list[str] = field(default_factory=list)

    def go(self, path: str, status: int = 200) -> View:
        """Open a path of the site, wait until it has loaded, and assert that it was answered with `status`."""
        found = self.page.goto(self.site.address + path, wait_until="load")
        assert found is not None, path
        assert found.status == status, (path, found.status, found.text()[:500])
        if status >= 400:
            self._forget_status(status)
        return self

    def taken(self, words: str) -> list[str]:
        """The faults that have these words in them, which are faults no longer."""
        # What was sent is told by another process, which may still be on its way here.
        self.page.wait_for_timeout(50)
        found = [fault for fault in self.faults if words in fault]
        self.faults = [fault for fault in self.faults if fault not in found]
        return found

    def axe(self) -> list[str]:
        """What axe finds against WCAG 2.2 AA and good practice, a paragraph each; `assert view.axe() == []`."""
        self.page.evaluate(_axe_source())
        return [_violation(each) for each in self.page.evaluate(_AXE, list(TAGS))]

    def no_sideways(self) -> None:
        """Assert that nothing has to be moved sideways to be read, but in what scrolls by itself."""
        asked = "() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]"
        whole, seen = self.page.evaluate(asked)
        # Without scripts there is no telling who is to blame.
        assert max(whole, seen) <= self.width, f"{whole} wide in a window of {self.width}: {self._too_wide()}"

    def keyboard(self) -> list[str]:
        """Walk the page with Tab alone; asserts that all that can be worked is reached, seen to be, and not covered.

        Answers what was reached, in order, each as its tag and its words.
        """
        everything: list[str] = self.page.evaluate(_WALK)
        reached: list[int] = []
        for _ in range(len(everything) * 2 + 10):
            self.page.keyboard.press("Tab")
            at = self.page.evaluate("() => window.walked.here()")
            if at is None:
                continue
            number, trouble = at
            if reached and number == reached[-1]:
                # A day has a stop for each of its parts.
                continue
            if number in reached:
                break
            assert trouble == "", f"{everything[number]}: {trouble}"
            reached.append(number)
        missed = [words for number, words in enumerate(everything) if number not in reached]
        assert missed == [], f"never reached with Tab: {missed}"
        return [everything[number] for number in reached]

    def shot(self, path: Path) -> None:
        """The whole page as a PNG."""
        self.page.screenshot(path=path, full_page=True)

    def _too_wide(self) -> list[str]:
        asked = """width => [...document.querySelectorAll("body *")].filter(
            each => each.getBoundingClientRect().right > width + 1
        ).slice(0, 5).map(each => each.outerHTML.slice(0, 120))"""
        found: list[str] = self.page.evaluate(asked, self.width)
        return found

    def _forget_status(self, status: int) -> None:
        self.taken(f"responded with a status of {status}")


class PageAt(Protocol):
    """A window of this width, for whoever has this role; None is nobody who signed in. `large`: he wants large letters."""

    def __call__(  # noqa: PLR0913 - somebody at a screen has that many sides
        self,
        width: int = MIDDLE,
        role: str | None = None,
        *,
        javascript: bool = True,
        large: bool = False,
        congress: str = county.CODE,
        unit: str = "",
        site: Site | None = None,
    ) -> View: ...


@contextmanager
def open_browser() -> Iterator[Browser]:
    """Debian's Chromium without a screen; while it is open no other event loop can run in this thread."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=list(ARGUMENTS))
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def opening(browser: Browser, here: Site) -> Iterator[tuple[PageAt, list[View]]]:
    """Opens windows, and the views that were opened; all are shut at the end."""
    contexts: list[BrowserContext] = []
    views: list[View] = []

    def open_at(  # noqa: PLR0913 - as it says above
        width: int = MIDDLE,
        role: str | None = None,
        *,
        javascript: bool = True,
        large: bool = False,
        congress: str = county.CODE,
        unit: str = "",
        site: Site | None = None,
    ) -> View:
        found = site or here
        contexts.append(context := _context(browser, width, javascript=javascript))
        cookies = [found.cookie(role, congress, unit)] if role else []
        cookies += [(LARGE, "1")] if large else []
        for name, value in cookies:
            context.add_cookies([{"name": name, "value": value, "url": found.address}])
        view = View(context.new_page(), found, width)
        _watch(view)
        views.append(view)
        return view

    try:
        yield open_at, views
    finally:
        for context in contexts:
            context.close()


def _context(browser: Browser, width: int, *, javascript: bool) -> BrowserContext:
    hand_held = width <= NARROW
    return browser.new_context(
        viewport={"width": width, "height": WIDTHS.get(width, 800)},
        locale="zh-CN",
        timezone_id="Asia/Shanghai",
        reduced_motion="reduce",
        java_script_enabled=javascript,
        is_mobile=hand_held,
        has_touch=hand_held,
    )


def _watch(view: View) -> None:
    """Write down whatever the browser complains of, and whomever else it asks."""
    ours = urlsplit(view.site.address).netloc

    def asked(request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in {"http", "https", "ws", "wss"} and parts.netloc != ours:
            view.faults.append(f"asked somebody else: {request.url}")

    def failed(response: Response) -> None:
        if response.status >= 400 and not response.request.is_navigation_request():
            view.faults.append(f"answered with {response.status}: {response.url}")

    def said(message: ConsoleMessage) -> None:
        place = message.location.get("url", "")
        if message.type == "error" and place != view.site.address + ICON:
            kind = "against the policy" if _POLICY.search(message.text) else "console"
            view.faults.append(f"{kind}: {message.text} ({place})")

    view.page.on("request", asked)
    view.page.on("response", failed)
    view.page.on("console", said)
    view.page.on("pageerror", lambda error: view.faults.append(f"script: {error}"))


def settled(views: list[View]) -> dict[str, list[str]]:
    """The faults of all views, by address; none should be left."""
    for view in views:
        with suppress(Exception):  # its page may be shut already
            view.page.wait_for_timeout(20)
    return {view.page.url: view.faults for view in views if view.faults}


@cache
def _axe_source() -> str:
    return (HERE / "axe" / "axe.min.js").read_text(encoding="utf-8")


def _violation(found: dict[str, Any]) -> str:
    places = [f"  {' '.join(map(str, each['target']))}\n    {each['html'][:200]}" for each in found["nodes"]]
    why = found["nodes"][0].get("failureSummary", "").replace("\n", "\n    ")
    return "\n".join((f"{found['id']} ({found['impact']}): {found['help']}", *places[:8], f"    {why}"))
