"""How were the ten projects of 示例县 graded in January 2025, and how was the one graded 不满意 looked at again until June?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from api.demo import figures
from api.demo.county.hearings import COMPLETION, convene
from api.demo.county.lists import chosen_brief
from api.demo.county.names import CYCLE, EVALUATED, NAME, REEVALUATED, SECOND_LOOK, UNITS, YEAR, project, said
from api.demo.county.visits import SECOND_LOOK as SEEN
from api.demo.steps import Script, by
from projects.commands import followups as f
from projects.commands.cycles import CloseCycle
from projects.deciders.cycles import CYCLE as CYCLES
from projects.deciders.projects import PROJECT
from voting.commands import evaluations as e
from voting.commands import meetings as m
from voting.commands import papers as p
from voting.deciders.evaluations import EVALUATION
from voting.deciders.meetings import MEETING
from voting.events.evaluations import EvaluatedItem, Subject
from voting.events.meetings import Sitting

KEPT: Final = timedelta(days=30)
LOOKED_AT: Final = 9
"""The chargers."""


def grade(script: Script) -> None:
    """测评, 回头看, 再次测评."""
    convene(script, 22, "2025-01-03", date(2025, 1, 9))
    _heads(script, COMPLETION, "2025-01-09", figures.MEMBERS_PRESENT)
    _ballot(script, "2025-01-09", EVALUATED, "implementation", figures.GRADES)
    announced = e.AnnounceGrades(number="通报第1号", medium=f"{NAME}人大网")
    script.on(EVALUATION, EVALUATED)("2025-01-10T09:00", announced, by("standing_committee"))
    _destroy(script)
    _rectify(script)
    convene(script, 26, "2025-06-19", date(2025, 6, 26))
    _heads(script, SECOND_LOOK, "2025-06-26", figures.AGAIN_PRESENT)
    _ballot(script, "2025-06-26", REEVALUATED, "rectification", figures.AGAIN)
    announced = e.AnnounceGrades(number="通报第6号", medium=f"{NAME}人大网")
    script.on(EVALUATION, REEVALUATED)("2025-06-27T09:00", announced, by("standing_committee"))
    closed = f.CloseFollowUp(number=1, conclusion="整改到位，再次测评满意。")
    script.on(PROJECT, project(LOOKED_AT))("2025-06-30T10:00", closed)
    over = CloseCycle(summary="10项中8项验收，2项结转续建，1项回头看办结。")
    script.on(CYCLES, CYCLE)("2025-06-30T17:00", over)


def _heads(script: Script, meeting: UUID, day: str, here: int) -> None:
    sitting, members = Sitting(kind="plenary"), figures.MEMBERS
    heads = m.CountAttendance(sitting=sitting, due=members, present=here, on_leave=members - here, absent=0)
    script.on(MEETING, meeting)(f"{day}T08:50", m.HoldSitting(sitting=sitting))(f"{day}T08:55", heads)


def _ballot(
    script: Script, day: str, evaluation: UUID, subject: Subject, grades: Mapping[int, tuple[int, int, int]]
) -> None:
    """One evaluation of the standing committee, after the report was deliberated, from paper to declaration."""
    again = subject == "rectification"
    items = tuple(
        EvaluatedItem(id=said(number), title=chosen_brief(number).title, unit=UNITS[chosen_brief(number).unit])
        for number in grades
    )
    script.begin(f"{day}T11:00", e.OpenEvaluation(
        meeting=str(SECOND_LOOK if again else COMPLETION), project_year=YEAR, venue="sc_meeting", subject=subject, items=items,
        report="关于公共充电设施整改情况的报告" if again else "关于2024年民生实事项目完成情况的报告",
        re_evaluation_of=str(EVALUATED) if again else "",
    ))  # fmt: skip
    here, rows = sum(next(iter(grades.values()))), figures.grade_rows(grades, said)
    (
        script.on(EVALUATION, evaluation)
        (f"{day}T11:05", p.InspectBoxes(boxes=1))
        (f"{day}T11:10", p.IssueBallots(printed=here, issued=here))
        (f"{day}T11:30", p.CollectBallots(collected=here))
        (f"{day}T11:32", p.DeclareValidity(valid=True))
        (f"{day}T11:50", e.RecordGrades(first=rows, second=rows), two=True)
        (f"{day}T11:51", p.SignSheet(sha256=("5" if again else "3") * 64))
        (f"{day}T11:55", e.DeclareGrades(), two=True)
        (f"{day}T16:00", p.ArchivePapers(place=f"{NAME}档案馆", packages=1, keep_until=date.fromisoformat(day) + KEPT))
    )  # fmt: skip


def _destroy(script: Script) -> None:
    """The papers of January; those of June are still kept."""
    script.on(EVALUATION, EVALUATED)("2025-02-10T10:00", p.DestroyPapers(witnesses=2))


def _rectify(script: Script) -> None:
    """整改方案, 整改情况报告, 现场核查; owed by the grade, on the days that the rules count."""
    measures = (
        f.PlannedMeasure(problem="断电和故障桩位多", measure="更换运营企业，逐个检修", due_on=date(2025, 3, 20)),
        f.PlannedMeasure(problem="没有专人维护", measure="建立24小时报修和月度巡检", due_on=date(2025, 2, 28)),
    )
    plan = f.FileRectificationPlan(number=1, measures=measures, document="示例发改〔2025〕3号")
    report = f.ReportRectification(
        number=1, text="400个桩位逐个检修，可用389个，可用率97%。", document="示例发改〔2025〕20号"
    )
    seen = f.InspectRectification(number=1, finding="抽查120个桩位，116个可用。", satisfactory=True, inspection=SEEN)
    (
        script.on(PROJECT, project(LOOKED_AT))
        ("2025-01-22T09:30", plan, role="unit")
        ("2025-04-08T09:30", report, role="unit")
        ("2025-05-15T09:30", seen)
    )  # fmt: skip
