"""Where does a stream belong: to which congress, under which code?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from domain.divisions import Level


class Begins(Protocol):
    """An event that begins a stream of a congress."""

    @property
    def congress(self) -> str: ...  # noqa: D102 - the field of the events
    @property
    def code(self) -> str: ...  # noqa: D102 - likewise
    @property
    def congress_name(self) -> str: ...  # noqa: D102 - likewise
    @property
    def level(self) -> Level: ...  # noqa: D102 - likewise


@dataclass(frozen=True, slots=True)
class Home:
    """The congress of a stream, as it was called when the stream began; `congress` is the id of its own stream."""

    congress: str
    code: str
    name: str
    level: Level


def home(event: Begins) -> Home:
    """The home that a stream's first event states."""
    return Home(event.congress, event.code, event.congress_name, event.level)
