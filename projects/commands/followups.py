"""What can be asked to be recorded about the second look at a project 回头看?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from domain.deciders import Command
from domain.events import Value
from projects.events.followups import Escalation


@dataclass(frozen=True, slots=True, kw_only=True)
class OweFollowUp(Command):
    """须回头看. It follows from an announced grade or a recorded survey; nobody asks for it."""

    cause: Literal["grade", "survey"]
    evaluation: str
    item: str
    grade: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenFollowUp(Command):
    """要求回头看: a body asks for it, grade or no grade; `item` is the number of a sub-item 子项, the whole project without it."""

    reason: str
    item: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedMeasure(Value):
    """整改措施: what is done against which problem, by which day."""

    problem: str
    measure: str
    due_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRectificationPlan(Command):
    """报送整改方案; a later one takes the place of the one before."""

    number: int
    measures: tuple[PlannedMeasure, ...]
    document: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRectification(Command):
    """报告整改情况."""

    number: int
    text: str
    document: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectRectification(Command):
    """整改现场核查; `inspection` is the number of the inspection where one was held."""

    number: int
    finding: str
    satisfactory: bool
    inspection: str = ""
    document: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReevaluateProject(Command):
    """再次测评. It follows from an announced re-evaluation, or from the same evaluation announced again; nobody asks for it.

    `re_evaluation_of` is the evaluation that was held again, empty where `evaluation` itself was corrected.
    """

    evaluation: str
    item: str
    grade: str
    passed: bool
    re_evaluation_of: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseFollowUp(Command):
    """结束回头看, with what it came to."""

    number: int
    conclusion: str
    document: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EscalateFollowUp(Command):
    """升级处理: what the rules provide for where it is still bad."""

    number: int
    how: Escalation
    reason: str
    document: str = ""
