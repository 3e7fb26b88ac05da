"""How does somebody fill in a form in Chromium, with its scripts?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from playwright.sync_api import Page

from tests.pages.hands import Control
from tests.pages.site import Site


@dataclass(slots=True)
class ByBrowser:
    """Chromium with scripts."""

    page: Page
    site: Site

    def close(self) -> None:
        """Shut the browser."""
        self.page.close()

    def open(self, path: str) -> None:
        """Go to a page."""
        self.page.goto(self.site.address + path)

    def controls(self) -> Mapping[str, Control]:
        """The fields of the form on this page."""
        found: dict[str, Control] = {}
        for name, kind, value in self.page.evaluate(_CONTROLS):
            control = found.setdefault(name, Control(kind))
            control.offered.append(value)
        return found

    def put(self, name: str, texts: Sequence[str]) -> None:
        """Write, choose or tick; a folded part is unfolded first."""
        fields = self.page.locator(f'main [name="{name}"]')
        self.page.evaluate(_UNFOLD, name)
        kind = self.controls()[name].kind
        if kind == "checkbox":
            for index in range(fields.count()):
                one = fields.nth(index)
                one.set_checked(one.get_attribute("value") in texts)
        elif kind == "select":
            fields.select_option(texts[0])
        else:
            fields.fill(texts[0])

    def more(self, name: str) -> None:
        """Ask for one more row."""
        self.page.evaluate(_UNFOLD, f"{name}/0")
        with self.page.expect_navigation():
            self.page.locator(f'main button[name="_more"][value="{name}"]').click()

    def press(self, name: str = "", value: str = "") -> None:
        """Press the main button, or the one with this name and value."""
        button = f'button[name="{name}"][value="{value}"]' if name else "main button.main"
        with self.page.expect_navigation():
            self.page.locator(button).first.click()

    def words(self) -> str:
        """What the page says."""
        return self.page.locator("main").inner_text()

    def at(self) -> str:
        """The address of the page."""
        parts = urlsplit(self.page.url)
        return parts.path + (f"?{parts.query}" if parts.query else "")


_FORM: Final = """document.querySelector('#form') ||
  [...document.querySelectorAll('main form')].sort((one, two) => two.elements.length - one.elements.length)[0]"""
_CONTROLS: Final = f"""() => [...({_FORM}).querySelectorAll('[name]')]
  .filter(each => each.type !== 'hidden' && each.type !== 'file' && each.tagName !== 'BUTTON')
  .flatMap(each => each.tagName === 'SELECT' ? [...each.options].map(one => [each.name, 'select', one.value])
    : [[each.name, each.tagName === 'TEXTAREA' ? 'textarea'
      : each.type === 'checkbox' || each.type === 'radio' ? 'checkbox' : 'text', each.value]])"""
_UNFOLD: Final = """name => document.querySelectorAll(`#form [name^="${CSS.escape(name).replace(/\\\\\\\\/g, '')}"], #form [name="${name}"]`)
  .forEach(each => { for (let up = each; up; up = up.parentElement) { if (up.tagName === 'DETAILS') { up.open = true; } } })"""
