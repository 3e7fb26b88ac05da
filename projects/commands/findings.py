"""What can be asked to be recorded about a finding 问题?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from domain.deciders import Command
from projects.commands.under import BegunUnder
from projects.events.findings import FindingSource
from projects.states.inspections import Inspection


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordFinding(Command):
    """问题登记: its number is the next of the year in which it was found; `inspection` is the number of one that was held."""

    congress: str
    found_on: date
    source: FindingSource
    projects: tuple[str, ...]
    matter: str
    place: str = ""
    raised_by: str = ""
    inspection: str = ""
    documents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordFindingUnder(BegunUnder):
    """A finding, with those of its projects that there are and the inspection that it names."""

    known: frozenset[str]
    seen_at: Inspection | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignFinding(Command):
    """交办问题; without a deadline as the rules say. To another unit where the first does not answer for it after all."""

    unit: str
    due_on: date | None = None
    document: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerFinding(Command):
    """整改答复."""

    measures: str
    result: str
    documents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptAnswer(Command):
    """认可整改, by whoever raised it."""

    checked: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnAnswer(Command):
    """退回整改, by whoever raised it."""

    reason: str
    due_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PressFinding(Command):
    """督办; it prolongs nothing."""

    reason: str
    due_on: date | None = None
    document: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EscalateFinding(Command):
    """挂牌督办, decided by a body; it prolongs nothing."""

    reason: str
    due_on: date | None = None
    document: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseFinding(Command):
    """销号."""

    conclusion: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReopenFinding(Command):
    """重新登记 of a closed finding."""

    reason: str
    due_on: date | None = None
