"""What does the service answer to whatever its own description allows to be sent, one step leading to the next, in every role?

Schemathesis makes the requests from the OpenAPI document and follows its links: what one answer names is asked for next. The
document is given to it with the town's own ids among what may stand in an address or a body, and with one header more, which says
who sends the request. The long form, so many chains of steps: `make fuzz`.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from contextlib import suppress
from copy import deepcopy
from typing import Any, ClassVar, Final
from urllib.parse import urlsplit
from zlib import crc32

import orjson
import requests
import schemathesis
from hypothesis import HealthCheck, Phase, settings
from hypothesis.errors import FlakyStrategyDefinition
from schemathesis.core.transport import Response
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from api.demo.town import town
from api.http.openapi import openapi
from api.http.table import ROUTES
from domain.deciders import Command
from tests.api.played import body_of, route_of
from tests.api.walked import EVERYWHERE, KEEPERS, Somebody, audiences, expected
from tests.api.wire import Wire

DOCUMENT: Final[dict[str, Any]] = openapi(ROUTES)
CHECKS: Final = [
    status_code_conformance, content_type_conformance, response_headers_conformance, response_schema_conformance,
    negative_data_rejection,
]  # fmt: skip
NEVER: Final = "00000000-0000-4000-8000-000000000000"
DAYS: Final = ["2023-11-01", "2024-01-18", "2024-03-01", "2024-09-12", "2025-01-20"]
WHO: Final = "X-As"
IN_BODIES: Final = {"congress": "congress", "meeting": "meeting", "past_round": "round", "replaced_by": "document"}
"""Fields of bodies that hold the id of a stream, and of which kind."""
MOST_OF_A_KIND: Final = 4
STEPS: Final = 12
AT_A_TIME: Final = 50
CHAINS: Final = "FUZZED_CHAINS"
"""The variable that says how many chains of steps the long form tries."""


def taught(ids: Mapping[str, Sequence[str]], people: list[Somebody]) -> dict[str, Any]:
    """The document, with what there is in the town among what may be sent, and who sends it."""
    document, bodies = deepcopy(DOCUMENT), said_in_town()
    for schema in document["components"]["schemas"].values():
        for name, part in schema.get("properties", {}).items():
            known = ids.get(
                IN_BODIES.get(name, ""), ids.get("project_number", ()) if name in {"project", "candidate"} else ()
            )
            schema["properties"][name] = _with(known, part) if known and part.get("type") == "string" else _days(part)
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            for parameter in operation["parameters"]:
                if parameter["in"] == "path":
                    parameter["schema"] = _with(
                        ids.get(parameter["name"], ids["stream"]), {"type": "string", "minLength": 1}
                    )
                elif parameter["name"] in {"congress", "within"}:
                    parameter["schema"] = _with(ids["code"], parameter["schema"])
                elif parameter["name"] == "at_least":
                    parameter["schema"] = _with([0, 40, 100], parameter["schema"])
            if made := bodies.get(f"{method.upper()} {path}"):
                (content,) = operation["requestBody"]["content"].values()
                content["schema"] = _with(made, content["schema"])
            if (route := f"{method.upper()} {path.removeprefix('/api/v1')}") not in UNASKED:
                schema = {"type": "string", "enum": [str(each) for each in coming(route, people)]}
                operation["parameters"] = [
                    *operation["parameters"],
                    {"name": WHO, "in": "header", "required": True, "schema": schema},
                ]
    return document


def said_in_town() -> dict[str, list[Any]]:
    """What was sent to each route when the town's year was recorded, a few of each."""
    found: defaultdict[str, list[Any]] = defaultdict(list)
    for step in town().steps:
        asked = step.asked if isinstance(step.asked, Command) else step.asked(lambda _: NEVER)
        route = route_of(asked, step)
        if len(bodies := found[f"{route.method} {route.path}"]) < MOST_OF_A_KIND:
            bodies.append(body_of(asked, step))
    return found


