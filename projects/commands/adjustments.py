"""What can be asked to be recorded about the adjustment of a project 调整?"""

from __future__ import annotations

from dataclasses import dataclass

from domain.deciders import Command
from projects.events.adjustments import AdjustmentKind, Outcome
from projects.events.values import Brief


@dataclass(frozen=True, slots=True, kw_only=True)
class FileMinorChange(Command):
    """备案: the whole brief as it is from now on; what changes is worked out from it."""

    brief: Brief
    reason: str
    document: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestAdjustment(Command):
    """提请调整: the whole brief as it would be; none for 暂缓, 恢复 and 终止, where the one that stands goes on standing."""

    kind: AdjustmentKind
    reason: str
    brief: Brief | None = None
    budget_effect: str = ""
    document: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideAdjustment(Command):
    """决定调整: what the body decided on what was asked; a brief only where it decided less than that."""

    number: int
    outcome: Outcome
    brief: Brief | None = None
    document: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnounceAdjustment(Command):
    """公布调整."""

    number: int
    announcement: str
    medium: str
    document: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HearAdjustment(Command):
    """向大会报告调整: at which meeting, on which report."""

    number: int
    meeting: str
    report: str = ""
