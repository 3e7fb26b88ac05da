"""Which findings, inspections and reports do the tests play, step by step, up to where each test begins?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from domain.congress.state import Unit
from projects.commands import findings as f
from projects.commands import inspections as i
from projects.commands import reports as r
from projects.commands.under import Under
from projects.deciders.findings import FINDING
from projects.deciders.inspections import INSPECTION
from projects.deciders.reports import REPORT
from projects.events.reports import Opinion, OpinionReply
from tests.given import CHAIR, Given, envelope, given
from tests.scenarios import congress

if TYPE_CHECKING:
    from domain.congress.state import Congress
    from domain.events import Body, Envelope
    from projects.states.inspections import Inspection

UNITS = {"03": Unit("示例县交通运输局"), "05": Unit("示例县住建局"), "09": Unit("示例县原建设局", merged_into="05")}
COUNTY = replace(congress(), units=UNITS)
TOWN = replace(congress("township", 60), units=UNITS)
STREET = replace(congress("street", 40), units=UNITS)
HOME = "00000000-0000-5000-8000-000000000009"
KNOWN = frozenset({"2024-01", "2024-06"})
DEPUTY, OTHER = "9d1f6b3a-58c2-4e07-b6a4-3c7e0f2d8b15", "2e8c4f70-91ab-4d36-8f5e-6a0b7c3d1e94"

RECORD = f.RecordFinding(
    congress=HOME, found_on=date(2024, 5, 20), source="deputy", projects=("2024-01",), matter="排水沟没有接通",
    raised_by=DEPUTY,
)  # fmt: skip
ANSWER = f.AnswerFinding(measures="接通排水沟", result="雨后没有积水")
ESCALATE = f.EscalateFinding(reason="两次督办没有整改到位")
PRESS = f.PressFinding(reason="没有答复")
RETURN = f.ReturnAnswer(reason="东侧没有接通")
CLOSE = f.CloseFinding(conclusion="完成整改")
REOPEN = f.ReopenFinding(reason="又积水")
ASSIGN = f.AssignFinding(unit="03")
ACCEPT = f.AcceptAnswer()
PLAN = i.PlanInspection(
    congress=HOME, planned_on=date(2024, 5, 20), kind="inspection", title="农村公路视察", projects=("2024-01",),
)  # fmt: skip
HOLD = i.HoldInspection(count=12, summary="进度正常")
REPORT_PLAN = r.PlanReport(
    congress=HOME, due_on=date(2024, 12, 20), kind="completion", title="2024年度完成情况的报告",
    heard_by="standing_committee", completion_year=2024,
)  # fmt: skip
OPINIONS = (Opinion(id="1", text="查明滞后原因", unit="05", projects=("2024-06",)), Opinion(id="2", text="写明地点"))
REPLIES = (OpinionReply(opinion="1", text="管线迁改所致"), OpinionReply(opinion="2", text="已写明到村"))


def on(day: str, body: Body | None = None, **others: Any) -> Envelope:
    """An envelope of that day."""
    return envelope(on=day, body=body, **others)


def both(day: str) -> Envelope:
    """Two people of the office, for somebody who is not there."""
    return envelope(on=day, second=CHAIR)


def under(asked: Any, of: Congress = COUNTY) -> Under:
    """The command with its congress."""
    return Under(asked=asked, congress=of)


def recording(of: Congress = COUNTY, seen_at: Inspection | None = None, **changes: Any) -> f.RecordFindingUnder:
    """The command that records finding 2024问-017."""
    asked = replace(RECORD, **changes)
    return f.RecordFindingUnder(asked=asked, number=17, congress=of, known=KNOWN, seen_at=seen_at)


def finding(of: Congress = COUNTY, **changes: Any) -> Given[Any]:
    """Recorded on 22 May."""
    return given(FINDING).when(recording(of, **changes), on("2024-05-22")).and_then()


def assigned(of: Congress = COUNTY, **changes: Any) -> Given[Any]:
    """Assigned on 24 May to 03, due on 23 June."""
    return finding(of, **changes).when(under(f.AssignFinding(unit="03"), of), on("2024-05-24")).and_then()


def answered(of: Congress = COUNTY, **changes: Any) -> Given[Any]:
    """Answered on 21 June."""
    return assigned(of, **changes).when(under(ANSWER, of), on("2024-06-21")).and_then()


def accepted(of: Congress = COUNTY, **changes: Any) -> Given[Any]:
    """Accepted on 26 June by two people of the office."""
    return answered(of, **changes).when(under(f.AcceptAnswer(), of), both("2024-06-26")).and_then()


def closed(of: Congress = COUNTY) -> Given[Any]:
    """Closed on 28 June."""
    return accepted(of).when(under(f.CloseFinding(conclusion="完成整改"), of), on("2024-06-28")).and_then()


def planning(of: Congress = COUNTY, **changes: Any) -> i.PlanInspectionUnder:
    """The command that plans inspection 2024视-003."""
    return i.PlanInspectionUnder(asked=replace(PLAN, **changes), number=3, congress=of, known=KNOWN)


def holding(of: Congress = COUNTY, **changes: Any) -> i.HoldInspectionUnder:
    """The command that says that it was held."""
    return i.HoldInspectionUnder(asked=replace(HOLD, **changes), congress=of, known=KNOWN)


def planned(of: Congress = COUNTY, **changes: Any) -> Given[Any]:
    """Planned on 10 May for 20 May."""
    return given(INSPECTION).when(planning(of, **changes), on("2024-05-10")).and_then()


def held(of: Congress = COUNTY, **changes: Any) -> Given[Any]:
    """Held on 20 May."""
    return planned(of).when(holding(of, **changes), on("2024-05-20")).and_then()


def scheduling(of: Congress = COUNTY, **changes: Any) -> r.PlanReportUnder:
    """The command that puts report 2024报-002 on the plan."""
    return r.PlanReportUnder(asked=replace(REPORT_PLAN, **changes), number=2, congress=of, known=KNOWN)


def scheduled(of: Congress = COUNTY, **changes: Any) -> Given[Any]:
    """On the plan since 20 November."""
    return given(REPORT).when(scheduling(of, **changes), on("2024-11-20")).and_then()


def submitted(of: Congress = COUNTY, **changes: Any) -> Given[Any]:
    """Submitted on 18 December."""
    asked = r.SubmitReport(document="示政〔2024〕88号")
    return scheduled(of, **changes).when(under(asked, of), on("2024-12-18")).and_then()


def deliberated(of: Congress = COUNTY, **changes: Any) -> Given[Any]:
    """Heard on 26 December."""
    asked, body = r.DeliberateReport(meeting="第二十次会议"), submitted(of, **changes).state.heard_by
    return submitted(of, **changes).when(under(asked, of), on("2024-12-26", body)).and_then()


def issuing(of: Congress = COUNTY, **changes: Any) -> r.IssueOpinionsUnder:
    """The command that issues the letter."""
    asked = r.IssueOpinions(number="示人常审〔2024〕6号", items=OPINIONS)
    return r.IssueOpinionsUnder(asked=replace(asked, **changes), congress=of, known=KNOWN)


def issued(of: Congress = COUNTY) -> Given[Any]:
    """Opinions of 28 December, the reply due on 28 March."""
    return deliberated(of).when(issuing(of), on("2024-12-28", "standing_committee")).and_then()


def replied(of: Congress = COUNTY) -> Given[Any]:
    """Replied on 20 March."""
    return issued(of).when(under(r.SubmitReply(replies=REPLIES), of), on("2025-03-20")).and_then()
