"""Where does every second look 回头看 of a project stand?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from projects.events.followups import (
    FollowUpClosed,
    FollowUpEscalated,
    FollowUpOwed,
    ProjectReevaluated,
    RectificationInspected,
    RectificationPlanFiled,
    RectificationReported,
)

if TYPE_CHECKING:
    from domain.events import Envelope, Event
    from projects.events.followups import Escalation

ESCALATIONS: Final[dict[Escalation, str]] = {"inquiry": "专题询问", "questioning": "质询", "report": "再次报告"}


@dataclass(frozen=True, slots=True)
class FollowUp:
    """回头看: what is owed, the newest of each step and its day (None and empty where it was not taken).

    `escalated` holds until the next re-evaluation; `last_on` is the latest day of anything in it.
    """

    owed: FollowUpOwed
    owed_on: str
    last_on: str
    plan: RectificationPlanFiled | None = None
    planned_on: str = ""
    report: RectificationReported | None = None
    reported_on: str = ""
    inspected: RectificationInspected | None = None
    inspected_on: str = ""
    reevaluated: ProjectReevaluated | None = None
    satisfactory: bool | None = None
    escalated: bool = False
    escalated_on: str = ""
    closed_on: str = ""

    @property
    def passed(self) -> bool | None:
        """What the newest re-evaluation came to, None before there was one."""
        return None if self.reevaluated is None else self.reevaluated.passed

    @property
    def settled(self) -> bool:
        """Whether there is nothing more to ask for: a re-evaluation passed where one is due, else the newest look of any kind."""
        return bool(self.passed if self.owed.re_evaluate else self.satisfactory)

    def overdue(self, day: str) -> bool:
        """Whether on `day` the rectification should have been reported, and was not, or was found wanting."""
        return day > self.owed.rectify_due_on and (self.report is None or self.satisfactory is False)


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUps:
    """The second looks of a project by number."""

    by_number: tuple[FollowUp, ...] = ()

    def numbered(self, number: int) -> FollowUp | None:
        """The one with this number."""
        return self.by_number[number - 1] if 1 <= number <= len(self.by_number) else None

    def open_for(self, item: str) -> tuple[FollowUp, ...]:
        """Those of one item that are not closed."""
        return tuple(one for one in self.by_number if one.owed.item == item and not one.closed_on)


NO_FOLLOW_UPS = FollowUps()


def evolve_follow_ups(state: FollowUps, event: Event, envelope: Envelope) -> FollowUps | None:
    """The second looks after one more event; None where it is not one of theirs."""
    on = envelope.effective_on
    match event:
        case FollowUpOwed():
            return replace(state, by_number=(*state.by_number, FollowUp(event, on, on)))
        case RectificationPlanFiled():
            return _step(state, event.number, on, plan=event, planned_on=on)
        case RectificationReported():
            return _step(state, event.number, on, report=event, reported_on=on)
        case RectificationInspected():
            found = event.satisfactory
            return _step(state, event.number, on, inspected=event, inspected_on=on, satisfactory=found)
        case ProjectReevaluated():
            passed = event.passed
            return _step(state, event.number, on, reevaluated=event, satisfactory=passed, escalated=False)
        case FollowUpEscalated():
            return _step(state, event.number, on, escalated=True, escalated_on=on)
        case FollowUpClosed():
            return _step(state, event.number, on, closed_on=on)
        case _:
            return None


def _step(state: FollowUps, number: int, on: str, **changes: Any) -> FollowUps:
    """The same second looks with one of them a step further."""
    at = number - 1
    one = state.by_number[at]
    changed = replace(one, last_on=max(one.last_on, on), **changes)
    return replace(state, by_number=(*state.by_number[:at], changed, *state.by_number[at + 1 :]))
