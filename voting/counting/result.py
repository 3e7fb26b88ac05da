"""What does a count say, item by item and as a whole, and by which rule?"""

from __future__ import annotations

from dataclasses import dataclass

from voting.counting.box import Box
from voting.counting.choice import Outcome, Status
from voting.shares import Notice, Quorum


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One candidate's votes, standing and reason; `required` and `passed` are None where the base was not given."""

    candidate: str
    for_: int
    against: int
    abstain: int
    not_pressed: int
    rank: int
    required: int | None
    passed: bool | None
    status: Status
    rule: str
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tied:
    """Candidates, in candidate order, with equal approvals at the cut, and the seats left for them."""

    candidates: tuple[str, ...]
    seats: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A counted round.

    `selected` and `items` stand in candidate order; a tie is an outcome and never a sort order. `because` explains the
    outcome, `rule` names what decided it (an id of rules.md).
    """

    outcome: Outcome
    rule: str
    because: str
    selected: tuple[str, ...]
    tied: Tied | None
    open_seats: int
    quorum: Quorum | None
    papers: Box
    items: tuple[Item, ...]
    notices: tuple[Notice, ...]
