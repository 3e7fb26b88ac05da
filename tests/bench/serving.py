"""How many requests a second are answered, beside the same work in the plainest service?

Each service runs in a process of its own and is asked by this one, over connections that stay open; all share the cores that there are.
"""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from subprocess import DEVNULL, Popen
from time import sleep
from uuid import uuid4

import orjson

from tests.bench.figures import figure, rates
from tests.bench.start import SERVE, answers, free_port
from tests.postgres_fixture import temporary_server

CALLERS = 64
REQUESTS = 1280
ROUNDS = 5
FIRST_CODE = 990101
CLERK = "X-Minsheng-Person: p-clerk\r\nX-Minsheng-Role: clerk\r\nX-Minsheng-Congress: {code}\r\n"


def bench() -> Iterator[dict[str, object]]:
    """Commands beside the library's default application in a thread pool; reads beside a bare route with the same SQL."""
    with temporary_server(durable=True) as server, ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="minsheng-bench-")))
        environment = {
            **os.environ,
            "DATABASE_URL": server.owner_conninfo,
            "MINSHENG_DATA": str(folder),
        }
        ours = stack.enter_context(_service([*SERVE, "--port"], environment))
        plain = stack.enter_context(_service([sys.executable, "-m", "tests.bench.plain_service"], environment))
        codes = iter(code for code in range(FIRST_CODE, 1_000_000) if code % 100 and code // 100 % 100)
        asyncio.run(_all(ours, [_registration(next(codes))]))
        sleep(1)
        read, bare = (_request("GET", path) for path in (f"/api/v1/congresses/{FIRST_CODE}", "/bare"))
        unit = _request("POST", "/units", b"{}")
        speeds = rates(
            {
                "ours": lambda: asyncio.run(_all(ours, [_registration(next(codes)) for _ in range(REQUESTS)])),
                "library": lambda: asyncio.run(_all(plain, [unit] * REQUESTS)),
                "read": lambda: asyncio.run(_all(ours, [read] * REQUESTS)),
                "bare": lambda: asyncio.run(_all(plain, [bare] * REQUESTS)),
            },
            ROUNDS,
        )
    ratio = speeds["ours"] / speeds["library"]
    name = f"HTTP command, {CALLERS} concurrent"
    yield _figure(name, ratio, 6, ">= 6 x the library in a thread pool", ours=speeds["ours"], library=speeds["library"])
    ratio = speeds["read"] / speeds["bare"]
    name = f"HTTP read, {CALLERS} concurrent"
    yield _figure(
        name, ratio, 0.7, ">= 0.7 x bare Starlette with the same SQL", ours=speeds["read"], bare=speeds["bare"]
    )


def _figure(name: str, ratio: float, least: float, goal: str, **speeds: float) -> dict[str, object]:
    per_second = {f"{way}_per_second": round(speed) for way, speed in speeds.items()}
    return figure(name, ratio, goal, met=ratio >= least, **per_second)


@contextmanager
def _service(command: Sequence[str], environment: dict[str, str]) -> Iterator[int]:
    """A service in a process of its own, by its port."""
    port = free_port()
    process = Popen([*command, str(port)], env=environment, stdout=DEVNULL, stderr=DEVNULL)
    try:
        while not answers(port):
            assert process.poll() is None, f"{command} ended"
            sleep(0.05)
        yield port
    finally:
        process.terminate()
        process.wait(30)


def _registration(code: int) -> bytes:
    """A congress is registered: a stream of its own for each, as commands of different offices have."""
    body = orjson.dumps({"code": str(code), "level": "county", "name": "示例县人民代表大会"})
    return _request("POST", "/api/v1/congresses", body, CLERK.format(code=code) + f"Idempotency-Key: {uuid4()}\r\n")


def _request(method: str, path: str, body: bytes = b"", headers: str = "") -> bytes:
    said = f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n" if body else ""
    return f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{said}{headers}\r\n".encode() + body


async def _all(port: int, requests: Sequence[bytes]) -> int:
    """Every request by one of so many callers; answers how many there were."""
    await asyncio.gather(*(_caller(port, requests[start::CALLERS]) for start in range(min(CALLERS, len(requests)))))
    return len(requests)


async def _caller(port: int, requests: Sequence[bytes]) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for request in requests:
        writer.write(request)
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
        assert head.split()[1] in {"200", "201"}, head
        await reader.readexactly(int(head.partition("content-length: ")[2].partition("\r")[0]))
    writer.close()
    await writer.wait_closed()
