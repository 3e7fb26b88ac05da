"""Which changes of a project were asked for, decided, announced, and which are owed to the next session?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from projects.events.adjustments import (
    AdjustmentAnnounced,
    AdjustmentDecided,
    AdjustmentHeard,
    AdjustmentRequested,
    MinorChangeFiled,
)

if TYPE_CHECKING:
    from domain.events import Envelope, Event
    from projects.events.adjustments import AdjustmentKind, Outcome

KINDS: Final[dict[str, str]] = {
    "adjust": "调整", "suspend": "暂缓实施", "resume": "恢复实施", "terminate": "终止实施",
}  # fmt: skip
OUTCOMES: Final[dict[AdjustmentKind, Outcome]] = {
    "adjust": "adjusted", "suspend": "suspended", "resume": "resumed", "terminate": "terminated",
}  # fmt: skip
"""What the body decides where it agrees."""


@dataclass(frozen=True, slots=True)
class Adjustment:
    """提请调整 and what became of it; a day is empty where the step was not taken."""

    asked: AdjustmentRequested
    asked_on: str
    decided: AdjustmentDecided | None = None
    decided_on: str = ""
    announced_on: str = ""
    heard_on: str = ""

    @property
    def owed(self) -> bool:
        """Whether it is still to be reported to the next full session."""
        return self.decided is not None and self.decided.owed_to_session and not self.heard_on


@dataclass(frozen=True, slots=True, kw_only=True)
class Adjustments:
    """The adjustments of a project by number; `stands_since` is the day of the newest filing or decision, empty before."""

    by_number: tuple[Adjustment, ...] = ()
    stands_since: str = ""

    @property
    def open(self) -> Adjustment | None:
        """The one that is asked for and not decided."""
        last = self.by_number[-1] if self.by_number else None
        return last if last is not None and last.decided is None else None

    def numbered(self, number: int) -> Adjustment | None:
        """The one with this number."""
        return self.by_number[number - 1] if 1 <= number <= len(self.by_number) else None


NO_ADJUSTMENTS = Adjustments()


def evolve_adjustments(state: Adjustments, event: Event, envelope: Envelope) -> Adjustments | None:
    """The adjustments after one more event; None where it is not one of theirs."""
    on = envelope.effective_on
    match event:
        case MinorChangeFiled():
            return replace(state, stands_since=on)
        case AdjustmentRequested():
            return replace(state, by_number=(*state.by_number, Adjustment(event, on)))
        case AdjustmentDecided():
            moved = state if event.outcome == "refused" else replace(state, stands_since=on)
            return _changed(moved, event.number, decided=event, decided_on=on)
        case AdjustmentAnnounced():
            return _changed(state, event.number, announced_on=on)
        case AdjustmentHeard():
            return _changed(state, event.number, heard_on=on)
        case _:
            return None


def _changed(state: Adjustments, number: int, **changes: AdjustmentDecided | str) -> Adjustments:
    """The same adjustments with one of them changed."""
    at = number - 1
    changed = replace(state.by_number[at], **changes)  # type: ignore[arg-type] # fields of Adjustment, by name
    return replace(state, by_number=(*state.by_number[:at], changed, *state.by_number[at + 1 :]))