def coming(route: str, people: list[Somebody]) -> list[int]:
    """Who comes to a route: those to whom it is open, and some of the others."""
    outcomes = [expected(route, audiences()[route], who) for who in people]
    welcome = [number for number, outcome in enumerate(outcomes) if outcome in {"in", "outside", "nothing"}]
    others = [number for number in range(len(people)) if number not in welcome]
    return [*welcome, *others[:: max(1, 4 * len(others) // max(1, len(welcome)))]]


def _with(known: Sequence[Any], schema: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [{"enum": list(known)}, schema]}


def _days(part: dict[str, Any]) -> dict[str, Any]:
    if part.get("format") == "date":
        return _with(DAYS, part)
    if "anyOf" in part:
        return {**part, "anyOf": [_days(each) for each in part["anyOf"]]}
    return part


def machine(document: dict[str, Any], wire: Wire, people: list[Somebody], place: Any) -> type[Any]:
    """The state machine over the service: steps are operations, links lead from one to the next."""
    loaded = schemathesis.openapi.from_dict(orjson.loads(orjson.dumps(document)))
    loaded.config.generation.update(modes=[GenerationMode.POSITIVE, GenerationMode.NEGATIVE])

    numbers = [str(number) for number in range(len(people))]

    class Office(loaded.as_state_machine()):  # type: ignore[misc] # made at run time
        counted: ClassVar[dict[str, int]] = {}

        def call(self, case: Any, **_rest: Any) -> Response:
            prepared: Any = requests.Request(**case.as_transport_kwargs(base_url="http://127.0.0.1")).prepare()
            split = urlsplit(prepared.url)
            body = prepared.body.encode() if isinstance(prepared.body, str) else bytes(prepared.body or b"")
            headers = {name: _text(value) for name, value in prepared.headers.items()}
            # What is left out or garbled on purpose is anything but who asks.
            if headers.get(WHO, "") not in numbers:
                headers[WHO] = numbers[crc32(prepared.url.encode() + body) % len(numbers)]
            began = time.monotonic()
            answer = wire.ask(case.method, f"{split.path}?{split.query}", headers, body)
            named = f"{case.method} {case.path}: {int(answer.status)} {answer.code}"
            Office.counted[named] = Office.counted.get(named, 0) + 1
            listed = {name: [value] for name, value in answer.headers.items()}
            prepared.headers[WHO] = headers[WHO]
            return Response(int(answer.status), listed, answer.body, prepared, time.monotonic() - began, verify=False)

        def validate_response(self, response: Response, case: Any, *_rest: Any, **_more: Any) -> None:
            unsaid = str((case.headers or {}).get(WHO, "")) not in numbers
            checks = [each for each in CHECKS if not (unsaid and each is negative_data_rejection)]
            case.validate_response(response, checks=checks, additional_checks=[described, admitted])

    def admitted(_context: Any, response: Response, case: Any) -> None:
        """Nobody is served whom the documents turn away."""
        wrong = trespass(people[int(response.request.headers[WHO])], case, response, place)
        assert not wrong, wrong

    return Office


def described(_context: Any, response: Response, case: Any) -> None:
    """No fault of ours, and no code that the document does not name for this answer."""
    # 504: a position that whoever asks names himself has not come yet. 503: nothing here signs in anywhere.
    assert response.status_code < 500 or response.status_code in (503, 504), response.content[:400]
    if response.headers.get("content-type", [""])[0] == "application/problem+json":
        told = orjson.loads(response.content)["type"].removeprefix("urn:minsheng:")
        found = DOCUMENT["paths"][case.path][case.method.lower()]["responses"].get(str(response.status_code))
        if found is not None:
            codes = DOCUMENT["components"]["responses"][found["$ref"].rpartition("/")[2]]["x-codes"]
            assert told in codes, f"{told} is not described for {response.status_code}"


def trespass(who: Somebody, case: Any, response: Response, place: Any) -> str:
    """What somebody was given or did that is not his, by the documents; '' where all is well."""
    route = f"{case.method} {case.path.removeprefix('/api/v1')}"
    if response.status_code >= 400 or route in UNASKED:
        return ""
    outcome = expected(route, audiences()[route], who)
    if outcome in WHEREVER:
        return f"{who} was answered at {route}: {outcome}"
    if case.method != "GET" and (stream := _stream(response)):
        home = place.division(stream)
        ok = who.role in EVERYWHERE or home == who.actor.congress
        return "" if ok else f"{who} wrote at {home} by {route}"
    if case.method == "GET" and "etag" in response.headers and "{" in route and not route.startswith("GET /documents"):
        home = place.division(next(iter((case.path_parameters or {}).values())))
        ok = (
            bool(who.actor.congress)
            and home.startswith(who.actor.congress)
            and who.role in KEEPERS | {"government", "unit"}
        )
        return "" if ok else f"{who} saw the inside of {home} by {route}"
    return ""


WHEREVER: Final = {"role_not_admitted", "token_scope", "not_signed_in", "other_task"}
"""What must be refused whatever it is about."""
UNASKED: Final = {f"{route.method} {route.path.removeprefix('/api/v1')}" for route in ROUTES if route.unasked}
"""Whoever comes here is not asked who he is."""


def _stream(response: Response) -> str:
    told = orjson.loads(response.content) if "json" in response.headers.get("content-type", [""])[0] else None
    return str(told.get("stream", "")) if isinstance(told, dict) else ""


def _text(value: str | bytes) -> str:
    return value.decode("latin-1") if isinstance(value, bytes) else value


def run(office: type[Any], chains: int, *, derandomize: bool) -> None:
    """So many chains of steps, some at a time: what was recorded stays, and chains that depend on it are not the same twice."""
    for _ in range(max(1, chains // AT_A_TIME)):
        with suppress(FlakyStrategyDefinition):
            office.run(
                settings=settings(
                    max_examples=min(chains, AT_A_TIME),
                    stateful_step_count=STEPS,
                    deadline=None,
                    derandomize=derandomize,
                    database=None,
                    phases=[Phase.generate],
                    suppress_health_check=[*HealthCheck],
                )
            )
