"""What must an item win to pass?"""

from __future__ import annotations

from dataclasses import dataclass

from voting.counting.box import Box
from voting.counting.case import Case
from voting.counting.rules import ThresholdRule
from voting.shares import required


@dataclass(frozen=True, slots=True)
class Bar:
    """What an item must win: the rule, its base in numbers where that is given, and the votes that it asks for."""

    rule: ThresholdRule | None
    base: int | None
    required: int | None

    def passes(self, approvals: int) -> bool | None:
        """Compare; True without a rule, None without a base."""
        if self.rule is None:
            return True
        return None if self.required is None else approvals >= self.required


def set_bar(case: Case, box: Box, rule: ThresholdRule | None) -> Bar:
    """Find the base among the numbers of the case; a base that was not given leaves the bar unset (P-01, P-02)."""
    if rule is None:
        return Bar(None, None, None)
    bases = {"all_deputies": case.due, "attending": case.present, "collected": box.collected, "valid": box.valid}
    base = bases[rule.base]
    return Bar(rule, base, None if base is None else required(base, rule))
