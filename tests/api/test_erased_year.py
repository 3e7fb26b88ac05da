"""Is every page of the demonstration's year still answered when everything in it that can be erased was erased?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime
from http import HTTPStatus
from pathlib import Path
from typing import Final

from api.demo.play import play
from api.demo.show import printed
from api.desk import ROLES, desk_on
from api.http.table import ROUTES
from api.postgres import Server
from api.redaction import carry_out
from domain.congress.erasing import MOST_POSITIONS
from domain.storage import Ledger, LedgerConnection
from projections.models import MODELS
from tests.api.conftest import copied
from tests.api.kit import Caller, Hands, Who, calling
from tests.projections.kit import folded, held
from tests.projections.test_erased import deciders, erasable

NAMES: Final = [model.name for model in MODELS]
CODES: Final = ("990101", "990101101")
BEGINNINGS: Final = {"proposals", "findings"}
"""Of these alone the first event can be erased; their rows go with it, their histories are told."""


def addresses() -> Iterator[str]:
    """Every address that can be read: lists and years of both congresses, on a day of the past too, and some of every kind."""
    some: dict[str, list[str]] = defaultdict(list)
    for stream, decider in deciders().items():
        for kind in (f"{decider.name.lower()}s", "congresses" if decider.name == "Congress" else "", "streams"):
            some[kind].append(str(stream))
    for path in (route.path for route in ROUTES if route.method == "GET"):
        if "{" in path:
            start, _, rest = path.partition("{")
            streams = some[path.split("/")[3]]
            chosen = dict.fromkeys((*streams[:2], *streams[:: len(streams) // 6 + 1]))
            yield from (start + stream + rest.partition("}")[2] for stream in chosen)
        else:
            yield from (path, *(f"{path}?congress={code}&year=2024&valid_on=2024-09-09" for code in CODES))


def answers(api: Caller) -> dict[tuple[str, str], int]:
    """The status of every address for a clerk and for everybody."""
    asking = {"clerk": Who(person="p-1", congress="990101"), "public": None}
    return {(name, address): api.get(address, who).status for address in addresses() for name, who in asking.items()}


def announce(api: Caller) -> dict[str, list[int]]:
    """Everything that can be erased is announced as such by its own congress; the positions by its code."""
    found: dict[str, list[int]] = defaultdict(list)
    home: dict[object, str] = {}
    for recorded in api.desk.ledger.read_log(0, 2000):
        home.setdefault(recorded.originator_id, str(getattr(recorded.event, "code", "")))
        if erasable(recorded):
            found[home[recorded.originator_id]].append(recorded.position)
    for code, listed in found.items():
        who = Who(person="p-1", congress=code)
        for start in range(0, len(listed), MOST_POSITIONS):
            version = api.get(f"/api/v1/streams/{code}/history", who).headers["etag"]
            asked = {
                "positions": listed[start : start + MOST_POSITIONS],
                "people": True,
                "reason": "示例",
                "basis": [{"document": "示例法", "article": "第一条"}],
                "approved_by": {"ref": "p-2", "role": "chair"},
            }
            said = api.post(f"/congresses/{code}/erasures", asked, who=who, version=version)
            assert said.status == 200, said.json
    return found


def test_everything_that_can_be_erased_is_and_everything_is_still_answered(
    pg_server: Server, made: str, tmp_path: Path
) -> None:
    url, hands = copied(pg_server, made), Hands(datetime(2025, 6, 30, 8, tzinfo=UTC))
    ledger = Ledger.at(url, role=ROLES.service, connections=4)
    with desk_on(ledger, tmp_path / "person.key", work=True, clock=hands) as desk, calling(desk, hands) as api:
        play(ledger, desk.people(), lambda: None)
        assert desk.waiting.wait_for(ledger.head(), 60, NAMES)
        before = answers(api)
        erased = announce(api)
        with LedgerConnection.connect(url, role=ROLES.redactor) as redactor:
            done = carry_out(ledger, redactor)
        assert sorted(done.erased) == sorted(position for listed in erased.values() for position in listed)
        assert done.stuck == ()
        after = answers(api)
        moved = {asked: (before[asked], status) for asked, status in after.items() if status != before[asked]}
        assert set(moved.values()) == {(HTTPStatus.OK, HTTPStatus.NOT_FOUND)}
        kinds = {name: {address.split("/")[3] for who, address in moved if who == name} for name in ("clerk", "public")}
        assert kinds["clerk"] == BEGINNINGS
        assert kinds["public"] <= {*BEGINNINGS, "inspections"}, "an inspection is public once it was held"
        assert list(printed(desk))
        left = ledger.read_log(0, 2000)
        for model in MODELS:
            rows = folded(model, left).rows
            # Rows that repeat nothing of what events say stay as they are, and know of more.
            assert held(url, model.name) == rows or (not model.retells and held(url, model.name).keys() > rows.keys())
    ledger.close()
