"""What was tried, and what was found that must not be?"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import NamedTuple


class Told(NamedTuple):
    """A command that was acknowledged: its id in the envelope, the position of its last event, how many events."""

    command: str
    position: int
    events: int


@dataclass
class Found:
    """What a fault did; `tried` counts the faults, by what they hit, and the last three say what must not be.

    `shown`: what was made to happen in order to show that it is noticed.
    """

    fault: str
    seed: int = 0
    tried: Counter[str] = field(default_factory=Counter)
    acknowledged: int = 0
    asked_again: int = 0
    events: int = 0
    checkpoints: int = 0
    shown: dict[str, int] = field(default_factory=dict)
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    false: list[str] = field(default_factory=list)

    @property
    def wrong(self) -> list[str]:
        """Everything that must not be."""
        return [*self.lost, *self.doubled, *self.false]

    def line(self) -> dict[str, object]:
        """The figures, for one JSON line."""
        seen = {"acknowledged": self.acknowledged, "asked_again": self.asked_again, "events": self.events}
        bad = {"lost": len(self.lost), "doubled": len(self.doubled), "false": len(self.false)}
        told = {"wrong": self.wrong[:5]} if self.wrong else {}
        tried = {"tried": self.tried.total(), "what": dict(self.tried)}
        return {
            "fault": self.fault,
            **tried,
            **seen,
            "checkpoints": self.checkpoints,
            **self.shown,
            **bad,
            "seed": self.seed,
            **told,
        }
