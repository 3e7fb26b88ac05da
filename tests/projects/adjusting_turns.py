"""Who acts when on which number, and what may he ask, where adjustments and second looks are played at random?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, NamedTuple

from hypothesis import strategies as st

from domain.events import Body
from projects.events.values import Brief
from tests.projects.adjusting import BRIEF
from tests.projects.adjusting_model import Terms

CHOSEN = date(2024, 1, 18)
PROMISE = Terms(1_000, date(2024, 10, 31), 50, "提升改造农村公路。")
SHIFTS = st.sampled_from([0, 0, 0, 0, 1, 3, 10, 40, 100, -1, -15, -60])
BODIES: st.SearchStrategy[Body] = st.sampled_from(
    ["government", "congress", "standing_committee", "township_presidium"]
)
NUMBERS = st.sampled_from([0, 1, 1, 1, 2, 2, 3, 99])
ITEMS = st.sampled_from(["2024-01", "2024-01-1"])
GRADES = st.sampled_from(["evaluation-1", "evaluation-2", "evaluation-3"])
MOSTLY = st.sampled_from([True, True, True, True, False])
TERMS = st.builds(
    Terms,
    fen=st.sampled_from([1_000, 1_000, 1_050, 1_150, 1_200, 1_201, 1_300, 900, 2_000, 50]),
    until=st.sampled_from([0, 0, 10, 29, 30, 31, 45, 60, 120, -20]).map(lambda days: PROMISE.until + timedelta(days)),
    goal=st.sampled_from([50, 50, 48, 45, 44, 40, 60, 5, None]),
    what=st.sampled_from([PROMISE.what, PROMISE.what, PROMISE.what, "提升改造农村公路和桥。"]),
)
NEARBY = st.tuples(
    st.sampled_from([0, 0, 5, -5, 60, 150, -150]),
    st.sampled_from([0, 0, 5, -5, 25]),
    st.sampled_from([0, 0, 1, -1, -4]),
)


class Turn(NamedTuple):
    """How many days later somebody acts, on which number (mostly the last one), as the right body or as another."""

    days: int
    number: int
    last: bool
    right: bool
    other: Body

    def on(self, known: Sequence[Any]) -> int:
        """The number acted on, of what there is."""
        return len(known) if self.last else self.number

    def by(self, body: Any) -> Any:
        """The body that acts, where `body` is the right one."""
        return body if self.right else self.other


TURNS = st.builds(Turn, days=SHIFTS, number=NUMBERS, last=MOSTLY, right=MOSTLY, other=BODIES)


def brief(terms: Terms) -> Brief:
    """A brief that says these terms, and nothing else than the project's own."""
    goals = () if terms.goal is None else (replace(BRIEF.targets[0], planned=str(terms.goal)),)
    return replace(
        BRIEF, total_fen=terms.fen, sources=(), deadline_on=str(terms.until), deadline_text="", content=terms.what,
        targets=goals, sub_items=tuple(replace(item, amount_fen=None) for item in BRIEF.sub_items),
    )  # fmt: skip
