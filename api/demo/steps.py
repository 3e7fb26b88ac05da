"""What is one step of the demonstration: when, in which congress, on which stream, and decided by which body?"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, TypedDict, Unpack
from uuid import UUID

from domain.deciders import Command, Decider
from domain.events import Body, Decision, How, Role

Enrol = Callable[[str], str]
"""Puts a name into the side table of people and answers the reference that events hold; the same for the same name."""

Asked = Command | Callable[[Enrol], Command]
"""A command, or how to make it once the people in it are enrolled."""


class Stating(TypedDict, total=False):
    """How a step is recorded: `two` people, in which `role`, and on which day it `happened` where that is not the day of recording."""

    two: bool
    role: Role
    happened: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing asked for. `at` is the moment of recording in Shanghai; `on` and `decider` are None where a stream begins."""

    at: str
    code: str
    asked: Asked
    decider: Decider[Any] | None = None
    on: UUID | None = None
    decision: Decision | None = None
    two: bool = False
    role: Role = "clerk"
    happened: str = ""

    @property
    def day(self) -> str:
        """The civil day on which it happened."""
        return self.happened or self.at[:10]


@dataclass(slots=True)
class Script:
    """The steps of the congress with this division code."""

    code: str
    steps: list[Step] = field(default_factory=list)

    def begin(self, at: str, asked: Asked, decision: Decision | None = None, **stating: Unpack[Stating]) -> None:
        """A step that begins a stream."""
        self.steps.append(Step(at=at, code=self.code, asked=asked, decision=decision, **stating))

    def on(self, decider: Decider[Any], stream: UUID) -> Steps:
        """Further steps on one stream."""
        return Steps(self, decider, stream)

    def told(self, chapters: Iterable[Callable[[Script], None]]) -> Script:
        """The steps of all chapters, in the order of their moments."""
        for chapter in chapters:
            chapter(self)
        return Script(self.code, sorted(self.steps, key=lambda step: step.at))


@dataclass(frozen=True, slots=True)
class Steps:
    """Adds steps on one stream to its script; each call answers itself, so that a day reads as a list."""

    script: Script
    decider: Decider[Any]
    stream: UUID

    def __call__(self, at: str, asked: Asked, decision: Decision | None = None, **stating: Unpack[Stating]) -> Steps:
        """One more step, recorded at the moment `at`."""
        step = Step(
            at=at, code=self.script.code, asked=asked, decider=self.decider, on=self.stream, decision=decision, **stating
        )  # fmt: skip
        self.script.steps.append(step)
        return self


def by(body: Body, meeting: str = "", how: How = "show_of_hands") -> Decision:
    """Unanimously decided by `body`."""
    return Decision(body=body, how=how, meeting=meeting, unanimous=True)


def decided(body: Body, meeting: str = "") -> Decision:
    """Decided by a meeting of `body` without a count."""
    return Decision(body=body, how="meeting_decision", meeting=meeting)
