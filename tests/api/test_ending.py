"""When the real service is told to stop, is every command that it recorded answered, whoever still takes or sends?"""

from __future__ import annotations

import signal
import socket
import threading
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPException
from subprocess import Popen
from urllib.error import HTTPError, URLError

import orjson
import pytest

from api.desk import ROLES
from domain.storage import Ledger
from tests.api.kit import CLERK, county
from tests.verbs import DEADLINE_S, process, until

HANDS = 4


@contextmanager
def served() -> Iterator[tuple[int, Popen[str]]]:
    """`minsheng serve` on a free port, ready."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = int(free.getsockname()[1])
    with process("serve", "--port", str(port)) as serving:
        until(lambda: ask(port, "/readyz") == 200)
        yield port, serving


def ask(port: int, path: str, body: object = None, **headers: str) -> int:
    """The status of an answer, 0 for none."""
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    content = None if body is None else orjson.dumps(body)
    if content is not None:
        sent["Content-Type"] = "application/json"
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", content, sent)
    try:
        with urllib.request.urlopen(request, timeout=DEADLINE_S) as answer:  # noqa: S310 - of our own service
            return int(answer.status)
    except HTTPError as error:
        return error.code
    except (URLError, HTTPException, OSError):
        return 0


def registering(port: int, hand: int, answered: list[str], *, stopped: Callable[[], bool]) -> None:
    """Register one congress after the other until the service is gone."""
    for number in range(1, 100):
        code = f"99{hand + 10}{number:02}"
        who = {**CLERK.headers, "X-Minsheng-Congress": code}
        status = ask(port, "/api/v1/congresses", county(code=code), Idempotency_Key=f"k-{code}", **who)
        if status == 201:
            answered.append(code)
        elif stopped():
            return


def test_what_was_recorded_was_answered_when_the_service_is_stopped_in_the_middle(url: str) -> None:
    answered: list[str] = []
    with served() as (port, serving), socket.create_connection(("127.0.0.1", port)) as stream:
        stopping = threading.Event()
        hands = [
            threading.Thread(target=registering, args=(port, hand, answered), kwargs={"stopped": stopping.is_set})
            for hand in range(HANDS)
        ]
        for hand in hands:
            hand.start()
        until(lambda: len(answered) > 5 * HANDS)
        who = "".join(f"{name}: {value}\r\n" for name, value in CLERK.headers.items())
        stream.sendall(f"GET /api/v1/events HTTP/1.1\r\nHost: 127.0.0.1\r\n{who}\r\n".encode())
        stopping.set()
        serving.send_signal(signal.SIGTERM)
        serving.wait(DEADLINE_S)
        for hand in hands:
            hand.join(DEADLINE_S)
        assert serving.returncode == 0
    with Ledger.at(url, connections=1, role=ROLES.service) as ledger:
        assert ledger.head() == len(answered)


@pytest.mark.usefixtures("url")
def test_half_a_body_does_not_keep_the_real_service_from_stopping() -> None:
    with served() as (port, serving), socket.create_connection(("127.0.0.1", port)) as line:
        head = "POST /api/v1/calculators/tally HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
        line.sendall(f"{head}Content-Length: 1000\r\n\r\n{{".encode())
        serving.send_signal(signal.SIGTERM)
        assert serving.wait(DEADLINE_S) == 0
