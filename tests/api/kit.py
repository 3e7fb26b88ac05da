"""How does a test call the service: as whom, with which body, and what came back?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from typing import Any

import orjson
from starlette.testclient import TestClient

from api.desk import Desk
from api.http.actor import Actors, believed
from api.http.app import build_app
from api.http.route import Route
from api.http.table import ROUTES
from api.http.terms import Terms

COUNTY = "990101"
TOWN = "990101101"
MORNING = datetime(2024, 1, 18, 2, 0, tzinfo=UTC)
TERM = {"term": 17, "began_on": "2022-01-10", "deputies": 327}
UNITS = f"/congresses/{COUNTY}/units"


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """Somebody as the headers name him."""

    person: str = "p-clerk"
    role: str = "clerk"
    congress: str = COUNTY

    @property
    def headers(self) -> dict[str, str]:
        return {
            "X-Minsheng-Person": self.person,
            "X-Minsheng-Role": self.role,
            "X-Minsheng-Congress": self.congress,
        }


CLERK = Who()
CHAIR = Who(person="p-chair", role="chair")


@dataclass(slots=True)
class Hands:
    """A clock that stands where a test puts it."""

    moment: datetime = MORNING

    def __call__(self) -> datetime:
        return self.moment


@dataclass(slots=True)
class Said:
    """An answer: its status, headers and JSON."""

    status: int
    headers: dict[str, str]
    json: Any

    @property
    def codes(self) -> list[str]:
        """The code of every fault, in order."""
        return [error["code"] for error in self.json["errors"]]

    @property
    def places(self) -> dict[str, str]:
        """The code of every fault by its place."""
        return {error["pointer"]: error["code"] for error in self.json["errors"]}


@dataclass(slots=True)
class Caller:
    """Calls the service; every write gets a key of its own unless the test gives one."""

    client: TestClient
    desk: Desk
    hands: Hands
    keys: Iterator[int] = field(default_factory=count)

    def get(self, path: str, who: Who | None = CLERK) -> Said:
        return _said(self.client.get(path, headers=who.headers if who else {}))

    def post(
        self,
        path: str,
        body: Any = None,
        *,
        who: Who | None = CLERK,
        key: str | None = "",
        version: int | str | None = None,
        **headers: str,
    ) -> Said:
        sent = {"Content-Type": "application/json", **(who.headers if who else {})}
        if key is not None:
            sent["Idempotency-Key"] = key or f"key-{next(self.keys)}"
        if version is not None:
            sent["If-Match"] = version if isinstance(version, str) else f'"{version}"'
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}
        raw = {name.encode(): value.encode() for name, value in sent.items()}
        content = body if isinstance(body, bytes) else orjson.dumps({} if body is None else body)
        return _said(self.client.post(f"/api/v1{path}", content=content, headers=raw))

    def put(self, path: str, body: Any, *, who: Who = CLERK) -> Said:
        """What is repeatable by what it names, and takes no key."""
        headers = {"Content-Type": "application/json", **who.headers}
        return _said(self.client.put(f"/api/v1{path}", content=orjson.dumps(body), headers=headers))

    def congress(self, **changes: Any) -> str:
        """示例县, registered; answers the id of its stream."""
        said = self.post("/congresses", county(**changes))
        assert said.status == 201, said.json
        return str(said.json["stream"])

    def events(self) -> int:
        """How many events the log has."""
        return self.desk.ledger.head()


@contextmanager
def calling(
    desk: Desk,
    hands: Hands,
    *,
    routes: Sequence[Route] = ROUTES,
    actors: Actors = believed,
    terms: Terms | None = None,
) -> Iterator[Caller]:
    """The whole service, or some routes, over a desk."""

    @contextmanager
    def lent() -> Iterator[Desk]:
        yield desk

    with TestClient(build_app(routes, lent, actors, terms), base_url="http://127.0.0.1") as client:
        yield Caller(client, desk, hands)


def county(**changes: Any) -> dict[str, Any]:
    """The body that registers 示例县."""
    return {"code": COUNTY, "level": "county", "name": "示例县人民代表大会", **changes}


def _said(response: Any) -> Said:
    one = re.fullmatch(r"application/(?:\w+\+)?json", response.headers.get("content-type", ""))
    json = orjson.loads(response.content) if one else None
    return Said(response.status_code, dict(response.headers), json)


class Untouched:
    """Stands where nothing may be asked for: what is refused at the door never reaches the ledger."""

    def __getattr__(self, name: str) -> Any:
        raise AssertionError(f"the door should have been shut, but {name} was asked for")


def nowhere() -> Desk:
    """A desk without ledger, read models or clock."""
    nothing: Any = Untouched()
    return Desk(ledger=nothing, reading=nothing, waiting=nothing, key_file=nothing, clock=nothing)
