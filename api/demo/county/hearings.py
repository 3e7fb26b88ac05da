"""Which reports did the standing committee and the session of 示例县 hear, and what came of their opinions?"""

from __future__ import annotations

from datetime import date
from typing import Final
from uuid import UUID

from api.demo.county.names import CONGRESS, NAME, NEXT_SESSION, SECOND_LOOK, committee, said
from api.demo.steps import Script, by
from domain.events import Body
from projects.commands import reports as r
from projects.deciders.reports import REPORT
from projects.events.reports import Opinion, OpinionReply, ReportKind
from projects.numbers import REPORT as REPORTS
from voting.commands.meetings import ConveneMeeting

MID_YEAR: Final = committee(18)
COMPLETION: Final = committee(22)
ORDINALS: Final = {18: "十八", 20: "二十", 22: "二十二", 26: "二十六"}
SESSION_DAYS: Final = (date(2025, 1, 14), date(2025, 1, 17))


def hear(script: Script) -> None:
    """年中进展 with 审议意见 and the reply to it; 完成情况, 调整情况, 整改情况."""
    convene(script, 18, "2024-07-18", date(2024, 7, 25))
    _mid_year(script)
    script.begin("2025-01-06T10:00", ConveneMeeting(
        congress=CONGRESS, body="congress", term=17, session=4, title=f"{NAME}第十七届人民代表大会第四次会议",
        from_on=SESSION_DAYS[0], to_on=SESSION_DAYS[1],
    ))  # fmt: skip
    _completion(script)
    _adjustment(script)
    _rectification(script)


def convene(script: Script, session: int, on: str, day: date) -> None:
    """A meeting of the standing committee."""
    script.begin(f"{on}T09:00", ConveneMeeting(
        congress=CONGRESS, body="standing_committee", term=17, session=session, from_on=day, to_on=day,
        title=f"{NAME}第十七届人大常委会第{ORDINALS[session]}次会议",
    ))  # fmt: skip


def _plan(  # noqa: PLR0913 - what the plan of reports says of each
    script: Script, at: str, number: str, kind: ReportKind, title: str, heard_by: Body, due_on: date,
    projects: tuple[str, ...] = (), completion_year: int = 0,
) -> None:  # fmt: skip
    script.begin(at, r.PlanReport(
        congress=CONGRESS, due_on=due_on, kind=kind, title=title, heard_by=heard_by, completion_year=completion_year, projects=projects,
    ))  # fmt: skip


def _heard(script: Script, number: str, days: tuple[str, str], meeting: UUID, body: Body, document: str) -> None:
    """Submitted and deliberated."""
    (
        script.on(REPORT, REPORTS.named(CONGRESS, number))
        (f"{days[0]}T10:00", r.SubmitReport(document=document), role="government")
        (f"{days[1]}T10:30", r.DeliberateReport(meeting=str(meeting), summary="听取报告，分组审议。"), by(body))
    )  # fmt: skip


def _mid_year(script: Script) -> None:
    number, body = "2024报-001", "standing_committee"
    _plan(
        script, "2024-02-28T09:00", number, "mid_year", "2024年民生实事项目年中进展情况的报告", body, date(2024, 7, 31)
    )
    _heard(script, number, ("2024-07-15", "2024-07-25"), MID_YEAR, body, "示例政〔2024〕35号")
    opinions = (
        Opinion(id="1", text="加快卫生院设备采购和资金支付。", unit="05", projects=(said(5),)),
        Opinion(id="2", text="公路征地延误，完成时限确需调整的，按程序提请决定。", unit="06", projects=(said(6),)),
        Opinion(id="3", text="充电桩选点要同用电增容衔接。", unit="09", projects=(said(9),)),
    )
    replies = (
        OpinionReply(opinion="1", text="设备10月到货，支付进度已纳入周调度。"),
        OpinionReply(opinion="2", text="已提请常委会调整，9月26日决定，完成时限至2025年12月底。"),
        OpinionReply(opinion="3", text="与供电部门逐点核对，增容12处。"),
    )
    issued = r.IssueOpinions(
        number="示例人常〔2024〕21号", items=opinions, document="对2024年民生实事项目年中进展情况报告的审议意见"
    )
    judged = r.JudgeReply(verdict="basically_satisfied", words="前两条已落实，第三条年底前再看。")
    (
        script.on(REPORT, REPORTS.named(CONGRESS, number))
        ("2024-07-29T09:00", issued, by(body))
        ("2024-10-22T09:00", r.SubmitReply(replies=replies, document="示例政〔2024〕51号"), role="government")
        ("2024-11-28T16:30", judged, by(body, "县人大常委会第二十一次会议"))
        ("2024-12-02T09:00", r.CloseReport(conclusion="研究处理情况报告已评判，办结。"))
    )  # fmt: skip


def _completion(script: Script) -> None:
    number, body = "2025报-001", "standing_committee"
    title = "关于2024年民生实事项目完成情况的报告"
    _plan(script, "2024-12-03T09:00", number, "completion", title, body, date(2025, 1, 10), completion_year=2024)
    _heard(script, number, ("2025-01-06", "2025-01-09"), COMPLETION, body, "示例政〔2025〕1号")
    script.on(REPORT, REPORTS.named(CONGRESS, number))(
        "2025-01-13T09:00", r.CloseReport(conclusion="审议后当场测评，不另发审议意见。")
    )


def _adjustment(script: Script) -> None:
    number, body = "2025报-002", "congress"
    title = "关于农村公路改造项目调整情况的报告"
    _plan(script, "2024-12-03T10:00", number, "adjustment", title, body, date(2025, 1, 17), projects=(said(6),))
    _heard(script, number, ("2025-01-07", "2025-01-15"), NEXT_SESSION, body, "示例人常〔2025〕2号")


def _rectification(script: Script) -> None:
    """On what was done about the chargers, before they are graded again."""
    number, body = "2025报-003", "standing_committee"
    title = "关于公共充电设施整改情况的报告"
    _plan(script, "2025-02-10T09:00", number, "rectification", title, body, date(2025, 6, 20), projects=(said(9),))
    _heard(script, number, ("2025-06-12", "2025-06-26"), SECOND_LOOK, body, "示例政〔2025〕22号")
    script.on(REPORT, REPORTS.named(CONGRESS, number))(
        "2025-06-30T09:00", r.CloseReport(conclusion="再次测评满意，办结。")
    )
