"""Has a list of candidates as many more than seats as the rules ask for (D-07)?"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from domain.profile.sections import Candidate


def candidates_lacking(rules: Candidate, candidates: int, seats: int) -> int | None:
    """How many candidates there must be, where there are fewer; None where there are enough.

    Candidates ≥ seats × (1 + ratio), rounded up; an equal list only where the rules allow it.
    """
    if candidates == seats and rules.allow_equal:
        return None
    ratio = rules.surplus_min_ratio
    needed = seats + -(-seats * ratio.num // ratio.den)
    return needed if candidates < needed else None
