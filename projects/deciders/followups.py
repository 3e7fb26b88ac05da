"""What may happen next to the second look at a project 回头看, and what is refused?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.deciders import Command
    from domain.events import Envelope, Event
    from projects.commands.under import Under
    from projects.states.projects import Project

FOLLOW_UP_COMMANDS: Final[tuple[type[Command], ...]] = ()


def decide_follow_ups(state: Project, command: Under, envelope: Envelope) -> Sequence[Event]:
    """The events that `command`, asked for one of `FOLLOW_UP_COMMANDS`, makes; raises a `Refusal`."""
    raise AssertionError(f"not a command here: {command!r} {state!r} {envelope!r}")
