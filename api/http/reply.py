"""What does a handler answer, before it is bytes?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any, Final

import orjson
from starlette.responses import Response, StreamingResponse

JSON: Final = "application/json"
ANY: Final = "*/*"
PROBLEM: Final = "application/problem+json"

# One address answers each reader what he may see: no cache on the way may hand an answer on to another.
EVERY_ANSWER: Final = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """JSON-native content, bytes that go out as they are, or pieces of bytes one after the other; status, headers, cookies."""

    content: Any
    status: int = HTTPStatus.OK
    headers: dict[str, str] = field(default_factory=dict)
    media_type: str = JSON
    cookies: tuple[str, ...] = ()

    def response(self) -> Response:
        """The same as bytes on the wire."""
        headers = {**EVERY_ANSWER, **self.headers}
        response = self._made(headers)
        for cookie in self.cookies:
            response.headers.append("Set-Cookie", cookie)
        return response

    def _made(self, headers: dict[str, str]) -> Response:
        if isinstance(self.content, Iterator):
            return StreamingResponse(self.content, self.status, headers, self.media_type)
        body = self.content if isinstance(self.content, bytes) else orjson.dumps(self.content)
        return Response(body, status_code=self.status, headers=headers, media_type=self.media_type)
