"""How does a page ask at the same doors as everybody else, so that it shows and records nothing that they would not?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

import orjson
from starlette.datastructures import Headers, QueryParams

from api.http.audience import admit
from api.http.headers import version_tag
from api.http.queries import MOST
from api.http.reply import Reply
from api.http.route import V1, Call, Route
from api.http.table import ROUTES
from api.pages.kept import kept_of, key_of

DOORS: Final[dict[tuple[str, str], Route]] = {(route.method, route.path): route for route in ROUTES}
CARRIED: Final[tuple[str, ...]] = ("as_of", "at_least", "valid_on")
"""What a page that was asked as of a past day hands on to every door that knows it."""
NOTHING: Final[dict[str, str]] = {}


def read(call: Call, path: str, place: Mapping[str, str] = NOTHING, /, **query: object) -> Any:
    """What GET `path` (without `/api/v1`, as in the route table) answers this caller, JSON-native; raises its refusals.

    `place`: the parts of the address by name; `query`: its parameters, None for those that are left out. What everybody is answered
    is kept while it holds (`api.pages.kept`), so nobody writes into an answer.
    """
    route = DOORS["GET", V1 + path]
    known = {parameter.name for parameter in route.parameters}
    asked = {name: call.query[name] for name in CARRIED if name in known and call.query.get(name)}
    asked |= {name: str(value) for name, value in query.items() if value is not None}

    def make() -> bytes:
        return orjson.dumps(_asked(call, route, place, QueryParams(asked)).content)

    key = key_of(call, route, (tuple(sorted(place.items())), tuple(sorted(asked.items()))))
    return orjson.loads(make()) if key is None else kept_of(call).answer(key, make)


def versioned(call: Call, path: str, place: Mapping[str, str]) -> tuple[Any, int]:
    """The row at GET `path` and the version of its stream, 0 where the caller may not change it.

    Whatever is recorded by now is in it: a form that begins with less would be refused for what its sender did himself.
    """
    route = DOORS["GET", V1 + path]
    waits = any(parameter.name == "at_least" for parameter in route.parameters)
    newest = QueryParams({"at_least": str(call.desk.ledger.head())} if waits else {})
    reply = _asked(call, route, place, newest)
    tag = reply.headers.get("ETag", '"0"')
    return orjson.loads(orjson.dumps(reply.content)), int(tag.strip('"'))


def every(call: Call, path: str, **query: object) -> Iterator[Any]:
    """All rows of a list, page after page."""
    after = None
    while True:
        page = read(call, path, NOTHING, **{"limit": MOST, "after": after, **query})
        yield from page["items"]
        after = page["next"]
        if after is None:
            return


def send(  # noqa: PLR0913 - a write has that many sides
    call: Call, route: Route, place: Mapping[str, str], body: Any, *, key: str = "", version: int = 0
) -> Reply:
    """What a writing door answers this caller for a JSON body; raises its refusals.

    `key`: the number of this request; `version`: that of the stream which the caller saw, 0 where a stream begins.
    """
    headers = {"idempotency-key": key} if key else {}
    if version:
        headers["if-match"] = version_tag(version)
    return _asked(call, route, place, QueryParams(), body=orjson.dumps(body), headers=headers)


def own_congress(call: Call) -> dict[str, Any]:
    """The row of the congress for which the caller works; raises `NotFound` where it is not registered yet."""
    found: dict[str, Any] = read(call, "/congresses/{congress}", {"congress": call.actor.congress or "0"})
    return found


def upload(call: Call, place: Mapping[str, str], content: bytes, media_type: str, *, key: str, **said: str) -> Reply:
    """File the bytes of a document in the congress of `place`; `said` is what the interface takes in the query."""
    headers = {"idempotency-key": key, "content-type": media_type}
    route = DOORS["POST", f"{V1}/congresses/{{congress}}/documents"]
    return _asked(call, route, place, QueryParams(said), body=content, headers=headers)


def hand_in(  # noqa: PLR0913 - a file has that many sides
    call: Call, route: Route, place: Mapping[str, str], content: bytes, *, kind: str, said: Mapping[str, str], key: str
) -> Reply:
    """What a door answers this caller that takes a file of this `kind` as its body, and what is said of it in the address."""
    headers = {"idempotency-key": key, "content-type": kind}
    return _asked(call, route, place, QueryParams(dict(said)), body=content, headers=headers)


def door(method: str, path: str) -> Route:
    """The route of the interface at this address, written without `/api/v1`."""
    return DOORS[method, V1 + path]


def _asked(  # noqa: PLR0913 - likewise
    call: Call,
    route: Route,
    place: Mapping[str, str],
    query: QueryParams,
    *,
    body: bytes = b"",
    headers: Mapping[str, str] = NOTHING,
) -> Reply:
    admit(call.actor, route)
    cookie = {"cookie": call.headers["cookie"]} if "cookie" in call.headers else {}
    inside = replace(call, route=route.path, path=place, query=query, headers=Headers({**cookie, **headers}), body=body)
    return route.handle(inside)
