"""Is too much refused for whoever sends it, and for nobody else?"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from api.actor import ANONYMOUS, Actor
from api.budget import REMEMBERED, Rate
from api.desk import Desk
from api.http.actor import unbelieved
from api.http.app import build_app
from api.http.quotas import Quotas
from api.http.route import V1, Route
from api.http.table import ROUTES
from api.http.terms import Terms
from api.refusals import TooManyRequests
from domain.events import Person
from tests.api.kit import nowhere

GET = next(route for route in ROUTES if route.path == f"{V1}/rounds" and route.method == "GET")
CALCULATE = next(route for route in ROUTES if route.path == f"{V1}/calculators/tally")
GO = next(route for route in ROUTES if route.path == f"{V1}/session/provider")
BACK = next(route for route in ROUTES if route.path == f"{V1}/session/provider/answer")
ALIVE = next(route for route in ROUTES if route.path == "/healthz")
TWO = Rate(burst=2, per_second=0.5)


class Seconds:
    """A clock that stands where a test puts it."""

    now = 1000.0

    def __call__(self) -> float:
        return self.now


def account(number: int) -> Actor:
    return Actor(person=Person(ref=str(UUID(int=number)), role="clerk"), congress="990101", through="session")


def quotas(clock: Seconds) -> Quotas:
    return Quotas(clock=clock, account=TWO, nameless=TWO, readers=TWO, going=TWO)


def refused(spend: Quotas, actor: Actor, route: Route) -> bool:
    try:
        spend.spend(actor, route)
    except TooManyRequests:
        return True
    return False


def test_an_account_that_sends_too_much_waits_and_its_neighbour_does_not() -> None:
    clock = Seconds()
    spend = quotas(clock)
    assert [refused(spend, account(1), GET) for _ in range(3)] == [False, False, True]
    assert not refused(spend, account(2), GET)
    clock.now += 2
    assert [refused(spend, account(1), GET) for _ in range(2)] == [False, True]


def test_one_account_is_one_account_by_whatever_way_it_comes() -> None:
    spend = quotas(Seconds())
    ways = [replace(account(1), through=way) for way in ("session", "token", "pass")]
    assert [refused(spend, actor, GET) for actor in ways] == [False, False, True]


def test_reading_and_writing_without_a_name_are_each_counted_for_all_together() -> None:
    spend = quotas(Seconds())
    assert [refused(spend, ANONYMOUS, GET) for _ in range(3)] == [False, False, True]
    assert not any(refused(spend, ANONYMOUS, ALIVE) for _ in range(100))
    assert [refused(spend, ANONYMOUS, CALCULATE) for _ in range(3)] == [False, False, True]
    assert not refused(spend, account(1), CALCULATE)


def test_whoever_asks_again_when_he_was_told_to_is_let_in() -> None:
    clock = Seconds()
    spend = quotas(clock)
    for _ in range(2):
        spend.spend_before_asking(GO)
    with pytest.raises(TooManyRequests) as told:
        spend.spend_before_asking(GO)
    spend.spend_before_asking(BACK)
    clock.now += int(str(told.value.numbers["retry_after_s"]))
    spend.spend_before_asking(GO)


@given(st.lists(st.floats(0, 30), max_size=60))
def test_over_any_stretch_of_time_no_more_is_let_in_than_the_rate_allows(pauses: list[float]) -> None:
    clock = Seconds()
    spend, let_in = quotas(clock), []
    for pause in pauses:
        clock.now += pause
        if not refused(spend, account(1), GET):
            let_in.append(clock.now)
    for first, began in enumerate(let_in):
        for last, ended in enumerate(let_in[first:], first):
            assert last - first + 1 <= TWO.burst + (ended - began) * TWO.per_second + 1e-6


def test_what_is_remembered_has_an_end() -> None:
    spend = quotas(Seconds())
    for number in range(REMEMBERED + 50):
        spend.spend(account(number), GET)
    assert len(spend.budget.buckets) == REMEMBERED


@contextmanager
def serving(terms: Terms) -> Iterator[TestClient]:
    @contextmanager
    def lent() -> Iterator[Desk]:
        yield nowhere()

    with TestClient(build_app(ROUTES, lent, unbelieved, terms), base_url="http://127.0.0.1") as client:
        yield client


def test_too_much_is_429_and_says_when_to_come_again() -> None:
    with serving(Terms(quotas=Quotas(clock=Seconds(), nameless=Rate(burst=1, per_second=0.1)))) as client:
        assert client.post(CALCULATE.path).status_code == 415
        answer = client.post(CALCULATE.path)
        assert (answer.status_code, answer.headers["retry-after"]) == (429, "10")
        assert answer.json()["errors"][0]["code"] == "too_many_requests"


def test_whoever_goes_to_the_provider_is_counted_before_it_is_asked_whatever_address_he_names() -> None:
    with serving(Terms(quotas=Quotas(clock=Seconds(), going=Rate(burst=2, per_second=1)))) as client:
        sent = [client.post(GO.path, headers={"X-Forwarded-For": f"192.0.2.{n}"}).status_code for n in range(3)]
        assert sent == [404, 404, 429]
