"""How does a test ask the service thousands of times: no client between it and the application?"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import orjson
from starlette.applications import Starlette


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: the status, the headers in lower case (the last of a name), and the body."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        """The body read as JSON; None where it is something else."""
        return orjson.loads(self.body) if "json" in self.headers.get("content-type", "") else None

    @property
    def code(self) -> str:
        """The code of the problem, '' where there is none."""
        told = self.json if self.status >= 400 else None
        return told["type"].removeprefix("urn:minsheng:") if isinstance(told, dict) and "type" in told else ""


@dataclass(frozen=True, slots=True)
class Wire:
    """The application itself, asked one request after the other."""

    app: Starlette
    loop: asyncio.AbstractEventLoop

    def ask(self, method: str, address: str, headers: Mapping[str, str], body: bytes = b"") -> Answer:
        """One request, as a server would hand it on."""
        split = urlsplit(address)
        sent = {"host": "127.0.0.1", **headers}
        scope = {
            "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": method, "scheme": "http",
            "path": split.path, "raw_path": split.path.encode(), "query_string": split.query.encode(), "root_path": "",
            "headers": [(name.lower().encode(), value.encode("latin-1")) for name, value in sent.items()],
            "client": ("127.0.0.1", 1), "server": ("127.0.0.1", 80),
        }  # fmt: skip
        return self.loop.run_until_complete(self._ask(scope, body))

    async def _ask(self, scope: dict[str, Any], body: bytes) -> Answer:
        said: list[dict[str, Any]] = []
        sent = iter([body])

        async def receive() -> dict[str, Any]:
            for piece in sent:
                return {"type": "http.request", "body": piece, "more_body": False}
            # Whoever waits for the caller to go away waits until the answer is given.
            return await asyncio.Future()

        async def send(message: Any) -> None:
            said.append(message)

        await self.app(scope, receive, send)
        headers = {name.decode(): value.decode("latin-1") for name, value in said[0]["headers"]}
        return Answer(said[0]["status"], headers, b"".join(each.get("body", b"") for each in said[1:]))


@contextmanager
def wired(app: Starlette) -> Iterator[Wire]:
    """The application, started, and stopped afterwards."""
    loop = asyncio.new_event_loop()
    running = app.router.lifespan_context(app)
    loop.run_until_complete(running.__aenter__())
    try:
        yield Wire(app, loop)
    finally:
        loop.run_until_complete(running.__aexit__(None, None, None))
        loop.close()
