"""What comes of the votes: who is in, who is tied for what is left, and how many seats stay open?"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import ceil
from typing import TYPE_CHECKING

from tests.voting.model.rules import needed

if TYPE_CHECKING:
    from tests.voting.model.rules import Rules


@dataclass(frozen=True)
class Outcome:
    """`tied` for `left` seats, or `short` of the seats with a decision to be taken about it; otherwise decided."""

    chosen: frozenset[str]
    tied: frozenset[str] = frozenset()
    left: int = 0
    short: int = 0


@dataclass(frozen=True)
class Bases:
    """What shares are taken of."""

    due: int
    present: int
    collected: int
    valid: int


def passing(rules: Rules, purpose: str, votes: dict[str, int], bases: Bases) -> set[str]:
    """P-01, P-02: who wins the share of the base; in 再次票决 nobody is asked again, in 另行票决 a share of its own (P-08)."""
    rule = rules["threshold"]
    base, op, share = (rule["base"], rule["op"], Fraction(rule["num"], rule["den"])) if rule else ("valid", "ge", None)
    own = rules["shortfall_min_share"]
    if purpose == "shortfall" and own is not None:
        op, share = "ge", Fraction(own["num"], own["den"])
    if purpose == "tie_break" or share is None:
        return set(votes)
    of = {
        "all_deputies": bases.due, "attending": bases.present, "collected": bases.collected, "valid": bases.valid,
    }[base]  # fmt: skip
    return {name for name, number in votes.items() if number >= needed(of, op, share)}


def outcome(rules: Rules, purpose: str, votes: dict[str, int], seats: int, bases: Bases) -> Outcome:
    """P-03, P-04, P-06, P-07: the first by approvals, item by item, a tie at the cut, too few."""
    passed = passing(rules, purpose, votes, bases)
    if rules["mode"] == "itemwise":
        return Outcome(frozenset(passed))
    if len(passed) < seats:
        short = 0 if rules["shortfall"] == "accept_fewer" else seats - len(passed)
        return Outcome(frozenset(passed), short=short)
    for cut in sorted({votes[name] for name in passed}, reverse=True):
        above = frozenset(name for name in passed if votes[name] > cut)
        reached = frozenset(name for name in passed if votes[name] >= cut)
        if len(reached) == seats or (len(reached) > seats and rules["tie_break"] == "expand"):
            return Outcome(reached)
        if len(reached) > seats:
            return Outcome(above, tied=reached - above, left=seats - len(above))
    raise AssertionError("the last cut reaches everybody")


def votes_of_papers(candidates: tuple[str, ...], seats: int, papers: dict[str, int]) -> tuple[dict[str, int], int]:
    """Approvals and valid papers of patterns (f 赞成, a 反对, o 弃权, - not marked) where at most the seats may be approved."""
    valid = {marks: number for marks, number in papers.items() if marks.count("f") <= seats}
    votes = {
        name: sum(number for marks, number in valid.items() if marks[place] == "f")
        for place, name in enumerate(candidates)
    }
    return votes, sum(valid.values())


def as_far_as_the_surplus(votes: dict[str, int], seats: int, surplus: dict[str, int] | None) -> tuple[str, ...]:
    """P-08: the best of them, as many more than the seats as the surplus asks for, and whoever is tied with the last."""
    most = len(votes) if surplus is None else seats + max(1, ceil(Fraction(seats * surplus["num"], surplus["den"])))
    last = sorted(votes.values(), reverse=True)[:most][-1]
    return tuple(name for name, number in votes.items() if number >= last)
