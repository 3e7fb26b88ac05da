"""Which forms are there: every body that the HTTP API takes, with its parts and the envelope?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any, Final, get_args, get_type_hints

from api.http.shapes import CommandBody
from api.http.table import ROUTES
from api.pages.words.choices import literal_in
from api.usecases import Stated


def _asked() -> Iterator[type]:
    """What is asked for by every route that takes something which is described."""
    for route in ROUTES:
        shape = route.body.shape if route.body else None
        asked = shape.command if isinstance(shape, CommandBody) else shape
        if isinstance(asked, type) and is_dataclass(asked):
            yield asked
    yield Stated


def parts(tp: Any) -> Iterator[type]:
    """The dataclasses in a type, and in their fields."""
    if isinstance(tp, type) and is_dataclass(tp):
        yield tp
        for each in get_type_hints(tp).values():
            yield from parts(each)
    else:
        for each in get_args(tp):
            yield from parts(each)


COMMANDS: Final = tuple(
    dict.fromkeys(
        route.body.shape.command for route in ROUTES if route.body and isinstance(route.body.shape, CommandBody)
    )
)
ASKED: Final = tuple(dict.fromkeys(_asked()))
SHAPES: Final = tuple(dict.fromkeys(each for asked in ASKED for each in parts(asked)))
NESTED: Final = tuple(
    dict.fromkeys(each for asked in ASKED for tp in get_type_hints(asked).values() for each in parts(tp))
)
FIELDS: Final = tuple((cls, each.name, get_type_hints(cls)[each.name]) for cls in SHAPES for each in fields(cls))
LISTS: Final = tuple(dict.fromkeys(found for _, _, tp in FIELDS if (found := literal_in(tp)) is not None))
