"""Which answers lead on to which routes, as the OpenAPI document says it?

Who begins a stream can ask for it as soon as it can be read, name it in what begins under it, and take every step on it; who asked
for it holds the version that the next step must name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import fields
from http import HTTPStatus
from typing import Any, Final

from api.http.route import Route
from api.http.shapes import CommandBody

STREAM: Final = "$response.body#/stream"
UNDER: Final = {"/api/v1/congresses": "congress", "/api/v1/meetings": "meeting"}
"""What begins here is named, in the body of what begins under it, by this."""


def links_of(route: Route, routes: Sequence[Route], ids: dict[tuple[str, str], str]) -> dict[str, Any]:
    """The links of a route's answer by the operation to which each leads; `ids`: the ids of operations by method and path."""
    begins = route.method == "POST" and route.answer_status == HTTPStatus.CREATED and "{" not in route.path
    found = [*(_of_stream(route, routes) if begins else _of_row(route, routes) if route.method == "GET" else ())]
    return {ids[to.method, to.path]: {"operationId": ids[to.method, to.path], **rest} for to, rest in found}


def _of_stream(route: Route, routes: Sequence[Route]) -> Iterator[tuple[Route, dict[str, Any]]]:
    """From a stream that was begun: to its row, to its steps, and to what begins under it."""
    for to in routes:
        if (name := _row_name(to, route.path)) is not None:
            yield to, {"parameters": {f"path.{name}": STREAM, "query.at_least": "$response.body#/position"}}
        elif (name := _step_name(to, route.path)) is not None:
            yield to, {"parameters": {f"path.{name}": STREAM, "header.If-Match": "$response.header.ETag"}}
        elif (field := UNDER.get(route.path, "")) and field in _fields(to) and "{" not in to.path:
            yield to, {"requestBody": {field: STREAM}}


def _of_row(route: Route, routes: Sequence[Route]) -> Iterator[tuple[Route, dict[str, Any]]]:
    """From a list to its first row; from a row to the steps of its stream, on the version that was read."""
    path, _, last = route.path.rpartition("/")
    for to in routes:
        if (name := _row_name(to, route.path)) is not None:
            yield to, {"parameters": {f"path.{name}": "$response.body#/items/0/stream"}}
    if not last.startswith("{") or _row_name(route, path) is None:
        return
    for to in routes:
        if (name := _step_name(to, path)) is not None:
            parameters = {f"path.{name}": f"$request.path.{last[1:-1]}", "header.If-Match": "$response.header.ETag"}
            yield to, {"parameters": parameters}


def _row_name(to: Route, path: str) -> str | None:
    found = re.fullmatch(rf"{re.escape(path)}/{{(\w+)}}", to.path)
    reads = to.method == "GET" and any(each.name == "at_least" for each in to.parameters)
    return found[1] if found and reads else None


def _step_name(to: Route, path: str) -> str | None:
    found = re.fullmatch(rf"{re.escape(path)}/{{(\w+)}}/[\w-]+", to.path)
    writes = to.method == "POST" and any(each.name == "If-Match" for each in to.parameters)
    return found[1] if found and writes else None


def _fields(to: Route) -> set[str]:
    shape = to.body.shape if to.body is not None and to.method == "POST" else None
    return {field.name for field in fields(shape.command)} if isinstance(shape, CommandBody) else set()
