"""Do strangers, however many they are and however long they stay, leave room for those who are known?"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, cast

import pytest
from starlette.datastructures import Headers
from starlette.testclient import TestClient

from api.accounts.refusals import SessionOver
from api.actor import ANONYMOUS, Actor
from api.desk import Desk
from api.http import rooms
from api.http.app import WORKERS, build_app
from api.http.audience import EVERYONE
from api.http.reply import Reply
from api.http.rooms import GOING, LOOKING, PROVIDER, READING, SIGNING_IN
from api.http.route import V1, Call, Route
from domain.events import Person
from tests.api.kit import nowhere

CLERK = Actor(person=Person(ref="p-jingban", role="clerk"), congress="990101", through="session")
HIS_OWN, MADE_UP = "Bearer his-own", "Bearer made-up"
ALIVE = "/healthz"
STRANGE = {
    "read": ("GET", f"{V1}/projects", READING),
    "sign in": ("POST", f"{V1}/session", SIGNING_IN),
    "go to the provider": ("POST", PROVIDER, GOING),
    "come back": ("GET", f"{PROVIDER}/answer", GOING),
}


@dataclass
class Slow:
    """Handlers that wait for a test, and how many of them do."""

    inside: int = 0
    most: int = 0
    ended: threading.Event = field(default_factory=threading.Event)
    counted: threading.Condition = field(default_factory=threading.Condition)

    def handle(self, call: Call) -> Reply:
        if call.actor.role == "public" and call.route != ALIVE:
            self.stay()
        return Reply(content={})

    def stay(self) -> None:
        """Hold a worker until the test lets it go."""
        with self.counted:
            self.inside += 1
            self.most = max(self.most, self.inside)
            self.counted.notify_all()
        self.ended.wait(30)
        with self.counted:
            self.inside -= 1


@dataclass(frozen=True)
class Shown:
    """A secret that somebody shows, be it his or made up, and a table that takes its time to say which."""

    slow: Slow
    secret: str

    def actor(self, _desk: Desk) -> Actor:
        if self.secret == MADE_UP:
            self.slow.stay()
            raise SessionOver("示例")
        return CLERK


@contextmanager
def serving(slow: Slow) -> Iterator[TestClient]:
    @contextmanager
    def lent() -> Iterator[Desk]:
        yield nowhere()

    def actors(headers: Headers) -> Actor | Shown:
        shown = headers.get("authorization")
        return ANONYMOUS if shown is None else Shown(slow, shown)

    asked = [(method, path) for method, path, _ in STRANGE.values()] + [("GET", ALIVE)]
    routes = [
        Route(
            method=method,  # type: ignore[arg-type] # GET or POST
            path=path,
            summary="",
            audience=EVERYONE,
            handle=slow.handle,
            unasked="session" in path,
            free=path == ALIVE,
        )
        for method, path in asked
    ]
    app = build_app(routes, lent, cast("Any", actors))
    with TestClient(app, base_url="http://127.0.0.1") as client:
        yield client


@pytest.fixture
def flooded(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Slow, TestClient, list[int]]]:
    """A service at whose every door there are more strangers than it has workers, none of whom ever ends."""
    monkeypatch.setattr(rooms, "PATIENCE_S", 60.0)
    slow, answers = Slow(), list[int]()
    with serving(slow) as client, ThreadPoolExecutor(len(STRANGE) * WORKERS) as crowd:
        for method, path, _ in STRANGE.values():
            for _ in range(WORKERS):
                crowd.submit(client.request, method, path).add_done_callback(
                    lambda done: answers.append(done.result().status_code)
                )
        with slow.counted:
            assert slow.counted.wait_for(lambda: slow.inside == READING + SIGNING_IN + GOING, 30)
        yield slow, client, answers
        slow.ended.set()


def test_whoever_is_known_is_answered_though_every_room_of_strangers_is_full(
    flooded: tuple[Slow, TestClient, list[int]],
) -> None:
    slow, client, answers = flooded
    for _ in range(5):
        assert client.get(f"{V1}/projects", headers={"Authorization": HIS_OWN}).status_code == 200
        assert client.get(ALIVE).status_code == 200
    assert (slow.most, answers) == (READING + SIGNING_IN + GOING, [])
    assert slow.most < WORKERS


@pytest.mark.parametrize(("full", "other"), [("read", "sign in"), ("sign in", "come back"), ("come back", "read")])
def test_one_full_room_is_no_others(full: str, other: str) -> None:
    slow = Slow()
    method, path, places = STRANGE[full]
    with serving(slow) as client, ThreadPoolExecutor(WORKERS) as crowd:
        try:
            for _ in range(places + 1):
                crowd.submit(client.request, method, path)
            with slow.counted:
                assert slow.counted.wait_for(lambda: slow.inside == places, 30)
            crowd.submit(client.request, *STRANGE[other][:2])
            with slow.counted:
                assert slow.counted.wait_for(lambda: slow.inside == places + 1, 30)
        finally:
            slow.ended.set()


def test_whoever_waits_too_long_before_a_full_room_is_told_when_to_come_again() -> None:
    slow = Slow()
    with serving(slow) as client, ThreadPoolExecutor(WORKERS) as crowd:
        try:
            for _ in range(READING):
                crowd.submit(client.get, f"{V1}/projects")
            with slow.counted:
                assert slow.counted.wait_for(lambda: slow.inside == READING, 30)
            client.app.state.rooms.patience_s = 0.01  # type: ignore[attr-defined] # nobody waits five seconds here
            answer = client.get(f"{V1}/projects")
            assert (answer.status_code, answer.headers["retry-after"]) == (429, "5")
        finally:
            slow.ended.set()
        assert client.get(f"{V1}/projects").status_code == 200


def test_whoever_shows_what_is_made_up_takes_no_worker_that_others_need() -> None:
    slow = Slow()
    with serving(slow) as client, ThreadPoolExecutor(2 * WORKERS) as crowd:
        try:
            for _ in range(WORKERS):
                crowd.submit(client.get, f"{V1}/projects", headers={"Authorization": MADE_UP})
            for _ in range(WORKERS):
                crowd.submit(client.get, f"{V1}/projects")
            with slow.counted:
                assert slow.counted.wait_for(lambda: slow.inside == LOOKING + READING, 30)
            assert slow.most + SIGNING_IN + GOING < WORKERS
        finally:
            slow.ended.set()
