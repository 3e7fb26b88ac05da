"""Which examples stand for the events of a special report 专项报告 and the opinions on it?"""

from domain.events import Envelope, Event
from projects.events.reports import (
    Opinion,
    OpinionReply,
    OpinionsIssued,
    ReplyJudged,
    ReplySubmitted,
    ReportClosed,
    ReportDeliberated,
    ReportPlanned,
    ReportSubmitted,
)
from tests.examples.envelopes import COUNTY, decided, recorded

MEETING = "示例县第十七届人大常委会第二十次会议"

EXAMPLES: tuple[tuple[Envelope, Event], ...] = (
    (
        recorded("2024-11-20"),
        ReportPlanned(
            congress=COUNTY,
            code="990101",
            congress_name="示例县人民代表大会",
            level="county",
            year=2024,
            number=2,
            kind="completion_and_candidates",
            title="2024年度民生实事完成情况和2025年度候选项目的报告",
            heard_by="standing_committee",
            due_on="2024-12-20",
            completion_year=2024,
            candidates_year=2025,
            projects=("2024-01", "2025-01"),
        ),
    ),
    (
        recorded("2024-12-18"),
        ReportSubmitted(document="示政〔2024〕88号", summary="十个项目完成九个，停车位项目结转。"),
    ),
    (
        decided("standing_committee", "2024-12-26", votes=(30, 0, 1)),
        ReportDeliberated(meeting=MEETING, summary="肯定成绩，对停车位项目提出意见。"),
    ),
    (
        decided("standing_committee", "2024-12-28", how="meeting_decision"),
        OpinionsIssued(
            number="示人常审〔2024〕6号",
            items=(
                Opinion(id="1", text="查明停车位项目滞后的原因。", unit="05", projects=("2024-06",)),
                Opinion(id="2", text="候选项目写明实施地点。"),
            ),
            reply_due_on="2025-03-28",
            document="审议意见",
        ),
    ),
    (
        recorded("2025-03-20"),
        ReplySubmitted(
            replies=(
                OpinionReply(opinion="1", text="原因是管线迁改，已于2月完成，3月复工。"),
                OpinionReply(opinion="2", text="已写明到村。"),
            ),
            document="示政函〔2025〕12号",
        ),
    ),
    (
        decided("standing_committee", "2025-04-24", votes=(18, 9, 4)),
        ReplyJudged(verdict="basically_satisfied", words="复工以后的进度要再报告。", again_by="2025-06-30"),
    ),
    (recorded("2025-07-10"), ReportClosed(conclusion="停车位项目建成，两条意见都已办理。")),
)
