"""Which body does what at each level, and which numbers do the rules name?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from math import ceil
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from domain.events import Envelope

PRESIDING = {
    "county": {"session_presidium"},
    "township": {"township_presidium"},
    "street": {"street_npc_office"},
    "city": {"chairpersons_meeting", "session_presidium"},
}
VOTING = {
    "county": {"congress"},
    "township": {"congress"},
    "street": {"street_council"},
    "city": {"congress", "standing_committee"},
}
ANNOUNCING = {
    "county": {"session_presidium"},
    "township": {"township_presidium"},
    "street": {"street_npc_office", "street_party_committee"},
    "city": {"standing_committee", "session_presidium"},
}
MOST = 10**9


@dataclass(frozen=True)
class Rules:
    """A profile as JSON, asked by what the catalogue calls things. The city's mode is 票选+决定."""

    profile: dict[str, Any]

    @property
    def level(self) -> str:
        level: str = self.profile["level"]
        return level

    def __getitem__(self, name: str) -> Any:
        return self.profile["ballot"][name]

    @property
    def on_paper(self) -> bool:
        return bool(self["method"] == "paper_secret")

    @property
    def blocks(self) -> bool:
        """Whether a missing signed sheet blocks the announcement."""
        return bool(self.profile["evidence"]["signed_sheet"] == "block")

    def kept_until(self, opened: str) -> str:
        days = self.profile["archive"]["ballots_days_after_session"]
        return (date.fromisoformat(opened) + timedelta(days=days)).isoformat()

    def quorum_of(self, due: int) -> int:
        rule = self["quorum"]
        return 0 if rule is None else needed(due, rule["op"], Fraction(rule["num"], rule["den"]))

    def list_is_long_enough(self, candidates: int, seats: int) -> bool:
        rule = self.profile["candidate"]
        surplus = Fraction(rule["surplus_min_ratio"]["num"], rule["surplus_min_ratio"]["den"])
        equal = rule["allow_equal"] and candidates == seats
        return 1 <= seats <= candidates and (equal or candidates >= ceil(seats * (1 + surplus)))

    def shortfall_resolved_by(self) -> set[str]:
        return {"standing_committee"} if self["shortfall"] == "defer_to_sc" else PRESIDING[self.level]


def needed(base: int, op: str, share: Fraction) -> int:
    """以上 includes the number, 过 does not; nobody is chosen by no votes."""
    exact = base * share
    return max(1, ceil(exact) if op == "ge" else int(exact) + 1)


def by(envelope: Envelope, bodies: set[str]) -> bool:
    """One of `bodies` decided it."""
    return envelope.decided_by is not None and envelope.decided_by.body in bodies


def two(envelope: Envelope) -> bool:
    """Two different people stand behind it."""
    return envelope.approved_by is not None and envelope.approved_by.ref != envelope.by.ref


def says(text: str) -> bool:
    """The text says something, and everybody sees what."""
    return bool(text.strip()) and text == text.strip() and text.isprintable()


def possible(*numbers: int) -> bool:
    """So many people or papers there can be."""
    return all(0 <= number <= MOST for number in numbers)


def is_hash(text: str) -> bool:
    return len(text) == 64 and set(text) <= set("0123456789abcdef")
