"""What happens to a congress 人大 itself: registration, terms, roll, rules in force, units?"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, ClassVar, Final, Literal

from domain.divisions import Level
from domain.events import Event

RollReason = Literal["by_election", "resigned", "terminated", "transferred", "died"]

ROLL_REASONS: Final[dict[RollReason, str]] = {
    "by_election": "补选",
    "resigned": "辞职",
    "terminated": "代表资格终止",
    "transferred": "调离",
    "died": "去世",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CongressRegistered(Event):
    """人大登记: a congress (or a street's 人大工委) enters the ledger under its division code."""

    TOPIC: ClassVar[str] = "congress:CongressRegistered"
    code: str
    level: Level
    name: str
    labels: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class TermBegun(Event):
    """换届: the 届 that began, its first day, and the deputies then in office."""

    TOPIC: ClassVar[str] = "congress:TermBegun"
    term: int
    began_on: str
    deputies: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RollChanged(Event):
    """代表名额变动: deputies in office before and after 补选, 辞职, 终止."""

    TOPIC: ClassVar[str] = "congress:RollChanged"
    before: int
    after: int
    reason: RollReason


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileAdopted(Event):
    """规则登记: the whole profile, under the next version; meetings, rounds and evaluations pin a version."""

    TOPIC: ClassVar[str] = "congress:ProfileAdopted"
    version: int
    profile: dict[str, Any]
    document: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CongressRenamed(Event):
    """更名: the new name and code; the old ones stay readable in the stream."""

    TOPIC: ClassVar[str] = "congress:CongressRenamed"
    name: str
    code: str
    before_name: str
    before_code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CongressMerged(Event):
    """撤并: the congress into which this one was merged."""

    TOPIC: ClassVar[str] = "congress:CongressMerged"
    into: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentErased(Event):
    """依法删除: the positions whose content is erased for good, and why; their headers stay, and so does this event.

    `people` are references of persons whom nothing else names, and whose names and phones go with the content.
    """

    TOPIC: ClassVar[str] = "congress:ContentErased"
    positions: tuple[int, ...]
    reason: str
    people: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitRegistered(Event):
    """承办单位登记: a responsible unit under its number in this congress."""

    TOPIC: ClassVar[str] = "congress:UnitRegistered"
    unit: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitRenamed(Event):
    """承办单位更名."""

    TOPIC: ClassVar[str] = "congress:UnitRenamed"
    unit: str
    name: str
    before: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitMerged(Event):
    """承办单位合并: the unit that goes on."""

    TOPIC: ClassVar[str] = "congress:UnitMerged"
    unit: str
    into: str
