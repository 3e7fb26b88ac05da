"""How is what happened with a special report 专项报告 and the opinions on it told?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from domain.actors import BODIES
from domain.calendar import say_day
from domain.events import Event
from projections.sentences.words import Names, Shown, inline, meeting_said
from projections.words.sessions import GRADES
from projections.words.years import REPORT_KINDS
from projects.events import reports as r
from projects.numbers import REPORT


def planned(event: r.ReportPlanned, _names: Names, _shown: Shown) -> str:
    """专项报告列入计划."""
    return (
        f"专项报告{REPORT.say(event.year, event.number)}《{event.title}》（{REPORT_KINDS[event.kind]}）列入计划，"
        f"由{BODIES[event.heard_by]}听取，{say_day(event.due_on)}前提交"
    )


def submitted(event: r.ReportSubmitted, _names: Names, _shown: Shown) -> str:
    """提交报告."""
    return f"提交报告（{event.document}）" + (f"：{inline(event.summary)}" if event.summary else "")


def deliberated(event: r.ReportDeliberated, _names: Names, _shown: Shown) -> str:
    """听取和审议."""
    return f"{meeting_said(event.meeting, '会议')}听取和审议报告" + (
        f"：{inline(event.summary)}" if event.summary else ""
    )


def opinions_issued(event: r.OpinionsIssued, _names: Names, _shown: Shown) -> str:
    """印发审议意见."""
    items = "；".join(f"{item.id}．{inline(item.text)}" for item in event.items)
    return (
        f"印发审议意见（{event.number}）{len(event.items)}条，{say_day(event.reply_due_on)}前报告研究处理情况：{items}"
    )


def reply_submitted(event: r.ReplySubmitted, _names: Names, _shown: Shown) -> str:
    """研究处理情况报告."""
    replies = "；".join(f"{reply.opinion}．{inline(reply.text)}" for reply in event.replies)
    return f"政府报告审议意见研究处理情况：{replies}"


def reply_judged(event: r.ReplyJudged, _names: Names, _shown: Shown) -> str:
    """对研究处理情况的评判."""
    again = f"，要求{say_day(event.again_by)}前再次报告" if event.again_by else ""
    return f"对研究处理情况评判为{GRADES[event.verdict]}{again}" + (f"：{inline(event.words)}" if event.words else "")


def closed(event: r.ReportClosed, _names: Names, _shown: Shown) -> str:
    """办结."""
    return "办结" + (f"：{inline(event.conclusion)}" if event.conclusion else "")


TELLS: Final[Mapping[type[Event], Any]] = {
    r.ReportPlanned: planned,
    r.ReportSubmitted: submitted,
    r.ReportDeliberated: deliberated,
    r.OpinionsIssued: opinions_issued,
    r.ReplySubmitted: reply_submitted,
    r.ReplyJudged: reply_judged,
    r.ReportClosed: closed,
}
