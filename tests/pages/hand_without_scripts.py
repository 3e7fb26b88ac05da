"""How does a browser without scripts fill in a form: from HTML alone, sending what a form would send?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urljoin, urlsplit

import httpx2

from tests.pages.hands import Control, Missing
from tests.pages.site import Site


@dataclass(slots=True)
class ByHttp:
    """A browser without scripts: it reads HTML, and sends what a form would send."""

    site: Site
    cookie: tuple[str, str] | None
    address: str = "/"
    html: str = ""
    _form: _Form | None = None
    _forms: list[_Form] = field(default_factory=list)
    _client: httpx2.Client | None = None

    def close(self) -> None:
        """Shut the browser."""
        if self._client is not None:
            self._client.close()

    def open(self, path: str) -> None:
        """Go to a page."""
        self._take(self._sent("GET", path))

    def controls(self) -> Mapping[str, Control]:
        """The fields of the form on this page."""
        return self._main().controls

    def put(self, name: str, texts: Sequence[str]) -> None:
        """Write, choose or tick."""
        control = self._main().controls[name]
        if control.kind in ("select", "checkbox") and not set(texts) <= {*control.offered, ""}:
            raise Missing(f"{name} does not offer {list(texts)}, but {control.offered}")
        control.chosen = list(texts)

    def more(self, name: str) -> None:
        """Ask for one more row."""
        self.press("_more", name)

    def press(self, name: str = "", value: str = "") -> None:
        """Press the main button, or the one with this name and value."""
        form = self._with(name, value)
        pairs = [*form.pairs(), *([(name, value)] if name else [])]
        where = urljoin(self.address, form.action) if form.action else self.address
        if form.multipart:
            files = [(key, (None, text.encode())) for key, text in pairs]
            answer = self._sent("POST", where, files=files)
        else:
            answer = self._sent("POST", where, data=_grouped(pairs))
        self._take(answer)

    def words(self) -> str:
        """What the page says."""
        return "".join(_Words.of(self.html))

    def at(self) -> str:
        """The address of the page."""
        return self.address

    def _sent(self, method: str, path: str, **more: Any) -> httpx2.Response:
        if self._client is None:
            self._client = httpx2.Client(base_url=self.site.address, timeout=60)
        headers = {"Cookie": "=".join(self.cookie)} if self.cookie else {}
        if method == "POST":
            headers["Origin"] = self.site.address
        answer = self._client.request(method, path, headers=headers, **more)
        if answer.status_code == 303:
            return self._sent("GET", answer.headers["location"])
        return answer

    def _take(self, answer: httpx2.Response) -> None:
        assert answer.status_code < 500, answer.text[:2000]
        parts = urlsplit(str(answer.url))
        self.address = parts.path + (f"?{parts.query}" if parts.query else "")
        self.html, self._form = answer.text, None

    def _main(self) -> _Form:
        if self._form is None:
            self._forms = _Reader.of(self.html)
            assert self._forms, f"{self.address} has no form: {self.words()[:600]}"
            named = [form for form in self._forms if form.id == "form"]
            self._form = named[0] if named else max(self._forms, key=lambda form: len(form.controls))
        return self._form

    def _with(self, name: str, value: str) -> _Form:
        """The form with this button; the main one where none is named."""
        main = self._main()
        return next((form for form in self._forms if (name, value) in form.buttons), main) if name else main


@dataclass(slots=True)
class _Form:
    id: str
    action: str
    multipart: bool
    hidden: list[tuple[str, str]] = field(default_factory=list)
    controls: dict[str, Control] = field(default_factory=dict)
    buttons: list[tuple[str, str]] = field(default_factory=list)

    def pairs(self) -> list[tuple[str, str]]:
        written = [(name, text) for name, control in self.controls.items() for text in control.chosen]
        return [*self.hidden, *written]


class _Reader(HTMLParser):
    """Collects forms and their fields, as a browser does that runs no script."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[_Form] = []
        self._open: _Form | None = None
        self._text: tuple[str, list[str]] | None = None
        self._select: Control | None = None

    @classmethod
    def of(cls, html: str) -> list[_Form]:
        reader = cls()
        reader.feed(html)
        return reader.forms

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._open = _Form(
                said.get("id", ""), said.get("action", ""), said.get("enctype", "") == "multipart/form-data"
            )
            self.forms.append(self._open)
        if self._open is None or not said.get("name"):
            if tag == "option" and self._select is not None:
                self._option(said)
            return
        name = said["name"]
        if tag == "button":
            self._open.buttons.append((name, said.get("value", "")))
        elif tag == "input":
            self._input(self._open, name, said)
        elif tag == "select":
            self._select = self._open.controls[name] = Control("select")
        elif tag == "textarea":
            self._text = (name, [])

    def handle_data(self, data: str) -> None:
        if self._text is not None:
            self._text[1].append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = None
        elif tag == "select":
            if self._select is not None and not self._select.chosen:
                self._select.chosen = self._select.offered[:1]
            self._select = None
        elif tag == "textarea" and self._text is not None and self._open is not None:
            self._open.controls[self._text[0]] = Control("textarea", chosen=["".join(self._text[1])])
            self._text = None

    def _option(self, said: dict[str, str]) -> None:
        assert self._select is not None
        self._select.offered.append(said.get("value", ""))
        if "selected" in said:
            self._select.chosen = [said.get("value", "")]

    @staticmethod
    def _input(form: _Form, name: str, said: dict[str, str]) -> None:
        kind, value = said.get("type", "text"), said.get("value", "")
        if kind == "hidden":
            form.hidden.append((name, value))
        elif kind in ("checkbox", "radio"):
            control = form.controls.setdefault(name, Control("checkbox"))
            control.offered.append(value)
            control.chosen += [value] if "checked" in said else []
        elif kind != "file":
            form.controls[name] = Control("text", chosen=[value])


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []

    @classmethod
    def of(cls, html: str) -> list[str]:
        reader = cls()
        reader.feed(html.partition("<main")[2])
        return reader.texts

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.texts.append(data.strip() + "\n")


def _grouped(pairs: Sequence[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, value in pairs:
        found.setdefault(name, []).append(value)
    return found
