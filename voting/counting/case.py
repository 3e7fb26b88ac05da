"""What is counted: the numbers of the roll, the candidates, and the papers or the totals of the signed sheet?"""

from __future__ import annotations

from dataclasses import dataclass

# One letter a candidate. A pattern is a whole paper, its letters in candidate order.
FOR = "f"
AGAINST = "a"
ABSTAIN = "o"
UNMARKED = "-"
FOR_TWICE = "F"  # the same candidate marked for more than once
ILLEGIBLE = "?"  # this item alone cannot be read; what then holds is the rule `illegible`


@dataclass(frozen=True, slots=True, kw_only=True)
class Papers:
    """Papers as a multiset, in any order and however split: (pattern, how many), and (why spoiled, how many).

    Reasons for spoiled papers: illegible 无法辨认, torn 残损, identifiable 有标记可辨认投票人, other.
    """

    patterns: tuple[tuple[str, int], ...]
    spoiled: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemTotal:
    """What one line of the signed sheet 计票结果报告单 says of one candidate, in votes."""

    for_: int
    against: int = 0
    abstain: int = 0
    not_pressed: int = 0

    @property
    def total(self) -> int:
        """All votes of the line, which must be the valid papers."""
        return self.for_ + self.against + self.abstain + self.not_pressed


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """The lines of the signed sheet in candidate order, and the invalid papers 无效票."""

    items: tuple[ItemTotal, ...]
    invalid: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """How the sentences call things here; a street's 票选 must never read 票决 (rules.md, invariant 12)."""

    voters: str = "代表"
    act: str = "票决"
    presidium: str = "主席团"


POLL = Words(act="票选")
STREET = Words(voters="议事代表", act="票选", presidium="人大街道工委")
COMMITTEE = Words(voters="常委会组成人员", act="表决", presidium="主任会议")


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One round to be counted.

    due 应到 · present 实到 · issued 发出 · collected 收回 are people or papers; each may be unknown (None), and what
    rests on it then stays unchecked. `candidates` are names without repetition, in ballot order;
    `titles` (same order) are what sentences say where the names are references. 1 ≤ seats ≤ candidates.
    """

    candidates: tuple[str, ...]
    seats: int
    votes: Papers | Totals
    due: int | None = None
    present: int | None = None
    issued: int | None = None
    collected: int | None = None
    titles: tuple[str, ...] = ()
    words: Words = Words()

    def __post_init__(self) -> None:
        """ValueError on what no caller may hand over: the edge and the deciders refuse it in their own words first."""
        if len(set(self.candidates)) != len(self.candidates):
            raise ValueError("a candidate is named twice")
        if not 1 <= self.seats <= len(self.candidates):
            raise ValueError(f"{self.seats} seats for {len(self.candidates)} candidates")
        if self.titles and len(self.titles) != len(self.candidates):
            raise ValueError("titles do not match the candidates")

    def title(self, index: int) -> str:
        """Name a candidate in a sentence: 《×××》."""
        name = (self.titles or self.candidates)[index]
        return name if name.startswith("《") else f"《{name}》"
