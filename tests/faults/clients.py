"""Who clicks, in an office full of people: each command under its own key, asked again until its outcome is known?"""

from __future__ import annotations

import http.client
import random
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from threading import Event, Lock, Thread
from time import sleep
from typing import Any, Final
from urllib.parse import quote

import orjson

from domain.streams import stream_id
from tests.faults.found import Found, Told

TIMEOUT_S: Final = 8.0
UNITS: Final = 12
"""A client registers a congress and so many units of it, and goes on to the next."""
PAUSE_S: Final = 0.02
CODES: Final = [code for code in range(990101, 1_000_000) if code % 100 and code // 100 % 100]


@dataclass(frozen=True, slots=True)
class Asked:
    """One request: everything that is the same when it is sent again."""

    path: str
    key: str
    body: dict[str, Any]
    congress: str
    version: int | None = None

    @property
    def person(self) -> str:
        return f"p-{self.congress}"

    @property
    def command(self) -> str:
        """The id that the envelope of its events has."""
        return str(stream_id("Command", self.person, self.key))

    @property
    def headers(self) -> dict[str, str]:
        who = {
            "X-Minsheng-Person": self.person,
            "X-Minsheng-Role": "clerk",
            "X-Minsheng-Congress": self.congress,
        }
        seen = {} if self.version is None else {"If-Match": f'"{self.version}"'}
        return {"Content-Type": "application/json", "Idempotency-Key": self.key, **who, **seen}


def requests(codes: Iterator[int], name: str) -> Iterator[Asked]:
    """An endless office: congress after congress, each with its units."""
    for number, code in enumerate(map(str, codes)):
        body = {"code": code, "level": "county", "name": "示例县人民代表大会"}
        yield Asked("/congresses", f"{name}-{number}", body, code)
        for unit in range(1, UNITS + 1):
            body = {"unit": f"示例-{unit:02}", "name": f"示例县第{unit}局"}
            yield Asked(f"/congresses/{code}/units", f"{name}-{number}-{unit}", body, code, unit)


def send(port: int, asked: Asked, timeout_s: float = TIMEOUT_S) -> tuple[int, Any]:
    """Status and answer; raises `OSError` or `HTTPException` where none came whole."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=timeout_s)
    try:
        connection.request("POST", f"/api/v1{quote(asked.path)}", orjson.dumps(asked.body), asked.headers)
        answer = connection.getresponse()
        return answer.status, orjson.loads(answer.read())
    finally:
        connection.close()


@dataclass
class Client:
    """One of them, at the service of `port`."""

    port: int
    waiting: Iterator[Asked]
    chance: random.Random
    timeout_s: float = TIMEOUT_S
    told: list[Told] = field(default_factory=list)
    asked: Asked | None = None
    again: int = 0
    said: Counter[str] = field(default_factory=Counter)
    false: list[str] = field(default_factory=list)
    turn: Lock = field(default_factory=Lock)

    def run(self, over: Event) -> None:
        """Ask until it is `over` and nothing is open; whoever holds the `turn` makes it pause between two requests."""
        while not (over.is_set() and self.asked is None):
            with self.turn:
                self.asked = self.asked or next(self.waiting)
                answered = self._ask(self.asked)
            # Whoever got no answer looks a little longer before he clicks again.
            sleep(self.chance.uniform(PAUSE_S / 4, PAUSE_S) * (1 if answered else 10))

    def _ask(self, asked: Asked) -> bool:
        """Whether there was a certain answer."""
        try:
            status, answer = send(self.port, asked, self.timeout_s)
        except (OSError, http.client.HTTPException, orjson.JSONDecodeError) as error:
            self.said[type(error).__name__] += 1
            self.again += 1
            return False
        self.said[str(status)] += 1
        if status >= 500:
            self.again += 1
            return False
        if status not in {200, 201}:
            self.false.append(f"{asked.key}: {status} {answer}")
        else:
            self.told.append(Told(asked.command, answer["position"], 1))
            if self.chance.random() < 0.1:
                # Answered, and asked all the same: a double click.
                self._click_again(asked)
        self.asked = None
        return True

    def _click_again(self, asked: Asked) -> None:
        try:
            status, answer = send(self.port, asked, self.timeout_s)
        except (OSError, http.client.HTTPException, orjson.JSONDecodeError):
            return
        if status < 500 and answer.get("position") != self.told[-1].position:
            self.false.append(f"{asked.key} was answered {self.told[-1]} and then {status} {answer}")


@dataclass
class Crowd:
    """Several clients at once."""

    clients: list[Client]
    over: Event = field(default_factory=Event)

    @classmethod
    def of(cls, count: int, port: int, chance: random.Random, timeout_s: float = TIMEOUT_S) -> Crowd:
        """So many clients, each with congresses of its own."""
        waiting = [requests(iter(CODES[number::count]), f"c{number}") for number in range(count)]
        return cls([Client(port, each, random.Random(chance.random()), timeout_s) for each in waiting])  # noqa: S311 - pauses

    @property
    def told(self) -> list[Told]:
        return [one for client in self.clients for one in client.told]

    @property
    def open_(self) -> dict[str, int]:
        """What has no answer yet."""
        return {client.asked.command: 1 for client in self.clients if client.asked is not None}

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """Clicking until the end of the block; then whatever is open is asked until it is answered."""
        self.over.clear()
        threads = [Thread(target=client.run, args=(self.over,)) for client in self.clients]
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            self.over.set()
            for thread in threads:
                thread.join()

    @contextmanager
    def paused(self) -> Iterator[None]:
        """Nobody is in the middle of asking during the block."""
        with ExitStack() as turns:
            for client in self.clients:
                turns.enter_context(client.turn)
            yield

    def add_to(self, found: Found) -> None:
        """What they were told, into the figures."""
        found.acknowledged = len(self.told)
        found.asked_again = sum(client.again for client in self.clients)
        found.false += [line for client in self.clients for line in client.false]
