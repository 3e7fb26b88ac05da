"""What may happen next to one project, and what is refused?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from domain.deciders import Command, Decider
from domain.events import Envelope, Event
from domain.refusals import AlreadyExists, NotFound
from projects.commands.under import BegunUnder, Under
from projects.deciders.adjustments import ADJUSTMENT_COMMANDS, decide_adjustments
from projects.deciders.choosing import CHOOSING_COMMANDS, decide_choosing
from projects.deciders.drafting import DRAFTING_COMMANDS, begin, decide_drafting
from projects.deciders.finishing import FINISHING_COMMANDS, decide_finishing
from projects.deciders.followups import FOLLOW_UP_COMMANDS, decide_follow_ups
from projects.deciders.going_on import GOING_ON_COMMANDS, decide_going_on
from projects.deciders.planning import PLANNING_COMMANDS, decide_planning
from projects.deciders.progress import PROGRESS_COMMANDS, decide_progress
from projects.states.projects import Project, evolve

Part = Callable[[Project, Under, Envelope], Sequence[Event]]

PARTS: Final[tuple[tuple[tuple[type[Command], ...], Part], ...]] = (
    (DRAFTING_COMMANDS, decide_drafting),
    (CHOOSING_COMMANDS, decide_choosing),
    (PLANNING_COMMANDS, decide_planning),
    (PROGRESS_COMMANDS, decide_progress),
    (ADJUSTMENT_COMMANDS, decide_adjustments),
    (FINISHING_COMMANDS, decide_finishing),
    (GOING_ON_COMMANDS, decide_going_on),
    (FOLLOW_UP_COMMANDS, decide_follow_ups),
)
"""Who decides which commands; every one comes in `Under` its congress."""


def decide(state: Project | None, command: Under | BegunUnder, envelope: Envelope) -> Sequence[Event]:
    """The events that `command` makes on this project; raises a `Refusal`."""
    if isinstance(command, BegunUnder):
        if state is not None:
            raise AlreadyExists(f"{state.says}已经登记过了。")
        return [begin(command, envelope)]
    if state is None:
        raise NotFound("没有找到这个项目。")
    for commands, part in PARTS:
        if isinstance(command.asked, commands):
            return part(state, command, envelope)
    raise AssertionError(f"not a command of a project: {command!r}")


PROJECT: Final[Decider[Project | None]] = Decider("Project", None, decide, evolve)
