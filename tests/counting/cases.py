"""How do the tests of counting write down a round in one line?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypedDict, Unpack

from domain.profile import Ballot, ballot_preset, check_ballot, with_rules
from voting.counting import Case, Count, ItemTotal, Papers, Totals, count

HALF_OF_ALL = {"base": "all_deputies", "op": "gt", "num": 1, "den": 2}


class Known(TypedDict, total=False):
    """The numbers of the roll and of the box that a round may know."""

    due: int | None
    present: int | None
    issued: int
    collected: int


def rules(**given: object) -> Ballot:
    """The county rules with some of them in other words."""
    return check_ballot(with_rules(ballot_preset("county"), given))


def plain(**given: object) -> Ballot:
    """Rules that ask nothing of attendance and nothing of an item: the first by approvals."""
    return rules(**{"quorum": None, "threshold": None, **given})


def papers(
    patterns: Mapping[str, int], seats: int = 1, spoiled: Mapping[str, int] | None = None, **known: Unpack[Known]
) -> Case:
    """A round of papers; candidates are 1, 2, 3 … by the letters of a pattern."""
    places = len(next(iter(patterns)))
    votes = Papers(patterns=tuple(patterns.items()), spoiled=tuple((spoiled or {}).items()))
    return Case(candidates=names(places), seats=seats, votes=votes, **known)


def sheet(*approvals: int, valid: int, seats: int = 1, invalid: int = 0, **known: Unpack[Known]) -> Case:
    """A round of totals: for each candidate its approvals, the rest of the valid papers against it."""
    lines = tuple(ItemTotal(for_=votes, against=valid - votes) for votes in approvals)
    return Case(candidates=names(len(lines)), seats=seats, votes=Totals(items=lines, invalid=invalid), **known)


def names(places: int) -> tuple[str, ...]:
    return tuple(str(place + 1) for place in range(places))


def statuses(counted: Count) -> list[str]:
    return [item.status for item in counted.items]


def decide(*approvals: int, seats: int, due: int = 100, **given: object) -> Count:
    """Count a sheet of `due` deputies who all voted, under the county rules with some in other words."""
    return count(sheet(*approvals, valid=due, seats=seats, due=due, present=due), rules(**given))
