"""Who is chosen, who stands tied at the cut, and do too few pass?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from voting.counting.rules import BallotRules

Outcome = Literal["decided", "tied", "shortfall", "void", "no_quorum"]
Status = Literal["selected", "tied", "not_selected", "below_threshold", "not_decided"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The decision by places in candidate order.

    `cut` is the number of approvals at which the last seat is given, None where every passing item has a seat.
    `expanded` are those of the selected who came in together because they were equal at the cut. `rule` is the rule of
    rules.md that decided.
    """

    outcome: Outcome
    rule: str
    selected: frozenset[int] = frozenset()
    expanded: frozenset[int] = frozenset()
    tied: frozenset[int] = frozenset()
    tied_seats: int = 0
    cut: int | None = None


def choose(approvals: Sequence[int], passed: Sequence[bool | None], seats: int, rules: BallotRules) -> Choice:
    """Choose among those who pass; `passed` is None where the threshold could not be applied."""
    if rules.mode == "itemwise":
        return _item_by_item(passed)
    passing = [place for place, passes in enumerate(passed) if passes is not False]
    if len(passing) < seats:
        outcome: Outcome = "decided" if rules.shortfall == "accept_fewer" else "shortfall"
        return Choice(outcome=outcome, rule="P-07", selected=frozenset(passing))
    return _top(approvals, passing, seats, expand=rules.tie_break == "expand")


def ranks(approvals: Sequence[int]) -> tuple[int, ...]:
    """Rank all candidates by approvals, equal ones alike and the places behind them left out: 1, 2, 2, 4 (P-03)."""
    descending = sorted(approvals, reverse=True)
    first_place = {votes: place for place, votes in reversed(list(enumerate(descending, start=1)))}
    return tuple(first_place[votes] for votes in approvals)


def _item_by_item(passed: Sequence[bool | None]) -> Choice:
    """Take every item that passes (P-04); an item whose passing is unknown is left undecided, not taken."""
    selected = frozenset(place for place, passes in enumerate(passed) if passes)
    return Choice(outcome="decided", rule="P-04", selected=selected)


def _top(approvals: Sequence[int], passing: Sequence[int], seats: int, *, expand: bool) -> Choice:
    cut = sorted((approvals[place] for place in passing), reverse=True)[seats - 1]
    above = frozenset(place for place in passing if approvals[place] > cut)
    at_cut = frozenset(place for place in passing if approvals[place] == cut)
    if len(above) + len(at_cut) == seats:
        return Choice(outcome="decided", rule="P-03", selected=above | at_cut, cut=cut)
    if expand:
        return Choice(outcome="decided", rule="P-06", selected=above | at_cut, expanded=at_cut, cut=cut)
    return Choice(outcome="tied", rule="P-06", selected=above, tied=at_cut, tied_seats=seats - len(above), cut=cut)
