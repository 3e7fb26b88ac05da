"""Which JSON schemas describe what goes in and out of the routes?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, Literal

from pydantic import TypeAdapter

from api.http.route import Body, Route
from api.http.shapes import CommandBody, adapter
from api.usecases import Stated

REF: Final = "#/components/schemas/{model}"

Mode = Literal["validation", "serialization"]


class Schemas:
    """The schemas of everything that a route table names; `components` are those that are referred to by name."""

    def __init__(self, routes: Sequence[Route]) -> None:
        shapes = {route.body.shape for route in routes if route.body and route.body.shape is not None}
        self._merged = {shape.command for shape in shapes if isinstance(shape, CommandBody)}
        taken: set[Any] = {shape for shape in shapes if not isinstance(shape, CommandBody)} | self._merged
        given = {route.answer for route in routes if route.answer is not None}
        taken |= {Stated}
        wanted: list[tuple[Any, Mode, TypeAdapter[Any]]] = [
            *((cls, "validation", adapter(cls)) for cls in sorted(taken, key=str)),
            *((cls, "serialization", adapter(cls)) for cls in sorted(given, key=str)),
        ]
        self._found, definitions = TypeAdapter.json_schemas(wanted, ref_template=REF)
        self.components: dict[str, Any] = definitions.get("$defs", {})
        for cls in self._merged:
            self._add_envelope(cls)

    def of_body(self, body: Body) -> dict[str, Any]:
        """The schema of what a route takes; bytes of any kind where nothing describes them."""
        shape = body.shape.command if isinstance(body.shape, CommandBody) else body.shape
        return {} if shape is None else self._found[shape, "validation"]

    def of_answer(self, route: Route) -> dict[str, Any]:
        """The schema of what a route answers."""
        return {} if route.answer is None else self._found[route.answer, "serialization"]

    def _add_envelope(self, cls: Any) -> None:
        """Place the envelope's fields beside those of a command, as `read_command` takes them."""
        command, stated = self._definition(cls), self._definition(Stated)
        command["properties"] = {**command.get("properties", {}), **stated["properties"]}

    def _definition(self, cls: Any) -> dict[str, Any]:
        name = self._found[cls, "validation"]["$ref"].rpartition("/")[2]
        found: dict[str, Any] = self.components[name]
        return found
