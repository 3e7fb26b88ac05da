"""What can be asked about a special report 专项报告 and the opinions on it, and what has to be read before it is decided?"""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from domain.streams import report_id
from domain.usecase import UseCase, existing
from projects.application.informing import congress_named, in_congress, on, under
from projects.application.naming import projects_known
from projects.commands import reports as c
from projects.deciders.reports import REPORT

if TYPE_CHECKING:
    from domain.usecase import Numbered, Reader


def _stream(asked: c.PlanReport, number: int) -> UUID:
    return report_id(congress_named(asked), asked.due_on.year, number)


def _plan(read: Reader, stream: UUID, command: Numbered) -> c.PlanReportUnder:
    begun = in_congress(read, stream, command)
    known = projects_known(read, begun.asked.congress, begun.asked.projects)
    return c.PlanReportUnder(asked=begun.asked, number=begun.number, congress=begun.congress, known=known)


def _issue(read: Reader, stream: UUID, asked: c.IssueOpinions) -> c.IssueOpinionsUnder:
    told = under(REPORT, "这个专项报告")(read, stream, asked)
    home = existing(read(REPORT, stream), "这个专项报告").home
    named = [number for item in asked.items for number in item.projects]
    known = projects_known(read, home.congress, named, "/items")
    return c.IssueOpinionsUnder(asked=asked, congress=told.congress, known=known)


USE_CASES: tuple[UseCase, ...] = (
    UseCase(c.PlanReport, REPORT, inform=_plan, series=_stream),
    UseCase(c.IssueOpinions, REPORT, inform=_issue),
    *on(REPORT, "这个专项报告", c.SubmitReport, c.DeliberateReport, c.SubmitReply, c.JudgeReply, c.CloseReport),
)
