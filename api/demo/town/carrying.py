"""How were the ten projects of 示例镇 carried out, quarter by quarter, and which were done by the end of 2024?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Final

from api.demo.steps import Enrol, Script, by, decided
from api.demo.town.names import BRIEFS, CHOSEN, CYCLE, NAME, TAKEN_OVER, YEAR, project, said
from projects.commands import adjustments as a
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
    """交办, 计划, 季报, 调整, 完工, 验收, 结转."""
    for number in CHOSEN:
        _assign(script, number)
        for quarter in QUARTERS:
            _report(script, number, quarter)
    for number, day in FINISHED.items():
        _finish(script, number, day)
    _move(script)
    _finish_taken_over(script)


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


def _finish(script: Script, number: int, day: str) -> None:
    (target,) = BRIEFS[number - 1].targets
    done = TargetDone(target="1", done=target.planned)
    met = p.MeetMilestone(milestone="1")
    accepted = p.AcceptProject(accepted_by="镇人民政府组织验收", document=f"验收单{number:02}")
    paid = p.AuditSettlement(
        amount_fen=(BRIEFS[number - 1].total_fen or 0) * 98 // 100, document=f"结算审核单{number:02}"
    )
    (
        script.on(PROJECT, project(number))
        (f"{day}T15:00", met)
        (f"{day}T15:30", p.CompleteProject(targets=(done,)))
        (f"{day[:8]}{int(day[8:]) + 2:02}T10:00", accepted)
        (f"2025-02-18T10:{number:02}", paid)
    )  # fmt: skip


def _move(script: Script) -> None:
    """A township's own congress decides: the river a quarter later, at the session in the middle of the year."""
    later = replace(
        BRIEFS[HELD_UP - 1], deadline_on="2025-03-31", deadline_text="2025年3月底前", cross_year=True,
        stage_goal="2024年底前清淤4公里。",
    )  # fmt: skip
    government = decided("government", "镇长办公会议")
    asked = a.RequestAdjustment(kind="adjust", brief=later, reason="汛期提前，6月以来不能施工。")
    agreed = a.DecideAdjustment(number=1, outcome="adjusted", document="关于调整河道清淤项目完成时限的决定")
    announced = a.AnnounceAdjustment(number=1, announcement="公告第3号", medium=f"{NAME}政务公开栏")
    milestone = p.PlannedMilestone(id="1", name="全部完成", due_on=date(2025, 3, 31))
    (
        script.on(PROJECT, project(HELD_UP))
        ("2024-07-10T09:00", asked, government)
        ("2024-07-18T15:00", agreed, by("congress", "第一次全体会议"))
        ("2024-07-19T09:00", announced, by("township_presidium"))
        ("2024-07-24T09:00", p.FilePlan(year=YEAR, milestones=(milestone,), document="调整后的实施计划"))
        ("2025-01-08T09:00", p.CarryOverProject(to_year=2025, reached="清淤3.9公里。"), government)
    )  # fmt: skip
    _finish_moved(script)


def _finish_moved(script: Script) -> None:
    """The rest of the river in the first quarter of 2025."""
    wan = 1_000_000
    year = Amounts(allotted_fen=0, received_fen=0, paid_fen=76 * wan, completed_fen=74 * wan)
    whole = Amounts(allotted_fen=220 * wan, received_fen=220 * wan, paid_fen=208 * wan, completed_fen=217 * wan)
    done = (TargetDone(target="1", done="6"),)
    asked = ReportProgress(period="2025-Q1", year=year, start=whole, targets=done, vouchers=vouchers("2025-09-1"))
    (
        script.on(PROJECT, project(HELD_UP))
        ("2025-01-20T09:00", p.SetAnnualPlan(year=2025, amount_fen=77 * wan))
        ("2025-01-21T09:00", p.FilePlan(year=2025, milestones=(p.PlannedMilestone(id="1", name="全部完成", due_on=date(2025, 3, 31)),)))
        ("2025-03-27T15:00", p.MeetMilestone(milestone="1"))
        ("2025-03-28T15:00", p.CompleteProject(targets=done))
        ("2025-04-08T09:00", asked)
        ("2025-04-08T15:00", AcceptReport(period="2025-Q1"))
        ("2025-04-15T10:00", p.AcceptProject(accepted_by="镇人民政府组织验收", document="验收单09"))
    )  # fmt: skip


def _finish_taken_over(script: Script) -> None:
    """What was taken over goes on like any other."""
    wan = 1_000_000
    plan = p.SetAnnualPlan(year=YEAR, amount_fen=85 * wan)
    for number, (on, year, start, done) in enumerate(
        (
            ("2024-04-08", (70, 48, 55), (150, 110, 130), "3"),
            ("2024-07-08", (78, 86, 82), (158, 148, 157), "4"),
        ),
        start=1,
    ):
        asked = ReportProgress(
            period=f"2024-Q{number}", year=_amounts(*year), start=_amounts(*start), vouchers=vouchers(f"2023-01-{number}"),
            targets=(TargetDone(target="1", done=done),),
        )  # fmt: skip
        script.on(PROJECT, TAKEN_OVER)(f"{on}T10:00", asked)(f"{on}T15:30", AcceptReport(period=asked.period))
    (
        script.on(PROJECT, TAKEN_OVER)
        ("2024-02-02T10:00", plan)
        ("2024-06-20T15:00", p.CompleteProject(targets=(TargetDone(target="1", done="4"),)))
        ("2024-06-27T15:00", p.AcceptProject(accepted_by="镇人民政府组织验收", document="验收单2023-01"))
    )  # fmt: skip


def _amounts(received: int, paid: int, completed: int) -> Amounts:
    """From 万元."""
    return Amounts(received_fen=received * 1_000_000, paid_fen=paid * 1_000_000, completed_fen=completed * 1_000_000)
