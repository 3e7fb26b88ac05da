"""Which commands is a project's life played with: those that a clerk would try, and those that he should not?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from projects.commands import projects as c
from projects.events.values import Source, SourceAmount, TargetDone
from tests.projects.lives import BRIEF

if TYPE_CHECKING:
    from random import Random

CITY_AND_COUNTY: tuple[Source, ...] = ("city", "county")
DAYS = (date(2024, 4, 10), date(2024, 11, 30), date(2024, 12, 31), date(2025, 3, 1), date(2026, 3, 1))
AMOUNTS = (0, 100, 100, 200, -1)
ROUNDS = ("round 1", "round 2")
REASONS = ("", "年中调整", "年中调整")
YEARS = (2023, 2024, 2024, 2025, 2026)


def _revise(rng: Random) -> c.ReviseProject:
    return c.ReviseProject(brief=BRIEF, reason=rng.choice(REASONS))


def _select(rng: Random) -> c.SelectProject:
    return c.SelectProject(
        project_year=2024, origin="voted", round=rng.choice(ROUNDS), announcement="公告第4号", batch=1
    )


def _reject(rng: Random) -> c.RejectProject:
    return c.RejectProject(round=rng.choice(ROUNDS), announcement="公告第4号", batch=1)


def _list(_rng: Random) -> c.ListProject:
    return c.ListProject(project_year=2024, batch=1, document="清单")


def _assign(rng: Random) -> c.AssignProject:
    return c.AssignProject(
        unit=rng.choice(["07", "07", "11", "12", "99", ""]), cooperating=rng.choice([(), ("11",)]), document=rng.choice(["", "文件"])
    )  # fmt: skip


def _annual(rng: Random) -> c.SetAnnualPlan:
    split = rng.choice([(), (100,), (60, 60)])
    sources = tuple(
        SourceAmount(source=source, amount_fen=fen) for source, fen in zip(CITY_AND_COUNTY, split, strict=False)
    )
    return c.SetAnnualPlan(
        year=rng.choice(YEARS), amount_fen=rng.choice(AMOUNTS), sources=sources, reason=rng.choice(REASONS)
    )


def _plan(rng: Random) -> c.FilePlan:
    ids = rng.choice([("1", "2"), ("1", "2"), ("1",), ("2", "1"), ("1", "1"), ()])
    days = sorted(rng.choices(DAYS[:3] if rng.random() < 0.7 else DAYS, k=len(ids)))
    names = ("开工", rng.choice(["完成", "完成", "交付"]))
    found = (c.PlannedMilestone(id=i, name=name, due_on=due) for i, name, due in zip(ids, names, days, strict=False))
    return c.FilePlan(year=rng.choice(YEARS), milestones=tuple(found))


def _meet(rng: Random) -> c.MeetMilestone:
    return c.MeetMilestone(milestone=rng.choice(["1", "1", "2", "3"]))


def _miss(rng: Random) -> c.MissMilestone:
    return c.MissMilestone(
        milestone=rng.choice(["1", "2", "3"]), reason=rng.choice(REASONS), expected_on=rng.choice([None, *DAYS])
    )


def _complete(rng: Random) -> c.CompleteProject:
    named = rng.choice([("1", "2"), ("1", "2"), ("2", "1"), ("1",), ("1", "1", "2"), ("1", "2", "3")])
    done = {"1": rng.randint(40, 45), "2": rng.randint(1, 5), "3": 1}
    return c.CompleteProject(targets=tuple(TargetDone(target=target, done=str(done[target])) for target in named))


def _accept(rng: Random) -> c.AcceptProject:
    return c.AcceptProject(accepted_by=rng.choice(["验收组", "验收组", ""]))


def _return(rng: Random) -> c.ReturnAcceptance:
    return c.ReturnAcceptance(reason=rng.choice(["护栏缺120米", "护栏缺120米", ""]))


def _settle(rng: Random) -> c.AuditSettlement:
    return c.AuditSettlement(amount_fen=rng.choice(AMOUNTS), reason=rng.choice(REASONS))


def _approve(rng: Random) -> c.ApproveFinalAccounts:
    return c.ApproveFinalAccounts(amount_fen=rng.choice(AMOUNTS), reason=rng.choice(REASONS))


def _hand_over(rng: Random) -> c.HandOverProject:
    return c.HandOverProject(to=rng.choice(["示例镇", "示例镇", ""]), reason=rng.choice(REASONS))


def _surplus(rng: Random) -> c.ReturnSurplus:
    return c.ReturnSurplus(amount_fen=rng.choice(AMOUNTS), reason=rng.choice(REASONS))


def _carry(rng: Random) -> c.CarryOverProject:
    return c.CarryOverProject(
        to_year=rng.choice([2023, 2024, 2025, 2025, 2026, 2027]), reached=rng.choice(["八成", "八成", ""])
    )


def _link(rng: Random) -> c.LinkProject:
    return c.LinkProject(
        kind=rng.choice(["replaces", "continues", "split_from"]), other=rng.choice(["2024-01", "2024-02", "2024-03"]),
        other_code=rng.choice(["", "9901"]),
    )  # fmt: skip


Ask = Callable[["Random"], Any]
EVERY: tuple[Ask, ...] = (
    _revise, _select, _reject, _list, _assign, _annual, _plan, _meet, _miss, _complete, _accept, _return, _settle, _approve,
    _hand_over, _surplus, _carry, _link,
)  # fmt: skip
FITTING: dict[str, tuple[Ask, ...]] = {
    "drafted": (_select, _reject, _revise),
    "not_chosen": (_select, _select, _reject, _revise),
    "chosen": (_assign, _assign, _annual, _reject, _carry),
    "running": (
        _plan,
        _plan,
        _plan,
        _meet,
        _meet,
        _meet,
        _miss,
        _miss,
        _miss,
        _assign,
        _assign,
        _annual,
        _annual,
        _carry,
        _carry,
        _complete,
    ),
    "completed": (_meet, _miss, _accept, _return, _settle, _approve, _surplus, _carry),
    "accepted": (_settle, _approve, _hand_over, _surplus, _annual, _link),
    "suspended": (_link, _meet),
    "terminated": (_link, _surplus),
}
"""What comes to a clerk's mind where a project stands."""


def anything(rng: Random) -> Any:
    """Some command."""
    return rng.choice(EVERY)(rng)


def fitting(rng: Random, standing: str, years: list[int]) -> Any:
    """Some command that a clerk would try on a project that stands there, in these years."""
    asked = rng.choice(FITTING[standing])(rng)
    return replace(asked, year=rng.choice(years)) if isinstance(asked, c.FilePlan | c.SetAnnualPlan) else asked
