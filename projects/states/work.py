"""How far has the work on a project come beside its reports: its plan, its milestones, its last accounts?"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from projects.events.projects import (
    FinalAccountsApproved,
    MilestoneMet,
    MilestoneMissed,
    PlanFiled,
    ProjectHandedOver,
    SettlementAudited,
    SurplusReturned,
)

if TYPE_CHECKING:
    from domain.events import Envelope, Event
    from projects.events.projects import Milestone


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """实施计划 of one year as filed last; `met` is the day of every milestone met.

    `filed_on` is the day of that year's first plan, `newest_on` of the one that stands.
    """

    year: int
    filed_on: str
    newest_on: str
    milestones: dict[str, Milestone]
    met: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """The plan that stands, and the newest day of each step after completion; empty where it was not taken."""

    plan: Plan | None = None
    settled_on: str = ""
    accounts_on: str = ""
    handed_over_on: str = ""
    surplus_on: str = ""


NO_WORK = Work()


def evolve_work(state: Work, event: Event, envelope: Envelope) -> Work | None:
    """The work after one more event; None where it is not one of its own."""
    on = envelope.effective_on
    match event:
        case PlanFiled():
            return replace(state, plan=_filed(state.plan, event, on))
        case MilestoneMet():
            assert state.plan is not None, "a milestone stands in a plan"
            return replace(state, plan=replace(state.plan, met={**state.plan.met, event.milestone: on}))
        case MilestoneMissed():
            return state
        case SettlementAudited():
            return replace(state, settled_on=on)
        case FinalAccountsApproved():
            return replace(state, accounts_on=on)
        case ProjectHandedOver():
            return replace(state, handed_over_on=on)
        case SurplusReturned():
            return replace(state, surplus_on=on)
        case _:
            return None


def _filed(before: Plan | None, event: PlanFiled, on: str) -> Plan:
    """A later plan of the same year takes over what is met; that of another year begins anew."""
    milestones = {milestone.id: milestone for milestone in event.milestones}
    if before is None or before.year != event.year:
        return Plan(year=event.year, filed_on=on, newest_on=on, milestones=milestones)
    return replace(before, newest_on=on, milestones=milestones)
