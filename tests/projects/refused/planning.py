"""Which assignments, plans and milestones are refused?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from domain.money import MoneyNegative
from domain.refusals import (
    DecidedByMissing,
    OutOfOrder,
    WrongBody,
)
from domain.texts import UnfitText
from projects.commands import projects as c
from projects.events.values import SourceAmount
from projects.refusals import projects as r
from projects.refusals.common import (
    AlreadyRecorded,
    ListEmpty,
    NamedMoreThanOnce,
    NotNow,
    UnknownUnitHere,
)
from tests.given import Outcome, envelope
from tests.projects import lives as on
from tests.projects.lives import ASSIGN, PLAN, ask, by_government
from tests.projects.refused.steps import (
    CARRY,
    MEET,
    MISS,
    NEXT,
    YEAR_PLAN,
    Case,
    lasting,
    met,
)


def milestones(*named: tuple[str, str, date]) -> c.FilePlan:
    """A plan with these milestones."""
    return c.FilePlan(year=2024, milestones=tuple(c.PlannedMilestone(id=i, name=n, due_on=d) for i, n, d in named))


PLANNING: list[Case] = [
    ("assigned by nobody", lambda: ask(on.chosen(), ASSIGN, NEXT), DecidedByMissing, "/decided_by"),
    ("assigned by the congress", lambda: ask(on.chosen(), ASSIGN, envelope(on=NEXT, body="congress")), WrongBody, ""),
    ("assigned while drafted", lambda: ask(on.drafted(), ASSIGN, by_government(NEXT)), NotNow, ""),
    ("assigned when accepted", lambda: ask(on.accepted(), ASSIGN, by_government(NEXT)), NotNow, ""),
    ("assigned before it was chosen", lambda: ask(on.chosen(), ASSIGN, by_government("2024-01-17")), OutOfOrder, ""),
    ("to an unknown unit", lambda: assign(unit="99"), UnknownUnitHere, "/unit"),
    ("to no unit", lambda: assign(unit=""), UnfitText, "/unit"),
    ("to a unit merged away", lambda: assign(unit="12"), UnknownUnitHere, "/unit"),
    ("with an unknown unit beside it", lambda: assign(unit="07", cooperating=("99",)), UnknownUnitHere, "/cooperating/0"),
    ("with a unit twice beside it", lambda: assign(unit="07", cooperating=("11", "11")), NamedMoreThanOnce, "/cooperating/1"),
    ("with nobody beside it", lambda: assign(unit="07", cooperating=("",)), UnfitText, "/cooperating/0"),
    ("the same again", lambda: ask(on.running(), ASSIGN, by_government(NEXT)), AlreadyRecorded, "/unit"),
    ("to another without a paper", lambda: ask(on.running(), c.AssignProject(unit="11"), by_government(NEXT)), r.ReasonMissing, "/document"),
    (
        "to another before the first",
        lambda: ask(on.running(), c.AssignProject(unit="11", document="x"), by_government("2024-02-04")), OutOfOrder, "",
    ),
    ("planned for another year", lambda: ask(on.running(), replace(YEAR_PLAN, year=2025), NEXT), r.NotAYearOfProject, "/year"),
    ("planned before it was chosen", lambda: ask(on.running(), YEAR_PLAN, "2024-01-17"), OutOfOrder, ""),
    ("planned while drafted", lambda: ask(on.drafted(), YEAR_PLAN, NEXT), NotNow, ""),
    ("planned for less than nothing", lambda: ask(on.running(), replace(YEAR_PLAN, amount_fen=-1), NEXT), MoneyNegative, ""),
    (
        "sources above the year",
        lambda: ask(on.running(), replace(YEAR_PLAN, sources=(SourceAmount(source="city", amount_fen=101),)), NEXT),
        r.PartsAboveWhole, "/sources",
    ),
    ("targets out of order", lambda: ask(on.running(), replace(YEAR_PLAN, targets=(on.ACCIDENTS,)), NEXT), r.IdsNotInOrder, "/targets/0/id"),
    (
        "planned again without a reason",
        lambda: ask(ask(on.running(), YEAR_PLAN, "2024-02-20").and_then(), YEAR_PLAN, NEXT), r.ReasonMissing, "/reason",
    ),
    (
        "planned again before the first",
        lambda: ask(ask(on.running(), YEAR_PLAN, "2024-02-20").and_then(), replace(YEAR_PLAN, reason="x"), "2024-02-19"),
        OutOfOrder, "",
    ),
    ("a plan before assignment", lambda: ask(on.chosen(), PLAN, NEXT), NotNow, ""),
    ("a plan dated before assignment", lambda: ask(on.running(), PLAN, "2024-02-04"), OutOfOrder, ""),
    ("a plan without milestones", lambda: ask(on.running(), replace(PLAN, milestones=()), NEXT), ListEmpty, "/milestones"),
    ("a plan of another year", lambda: ask(on.running(), replace(PLAN, year=2023), NEXT), r.NotAYearOfProject, "/year"),
    ("milestones not in order", lambda: ask(on.running(), milestones(("2", "开工", date(2024, 4, 1))), NEXT), r.IdsNotInOrder, "/milestones/0/id"),
    ("a milestone without a name", lambda: ask(on.running(), milestones(("1", "", date(2024, 4, 1))), NEXT), UnfitText, "/milestones/0/name"),
    (
        "a milestone after the deadline",
        lambda: ask(on.running(), milestones(("1", "开工", date(2025, 1, 1))), NEXT),
        r.MilestoneAfterDeadline, "/milestones/0/due_on",
    ),
    ("a plan that drops what is met", lambda: ask(met(), milestones(("1", "别的", date(2024, 9, 1))), NEXT), r.PlanReplaced, "/milestones"),
    ("a plan before the last one", lambda: ask(on.planned(), PLAN, "2024-02-07"), OutOfOrder, ""),
    ("a plan of an earlier year", lambda: ask(next_year(), PLAN, NEXT), r.PlanReplaced, "/year"),
    ("a milestone without a plan", lambda: ask(on.running(), MEET, NEXT), r.UnknownMilestone, "/milestone"),
    ("an unknown milestone", lambda: ask(on.planned(), replace(MEET, milestone="3"), NEXT), r.UnknownMilestone, "/milestone"),
    ("a milestone met twice", lambda: ask(met(), MEET, NEXT), AlreadyRecorded, "/milestone"),
    ("a milestone missed after it was met", lambda: ask(met(), MISS, NEXT), AlreadyRecorded, "/milestone"),
    ("a milestone met before the plan", lambda: ask(on.planned(), MEET, "2024-02-07"), OutOfOrder, ""),
    ("a milestone missed on its very day", lambda: ask(on.planned(), MISS, "2024-04-10"), r.MilestoneNotDue, "/effective_on"),
    ("a milestone missed without a reason", lambda: ask(on.planned(), replace(MISS, reason=""), NEXT), UnfitText, "/reason"),
    (
        "a milestone expected in the past",
        lambda: ask(on.planned(), replace(MISS, expected_on=date(2025, 6, 29)), NEXT), OutOfOrder, "/expected_on",
    ),
]  # fmt: skip


def assign(**fields: Any) -> Outcome[Any]:
    return ask(on.chosen(), c.AssignProject(**fields), by_government(NEXT))


def next_year() -> Any:
    carried = ask(lasting(), CARRY, "2025-01-06").and_then()
    return ask(carried, replace(PLAN, year=2025), "2025-01-10").and_then()
