"""What happened to a matter, in sentences, as far as everybody may know it?

The history of insiders tells events (`projections.sentences`). An event goes out whole or not at all, and many a one that is told
in part on every page would not be told here. So this life is told from the published row: it says no more than the row does.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from api.lives import ballots, projects, years
from api.lives.told import Act
from projections.model import Row

__all__ = ["Act", "life_of"]

LIVES: Final[Mapping[Any, Callable[[Row], list[Act]]]] = {
    "project": projects.life,
    "round": ballots.round_life,
    "evaluation": ballots.evaluation_life,
    "meeting": ballots.meeting_life,
    "cycle": years.cycle_life,
    "proposal": years.no_life,
    "finding": years.life_in_acts,
    "inspection": years.life_in_acts,
    "report": years.life_in_acts,
}
"""By the kind of the row."""


def life_of(row: Row) -> list[Act]:
    """What a published row says of the matter's life, the earliest day first."""
    return sorted(LIVES[row["kind"]](row), key=lambda act: act.on)
