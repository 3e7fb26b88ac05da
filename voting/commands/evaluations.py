"""What can be asked to be recorded about an evaluation?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from domain.congress.state import Congress
from domain.deciders import Command
from voting.commands.papers import Change
from voting.events.evaluations import EvaluatedItem, GradeTotals, Subject, Venue
from voting.states.evaluations import Evaluation
from voting.states.meetings import Meeting


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenEvaluation(Command):
    """开启测评: what is graded at which meeting; `re_evaluation_of` names the evaluation that is done again."""

    meeting: str
    project_year: int
    number: int = 1
    subject: Subject = "implementation"
    venue: Venue
    items: tuple[EvaluatedItem, ...]
    report: str = ""
    re_evaluation_of: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenEvaluationAt(Command):
    """The evaluation asked for, with the meeting, the congress and the evaluation that is done again.

    `before` are those of the same year and subject that this meeting has held already.
    """

    asked: OpenEvaluation
    meeting: Meeting
    congress: Congress
    earlier: Evaluation | None = None
    before: tuple[Evaluation, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordGrades(Command):
    """录入测评结果: the sheet typed by one person and, independently, by another."""

    first: tuple[GradeTotals, ...]
    second: tuple[GradeTotals, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclareGrades(Command):
    """当场宣布测评结果."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnounceGrades(Command):
    """公布测评结果."""

    number: str
    medium: str
    document: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectEvaluation(Command):
    """更正到签字的报告单."""

    changes: tuple[Change, ...]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VoidEvaluation(Command):
    """本次测评作废."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordSurvey(Command):
    """群众测评: method, sample and sums of answers; side by side with the grades, never mixed in."""

    survey: Literal["phone", "qr_code", "household", "online"]
    sample: int
    responses: int
    items: tuple[GradeTotals, ...]
    document: str = ""
