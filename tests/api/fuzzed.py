"""What does the service answer to whatever its own description allows to be sent, in every role?

Schemathesis makes the requests from the OpenAPI document; they are sent in a role, in the congress or outside it, at streams that
exist or do not. The long form: `python -m tests.api.fuzzed 500`, with so many requests to every route but those of commands.
"""

from __future__ import annotations

import os
import re
import sys
from dataclasses import dataclass
from functools import cache
from typing import Any, get_args

import orjson
import pytest
import schemathesis
from hypothesis import strategies as st
from jsonschema import Draft202012Validator  # type: ignore[import-untyped] # it brings no types

from api.actor import ANYWHERE
from api.http.openapi import openapi
from api.http.route import Route
from api.http.table import ROUTES
from domain.events import Role
from tests.api.kit import Caller, Who

DOCUMENT = openapi(ROUTES)
ROLES = [role for role in get_args(Role) if role != "system"]
ELSEWHERE = "980202"
EXAMPLES = "FUZZED_EXAMPLES"
"""The variable that says how many requests each route gets in the long form."""
# What is set beside the request by the test itself: who asks, and under which number.
OWN_HEADERS = {"x-minsheng-person", "x-minsheng-role", "x-minsheng-congress", "host", "cookie", "authorization"}


@dataclass(frozen=True, slots=True)
class Asked:
    """One request as it is sent."""

    route: Route
    path: str
    query: dict[str, Any]
    headers: dict[str, str]
    body: bytes | None
    who: Who


@cache
def described() -> Any:
    """The document as Schemathesis reads it."""
    return schemathesis.openapi.from_dict(orjson.loads(orjson.dumps(DOCUMENT)))


@st.composite
def requests(draw: st.DrawFn, route: Route, streams: tuple[str, ...], code: str) -> Asked:
    """A request to the route, in any role, here or elsewhere."""
    case = draw(described()[route.path][route.method].as_strategy())
    role = draw(st.sampled_from(ROLES))
    congress = "" if role in ANYWHERE else draw(st.sampled_from([code, ELSEWHERE]))
    some = st.sampled_from(streams) | st.sampled_from(["1", "0", "x", "00000000-0000-0000-0000-000000000000"])
    path = re.sub(r"\{\w+\}", lambda _: draw(some), route.path)
    headers = {
        name: str(value)
        for name, value in (case.headers or {}).items()
        if name.lower() not in OWN_HEADERS and str(value).isascii() and str(value).isprintable()
    }
    body = None
    if route.body is not None:
        headers["Content-Type"] = "application/pdf" if route.body.media_type == "*/*" else route.body.media_type
        body = (
            case.body
            if isinstance(case.body, bytes)
            else orjson.dumps(case.body, default=str, option=orjson.OPT_NON_STR_KEYS)
        )
    if "If-Match" in headers:
        headers["If-Match"] = draw(st.sampled_from(['"1"', '"2"', headers["If-Match"]]))
    return Asked(route, path, case.query or {}, headers, body, Who(person=f"p-{role}", role=role, congress=congress))


def faults(api: Caller, asked: Asked) -> list[str]:
    """What is wrong with the answer."""
    api.client.cookies.clear()
    answer = api.client.request(
        asked.route.method,
        asked.path,
        params=asked.query,
        headers={**asked.headers, **asked.who.headers},
        content=asked.body,
        follow_redirects=False,
    )
    found = DOCUMENT["paths"][asked.route.path][asked.route.method.lower()]["responses"].get(str(answer.status_code))
    # 504 says that a position which the sender names himself has not come yet.
    wrong = (
        [] if answer.status_code < 500 or answer.status_code == 504 else [f"{answer.status_code}: {answer.text[:300]}"]
    )
    if found is None:
        return [*wrong, f"{answer.status_code} is not described: {answer.text[:300]}"]
    kind = answer.headers.get("content-type", "").partition(";")[0]
    response = DOCUMENT["components"]["responses"][found["$ref"].rpartition("/")[2]] if "$ref" in found else found
    if kind not in response["content"]:
        return [*wrong, f"{kind} is not described for {answer.status_code}"]
    if kind.endswith("json"):
        checked = validator(orjson.dumps(response["content"][kind]["schema"]))
        said = answer.content.splitlines() if kind.endswith("ndjson") else [answer.content]
        errors = [error for each in said for error in checked.iter_errors(orjson.loads(each))]
        wrong += [f"{error.json_path}: {error.message[:200]}" for error in errors]
    if kind == "application/problem+json":
        told = answer.json()["type"].removeprefix("urn:minsheng:")
        wrong += [] if told in response["x-codes"] else [f"{told} is not described for {answer.status_code}"]
    if asked.who.role not in asked.route.audience and answer.status_code != 403 and not asked.route.unasked:
        wrong.append(f"the door was open to {asked.who.role}: {answer.status_code}")
    return wrong


@cache
def validator(schema: bytes) -> Draft202012Validator:
    """A validator of answers that knows the components of the document."""
    return Draft202012Validator({**orjson.loads(schema), "components": DOCUMENT["components"]})


if __name__ == "__main__":
    os.environ[EXAMPLES] = sys.argv[1] if len(sys.argv) > 1 else "500"
    sys.exit(pytest.main(["-q", "-p", "no:cacheprovider", "tests/api/test_fuzzed.py"]))
