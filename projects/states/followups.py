"""Where does the second look 回头看 of a project stand?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from domain.events import Envelope, Event


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUps:
    """The second looks of a project."""


NO_FOLLOW_UPS = FollowUps()


def evolve_follow_ups(state: FollowUps, event: Event, envelope: Envelope) -> FollowUps | None:
    """The second looks after one more event; None where it is not one of theirs."""
    del state, event, envelope
    return None
