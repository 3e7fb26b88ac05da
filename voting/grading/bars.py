"""How many votes make 满意, and how many 基本满意?"""

from __future__ import annotations

from dataclasses import dataclass

from voting.grading.rules import EvaluationRules
from voting.shares import Share, required


@dataclass(frozen=True, slots=True)
class OneHalf:
    """One half of the base, exactly half being enough (`ge`) or not (`gt`)."""

    op: str
    num: int = 1
    den: int = 2


@dataclass(frozen=True, slots=True)
class Bars:
    """The shares of one base for the two better grades; no number of votes where the base is unknown."""

    base: int | None
    satisfied: Share
    acceptable: Share

    @property
    def required(self) -> int | None:
        """Satisfied votes needed for 满意."""
        return None if self.base is None else required(self.base, self.satisfied)

    @property
    def required_acceptable(self) -> int | None:
        """Satisfied and basically satisfied votes needed for 基本满意."""
        return None if self.base is None else required(self.base, self.acceptable)


def set_bars(rules: EvaluationRules, base: int | None) -> Bars:
    """Take the shares of the rules, one half by `half_is` where they name none (rules.md G-02, G-03)."""
    half = OneHalf("ge" if rules.half_is == "pass" else "gt")
    given = rules.thresholds
    if given is None:
        return Bars(base, half, half)
    return Bars(base, given.satisfied or half, given.acceptable or half)
