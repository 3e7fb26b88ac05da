"""What does another machine answer to what we send it?

A redirect is an answer like any other: it is not the machine that we know.
"""

from __future__ import annotations

from http.client import HTTPException
from urllib.request import HTTPHandler, HTTPSHandler, OpenerDirector, ProxyHandler, Request

from api.oserrors import in_words


class NoAnswer(Exception):  # noqa: N818 - what it is, as it is said
    """Nobody answered at the address; the message says why."""


def post(url: str, body: bytes, content_type: str, *, seconds: float, most: int) -> tuple[int, bytes]:
    """The status of the answer and at most `most` bytes of it, waiting `seconds` for each; raises `NoAnswer`."""
    if not url.startswith(("http://", "https://")):
        raise NoAnswer("地址应以http://或者https://开头")
    opener = OpenerDirector()
    for handler in (ProxyHandler(), HTTPHandler(), HTTPSHandler()):
        opener.add_handler(handler)
    try:
        request = Request(url, body, {"content-type": content_type})  # noqa: S310 - its scheme was looked at above
        with opener.open(request, timeout=seconds) as answer:
            return answer.status, answer.read(most)
    except (OSError, HTTPException, ValueError) as error:
        raise NoAnswer(in_words(error)) from error
