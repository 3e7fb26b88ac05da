"""Which projects of 示例镇 were done in time, which was put off, and what became of the one that was taken over?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from api.demo.steps import Script, by, decided
from api.demo.town.carrying import FINISHED, HELD_UP, vouchers
from api.demo.town.names import BRIEFS, NAME, TAKEN_OVER, YEAR, project
from projects.commands import adjustments as a
from projects.commands import projects as p
from projects.commands.progress import AcceptReport, ReportProgress
from projects.deciders.projects import PROJECT
from projects.events.values import Amounts, TargetDone


def finish(script: Script) -> None:
    """完工, 验收, 结算, 调整, 结转."""
    for number, day in FINISHED.items():
        _finish(script, number, day)
    _move(script)
    _link(script)
    _finish_taken_over(script)


def _finish(script: Script, number: int, day: str) -> None:
    (target,) = BRIEFS[number - 1].targets
    done = TargetDone(target="1", done=target.planned)
    met = p.MeetMilestone(milestone="1")
    accepted = p.AcceptProject(accepted_by="镇人民政府", document=f"验收单{number:02}")
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
        ("2025-04-15T10:00", p.AcceptProject(accepted_by="镇人民政府", document="验收单09"))
    )  # fmt: skip


def _link(script: Script) -> None:
    """The county renews the mains, the town brings the water to the houses: not the same money twice."""
    linked = p.LinkProject(
        kind="same_as_upper", other="2024-02", other_title="示例县农村供水管网改造", other_code="990101"
    )
    script.on(PROJECT, project(5))("2024-03-11T09:00", linked)


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
        ("2024-06-27T15:00", p.AcceptProject(accepted_by="镇人民政府", document="验收单2023-01"))
    )  # fmt: skip


def _amounts(received: int, paid: int, completed: int) -> Amounts:
    """From 万元."""
    return Amounts(received_fen=received * 1_000_000, paid_fen=paid * 1_000_000, completed_fen=completed * 1_000_000)
