"""Under which congress, with its rules and units, is a command decided?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from domain.congress.state import Congress
from domain.deciders import Command


@dataclass(frozen=True, slots=True, kw_only=True)
class Under(Command):
    """What was asked, with the congress whose rules and units decide about it."""

    asked: Any
    congress: Congress


@dataclass(frozen=True, slots=True, kw_only=True)
class BegunUnder(Command):
    """What begins the stream with this running number, with its congress."""

    asked: Any
    number: int
    congress: Congress
