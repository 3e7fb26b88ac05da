"""Does the service say how it is, and do the calculators answer over HTTP what they answer anywhere?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import orjson
import pytest

from api.calculators import grade, tally
from api.http.actor import believed_here
from projections.models import MODELS
from tests.api.kit import CLERK, Caller, Hands, calling, nowhere

TALLY = {
    "seats": 1, "due": 3, "present": 3, "issued": 3, "collected": 3, "candidates": ["1", "2"],
    "papers": [{"marks": {"1": "for"}, "count": 2}, {"marks": {"2": "for"}}],
}  # fmt: skip
GRADE = {"members": 3, "present": 3, "items": [{"item": "示例", "satisfied": 3}]}


@pytest.fixture
def door() -> Iterator[Caller]:
    with calling(nowhere(), Hands()) as caller:
        yield caller


def test_whoever_asks_is_told_that_the_service_is_alive(door: Caller) -> None:
    assert door.get("/healthz", who=None).json == {"status": "ok"}
    assert door.client.head("/healthz").status_code == 200


@pytest.mark.parametrize("path", ["/healthz", "/api/v1/openapi.json", "/nothing"])
def test_no_cache_on_the_way_keeps_an_answer(door: Caller, path: str) -> None:
    headers = door.get(path).headers
    assert (headers["cache-control"], headers["x-content-type-options"]) == ("no-store", "nosniff")


def test_a_service_whose_results_were_never_made_is_not_ready(api: Caller) -> None:
    with api.desk.ledger.connection() as connection:
        connection.execute("CREATE TABLE reading.positions (name text, version integer, position bigint, trouble text)")
    said = api.get("/readyz", who=None)
    assert (said.status, said.codes) == (503, ["service_away"])


def test_a_service_whose_results_are_stuck_is_not_ready_and_does_not_say_why(reading_api: Caller) -> None:
    reading_api.congress()
    assert reading_api.get(f"/api/v1/congresses?at_least={reading_api.events()}").status == 200
    assert reading_api.get("/readyz", who=None).json == {"status": "ok"}
    with reading_api.desk.ledger.connection() as connection:
        connection.execute("UPDATE reading.positions SET trouble = '示例原因' WHERE name = %s", (MODELS[0].name,))
    said = reading_api.get("/readyz", who=None)
    assert (said.status, said.codes) == (503, ["service_away"])
    assert "示例原因" not in str(said.json)


@pytest.mark.parametrize(
    ("name", "calculator", "case", "status"),
    [
        ("tally", tally, TALLY, 200),
        ("tally", tally, TALLY | {"seats": 3}, 400),
        ("tally", tally, TALLY | {"present": 4}, 422),
        ("tally", tally, [], 400),
        ("grade", grade, GRADE, 200),
        ("grade", grade, GRADE | {"nonsense": 1}, 400),
    ],
)
def test_a_calculator_answers_over_http_what_it_answers_anywhere(
    door: Caller, name: str, calculator: Any, case: Any, status: int
) -> None:
    said = door.post(f"/calculators/{name}", case, who=None, key=None)
    assert (said.status, said.json) == (status, calculator(orjson.dumps(case)).content)
    assert said.headers["content-type"] == ("application/json" if status == 200 else "application/problem+json")


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:8000", 400),
        ("localhost", 400),
        ("[::1]:8000", 400),
        ("ledger.example:8000", 403),
        ("127.0.0.1.example", 403),
        ("localhost.example", 403),
        ("", 403),
    ],
)
def test_a_page_elsewhere_cannot_say_who_is_asking_on_this_machine(host: str, status: int) -> None:
    with calling(nowhere(), Hands(), actors=believed_here) as here:
        assert here.post("/calculators/tally", Host=host, who=CLERK).status == status
        assert here.post("/calculators/tally", Host=host, who=None).status == 400
