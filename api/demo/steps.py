"""What is one step of the demonstration: when, in which congress, on which stream, and decided by which body?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from domain.deciders import Command, Decider
from domain.events import Body, Decision, How

Enrol = Callable[[str], str]
"""Puts a name into the side table of people and answers the reference that events hold."""

Asked = Command | Callable[[Enrol], Command]
"""A command, or how to make it once the people in it are enrolled."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing asked for. `at` is the moment in Shanghai; `on` and `decider` are None for a command that begins a stream.

    `two`: a second person confirms it.
    """

    at: str
    code: str
    asked: Asked
    decider: Decider[Any] | None = None
    on: UUID | None = None
    two: bool = False
    decision: Decision | None = None

    @property
    def day(self) -> str:
        """The civil day of the step."""
        return self.at[:10]


@dataclass(slots=True)
class Script:
    """The steps of the congress with this division code, in order."""

    code: str
    steps: list[Step] = field(default_factory=list)

    def begin(self, at: str, asked: Asked, *, two: bool = False) -> None:
        """A step that begins a stream."""
        self.steps.append(Step(at=at, code=self.code, asked=asked, two=two))

    def on(self, decider: Decider[Any], stream: UUID) -> Steps:
        """Further steps on one stream."""
        return Steps(self, decider, stream)


@dataclass(frozen=True, slots=True)
class Steps:
    """Adds steps on one stream to its script, in order; each call answers itself, so that a day reads as a list."""

    script: Script
    decider: Decider[Any]
    stream: UUID

    def __call__(self, at: str, asked: Asked, decision: Decision | None = None, *, two: bool = False) -> Steps:
        """One more step at the moment `at`."""
        self.script.steps.append(
            Step(
                at=at,
                code=self.script.code,
                asked=asked,
                decider=self.decider,
                on=self.stream,
                two=two,
                decision=decision,
            )
        )
        return self


def by(body: Body, meeting: str = "", how: How = "show_of_hands") -> Decision:
    """Unanimously decided by `body`."""
    return Decision(body=body, how=how, meeting=meeting, unanimous=True)
