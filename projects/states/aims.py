"""How much of each target 目标任务 of a list is done, as the measures want it?"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from projects.events.values import Target, TargetDone
from projects.measures import Aim


def aims(targets: Iterable[Target], done: Iterable[TargetDone]) -> tuple[Aim, ...]:
    """Every target with what is done of it, in the order of the list; the later one counts where a target is named twice."""
    said = {one.target: Fraction(one.done) for one in done}
    return tuple(
        Aim(
            id=target.id,
            planned=Fraction(target.planned),
            done=said.get(target.id),
            at_most=target.sense == "at_most",
        )
        for target in targets
    )
