"""What happens with one inspection 视察调研: planned, held, opinions handed over?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from domain.divisions import Level
from domain.events import Event

InspectionKind = Literal["inspection", "research", "pre_session", "rectification"]


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectionPlanned(Event):
    """视察安排: under the next number of its year (视-003); which projects or candidates (会前视察), which group, when."""

    TOPIC: ClassVar[str] = "projects:InspectionPlanned"
    congress: str
    code: str
    congress_name: str
    level: Level
    year: int
    number: int
    kind: InspectionKind
    title: str
    planned_on: str
    projects: tuple[str, ...] = ()
    group: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectionHeld(Event):
    """视察进行: who took part (by reference), how many, where, what was seen; findings are recorded on their own."""

    TOPIC: ClassVar[str] = "projects:InspectionHeld"
    DECIDES: ClassVar[bool] = False
    count: int
    summary: str
    participants: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    projects: tuple[str, ...] = ()
    document: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectionOpinionsHandedOver(Event):
    """视察意见转交: to whom, what was suggested."""

    TOPIC: ClassVar[str] = "projects:InspectionOpinionsHandedOver"
    DECIDES: ClassVar[bool] = False
    to: str
    opinions: tuple[str, ...]
    reply_due_on: str = ""
    document: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectionCalledOff(Event):
    """取消视察, with the reason."""

    TOPIC: ClassVar[str] = "projects:InspectionCalledOff"
    reason: str
