"""For which reasons is something about an inspection 视察调研 not recorded?"""

from __future__ import annotations

from domain.refusals import Refusal


class HeadsImpossible(Refusal):
    """Nobody took part, or fewer than are named, or more than there could be."""

    code = "heads_impossible"
    title = "参加人数不对"


class HeldBeforePlanned(Refusal):
    """An inspection was held before the day for which it was planned, and nothing says on which paper it was moved."""

    code = "held_before_planned"
    title = "视察早于安排的日期"
