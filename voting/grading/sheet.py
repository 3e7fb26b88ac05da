"""What stands on the signed sheet of an evaluation 测评, and what is said of each of its rows?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from voting.shares import Notice, Quorum

Grade = Literal["satisfied", "basically_satisfied", "dissatisfied"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One item's votes: 满意, 基本满意, 不满意, 弃权, 无效. Sentences say the `title` where `item` is a reference."""

    item: str
    satisfied: int = 0
    basically_satisfied: int = 0
    dissatisfied: int = 0
    abstain: int = 0
    invalid: int = 0
    title: str = ""

    @property
    def acceptable(self) -> int:
        """满意 and 基本满意 together."""
        return self.satisfied + self.basically_satisfied

    @property
    def valid(self) -> int:
        """All votes but the invalid ones; an abstention is valid."""
        return self.acceptable + self.dissatisfied + self.abstain


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The rows in order, with all members 全体组成人员 and those present 到会; either may be unknown (None)."""

    rows: tuple[Row, ...]
    members: int | None = None
    present: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GradedItem:
    """One item's grade with its arithmetic.

    `required` votes of `base` make 满意, `required_acceptable` 基本满意. Grade and numbers are None where unknown;
    rates are strings without the sign, None when their base is 0 or unknown.
    """

    item: str
    grade: Grade | None
    base: int | None
    required: int | None
    required_acceptable: int | None
    satisfied_rate: str | None
    acceptable_rate: str | None
    rule: str
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Graded:
    """A graded sheet."""

    items: tuple[GradedItem, ...]
    quorum: Quorum | None
    notices: tuple[Notice, ...]
