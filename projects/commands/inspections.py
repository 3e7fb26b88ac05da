"""What can be asked to be recorded about an inspection 视察调研?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from domain.deciders import Command
from projects.commands.under import BegunUnder, Under
from projects.events.inspections import InspectionKind


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanInspection(Command):
    """视察安排: its number is the next of the year for which it is planned."""

    congress: str
    planned_on: date
    kind: InspectionKind
    title: str
    projects: tuple[str, ...] = ()
    group: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanInspectionUnder(BegunUnder):
    """A planned inspection, with those of its projects that there are."""

    known: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldInspection(Command):
    """视察进行: without projects, those that were planned were seen."""

    count: int
    summary: str
    participants: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    projects: tuple[str, ...] = ()
    document: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldInspectionUnder(Under):
    """An inspection held, with those of its projects that there are."""

    known: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOverInspectionOpinions(Command):
    """视察意见转交; once to each who answers for them."""

    to: str
    opinions: tuple[str, ...]
    reply_due_on: date | None = None
    document: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CallOffInspection(Command):
    """取消视察."""

    reason: str
