"""How were the ten projects of 示例镇 assigned, planned and reported, quarter by quarter?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Final

from api.demo.steps import Enrol, Script, decided
from api.demo.town.names import BRIEFS, CHOSEN, CYCLE, NAME, YEAR, project, said
from projects.commands import projects as p
from projects.commands.cycles import FormSupervisionGroup
from projects.commands.progress import AcceptReport, ReportProgress
from projects.deciders.cycles import CYCLE as CYCLES
from projects.deciders.projects import PROJECT
from projects.events.progress import Voucher, VoucherOf
from projects.events.values import Amounts, TargetDone

# When a quarter was reported, and how much was built and paid at its end, in percent of the plan.
QUARTERS: Final = {
    1: ("2024-04-08", 10, 5),
    2: ("2024-07-08", 42, 35),
    3: ("2024-10-08", 75, 66),
    4: ("2025-01-06", 98, 90),
}
RECEIVED: Final = {1: 30, 2: 60, 3: 85, 4: 100}
HELD_UP: Final = 9
"""The river, which goes on into 2025."""
FINISHED: Final = {
    1: "2024-11-26", 2: "2024-06-25", 3: "2024-12-16", 4: "2024-08-23", 5: "2024-10-28", 6: "2024-09-24", 7: "2024-05-28",
    8: "2024-07-26", 10: "2024-06-24",
}  # fmt: skip


def carry_out(script: Script) -> None:
    """交办, 年度计划, 实施计划, 挂钩, 季报."""
    for number in CHOSEN:
        _assign(script, number)
        for quarter in QUARTERS:
            _report(script, number, quarter)


def _assign(script: Script, number: int) -> None:
    here, one = script.on(PROJECT, project(number)), BRIEFS[number - 1]
    office = decided("government", "镇长办公会议")
    assert one.total_fen is not None
    last = p.PlannedMilestone(id="1", name="全部完成", due_on=date.fromisoformat(one.deadline_on))
    (
        here
        (f"2024-02-01T09:{number:02}", p.AssignProject(unit=one.unit, document="示例镇政〔2024〕6号"), office)
        (f"2024-02-02T09:{number:02}", p.SetAnnualPlan(year=YEAR, amount_fen=one.total_fen, sources=one.sources, targets=one.targets))
        (f"2024-02-20T09:{number:02}", p.FilePlan(year=YEAR, milestones=(last,), document="实施计划"))
    )  # fmt: skip
    script.on(CYCLES, CYCLE)(f"2024-02-22T09:{number:02}", _linked(number))


def _linked(number: int) -> Callable[[Enrol], FormSupervisionGroup]:
    """One member of the presidium is linked to every project, with two deputies."""

    def asked(enrol: Enrol) -> FormSupervisionGroup:
        return FormSupervisionGroup(
            group=f"挂钩{number:02}", name=f"{NAME}第{number}挂钩小组", projects=(said(number),),
            linked_member=enrol(f"示例镇主席团成员{number:02}"),
            members=(enrol(f"示例镇代表{number * 2 - 1:02}"), enrol(f"示例镇代表{number * 2:02}")),
        )  # fmt: skip

    return asked


def _report(script: Script, number: int, quarter: int) -> None:
    on, built, paid = QUARTERS[quarter]
    here, one = script.on(PROJECT, project(number)), BRIEFS[number - 1]
    if number == HELD_UP:
        built, paid = built * 2 // 3, paid * 2 // 3
    whole, done = one.total_fen or 0, FINISHED.get(number, "9999") <= on
    now = Amounts(
        allotted_fen=whole * max(RECEIVED[quarter], 50) // 100, received_fen=whole * RECEIVED[quarter] // 100,
        paid_fen=whole * paid // 100, completed_fen=whole * (98 if done else min(built, 95)) // 100,
    )  # fmt: skip
    (target,) = one.targets
    part = int(Fraction(target.planned) * built / 100)
    asked = ReportProgress(
        period=f"2024-Q{quarter}", year=now, start=now, vouchers=vouchers(f"2024-{number:02}-{quarter}"),
        targets=(TargetDone(target="1", done=target.planned if done else str(part)),),
        physical_percent=(100 if done else min(built, 95)) if one.nature == "construction" else None,
        narrative="已经完工。" if done else "正在施工。",
    )  # fmt: skip
    here(f"{on}T09:{number:02}", asked)
    here(f"{on}T15:{number:02}", AcceptReport(period=asked.period))


def vouchers(number: str) -> tuple[Voucher, ...]:
    """The papers of a quarter under one number, each for the whole of what was allotted, received or paid."""
    kinds: tuple[VoucherOf, ...] = ("allotted", "received", "paid")
    return tuple(Voucher(of=kind, number=f"示例镇财{number}") for kind in kinds)
