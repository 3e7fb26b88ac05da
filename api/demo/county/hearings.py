"""Which reports did the standing committee and the session of 示例县 hear, and what came of their opinions?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from api.demo.county.names import CONGRESS, NEXT_SESSION_TITLE, committee, committee_title, said
from api.demo.steps import Script, by
from domain.events import Body
from projects.commands import reports as r
from projects.deciders.reports import REPORT
from projects.events.reports import Opinion, OpinionReply, ReportKind
from projects.numbers import REPORT as REPORTS
from voting.commands.meetings import ConveneMeeting

COMPLETION: Final = committee(22)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hearing:
    """A special report: planned until `due`, submitted as a document, heard by a body at a meeting."""

    number: str
    kind: ReportKind
    title: str
    body: Body = "standing_committee"
    planned: str
    due: date
    submitted: str
    document: str
    heard: str
    meeting: str
    projects: tuple[str, ...] = ()
    completion_year: int = 0


HEARINGS: Final = (
    Hearing(
        number="2024报-001", kind="mid_year", title="关于2024年民生实事项目年中进展情况的报告", planned="2024-02-28", due=date(2024, 7, 31),
        submitted="2024-07-15", document="示例政〔2024〕35号", heard="2024-07-25", meeting=committee_title(18),
    ),
    Hearing(
        number="2025报-001", kind="completion", title="关于2024年民生实事项目完成情况的报告", planned="2024-12-03", due=date(2025, 1, 10),
        submitted="2025-01-06", document="示例政〔2025〕1号", heard="2025-01-09", meeting=committee_title(22), completion_year=2024,
    ),
    Hearing(
        number="2025报-002", kind="adjustment", title="关于农村公路改造项目调整情况的报告", planned="2024-12-04", due=date(2025, 1, 17),
        submitted="2025-01-07", document="示例人常〔2025〕2号", heard="2025-01-15", meeting=NEXT_SESSION_TITLE, body="congress",
        projects=(said(6),),
    ),
    Hearing(
        number="2025报-003", kind="rectification", title="关于公共充电设施整改情况的报告", planned="2025-02-10", due=date(2025, 6, 20),
        submitted="2025-06-12", document="示例政〔2025〕22号", heard="2025-06-26", meeting=committee_title(26), projects=(said(9),),
    ),
)  # fmt: skip
CLOSED: Final = {
    "2024报-001": ("2024-12-02", "研究处理情况报告已评判，办结。"),
    "2025报-001": ("2025-01-13", "审议后当场测评，不另发审议意见。"),
    "2025报-002": ("2025-01-20", "大会听取了报告，没有另外的意见。"),
    "2025报-003": ("2025-06-30", "再次测评满意，办结。"),
}
OPINIONS: Final = (
    Opinion(id="1", text="加快卫生院设备采购和资金支付。", unit="05", projects=(said(5),)),
    Opinion(id="2", text="公路征地延误，完成时限确需调整的，按程序提请决定。", unit="06", projects=(said(6),)),
    Opinion(id="3", text="充电桩选点要同用电增容衔接。", unit="09", projects=(said(9),)),
)
REPLIES: Final = (
    OpinionReply(opinion="1", text="设备10月到货，支付进度已纳入周调度。"),
    OpinionReply(opinion="2", text="已提请常委会调整，9月26日决定，完成时限至2025年12月底。"),
    OpinionReply(opinion="3", text="与供电部门逐点核对，增容12处。"),
)


def hear(script: Script) -> None:
    """年中进展 with 审议意见 and the reply to it; 完成情况, 调整情况, 整改情况."""
    convene(script, 18, "2024-07-18", date(2024, 7, 25))
    session = ConveneMeeting(
        congress=CONGRESS, body="congress", term=17, session=4, title=NEXT_SESSION_TITLE,
        from_on=date(2025, 1, 14), to_on=date(2025, 1, 17),
    )  # fmt: skip
    script.begin("2025-01-06T10:00", session)
    for hearing in HEARINGS:
        _held(script, hearing)
    _answered(script)
    for number, (day, conclusion) in CLOSED.items():
        closed = r.CloseReport(conclusion=conclusion)
        script.on(REPORT, REPORTS.named(CONGRESS, number))(f"{day}T09:00", closed)


def convene(script: Script, session: int, on: str, day: date) -> None:
    """A meeting of the standing committee."""
    meeting = ConveneMeeting(
        congress=CONGRESS, body="standing_committee", term=17, session=session, from_on=day, to_on=day,
        title=committee_title(session),
    )  # fmt: skip
    script.begin(f"{on}T09:00", meeting)


def _held(script: Script, hearing: Hearing) -> None:
    planned = r.PlanReport(
        congress=CONGRESS, due_on=hearing.due, kind=hearing.kind, title=hearing.title, heard_by=hearing.body,
        completion_year=hearing.completion_year, projects=hearing.projects,
    )  # fmt: skip
    script.begin(f"{hearing.planned}T09:00", planned)
    heard = r.DeliberateReport(meeting=hearing.meeting, summary="听取报告，分组审议。")
    (
        script.on(REPORT, REPORTS.named(CONGRESS, hearing.number))
        (f"{hearing.submitted}T10:00", r.SubmitReport(document=hearing.document), role="government")
        (f"{hearing.heard}T10:30", heard, by(hearing.body))
    )  # fmt: skip


def _answered(script: Script) -> None:
    """审议意见 on the middle of the year, the reply to them, and what the committee thought of it."""
    title = "对2024年民生实事项目年中进展情况报告的审议意见"
    issued = r.IssueOpinions(number="示例人常〔2024〕21号", items=OPINIONS, document=title)
    judged = r.JudgeReply(verdict="basically_satisfied", words="前两条已落实，第三条年底前再看。")
    (
        script.on(REPORT, REPORTS.named(CONGRESS, "2024报-001"))
        ("2024-07-29T09:00", issued, by("standing_committee"))
        ("2024-10-22T09:00", r.SubmitReply(replies=REPLIES, document="示例政〔2024〕51号"), role="government")
        ("2024-11-28T16:30", judged, by("standing_committee", "县人大常委会第二十一次会议"))
    )  # fmt: skip
