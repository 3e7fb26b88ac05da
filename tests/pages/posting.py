"""How does somebody fill in a form whose browser runs no script: read the page, send its fields?"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import unescape
from typing import Any, Final
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPRedirectHandler, Request, build_opener

import orjson

from tests.pages.site import Site

_FIELD: Final = re.compile(r'<input type="hidden" name="([^"]*)" value="([^"]*)"')
BOUNDARY: Final = "----example-of-a-boundary"


class _Stay(HTTPRedirectHandler):
    def redirect_request(self, *_: Any) -> None:
        return None


@dataclass(frozen=True, slots=True)
class Page:
    """What was answered: the page as text, and where it leads on to."""

    status: int
    text: str
    leads: str = ""

    def hidden(self) -> dict[str, str]:
        """The hidden fields of the page's own forms; those of the header are none of them."""
        main = self.text.partition("<main")[2]
        return {unescape(name): unescape(value) for name, value in _FIELD.findall(main)}

    def words(self) -> str:
        """What a reader sees of it."""
        return unescape(
            re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", self.text.partition("<main")[2].partition("</main>")[0]))
        )


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody who signed in in a role."""

    site: Site
    role: str

    def get(self, path: str) -> Page:
        return self._ask(path, None, "")

    def post(self, path: str, fields: Mapping[str, str]) -> Page:
        return self._ask(path, urlencode(fields).encode(), "application/x-www-form-urlencoded")

    def hand_in(self, path: str, fields: Mapping[str, str], files: Mapping[str, tuple[str, bytes]]) -> Page:
        """As a form does that takes files."""
        parts = [_part(f'name="{name}"', value.encode()) for name, value in fields.items()]
        parts += [_part(f'name="{name}"; filename="{named}"', content) for name, (named, content) in files.items()]
        body = b"".join(parts) + f"--{BOUNDARY}--\r\n".encode()
        return self._ask(path, body, f"multipart/form-data; boundary={BOUNDARY}")

    def api(self, path: str) -> Any:
        """What the interface answers him."""
        return orjson.loads(self._ask(f"/api/v1{path}", None, "").text)

    def _ask(self, path: str, body: bytes | None, kind: str) -> Page:
        name, secret = self.site.cookie(self.role)
        headers = {"Cookie": f"{name}={secret}"} | ({"Content-Type": kind} if kind else {})
        asked = Request(self.site.address + path, data=body, headers=headers)  # noqa: S310 - our own site
        try:
            with build_opener(_Stay).open(asked) as reply:
                return Page(reply.status, reply.read().decode())
        except HTTPError as reply:
            return Page(reply.code, reply.read().decode(), reply.headers.get("Location", ""))


def _part(named: str, content: bytes) -> bytes:
    return f"--{BOUNDARY}\r\nContent-Disposition: form-data; {named}\r\n\r\n".encode() + content + b"\r\n"
