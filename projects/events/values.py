"""Which small values do the events of a project's way share: amounts, targets, places, what is promised?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from domain.events import Body, Value, stated

Source = Literal[
    "central", "province", "city", "county", "township", "special_bond", "social_capital", "village_own", "other",
]  # fmt: skip
Nature = Literal["construction", "service", "policy"]
Sense = Literal["at_least", "at_most"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceAmount(Value):
    """An amount in fen from one source 中央、省、市、县、乡镇、专项债、社会资本、村集体及自筹、其他."""

    source: Source
    amount_fen: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Amounts(Value):
    """The four amounts 下达、到位、支付、完成投资, cumulative, in fen; null where nothing was reported (rules.md §6.0)."""

    allotted_fen: int | None = None
    received_fen: int | None = None
    paid_fen: int | None = None
    completed_fen: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Target(Value):
    """目标任务: `planned` as an exact decimal text in `unit`; `at_most` for what must not rise (失业率). `id` is 1, 2, … in its list."""

    id: str
    name: str
    unit: str
    planned: str
    sense: Sense = stated("at_least")


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetDone(Value):
    """How much of a target is done since the beginning, in its unit; counted by whom, on which list, where that is known."""

    target: str
    done: str
    counted_by: str = ""
    document: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place(Value):
    """实施地点: in words, and the division code (4 to 12 digits) where it has one."""

    name: str
    division: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SubItem(Value):
    """子项: part of a project under its own number 1, 2, …; it may have its own unit, amount and targets."""

    id: str
    title: str
    unit: str = ""
    amount_fen: int | None = None
    targets: tuple[Target, ...] = ()
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief(Value):
    """What a project is and promises: the line of the list, the ballot and the 台账.

    `unit` and `cooperating` are numbers of 承办单位 in the congress. `total_fen` is the amount as it is or will be printed on the
    ballot, `total_text` its words where it is approximate (约, 余); `deadline_on` the last day, `deadline_text` its words.
    """

    title: str
    nature: Nature
    category: str = ""
    content: str = ""
    places: tuple[Place, ...] = ()
    unit: str = ""
    cooperating: tuple[str, ...] = ()
    targets: tuple[Target, ...] = ()
    sub_items: tuple[SubItem, ...] = ()
    total_fen: int | None = None
    total_text: str = ""
    sources: tuple[SourceAmount, ...] = ()
    deadline_on: str = ""
    deadline_text: str = ""
    cross_year: bool = False
    stage_goal: str = ""
    beneficiaries: str = ""
    investment_code: str = ""
    budget_code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed(Value):
    """One step of review: which body, on which day, at which meeting, on which paper."""

    step: str
    body: Body
    on: str
    meeting: str = ""
    document: str = ""
