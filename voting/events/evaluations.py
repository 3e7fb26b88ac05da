"""What happens in a graded evaluation 测评, beside the papers' own path?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, Literal

from domain.divisions import Level
from domain.events import Body, Event, Value, stated

Subject = Literal["implementation", "rectification", "opinions"]
Venue = Literal["plenary", "delegations", "sc_meeting", "supervision_group", "street_council"]
Grade = Literal["satisfied", "basically_satisfied", "dissatisfied"]


@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluatedItem(Value):
    """What is graded: a project or one of its sub-items 子项."""

    id: str
    title: str
    unit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GradeTotals(Value):
    """One row of the signed sheet: 满意, 基本满意, 不满意, 弃权, 无效."""

    item: str
    satisfied: int
    basically_satisfied: int = 0
    dissatisfied: int = 0
    abstain: int = 0
    invalid: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemGrade(Value):
    """The grade 等次 of one item; null where the rules cannot say."""

    item: str
    grade: Grade | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluationOpened(Event):
    """开启测评: who grades what, where, on which report, under the whole profile in force."""

    TOPIC: ClassVar[str] = "voting:EvaluationOpened"
    congress: str
    code: str
    congress_name: str
    level: Level
    meeting: str
    meeting_title: str
    body: Body
    project_year: int
    number: int
    subject: Subject
    venue: Venue
    items: tuple[EvaluatedItem, ...]
    members: int
    present: int
    attendance: int
    profile_version: int
    profile: dict[str, Any]
    report: str = ""
    re_evaluation_of: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluationTotalsRecorded(Event):
    """录入测评结果: the sums of the signed sheet, typed twice; no result per delegation."""

    TOPIC: ClassVar[str] = "voting:EvaluationTotalsRecorded"
    items: tuple[GradeTotals, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluationGraded(Event):
    """评定等次: the grade of every item under the rules in force."""

    TOPIC: ClassVar[str] = "voting:EvaluationGraded"
    grades: tuple[ItemGrade, ...]
    cause: Literal["entry", "correction"] = stated("entry")


@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluationDeclared(Event):
    """当场宣布测评结果: the grade of every item as it was said."""

    TOPIC: ClassVar[str] = "voting:EvaluationDeclared"
    grades: tuple[ItemGrade, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluationAnnounced(Event):
    """公布测评结果: number, medium, and the grade of every item."""

    TOPIC: ClassVar[str] = "voting:EvaluationAnnounced"
    grades: tuple[ItemGrade, ...]
    number: str
    medium: str
    document: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluationCorrected(Event):
    """更正: one figure brought to the signed sheet; both readings stay."""

    TOPIC: ClassVar[str] = "voting:EvaluationCorrected"
    field: str
    before: int
    after: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluationVoided(Event):
    """本次测评作废, with the reason."""

    TOPIC: ClassVar[str] = "voting:EvaluationVoided"
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyRecorded(Event):
    """群众测评: a survey's method, sample and answers per item, side by side with the grade and never mixed into it."""

    TOPIC: ClassVar[str] = "voting:SurveyRecorded"
    survey: Literal["phone", "qr_code", "household", "online"]
    sample: int
    responses: int
    items: tuple[GradeTotals, ...]
    document: str = ""
