"""What can be asked to be recorded about a special report 专项报告 and the opinions on it?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from domain.deciders import Command
from domain.events import Body
from projects.commands.under import BegunUnder, Under
from projects.events.reports import Opinion, OpinionReply, ReportKind, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanReport(Command):
    """专项报告列入计划: its number is the next of the year in which it is due.

    `completion_year` is the year whose evaluation it serves, `candidates_year` the one whose ballot; 0 where it serves none.
    """

    congress: str
    due_on: date
    kind: ReportKind
    title: str
    heard_by: Body
    completion_year: int = 0
    candidates_year: int = 0
    projects: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanReportUnder(BegunUnder):
    """A planned report, with those of its projects that there are."""

    known: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmitReport(Command):
    """提交报告."""

    document: str
    summary: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliberateReport(Command):
    """听取和审议, decided by the body that was to hear it."""

    meeting: str
    summary: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueOpinions(Command):
    """印发审议意见; without a day the reply is due as the rules say."""

    number: str
    items: tuple[Opinion, ...]
    reply_due_on: date | None = None
    document: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueOpinionsUnder(Under):
    """Opinions, with those of the projects named in them that there are."""

    known: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmitReply(Command):
    """研究处理情况报告, item by item."""

    replies: tuple[OpinionReply, ...]
    document: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgeReply(Command):
    """对研究处理情况的评判; `again_by` where a further reply is owed."""

    verdict: Verdict
    words: str = ""
    again_by: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseReport(Command):
    """办结."""

    conclusion: str = ""
