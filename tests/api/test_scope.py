"""Is every write of the year open only in one's own congress, and every read of another's no more than the public's?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import get_args

import pytest

from api.actor import ANYWHERE
from api.demo.steps import Step
from api.demo.town import town
from api.desk import ROLES as DATABASE_ROLES
from api.desk import desk_on
from api.http.route import V1, Route
from api.http.shapes import CommandBody
from api.http.table import ROUTES
from api.postgres import Server
from domain.calendar import SHANGHAI
from domain.events import Role
from domain.storage import Ledger
from tests.api.conftest import copied
from tests.api.kit import Caller, Hands, Said, Who, calling
from tests.api.played import ask, asked_of, body_of, record, route_of

ELSEWHERE = "980202"
ROLES = [role for role in get_args(Role) if role != "system"]
SOME = 5
READS = [route for route in ROUTES if route.method == "GET" and "/session" not in route.path]


def attempt(api: Caller, step: Step, who: Who) -> Said:
    """The same step on its day, asked for by somebody else."""
    api.hands.moment = datetime.fromisoformat(step.at).replace(tzinfo=SHANGHAI)
    asked = asked_of(step)
    path = route_of(asked, step).path.removeprefix(V1)
    version = None
    if step.on is not None:
        path, version = re.sub(r"\{\w+\}", str(step.on), path, count=1), 1
    return api.post(path, body_of(asked, step), who=who, version=version)


def outsiders(route: Route) -> Iterator[Who]:
    """Every role with nothing to do here: those to whom the door is shut, and those of another congress."""
    for role in ROLES:
        if role not in route.audience:
            yield Who(person=f"p-{role}", role=role, congress="" if role in ANYWHERE else town().code)
        elif role not in ANYWHERE:
            yield Who(person=f"p-{role}", role=role, congress=ELSEWHERE)


def test_no_step_of_the_year_is_taken_by_who_does_not_belong_there(reading_api: Caller) -> None:
    api, seen, tried = reading_api, dict[str, str](), set[str]()
    for step in town().steps:
        route = route_of(asked_of(step), step)
        if route.path not in tried:
            tried.add(route.path)
            before = api.events()
            for who in outsiders(route):
                said = attempt(api, step, who)
                expected = "other_congress" if who.role in route.audience else "role_not_admitted"
                assert (said.status, said.codes) == (403, [expected]), (route.path, who, said.json)
            assert api.events() == before, route.path
        said = ask(api, step, seen)
        assert said.status in (200, 201), (route.path, said.json)
        seen[said.json["stream"]] = f'"{said.json["version"]}"'
    # The rest go through the same lines of `api.usecases`, and are tried from outside where they are tried at all.
    writes = {r.path for r in ROUTES if r.body is not None and isinstance(r.body.shape, CommandBody)}
    assert len(tried) > len(writes) / 2, sorted(writes - tried)


@contextmanager
def a_town(pg_server: Server, made: str, folder: Path) -> Iterator[Caller]:
    hands = Hands()
    with (
        Ledger.at(copied(pg_server, made), role=DATABASE_ROLES.service, connections=4) as ledger,
        desk_on(ledger, folder / "person.key", work=True, clock=hands) as desk,
        calling(desk, hands) as api,
    ):
        record(api, town())
        assert api.get(f"{V1}/rounds?at_least={api.events()}").status == 200
        yield api


@pytest.fixture(scope="module")
def played(pg_server: Server, made: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Caller]:
    with a_town(pg_server, made, tmp_path_factory.mktemp("town")) as api:
        yield api


def addresses(api: Caller, route: Route) -> list[str]:
    """The addresses of a read that say something of the town: lists, and streams, most of which the office itself can read."""
    streams = sorted({str(one.originator_id) for one in api.desk.ledger.read_log(0, 2000)})
    years = "?year=2024" if any(each.name == "year" for each in route.parameters) else ""
    within = f"{'&' if years else '?'}congress={town().code}"
    if "{" not in route.path:
        return [route.path + years, *([route.path + years + within] if "congress" in str(route.parameters) else [])]
    filled = ["1", "40"] if "position" in route.path or "level" in route.path else streams
    named = [re.sub(r"\{\w+\}", one, route.path) for one in filled]
    office = Who(congress=town().code)
    return [*[one for one in named if api.get(one, who=office).status == 200][:SOME], *named[:2]]


@pytest.mark.parametrize("route", READS, ids=lambda route: str(route.path))
def test_whoever_is_of_another_congress_reads_what_the_public_reads(played: Caller, route: Route) -> None:
    open_to_all = "public" in route.audience
    for address in addresses(played, route):
        public = played.get(address, who=None)
        assert public.status < 500
        for role in ROLES:
            if role == "public":
                continue
            who = Who(person=f"p-{role}", role=role, congress="" if role in ANYWHERE else ELSEWHERE)
            said = played.get(address, who=who)
            if role not in route.audience:
                assert said.codes == ["role_not_admitted"], (address, role)
            elif open_to_all:
                assert (said.status, said.json) == (public.status, public.json), (address, role)
                assert not {"etag", "minsheng-position"} & set(said.headers), (address, role)
            elif said.status == 200:
                assert not says_something(played, said), (address, role, said.json)
            else:
                assert said.status in (400, 401, 403, 404, 503), (address, role, said.json)


def says_something(api: Caller, said: Said) -> list[str]:
    """Which streams of the town an answer names."""
    text = str(said.json)
    return [one for one in {str(each.originator_id) for each in api.desk.ledger.read_log(0, 2000)} if one in text]
