"""How is last year's work graded: the `evaluation` section, exactly the `rules` of `minsheng grade`?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from domain.events import Value
from domain.profile.shares import Items, Limit, Percent, Range, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluationQuorum(Limit):
    """法定人数: a share of all members who may grade (B-04; 地方组织法 art. 51 for a standing committee: more than half)."""

    of: Literal["members"] = "members"


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds(Value):
    """等次门槛: shares of the base for 满意 and for 满意 and 基本满意 together; null means one half, read by `half_is`."""

    satisfied: Limit | None = None
    acceptable: Limit | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights(Value):
    """综合权重 in whole percent (镇海2013: 60 residents, 30 leaders, 10 online); together 100."""

    public: Percent = 0
    deputies: Percent = 0
    leaders: Percent = 0
    online: Percent = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation(Value):
    """测评规则 (rules.md §8; CALCULATORS.md where the two differ).

    `grades` holds the printed words of the three grades, best first, and after them that of 弃权 where there is one.
    `half_is` says what exactly one half means (G-03). `rectify_below` is a rate in whole percent (石鼓: 70).
    """

    evaluators: Literal["deputies", "sc_members", "street_council", "residents"]
    where: Literal["plenary", "delegations", "sc_meeting", "supervision_group", "street_council", "survey"]
    unit: Literal["project", "sub_item"]
    quorum: EvaluationQuorum | None
    base: Literal["all_members", "attending", "valid"]
    half_is: Literal["pass", "fail"]
    rate_base: Literal["valid", "attending", "all_members"]
    percent_digits: Annotated[int, Range(0, 6)]
    rounding: Literal["half_up"]
    grades: Annotated[tuple[Annotated[str, Text(12)], ...], Items(3, 4)]
    unmarked: Literal["exclude", "abstain"]
    thresholds: Thresholds | None
    rectify_on: Annotated[tuple[Annotated[str, Text(12)], ...], Items(0, 2)]
    composite_weights: Weights | None
    rectify_below: Annotated[int, Range(1, 100)] | None
