"""How do papers or totals become the outcome of a round, with its reasons?"""

from __future__ import annotations

from voting.counting.box import REASONS, Box
from voting.counting.case import (
    ABSTAIN,
    AGAINST,
    COMMITTEE,
    FOR,
    FOR_TWICE,
    ILLEGIBLE,
    POLL,
    STREET,
    UNMARKED,
    Case,
    ItemTotal,
    Papers,
    Totals,
    Words,
)
from voting.counting.choice import Outcome, Status
from voting.counting.count import count
from voting.counting.laws import BrokenLaw, LawsBroken
from voting.counting.result import Count, Item, Tied
from voting.counting.rules import BallotRules, NotCounted, StyleNotCounted, not_counted

__all__ = [
    "ABSTAIN",
    "AGAINST",
    "COMMITTEE",
    "FOR",
    "FOR_TWICE",
    "ILLEGIBLE",
    "POLL",
    "REASONS",
    "STREET",
    "UNMARKED",
    "BallotRules",
    "Box",
    "BrokenLaw",
    "Case",
    "Count",
    "Item",
    "ItemTotal",
    "LawsBroken",
    "NotCounted",
    "Outcome",
    "Papers",
    "Status",
    "StyleNotCounted",
    "Tied",
    "Totals",
    "Words",
    "count",
    "not_counted",
]
