"""Which changes of a project were asked for, decided, announced, and which are owed to the next session?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from domain.events import Envelope, Event


@dataclass(frozen=True, slots=True, kw_only=True)
class Adjustments:
    """The adjustments of a project."""


NO_ADJUSTMENTS = Adjustments()


def evolve_adjustments(state: Adjustments, event: Event, envelope: Envelope) -> Adjustments | None:
    """The adjustments after one more event; None where it is not one of theirs."""
    del state, event, envelope
    return None
