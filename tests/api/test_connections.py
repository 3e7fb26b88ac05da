"""Does nobody hold a connection who says nothing, and does the service stop while somebody still takes or sends?"""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from api.cli.connections import HEAD_BYTES, Connection
from api.cli.listening import LIMITS
from tests.verbs import DEADLINE_S, until

ASK = b"GET /quick HTTP/1.1\r\nHost: x\r\n"


class Impatient(Connection):
    head_seconds = 0.2


class Working:
    """An app with an answer that never ends, and one that ends when the test lets it."""

    def __init__(self) -> None:
        self.entered, self.go_on = threading.Event(), threading.Event()
        self.read: list[bytes] = []
        paths = {"/quick": self.quick, "/endless": self.endless, "/slow": self.slow, "/body": self.body}
        self.app = Starlette(routes=[Route(path, handle, methods=["GET", "POST"]) for path, handle in paths.items()])

    def quick(self, _request: Request) -> Response:
        return PlainTextResponse("ok")

    def slow(self, _request: Request) -> Response:
        self.entered.set()
        assert self.go_on.wait(DEADLINE_S)
        return PlainTextResponse("done")

    def endless(self, _request: Request) -> Response:
        def pieces() -> Iterator[bytes]:
            while True:
                yield b"x" * 2**16

        return StreamingResponse(pieces())

    async def body(self, request: Request) -> Response:
        self.entered.set()
        self.read.append(await request.body())
        return PlainTextResponse("read")


@contextmanager
def serving(app: Any, **instead: Any) -> Iterator[tuple[int, uvicorn.Server, threading.Thread]]:
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="critical", **{**LIMITS, **instead}))
    thread = threading.Thread(target=server.run)
    thread.start()
    until(lambda: server.started)
    try:
        yield server.servers[0].sockets[0].getsockname()[1], server, thread
    finally:
        server.should_exit = True
        thread.join(DEADLINE_S)


@contextmanager
def connected(port: int) -> Iterator[socket.socket]:
    with socket.create_connection(("127.0.0.1", port), timeout=DEADLINE_S) as line:
        yield line


def rest(line: socket.socket) -> bytes:
    """All that comes until the other side closes."""
    found = b""
    try:
        while piece := line.recv(2**16):
            found += piece
    except ConnectionResetError:
        pass
    return found


@pytest.mark.parametrize("begun", [b"", b"GET /qui", ASK, ASK + b"X-A: " + b"b" * 100])
def test_whoever_does_not_finish_the_head_is_shut_out(begun: bytes) -> None:
    with serving(Working().app, http=Impatient) as (port, _, _), connected(port) as line:
        line.sendall(begun)
        assert rest(line) == b""


def test_whoever_does_not_finish_the_second_head_is_shut_out_too() -> None:
    with serving(Working().app, http=Impatient) as (port, _, _), connected(port) as line:
        line.sendall(ASK + b"\r\n")
        assert b"200 OK" in line.recv(2**16)
        line.sendall(ASK)
        assert rest(line) == b""


def test_a_head_without_end_is_shut_out() -> None:
    with serving(Working().app) as (port, _, _), connected(port) as line:
        line.sendall(ASK)
        with pytest.raises(OSError, match=r".*"):  # noqa: PT012 - either the write or the read finds it closed
            for _ in range(2 * HEAD_BYTES // 1000):
                line.sendall(b"X-A: " + b"b" * 993 + b"\r\n")
            if rest(line) == b"":
                raise ConnectionResetError


def test_a_handler_that_takes_longer_than_a_head_may_is_let_be() -> None:
    working = Working()
    with serving(working.app, http=Impatient) as (port, _, _), connected(port) as line, connected(port) as other:
        line.sendall(ASK.replace(b"quick", b"slow") + b"\r\n")
        assert working.entered.wait(DEADLINE_S)
        assert rest(other) == b""  # later than the patience with heads
        working.go_on.set()
        assert line.recv(2**16).endswith(b"done")


@pytest.mark.parametrize("reads", [True, False])
def test_an_answer_in_pieces_is_broken_off_when_the_service_stops_and_is_seen_to_be(*, reads: bool) -> None:
    with serving(Working().app, timeout_graceful_shutdown=None) as (port, server, thread), connected(port) as line:
        line.sendall(ASK.replace(b"quick", b"endless") + b"\r\n")
        assert b"200 OK" in line.recv(2**16)
        server.should_exit = True
        if reads:
            assert not rest(line).endswith(b"0\r\n\r\n")
        thread.join(DEADLINE_S)
        assert not thread.is_alive()


def test_what_is_being_handled_is_answered_before_the_service_stops() -> None:
    working = Working()
    with serving(working.app) as (port, server, thread), connected(port) as line:
        line.sendall(ASK.replace(b"quick", b"slow") + b"\r\n")
        assert working.entered.wait(DEADLINE_S)
        server.should_exit = True
        until(lambda: not _takes_more(port))
        working.go_on.set()
        assert rest(line).endswith(b"done")
        thread.join(DEADLINE_S)
        assert not thread.is_alive()


def test_a_request_of_which_not_all_has_come_does_not_keep_the_service_from_stopping() -> None:
    working = Working()
    with serving(working.app, timeout_graceful_shutdown=None) as (port, server, thread), connected(port) as line:
        line.sendall(b"POST /body HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nhalf")
        assert working.entered.wait(DEADLINE_S)
        server.should_exit = True
        thread.join(DEADLINE_S)
        assert not thread.is_alive()
        assert (rest(line), working.read) == (b"", [])


def _takes_more(port: int) -> bool:
    try:
        with connected(port):
            return True
    except OSError:
        return False
