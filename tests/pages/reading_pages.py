"""What does a page say to whoever asks without a browser?"""

from __future__ import annotations

import re
import urllib.error
import urllib.request
from dataclasses import dataclass
from html import unescape

from api.demo.county import names as county
from tests.pages.site import Site

_TAG = re.compile(r"<[^>]*>")
_SCRIPT = re.compile(r"<script\b.*?</script>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Got:
    """An answer: its status, its bytes and its headers."""

    status: int
    content: bytes
    headers: dict[str, str]

    @property
    def html(self) -> str:
        return self.content.decode()

    @property
    def said(self) -> str:
        """What is read on the page, without tags and scripts."""
        return re.sub(r"\s+", " ", unescape(_TAG.sub("", _SCRIPT.sub("", self.html))))


def get(site: Site, path: str, role: str | None = None, congress: str = county.CODE) -> Got:
    """The answer to this role, to a stranger without one."""
    headers = {"Cookie": "=".join(site.cookie(role, congress))} if role else {}
    request = urllib.request.Request(site.address + path, headers=headers)  # noqa: S310 - the site of the test
    try:
        with urllib.request.urlopen(request, timeout=60) as found:  # noqa: S310 - likewise
            return Got(found.status, found.read(), dict(found.headers))
    except urllib.error.HTTPError as refused:
        return Got(refused.code, refused.read(), dict(refused.headers))
