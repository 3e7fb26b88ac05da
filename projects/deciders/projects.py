"""What may happen next to one project, and what is refused?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.deciders import Command, Decider
from projects.states.projects import Project, evolve

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.events import Envelope, Event


def decide(state: Project | None, command: Command, envelope: Envelope) -> Sequence[Event]:
    """The events that `command` makes on this project; raises a `Refusal`."""
    raise AssertionError(f"not a command of a project: {command!r} {state!r} {envelope!r}")


PROJECT: Decider[Project | None] = Decider("Project", None, decide, evolve)
