"""Which rules of a profile's `evaluation` section does grading read?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from voting.shares import Share


class ThresholdRules(Protocol):
    """The shares of the base that make 满意 and, 满意 and 基本满意 together, 基本满意; null means one half."""

    @property
    def satisfied(self) -> Share | None:
        """What satisfied votes must reach."""

    @property
    def acceptable(self) -> Share | None:
        """What satisfied and basically satisfied votes together must reach."""


class EvaluationRules(Protocol):
    """The rules structurally: attributes are the keys of the section, values as CALCULATORS.md names them."""

    @property
    def evaluators(self) -> str:
        """`deputies | sc_members | street_council | residents`: how the members are called."""

    @property
    def quorum(self) -> Share | None:
        """The share of all members that must be present; null: nothing is asked."""

    @property
    def base(self) -> str:
        """`all_members` (= members), `attending` (= present) or `valid`: what a grade's share is taken of."""

    @property
    def half_is(self) -> str:
        """`pass | fail`: what exactly one half means, for both grades (G-03)."""

    @property
    def thresholds(self) -> ThresholdRules | None:
        """Other shares than one half."""

    @property
    def rate_base(self) -> str:
        """`valid | attending | all_members`: what the rates are taken of."""

    @property
    def percent_digits(self) -> int:
        """Decimals of the rates."""

    @property
    def grades(self) -> Sequence[str]:
        """The printed words of the three grades, best first."""
