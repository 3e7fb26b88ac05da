"""What may happen next to the adjustment of a project 调整, and what is refused?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.deciders import Command
    from domain.events import Envelope, Event
    from projects.commands.under import Under
    from projects.states.projects import Project

ADJUSTMENT_COMMANDS: Final[tuple[type[Command], ...]] = ()


def decide_adjustments(state: Project, command: Under, envelope: Envelope) -> Sequence[Event]:
    """The events that `command`, asked for one of `ADJUSTMENT_COMMANDS`, makes; raises a `Refusal`."""
    raise AssertionError(f"not a command here: {command!r} {state!r} {envelope!r}")
