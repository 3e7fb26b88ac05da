"""How does the route table read as OpenAPI 3.1?"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from http import HTTPStatus
from typing import Any, Final

from api.accounts.refusals import SessionOver, TokenScope
from api.http.audience import EVERYONE
from api.http.links import links_of
from api.http.reply import PROBLEM
from api.http.route import Parameter, Route
from api.http.schemas import Schemas
from api.http.statuses import status_of
from api.refusals import (
    ActorInvalid,
    ActorNotAccepted,
    BodyTooLarge,
    BodyTooSlow,
    CrossSite,
    HostNotServed,
    InternalFault,
    Malformed,
    MediaTypeUnsupported,
    NotYourRole,
    ServiceAway,
    TooManyRequests,
)
from domain.refusals import Refusal

VERSION: Final = "1.0.0"

EVERYWHERE: Final = (
    ActorInvalid,
    ActorNotAccepted,
    HostNotServed,
    SessionOver,
    TooManyRequests,
    InternalFault,
    ServiceAway,
)
UNSAFE: Final = (TokenScope, CrossSite)
WITH_BODY: Final = (Malformed, MediaTypeUnsupported, BodyTooLarge, BodyTooSlow)

PROBLEM_SCHEMA: Final[dict[str, Any]] = {
    "type": "object",
    "description": "RFC 9457: `type` is `urn:minsheng:` and a stable code; every fault stands in `errors` with its place.",
    "required": ["type", "title", "errors"],
    "properties": {
        "type": {"type": "string", "pattern": "^urn:minsheng:[a-z0-9_]+$"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "errors": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["pointer", "code", "detail"],
                "properties": {
                    "pointer": {"type": "string", "description": "RFC 6901"},
                    "code": {"type": "string"},
                    "detail": {"type": "string"},
                },
                "additionalProperties": {"type": ["string", "integer", "null"]},
            },
        },
    },
}

WRITE_HEADERS: Final[dict[str, Any]] = {
    "ETag": {"description": "记录现在的版本号", "schema": {"type": "string"}},
    "Minsheng-Position": {"description": "在台账中的第几号，可用作?at_least=", "schema": {"type": "integer"}},
    "Idempotency-Replayed": {"description": "同一请求此前已经登记", "schema": {"const": "true"}},
}


def openapi(routes: Sequence[Route]) -> dict[str, Any]:
    """The document that describes `routes` (OpenAPI 3.1.1, JSON Schema 2020-12)."""
    schemas = Schemas(routes)
    paths: defaultdict[str, dict[str, Any]] = defaultdict(dict)
    responses: dict[str, Any] = {}
    ids: dict[tuple[str, str], str] = {(route.method, route.path): _operation_id(route) for route in routes}
    for route in routes:
        found = _operation(route, schemas, responses)
        if links := links_of(route, routes, ids):
            found["responses"][str(int(route.answer_status))]["links"] = links
        paths[route.path][route.method.lower()] = found
    return {
        "openapi": "3.1.1",
        "info": {
            "title": "民生实事票决台账",
            "version": VERSION,
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": "/"}],
        "paths": dict(paths),
        "components": {"schemas": {**schemas.components, "Problem": PROBLEM_SCHEMA}, "responses": responses},
    }


def _operation(route: Route, schemas: Schemas, responses: dict[str, Any]) -> dict[str, Any]:
    named = [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
        for name in re.findall(r"{(\w+)}", route.path)
    ]
    found: dict[str, Any] = {
        "operationId": _operation_id(route),
        "summary": route.summary,
        "tags": [route.path.removeprefix("/api/v1/").split("/")[0].strip("/")],
        "x-audience": ["everyone"] if route.audience == EVERYONE else sorted(route.audience),
        "parameters": named + [_parameter(parameter) for parameter in route.parameters],
        "responses": {str(int(route.answer_status)): _answer(route, schemas), **_problems(_refusals(route), responses)},
    }
    if route.body is not None:
        content = {route.body.media_type: {"schema": schemas.of_body(route.body)}}
        found["requestBody"] = {"required": True, "content": content}
    return found


def _operation_id(route: Route) -> str:
    words = re.findall(r"\w+", route.path.removeprefix("/api/v1"))
    return "_".join([route.method.lower(), *words])


def _parameter(parameter: Parameter) -> dict[str, Any]:
    return {
        "name": parameter.name,
        "in": parameter.place,
        "required": parameter.required,
        "description": parameter.summary,
        "schema": dict(parameter.schema),
    }


def _answer(route: Route, schemas: Schemas) -> dict[str, Any]:
    found: dict[str, Any] = {
        "description": HTTPStatus(route.answer_status).phrase,
        "content": {route.answer_media_type: {"schema": schemas.of_answer(route)}},
    }
    if route.method != "GET" and any(parameter.name == "Idempotency-Key" for parameter in route.parameters):
        found["headers"] = WRITE_HEADERS
    return found


def _refusals(route: Route) -> set[type[Refusal]]:
    closed = [*([] if route.audience == EVERYONE else [NotYourRole]), *([] if route.method == "GET" else UNSAFE)]
    return {*EVERYWHERE, *closed, *(WITH_BODY if route.body else ()), *route.refusals}


def _problems(refusals: Iterable[type[Refusal]], responses: dict[str, Any]) -> dict[str, Any]:
    """One response a status, with the codes that it can carry; equal ones stand once, in `responses`."""
    by_status: defaultdict[int, dict[str, str]] = defaultdict(dict)
    for reason in sorted(refusals, key=lambda each: each.code):
        by_status[int(status_of(reason))][reason.code] = reason.title
    return {
        str(status): {"$ref": f"#/components/responses/{_shared(status, _problem(titles), responses)}"}
        for status, titles in sorted(by_status.items())
    }


def _shared(status: int, response: dict[str, Any], responses: dict[str, Any]) -> str:
    for name, known in responses.items():
        if known == response:
            return name
    name = f"{HTTPStatus(status).name.title().replace('_', '')}{len(responses)}"
    responses[name] = response
    return name


def _problem(titles: dict[str, str]) -> dict[str, Any]:
    return {
        "description": "；".join(f"`{code}` {title}" for code, title in titles.items()),
        "content": {PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}}},
        "x-codes": list(titles),
    }
