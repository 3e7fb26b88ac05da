"""Which keys may stand in a JSON body that is no command?"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """The keys of a JSON object that is no command, or stands beside one; a key that no field knows is a fault, never ignored."""

    __pydantic_config__ = {"extra": "forbid"}  # noqa: RUF012 - read by the edge's validator, never written
