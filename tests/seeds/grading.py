"""How is a year graded, and how is what was graded badly looked at again?"""

from __future__ import annotations

from hashlib import sha256
from typing import Final
from uuid import UUID

from domain.streams import evaluation_id
from projects.events import followups as u
from projects.events.cycles import CycleClosed
from tests.seeds.beginning import Session, session_in
from tests.seeds.desk import Also, decided, later, moment
from tests.seeds.hearing import graded_at, graded_on
from tests.seeds.work import Project, Work
from voting.events import evaluations as e
from voting.events import meetings as m
from voting.events import papers as p

MEMBERS: Final = 33
PLAN_DAYS: Final = 15
RECTIFY_DAYS: Final = 90
FIRST: Final = m.Sitting(kind="plenary", number=1)


def grade(work: Work) -> None:
    """测评, 回头看, 再次测评, and the year's file is closed."""
    day = graded_on(work)
    grades = {project.says: _grade(work, project) for project in work.chosen}
    first = _evaluate(work, graded_at(work), day, grades)
    looked_at = [project for project in work.chosen if grades[project.says] == "dissatisfied"]
    for project in looked_at:
        _rectify(work, project, later(day, 1))
    if looked_at:
        month = f"{work.following}-06"
        meeting = session_in(work.seat, work.following, 6, "standing_committee" if work.seat.county else "congress")
        _evaluate(work, meeting, f"{month}-12", {project.says: "satisfied" for project in looked_at}, first)
        for project in looked_at:
            closed = u.FollowUpClosed(number=1, conclusion="整改到位，再次测评满意。")
            work.desk(moment(f"{month}-20", 60 + project.number), project.stream, closed)
    work.desk(moment(f"{work.following}-07-10"), work.cycle, CycleClosed(summary="全年工作结束。"))


def _grade(work: Work, project: Project) -> e.Grade:
    if project.bad:
        return "dissatisfied"
    return "satisfied" if work.chance.random() < 0.8 else "basically_satisfied"


def _evaluate(work: Work, session: Session, day: str, grades: dict[str, e.Grade], before: UUID | None = None) -> UUID:
    """One evaluation from the counting of heads to the announcement; answers its stream."""
    desk, seat = work.desk, work.seat
    members, subject = (MEMBERS if seat.county else seat.deputies), "rectification" if before else "implementation"
    present = members - work.chance.randint(1, 4)
    title = _convene(work, session, day, members, present)
    own = evaluation_id(str(session.stream), work.year, subject, 1)
    units = {project.says: seat.units[project.brief.unit] for project in work.chosen}
    titles = {project.says: project.brief.title for project in work.chosen}
    opened = e.EvaluationOpened(
        **seat.home, meeting=str(session.stream), meeting_title=title, body="standing_committee" if seat.county else "congress",
        project_year=work.year, number=1, subject="rectification" if before else "implementation",
        venue="sc_meeting" if seat.county else "plenary", items=tuple(e.EvaluatedItem(id=says, title=titles[says], unit=units[says]) for says in grades),
        members=members, present=present, attendance=1, profile_version=1, profile=seat.profile,
        report="整改情况的报告" if before else "完成情况的报告", re_evaluation_of=str(before) if before else "",
    )  # fmt: skip
    desk(moment(day, 100), own, opened)
    desk(moment(day, 105), own, p.BallotsIssued(printed=present, issued=present))
    desk(moment(day, 120), own, p.BallotsCollected(collected=present))
    desk(moment(day, 121), own, p.ValidityDeclared(valid=True, issued=present, collected=present))
    rows = tuple(_votes(work, says, given, members, present) for says, given in grades.items())
    graded = tuple(e.ItemGrade(item=says, grade=given) for says, given in grades.items())
    desk(moment(day, 150), own, e.EvaluationTotalsRecorded(items=rows), e.EvaluationGraded(grades=graded), two=True)
    desk(moment(day, 151), own, p.SheetSigned(sha256=sha256(own.bytes).hexdigest()))
    desk(moment(day, 155), own, e.EvaluationDeclared(grades=graded), two=True)
    announced = e.EvaluationAnnounced(grades=graded, number=f"通报第{day[5:7]}号", medium="示例人大网")
    also = _again(work, own, grades) if before else _owed(work, own, grades, later(day, 1))
    desk(moment(later(day, 1)), own, announced, by=decided(seat.supervising), also=also)
    return own


