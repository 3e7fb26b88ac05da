"""What does a handler answer, before it is bytes?"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any, Final

import orjson
from sse_starlette import EventSourceResponse
from starlette.responses import Response, StreamingResponse

JSON: Final = "application/json"
ANY: Final = "*/*"
FORM: Final = "application/x-www-form-urlencoded"
FILES: Final = "multipart/form-data"
"""What a form sends that takes files."""
PROBLEM: Final = "application/problem+json"

PING_S: Final = 20
"""How often a stream of events says that it is still there: whatever stands in between cuts off what is silent for longer."""

EMPTY: Final[dict[str, str]] = {}

# One address answers each reader what he may see: no cache on the way may hand an answer on to another.
EVERY_ANSWER: Final = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    # Nothing of anybody else's runs here, nobody else frames it, and no address of ours is told on.
    "Content-Security-Policy": (
        "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """JSON-native content, bytes that go out as they are, or pieces of bytes one after the other; status, headers, cookies.

    Content that comes by itself (`AsyncIterator`) is a stream of events, which ends with the service.
    """

    content: Any
    status: int = HTTPStatus.OK
    headers: dict[str, str] = field(default_factory=dict)
    media_type: str = JSON
    cookies: tuple[str, ...] = ()

    def response(self, also: Mapping[str, str] = EMPTY) -> Response:
        """The same as bytes on the wire; `also`: headers that every answer of this service has."""
        headers = {**EVERY_ANSWER, **also, **self.headers}
        response = self._made(headers)
        for cookie in self.cookies:
            response.headers.append("Set-Cookie", cookie)
        return response

    def _made(self, headers: dict[str, str]) -> Response:
        if isinstance(self.content, AsyncIterator):
            return EventSourceResponse(self.content, self.status, headers, ping=PING_S)
        if isinstance(self.content, Iterator):
            return StreamingResponse(self.content, self.status, headers, self.media_type)
        body = self.content if isinstance(self.content, bytes) else orjson.dumps(self.content)
        return Response(body, status_code=self.status, headers=headers, media_type=self.media_type)
