"""What happens with one special report 专项报告 and the opinions 审议意见 on it?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from domain.divisions import Level
from domain.events import Body, Event, Value

ReportKind = Literal["candidates", "completion", "completion_and_candidates", "mid_year", "rectification", "adjustment"]
Verdict = Literal["satisfied", "basically_satisfied", "dissatisfied"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinion(Value):
    """One item of the 审议意见; `id` is 1, 2, … in the letter, `unit` who answers it."""

    id: str
    text: str
    unit: str = ""
    projects: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OpinionReply(Value):
    """研究处理情况 of one item."""

    opinion: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPlanned(Event):
    """专项报告列入计划: under the next number of its year (报-002); what it is on, which body hears it, by when.

    One may serve the evaluation of year Y−1 (`completion_year`) and the ballot of Y (`candidates_year`); 0 where it does not.
    """

    TOPIC: ClassVar[str] = "projects:ReportPlanned"
    congress: str
    code: str
    congress_name: str
    level: Level
    year: int
    number: int
    kind: ReportKind
    title: str
    heard_by: Body
    due_on: str
    completion_year: int = 0
    candidates_year: int = 0
    projects: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSubmitted(Event):
    """提交报告: the government's paper."""

    TOPIC: ClassVar[str] = "projects:ReportSubmitted"
    DECIDES: ClassVar[bool] = False
    document: str
    summary: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportDeliberated(Event):
    """听取和审议: at which meeting; what was said in short."""

    TOPIC: ClassVar[str] = "projects:ReportDeliberated"
    meeting: str
    summary: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpinionsIssued(Event):
    """印发审议意见: the letter's number, its items, and by when the government replies."""

    TOPIC: ClassVar[str] = "projects:OpinionsIssued"
    number: str
    items: tuple[Opinion, ...]
    reply_due_on: str
    document: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplySubmitted(Event):
    """研究处理情况报告: the government's reply, item by item; again where the first was judged wanting."""

    TOPIC: ClassVar[str] = "projects:ReplySubmitted"
    DECIDES: ClassVar[bool] = False
    replies: tuple[OpinionReply, ...]
    document: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyJudged(Event):
    """对研究处理情况的评判: by the body; `again_by` where a further reply is owed."""

    TOPIC: ClassVar[str] = "projects:ReplyJudged"
    verdict: Verdict
    words: str = ""
    again_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportClosed(Event):
    """办结."""

    TOPIC: ClassVar[str] = "projects:ReportClosed"
    conclusion: str = ""
