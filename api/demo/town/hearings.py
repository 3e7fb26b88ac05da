"""What did 示例镇's congress hear in July 2024 and January 2025, and how did its deputies grade the year?"""

from __future__ import annotations

from datetime import date
from typing import Final

from api.demo import figures
from api.demo.steps import Script, by
from api.demo.town.names import (
    BRIEFS,
    CONGRESS,
    CYCLE,
    EVALUATED,
    MID_YEAR_TITLE,
    NAME,
    NEXT_SESSION,
    NEXT_SESSION_TITLE,
    UNITS,
    YEAR,
    said,
)
from projects.commands import findings as f
from projects.commands import inspections as i
from projects.commands import reports as r
from projects.commands.cycles import CloseCycle
from projects.deciders.cycles import CYCLE as CYCLES
from projects.deciders.findings import FINDING
from projects.deciders.inspections import INSPECTION
from projects.deciders.reports import REPORT
from projects.events.reports import Opinion
from projects.numbers import FINDING as FINDINGS
from projects.numbers import INSPECTION as INSPECTIONS
from projects.numbers import REPORT as REPORTS
from voting.commands import evaluations as e
from voting.commands import meetings as m
from voting.commands import papers as p
from voting.deciders.evaluations import EVALUATION
from voting.deciders.meetings import MEETING
from voting.events.evaluations import EvaluatedItem
from voting.events.meetings import Sitting

FIRST: Final = Sitting(kind="plenary", number=1)


def hear(script: Script) -> None:
    """年中会议, 问题, 完成情况, 测评."""
    _mid_year(script)
    _found(script)
    _completion(script)
    _evaluate(script)


def _mid_year(script: Script) -> None:
    """The opinions on it were to be answered by the 19th of October; nobody did."""
    script.begin("2024-07-11T09:00", _session(4, MID_YEAR_TITLE, date(2024, 7, 18), date(2024, 7, 18)))
    planned = r.PlanReport(
        congress=CONGRESS, due_on=date(2024, 7, 18), kind="mid_year", title="上半年民生实事项目进展情况的报告", heard_by="congress",
    )  # fmt: skip
    script.begin("2024-03-04T09:00", planned)
    opinions = (Opinion(id="1", text="河道清淤避开汛期，倒排工期。", unit="01", projects=(said(9),)),)
    (
        script.on(REPORT, REPORTS.named(CONGRESS, "2024报-001"))
        ("2024-07-15T09:00", r.SubmitReport(document="镇政府上半年进展情况报告"))
        ("2024-07-18T10:00", r.DeliberateReport(meeting=MID_YEAR_TITLE), by("congress", "第一次全体会议"))
        ("2024-07-19T10:00", r.IssueOpinions(number="示例镇人〔2024〕8号", items=opinions), by("township_presidium"))
    )  # fmt: skip


def _found(script: Script) -> None:
    """The linked group goes to see the river and finds what is put right within the month."""
    seen = i.PlanInspection(
        congress=CONGRESS, planned_on=date(2024, 9, 12), kind="inspection", title="视察河道清淤", projects=(said(9),),
        group=f"{NAME}第9挂钩小组",
    )  # fmt: skip
    script.begin("2024-09-05T09:00", seen)
    held = i.HoldInspection(count=4, summary="看了3处河段，清出的淤泥没有及时运走。")
    script.on(INSPECTION, INSPECTIONS.named(CONGRESS, "2024视-001"))("2024-09-12T15:00", held)
    asked = f.RecordFinding(
        congress=CONGRESS,
        found_on=date(2024, 9, 12),
        source="inspection",
        inspection="2024视-001",
        projects=(said(9),),
        matter="清出的淤泥堆在路边。",
        place=NAME,
    )
    script.begin("2024-09-12T16:00", asked)
    (
        script.on(FINDING, FINDINGS.named(CONGRESS, "2024问-001"))
        ("2024-09-13T09:00", f.AssignFinding(unit="01"))
        ("2024-09-27T09:00", f.AnswerFinding(measures="组织清运。", result="已全部运走。"))
        ("2024-09-29T09:00", f.AcceptAnswer(checked="现场看过。"), two=True)
        ("2024-09-29T09:30", f.CloseFinding(conclusion="淤泥已经清运。"))
    )  # fmt: skip


def _completion(script: Script) -> None:
    script.begin("2025-01-08T10:00", _session(5, NEXT_SESSION_TITLE, date(2025, 1, 16), date(2025, 1, 17)))
    planned = r.PlanReport(
        congress=CONGRESS, due_on=date(2025, 1, 16), kind="completion", title="2024年民生实事项目完成情况的报告", heard_by="congress",
        completion_year=YEAR,
    )  # fmt: skip
    script.begin("2024-12-09T09:00", planned)
    (
        script.on(REPORT, REPORTS.named(CONGRESS, "2025报-001"))
        ("2025-01-13T09:00", r.SubmitReport(document="镇政府完成情况报告"))
        ("2025-01-16T10:00", r.DeliberateReport(meeting=NEXT_SESSION_TITLE), by("congress", "第一次全体会议"))
        ("2025-01-20T09:00", r.CloseReport(conclusion="审议后当场测评，不另发审议意见。"))
    )  # fmt: skip


def _evaluate(script: Script) -> None:
    """By the deputies, at the session."""
    due, here = figures.TOWN_DUE, figures.TOWN_GRADES_PRESENT
    heads = m.CountAttendance(sitting=FIRST, due=due, present=here, on_leave=due - here - 1, absent=1)
    script.on(MEETING, NEXT_SESSION)("2025-01-16T08:50", m.HoldSitting(sitting=FIRST))("2025-01-16T08:55", heads)
    items = tuple(
        EvaluatedItem(id=said(number), title=BRIEFS[number - 1].title, unit=UNITS[BRIEFS[number - 1].unit])
        for number in figures.TOWN_GRADES
    )
    opened = e.OpenEvaluation(
        meeting=str(NEXT_SESSION),
        project_year=YEAR,
        venue="plenary",
        items=items,
        report="2024年民生实事项目完成情况的报告",
    )
    script.begin("2025-01-16T14:30", opened)
    rows = figures.grade_rows(figures.TOWN_GRADES, said)
    (
        script.on(EVALUATION, EVALUATED)
        ("2025-01-16T14:35", p.IssueBallots(printed=60, issued=here, surplus_voided=due - here))
        ("2025-01-16T14:50", p.CollectBallots(collected=here))
        ("2025-01-16T14:51", p.DeclareValidity(valid=True))
        ("2025-01-16T15:20", e.RecordGrades(first=rows, second=rows), two=True)
        ("2025-01-16T15:21", p.SignSheet(sha256="6" * 64))
        ("2025-01-16T15:25", e.DeclareGrades(), two=True)
        ("2025-01-16T16:00", p.ArchivePapers(place=f"{NAME}人大办公室", packages=1, keep_until=date(2025, 2, 17)))
        ("2025-01-17T09:00", e.AnnounceGrades(number="通报第1号", medium=f"{NAME}政务公开栏"), by("township_presidium"))
        ("2025-02-18T09:00", p.DestroyPapers(witnesses=2))
    )  # fmt: skip
    script.on(CYCLES, CYCLE)("2025-04-30T09:00", CloseCycle(summary="10项全部完成验收。"))


def _session(number: int, title: str, from_on: date, to_on: date) -> m.ConveneMeeting:
    return m.ConveneMeeting(
        congress=CONGRESS, body="congress", term=19, session=number, title=title,
        from_on=from_on, to_on=to_on,
    )  # fmt: skip
