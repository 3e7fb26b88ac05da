"""Which steps do the tests of refusals take, and on which projects?"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from domain.refusals import Refusal
from projects.commands import projects as c
from tests.given import Outcome
from tests.projects import lives as on
from tests.projects.lives import ask

Case = tuple[str, Callable[[], Outcome[Any]], type[Refusal], str]
"""What is tried, how it is tried, why it is refused, and where the fault is."""

NEXT = "2025-06-30"
"""A day after everything that the tests play."""
SETTLE = c.AuditSettlement(amount_fen=1)
APPROVE = c.ApproveFinalAccounts(amount_fen=1)
HAND = c.HandOverProject(to="示例镇人民政府")
SURPLUS = c.ReturnSurplus(amount_fen=1)
CARRY = c.CarryOverProject(to_year=2025, reached="完成八成")
RETURN = c.ReturnAcceptance(reason="护栏缺120米")
YEAR_PLAN = c.SetAnnualPlan(year=2024, amount_fen=100)
MEET, MISS = c.MeetMilestone(milestone="1"), c.MissMilestone(milestone="1", reason="连续降雨")
LINK = c.LinkProject(kind="continues", other="2024-01")


def lasting() -> Any:
    """Under way for several years."""
    return on.running(on.LASTING)


def met() -> Any:
    """With its first milestone met."""
    return ask(on.planned(), MEET, "2024-04-09").and_then()


def settled() -> Any:
    """Accepted and settled."""
    return ask(on.accepted(), SETTLE, "2025-01-08").and_then()
