"""How long does a connection wait for somebody who does not finish what he began, and what is left of it when the service stops?

Beside what uvicorn does: the head of a request comes within `HEAD_SECONDS` and `HEAD_BYTES`, or the connection is closed. When the
service stops, whoever is being handled gets his answer; an answer that is being sent in pieces is broken off (whoever takes it
sees that, and takes it up again), and so is a request of which not all has come.
"""

from __future__ import annotations

import asyncio
from typing import Any, Final

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from api.http.problems import problem
from api.refusals import NotHttp

HEAD_SECONDS: Final = 15.0
HEAD_BYTES: Final = 2**16
IDLE_SECONDS: Final = 15
MOST_CONNECTIONS: Final = 2000
"""A hall of deputies and its screens; the next one is told 503."""
ENDING_SECONDS: Final = 30
"""What is being handled has this long to end: longer than the database lets any statement take."""


def _no_request() -> bytes:
    answer = problem(NotHttp("收到的不是正确的HTTP请求，没有办理；连接已经断开。")).response({"Connection": "close"})
    head = b"".join(name + b": " + value + b"\r\n" for name, value in answer.raw_headers)
    return b"HTTP/1.1 400 Bad Request\r\n" + head + b"\r\n" + bytes(answer.body)


NO_REQUEST: Final = _no_request()
"""What is said to what is no request, whoever listens: nothing of what was sent is repeated."""


class Connection(HttpToolsProtocol):
    """One connection of the service."""

    head_seconds = HEAD_SECONDS
    _awaited: asyncio.TimerHandle | None = None
    _head_bytes = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override] # as uvicorn has it
        """Somebody came; he has not said anything yet."""
        super().connection_made(transport)
        self._await_head()

    def data_received(self, data: bytes) -> None:
        """Bytes of a head, or of a body."""
        cycle: Any = self.cycle
        if self._awaited is None and (cycle is None or cycle.response_complete):
            self._await_head()
        super().data_received(data)
        if self._awaited is not None:
            self._head_bytes += len(data)
            if self._head_bytes > HEAD_BYTES:
                self._give_up()

    def on_headers_complete(self) -> None:
        """The head is there: from here on the app has limits of its own."""
        self._head_is_there()
        super().on_headers_complete()

    def connection_lost(self, exc: Exception | None) -> None:
        """Nobody is there any more."""
        self._head_is_there()
        super().connection_lost(exc)

    def send_400_response(self, msg: str) -> None:  # noqa: ARG002 - uvicorn's words, which name bytes that were sent
        """What came is no request; whatever of it others might take for one is not looked at: one answer, and the end.

        The answer to what came whole before it is given first, and is the last: nothing is said in its midst.
        """
        self._head_is_there()
        cycle: Any = self.cycle
        if cycle is None or cycle.response_complete or (cycle.more_body and not cycle.response_started):
            self.transport.write(NO_REQUEST)
            self.transport.close()
        elif cycle.more_body:
            self.transport.abort()
        else:
            cycle.keep_alive = False
            self.flow.pause_reading()

    def shutdown(self) -> None:
        """The service stops."""
        cycle: Any = self.cycle
        unfinished = cycle is not None and not cycle.response_complete and (cycle.response_started or cycle.more_body)
        if unfinished:
            self.transport.abort()
        else:
            super().shutdown()

    def _await_head(self) -> None:
        self._head_bytes = 0
        self._awaited = self.loop.call_later(self.head_seconds, self._give_up)

    def _head_is_there(self) -> None:
        if self._awaited is not None:
            self._awaited.cancel()
            self._awaited = None

    def _give_up(self) -> None:
        self._head_is_there()
        self.transport.abort()
