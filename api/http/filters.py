"""By which parameters can a list of rows be narrowed?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from api.http import queries
from api.http.route import Call, Parameter
from api.refusals import QueryInvalid


@dataclass(frozen=True, slots=True)
class Filter:
    """A parameter, and what a row must contain where it is given."""

    parameter: Parameter
    having: Callable[[str], dict[str, Any]]


def having(call: Call, filters: tuple[Filter, ...]) -> dict[str, Any]:
    """What the rows must contain that are asked for, all filters together."""
    wanted: dict[str, Any] = {}
    for each in filters:
        text = call.query.get(each.parameter.name)
        if text is not None:
            wanted |= each.having(text)
    return wanted


def _open(text: str) -> dict[str, Any]:
    if text not in {"true", "false"}:
        raise QueryInvalid(f"参数{OPEN.parameter.name}应为true或者false。")
    return {"open": text == "true"}


YEAR: Final = Filter(queries.YEAR, lambda text: {"project_year": queries.year_named(text)})
STANDING: Final = Filter(queries.YEAR, lambda text: {"years": [queries.year_named(text)]})
"""What stands in a year, and may stand in others too."""
NUMBER: Final = Filter(
    Parameter(name="number", place="query", summary="只要这个编号的（如2024-03）"), lambda text: {"project": text}
)
PROJECT: Final = Filter(
    Parameter(name="project", place="query", summary="只要涉及这个项目的（编号，如2024-03）"),
    lambda text: {"projects": [text]},
)
UNIT: Final = Filter(
    Parameter(name="unit", place="query", summary="只要由这个承办单位负责的（单位编号）"),
    lambda text: {"units": [text]},
)
GROUP: Final = Filter(
    Parameter(name="group", place="query", summary="只要这个监督小组的"), lambda text: {"group": text}
)
OPEN: Final = Filter(
    Parameter(
        name="open",
        place="query",
        summary="true只要还没有办结的，false只要已经办结的",
        schema={"type": "string", "enum": ["true", "false"]},
    ),
    _open,
)
