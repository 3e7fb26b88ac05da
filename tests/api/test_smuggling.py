"""Can a second request be hidden in a first one, so that a proxy before the service sees one and the service two?

Source: RFC 9112 §5 to §7 and §11.2; the ways of writing it are those that proxies and servers were found to read differently.
"""

from __future__ import annotations

import re
from http import HTTPStatus

import orjson
import pytest
from starlette.datastructures import Headers

from api.cli.listening import LIMITS
from api.http.origins import refuse_other_hosts
from api.refusals import NotHttp
from tests.api.test_connections import Working, connected, rest, serving
from tests.verbs import DEADLINE_S

HIDDEN = b"GET /quick HTTP/1.1\r\nHost: x\r\n\r\n"
"""What is not to be answered."""
POST = b"POST /body HTTP/1.1\r\nHost: x\r\n"
GET = b"GET /quick HTTP/1.1\r\n"
CHUNKED = b"Transfer-Encoding: chunked\r\n"
END = b"\r\n0\r\n\r\n"

TRICKS = {
    "a length and chunks": POST + b"Content-Length: 4\r\n" + CHUNKED + END,
    "chunks and a length": POST + CHUNKED + b"Content-Length: 4\r\n" + END,
    "two lengths": POST + b"Content-Length: 4\r\nContent-Length: 5\r\n\r\nabcde",
    "one length twice": POST + b"Content-Length: 4\r\nContent-Length: 4\r\n\r\nabcd",
    "a list of lengths": POST + b"Content-Length: 4, 4\r\n\r\nabcd",
    "a length with a sign": POST + b"Content-Length: +4\r\n\r\nabcd",
    "a length in hex": POST + b"Content-Length: 0x4\r\n\r\nabcd",
    "a blank before the colon": POST + b"Content-Length : 4\r\n\r\nabcd",
    "chunks that are not the last": POST + b"Transfer-Encoding: chunked, identity\r\n" + END,
    "chunks said twice": POST + CHUNKED + b"Transfer-Encoding: identity\r\n" + END,
    "a fold": GET + b"Host: x\r\nX-A: b\r\n c\r\n\r\n",
    "a fold that hides chunks": POST + b"Transfer-Encoding:\r\n chunked\r\nContent-Length: 4\r\n" + END,
    "a bare line feed at every end": b"GET /quick HTTP/1.1\nHost: x\n\n",
    "a bare line feed among headers": GET + b"Host: x\nX-A: b\r\n\r\n",
    "a bare carriage return": GET + b"Host: x\rX-A: b\r\n\r\n",
    "a nought in a header": GET + b"Host: x\r\nX-A: b\0c\r\n\r\n",
    "a chunk that ends in a bare line feed": POST + CHUNKED + b"\r\n1\nab" + END,
    "a chunk of no size": POST + CHUNKED + b"\r\n0x1\r\na" + END,
    "a chunk longer than it says": POST + CHUNKED + b"\r\n1\r\nabc" + END,
    "another protocol": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    "the beginning of HTTP/2": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
}


def statuses(said: bytes) -> list[int]:
    return [int(found) for found in re.findall(rb"HTTP/1\.1 ([0-9]{3}) ", said)]


@pytest.mark.parametrize("trick", TRICKS)
def test_whatever_can_be_read_in_two_ways_gets_one_answer_and_the_end(trick: str) -> None:
    working = Working()
    with serving(working.app) as (port, _, _), connected(port) as line:
        line.sendall(TRICKS[trick] + HIDDEN)
        said = rest(line)
    assert statuses(said) == [HTTPStatus.BAD_REQUEST]
    head, _, body = said.partition(b"\r\n\r\n")
    assert b"content-type: application/problem+json" in head
    assert f"content-length: {len(body)}".encode() in head
    assert b"connection: close" in head.lower()
    (fault,) = orjson.loads(body)["errors"]
    assert fault["code"] == "not_http"
    assert HIDDEN not in b"".join(working.read)


def test_the_same_in_pieces_gets_the_same() -> None:
    with serving(Working().app) as (port, _, _), connected(port) as line:
        for byte in TRICKS["a length and chunks"]:
            line.sendall(bytes([byte]))
        assert statuses(rest(line)) == [HTTPStatus.BAD_REQUEST]


def test_what_came_whole_is_answered_and_what_comes_behind_it_is_not() -> None:
    working = Working()
    with serving(working.app) as (port, _, _), connected(port) as line:
        line.sendall(HIDDEN.replace(b"quick", b"slow") + TRICKS["two lengths"] + HIDDEN)
        assert working.entered.wait(DEADLINE_S)
        working.go_on.set()
        said = rest(line)
    assert statuses(said) == [HTTPStatus.OK]
    assert said.endswith(b"done")


def test_honest_requests_one_after_the_other_are_all_answered() -> None:
    with serving(Working().app, **LIMITS) as (port, _, _), connected(port) as line:
        line.sendall(POST + b"Content-Length: 4\r\n\r\nabcd" + POST + CHUNKED + b"\r\n2\r\nab" + END + HIDDEN[:-2])
        line.sendall(b"Connection: close\r\n\r\n")
        assert statuses(rest(line)) == [200, 200, 200]


def test_an_unknown_coding_is_no_end_of_a_body() -> None:
    """All that follows belongs to it, so nothing is hidden in it."""
    working = Working()
    with serving(working.app) as (port, _, _), connected(port) as line:
        line.sendall(POST + b"Transfer-Encoding: xchunked\r\n" + END + HIDDEN)
        assert working.entered.wait(DEADLINE_S)
        line.shutdown(1)
        assert statuses(rest(line)) in ([], [HTTPStatus.BAD_REQUEST])


def test_two_hosts_are_one_too_many() -> None:
    with pytest.raises(NotHttp):
        refuse_other_hosts(Headers(raw=[(b"host", b"x"), (b"host", b"y")]), ())
    refuse_other_hosts(Headers(raw=[(b"host", b"x")]), ())