def _convene(work: Work, session: Session, day: str, members: int, present: int) -> str:
    seat, desk = work.seat, work.desk
    what = "人大常委会" if seat.county else "人民代表大会"
    title = f"{seat.place}第{session.term}届{what}第{session.number}次会议"
    convened = m.MeetingConvened(
        **seat.home, body="standing_committee" if seat.county else "congress", term=session.term, session=session.number,
        title=title, from_on=day, to_on=later(day, 1), in_office=seat.deputies, profile_version=1,
    )  # fmt: skip
    heads = m.AttendanceCounted(
        number=1, sitting=FIRST, due=members, present=present, on_leave=members - present, absent=0
    )
    desk(moment(later(day, -6), 90), session.stream, convened)
    desk(moment(day, 10), session.stream, m.SittingHeld(sitting=FIRST))
    desk(moment(day, 15), session.stream, heads)
    return title


def _votes(work: Work, says: str, given: e.Grade, members: int, present: int) -> e.GradeTotals:
    """Votes that make this grade: half of all members is a 满意, with 基本满意 a 基本满意."""
    half = -(-members // 2)
    satisfied = work.chance.randint(half, present - 2) if given == "satisfied" else half // 2
    fair = {"satisfied": present - satisfied - 1, "basically_satisfied": half, "dissatisfied": 1}[given]
    return e.GradeTotals(
        item=says, satisfied=satisfied, basically_satisfied=min(fair, present - satisfied),
        dissatisfied=present - satisfied - min(fair, present - satisfied),
    )  # fmt: skip


def _owed(work: Work, own: UUID, grades: dict[str, e.Grade], day: str) -> tuple[Also, ...]:
    """须回头看, where the grade is 不满意."""
    return tuple(
        Also(
            project.stream,
            (
                u.FollowUpOwed(
                    number=1, cause="grade", plan_due_on=later(day, PLAN_DAYS), rectify_due_on=later(day, RECTIFY_DAYS),
                    re_evaluate=True, evaluation=str(own), item=project.says, grade="不满意",
                ),
            ),
        )
        for project in work.chosen
        if grades[project.says] == "dissatisfied"
    )  # fmt: skip


def _again(work: Work, own: UUID, grades: dict[str, e.Grade]) -> tuple[Also, ...]:
    """再次测评 of what was looked at again."""
    return tuple(
        Also(
            project.stream,
            (u.ProjectReevaluated(number=1, evaluation=str(own), item=project.says, grade="满意", passed=True),),
        )
        for project in work.chosen
        if project.says in grades
    )


def _rectify(work: Work, project: Project, day: str) -> None:
    """整改方案, 整改情况报告, 现场核查."""
    desk, own, minute = work.desk, project.stream, 60 + project.number
    measures = (
        u.Measure(problem="进度滞后", measure="增派力量，每周调度", due_on=later(day, 60)),
        u.Measure(problem="管护没有落实", measure="签订管护协议", due_on=later(day, 45)),
    )
    plan = u.RectificationPlanFiled(number=1, measures=measures, document="整改方案")
    reported = u.RectificationReported(number=1, text="两项措施都已落实，附照片和协议。", document="整改报告")
    seen = u.RectificationInspected(number=1, finding="现场核查，措施已经落实。", satisfactory=True)
    desk(moment(later(day, 12), minute), own, plan, role="unit")
    desk(moment(later(day, 70), minute), own, reported, role="unit")
    desk(moment(later(day, 80), minute), own, seen)
