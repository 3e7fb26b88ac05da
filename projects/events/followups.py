"""What happens after a bad grade: the second look 回头看, from what is owed to its end?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from domain.events import Event, Value

Cause = Literal["grade", "survey", "body"]
Escalation = Literal["inquiry", "questioning", "report"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure(Value):
    """整改措施: what is done against which problem, by when."""

    problem: str
    measure: str
    due_on: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpOwed(Event):
    """须回头看: an announced grade owes it, or a body asks for it and says why; until when the plan, until when the rectification.

    `number` is 1, 2, … in the project, `item` the number of the project or of one of its sub-items 子项.
    """

    TOPIC: ClassVar[str] = "projects:FollowUpOwed"
    number: int
    cause: Cause
    plan_due_on: str
    rectify_due_on: str
    re_evaluate: bool
    evaluation: str = ""
    item: str = ""
    grade: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RectificationPlanFiled(Event):
    """整改方案."""

    TOPIC: ClassVar[str] = "projects:RectificationPlanFiled"
    DECIDES: ClassVar[bool] = False
    number: int
    measures: tuple[Measure, ...]
    document: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RectificationReported(Event):
    """整改情况报告: what was done on every measure."""

    TOPIC: ClassVar[str] = "projects:RectificationReported"
    DECIDES: ClassVar[bool] = False
    number: int
    text: str
    document: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RectificationInspected(Event):
    """整改现场核查: what was found; `inspection` is its number where one was held."""

    TOPIC: ClassVar[str] = "projects:RectificationInspected"
    number: int
    finding: str
    satisfactory: bool
    inspection: str = ""
    document: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectReevaluated(Event):
    """再次测评: the grade of the second evaluation as it was announced, or of the first one as it was announced again, corrected."""

    TOPIC: ClassVar[str] = "projects:ProjectReevaluated"
    number: int
    evaluation: str
    item: str
    grade: str
    passed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpClosed(Event):
    """回头看结束, with what it came to."""

    TOPIC: ClassVar[str] = "projects:FollowUpClosed"
    number: int
    conclusion: str
    document: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpEscalated(Event):
    """升级处理: 专题询问, 质询 or a further report, decided by the body that the rules name."""

    TOPIC: ClassVar[str] = "projects:FollowUpEscalated"
    number: int
    how: Escalation
    reason: str
    document: str = ""
