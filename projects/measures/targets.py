"""How far is a target 目标任务, and which are not met?

rules.md §6.0: the percentage is never clamped; what must not rise (`at_most`, 失业率) is met or not met and has no percentage;
an unmet target is named and not averaged away.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from projects.measures.rates import percent_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim:
    """A target with what is done of it (None where nothing was reported), both in its unit."""

    id: str
    planned: Fraction
    done: Fraction | None = None
    at_most: bool = False


def target_percent(aim: Aim, digits: int) -> str | None:
    """任务完成率, never clamped; None for `at_most`, where nothing was reported, or where nothing was planned."""
    return None if (done := share(aim)) is None else percent_of(done, digits)


def share(aim: Aim) -> Fraction | None:
    """What is done of what was planned, over 1 where it is exceeded; None where that is no question."""
    return None if aim.at_most or aim.done is None or aim.planned == 0 else aim.done / aim.planned


def met(aim: Aim) -> bool | None:
    """Whether the target is met; None where nothing was reported."""
    if aim.done is None:
        return None
    return aim.done <= aim.planned if aim.at_most else aim.done >= aim.planned


def unmet(aims: Iterable[Aim]) -> tuple[str, ...]:
    """The ids of those that are not met, in their order; one without a report is not met."""
    return tuple(aim.id for aim in aims if not met(aim))
