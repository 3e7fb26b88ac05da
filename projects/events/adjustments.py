"""How is a promise changed: filed where it is minor, decided by the body where it is major?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from domain.events import Event, Value
from projects.events.values import Brief

AdjustmentKind = Literal["adjust", "suspend", "resume", "terminate"]
Outcome = Literal["adjusted", "suspended", "resumed", "terminated", "refused"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed(Value):
    """One thing that changes, said for people: `field` is content, amount, deadline, place, targets, sub_items or title."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MinorChangeFiled(Event):
    """备案: a change below every threshold, decided by the government and filed; the brief as it is from now on."""

    TOPIC: ClassVar[str] = "projects:MinorChangeFiled"
    brief: Brief
    changes: tuple[Changed, ...]
    reason: str
    profile_version: int
    document: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AdjustmentRequested(Event):
    """提请调整: what the government asks for, why, and what it does to the budget; `number` is 1, 2, … in the project.

    `brief` is the whole brief as it would be; for 暂缓, 恢复 and 终止 it is the one that stands. `crossed` names the thresholds of
    the rules that make the change a major one.
    """

    TOPIC: ClassVar[str] = "projects:AdjustmentRequested"
    number: int
    kind: AdjustmentKind
    brief: Brief
    changes: tuple[Changed, ...]
    crossed: tuple[str, ...]
    reason: str
    profile_version: int
    budget_effect: str = ""
    document: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AdjustmentDecided(Event):
    """决定调整、暂缓、恢复、终止或者不同意: the body's decision on what was asked, and the brief that stands from now on.

    `changes` are those against the brief that stood before; the body may decide less than was asked. `owed_to_session`: a
    county's decision is reported to the next full session, and owed until it is heard there.
    """

    TOPIC: ClassVar[str] = "projects:AdjustmentDecided"
    number: int
    outcome: Outcome
    brief: Brief
    owed_to_session: bool
    changes: tuple[Changed, ...] = ()
    document: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AdjustmentAnnounced(Event):
    """公布调整: under which number, in which medium."""

    TOPIC: ClassVar[str] = "projects:AdjustmentAnnounced"
    number: int
    announcement: str
    medium: str
    document: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AdjustmentHeard(Event):
    """向大会报告调整: the full session has heard it; nothing is owed any more."""

    TOPIC: ClassVar[str] = "projects:AdjustmentHeard"
    number: int
    meeting: str
    report: str = ""
