"""How far has the keying of a bundle of papers come, and on which papers do its two tellers differ?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from domain.events import Value

TELLERS: Final = 2
"""Every bundle is keyed by two people, blind to each other."""

Status = Literal["keying", "differs", "agreed", "reviewed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Face(Value):
    """What one paper says: `marks`, a letter a candidate, or why it is spoiled; `doubtful` where its reader would ask."""

    marks: str = ""
    spoiled: str = ""
    doubtful: bool = False

    @property
    def reading(self) -> tuple[str, str]:
        """What counts of it."""
        return self.marks, self.spoiled


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided(Value):
    """What a scrutineer with the paper in hand said that it says, and why."""

    face: Face
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """The papers with the running numbers `first` to `last`; `keyed` holds for each teller what he keyed, by number.

    `finished` are the tellers who have said that they keyed all of it, `editors` those who decided a paper of it.
    """

    number: int
    first: int
    last: int
    keyed: Mapping[str, Mapping[int, Face]] = field(default_factory=dict)
    finished: frozenset[str] = frozenset()
    decided: Mapping[int, Decided] = field(default_factory=dict)
    editors: frozenset[str] = frozenset()
    reviewer: str = ""

    @property
    def size(self) -> int:
        """How many papers it has."""
        return self.last - self.first + 1

    @property
    def numbers(self) -> range:
        """The running numbers of its papers."""
        return range(self.first, self.last + 1)

    @property
    def compared(self) -> bool:
        """Whether both tellers have keyed all of it, so that somebody may see both readings."""
        return len(self.finished) == TELLERS

    @property
    def in_question(self) -> tuple[int, ...]:
        """The papers on which the tellers differ, or which one of them doubts; none before both have finished."""
        if not self.compared:
            return ()
        one, two = (self.keyed[teller] for teller in sorted(self.finished))
        return tuple(
            number
            for number in self.numbers
            if one[number].reading != two[number].reading or one[number].doubtful or two[number].doubtful
        )

    @property
    def undecided(self) -> tuple[int, ...]:
        """Those of them that no scrutineer has decided yet."""
        return tuple(number for number in self.in_question if number not in self.decided)

    @property
    def status(self) -> Status:
        """Where the bundle stands."""
        if not self.compared:
            return "keying"
        if self.undecided:
            return "differs"
        return "reviewed" if self.reviewer else "agreed"

    def face(self, number: int) -> Face:
        """What the paper says after all: as it was decided, else as both keyed it."""
        if number in self.decided:
            return self.decided[number].face
        return self.keyed[min(self.finished)][number]
