"""Does the service's own log say what was asked for, and of a ballot nothing at all?"""

from __future__ import annotations

import signal
import socket
from itertools import count
from pathlib import Path

import httpx2
import orjson
import pytest

from api.desk import ROLES, desk_on
from api.http.noting import is_noted, is_voting
from api.http.route import V1
from api.http.table import ROUTES
from domain.storage import Ledger
from tests.api.kit import CLERK, Caller, Hands, calling
from tests.api.office import Office
from tests.api.years import COUNTY, announced, balloted, convened, drafted, opened, registered, submitted, wish
from tests.verbs import DEADLINE_S, process, until

AGENT = "canary-agent/7"
KEY = "canary-key"
ON_THE_DAY = """
from dataclasses import replace
from datetime import UTC, datetime
from api.cli.serving import serve_on
from api.desk import open_desk
from api.settings import read_settings

settings = read_settings()
with open_desk(settings, work=True) as desk:
    serve_on(replace(desk, clock=lambda: datetime(2024, 1, 18, 8, tzinfo=UTC)), settings)
"""

BALLOT = {
    route.path
    for route in ROUTES
    if any(
        word in route.path
        for word in ("/rounds", "/past-rounds", "/evaluations", "/passes", "/halves", "/confirmations")
    )
}


def test_whatever_belongs_to_a_ballot_is_a_voting_route_and_not_noted() -> None:
    assert {route.path for route in ROUTES if is_voting(route)} == BALLOT
    assert not [route.path for route in ROUTES if is_noted(route) and route.path in BALLOT]


def prepared(url: str, folder: Path) -> tuple[str, list[str]]:
    """A county with its final list and a session at which a round can be opened; the meeting and the numbers."""
    hands = Hands()
    with (
        Ledger.at(url, connections=4, role=ROLES.service) as ledger,
        desk_on(ledger, folder / "person.key", work=True, clock=hands) as desk,
        calling(desk, hands) as api,
    ):
        office = Office(api, CLERK)
        congress = registered(office, COUNTY)
        cycle = opened(office.on("2023-09-01"), congress)
        for number in (1, 2, 3):
            own = wish(office.on("2023-09-20"), congress, number)
            office.on("2023-10-20").do(f"/proposals/{own}/adoption", {"cost_fen": 10_000_000_00})
        numbers = [office.numbers[project] for project in drafted(office.on("2023-11-10"), congress)]
        submitted(office, COUNTY, cycle, numbers)
        meeting = convened(office, COUNTY, congress)
        fixed = {"batch": 1, "items": numbers, "seats": 2}
        office.on("2024-01-17").do(f"/cycles/{cycle}/final-lists", fixed, by=COUNTY.fixes)
    return meeting, numbers


def test_through_a_whole_ballot_the_real_log_has_no_line_of_it(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    meeting, numbers = prepared(url, tmp_path)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = int(free.getsockname()[1])
    monkeypatch.setenv("MINSHENG_PORT", str(port))
    with (
        process(program=ON_THE_DAY) as serving,
        httpx2.Client(base_url=f"http://127.0.0.1:{port}", headers={"User-Agent": AGENT}) as client,
        Ledger.at(url, connections=1, role=ROLES.service) as ledger,
    ):
        until(lambda: _ready(client))
        nothing: object = None
        caller = Caller(client, nothing, Hands(), count(1000))  # type: ignore[arg-type] # the desk is in the other process
        office = Office(caller, CLERK)
        assert client.get(f"{V1}/presets").status_code == 200
        before = ledger.head()
        ballot = balloted(office, meeting, dict(zip(numbers, (28, 25, 17), strict=True)))
        caller.post(f"/rounds/{ballot}/totals", b"{", key=KEY, version=1)
        announced(office, COUNTY, ballot, on="2024-01-18")
        assert client.get(f"{V1}/rounds/{ballot}").status_code == 200
        assert ledger.head() > before + 8, "the ballot was recorded"
        serving.send_signal(signal.SIGTERM)
        _, err = serving.communicate(timeout=DEADLINE_S)
    lines = [orjson.loads(line) for line in err.splitlines()]
    assert {"method": "GET", "route": f"{V1}/presets", "status": 200} in [
        {name: line[name] for name in ("method", "route", "status")} for line in lines
    ]
    assert {frozenset(line) for line in lines} == {
        frozenset({"method", "route", "status", "milliseconds", "event", "level"})
    }
    assert not [line for line in lines if line["route"] in BALLOT]
    secret = (ballot, meeting, *numbers, AGENT, KEY, "127.0.0.1", CLERK.person, CLERK.congress, "2024-01-18")
    assert not [word for word in secret if word in err]


def _ready(client: httpx2.Client) -> bool:
    try:
        return client.get("/readyz").status_code == 200
    except httpx2.TransportError:
        return False
