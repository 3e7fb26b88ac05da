"""What is the least that the OpenAPI document allows to be sent to a route?"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from api.http.openapi import openapi
from api.http.table import ROUTES

DAY = "2024-01-18"


@cache
def document() -> dict[str, Any]:
    """The whole description."""
    return openapi(ROUTES)


def sampled(path: str, method: str, known: Mapping[str, Any]) -> Any:
    """A body of the route with what it must have and nothing else; `known`: what stands under these names wherever they are."""
    operation = document()["paths"][path][method.lower()]
    schema = operation["requestBody"]["content"]["application/json"]["schema"]
    return _value(schema, "", known)


def _value(schema: Any, name: str, known: Mapping[str, Any]) -> Any:
    match schema:
        case {"$ref": str(ref)}:
            return _value(document()["components"]["schemas"][ref.rpartition("/")[2]], name, known)
        case {"const": value} | {"enum": [value, *_]}:
            return value
        case {"anyOf": [first, *_]} | {"oneOf": [first, *_]}:
            return _value(first, name, known)
        case {"type": "object", "properties": dict(parts)}:
            must = schema.get("required", ())
            return {part: _value(inner, part, known) for part, inner in parts.items() if part in must}
        case {"type": "array", "prefixItems": list(items)}:
            return [_value(item, name, known) for item in items]
        case _ if name in known:
            return known[name]
        case {"type": "array"}:
            return [_value(schema["items"], name, known)] if schema.get("minItems") else []
        case {"type": "string", "format": "date"}:
            return DAY
        case {"type": "string", "format": "uuid"}:
            return "00000000-0000-4000-8000-000000000000"
        case {"type": "string"}:
            return "1"
        case {"type": "integer"}:
            return schema.get("minimum", 1)
        case {"type": "boolean"}:
            return True
        case {"type": "object"}:
            return {}
        case _:
            return None
