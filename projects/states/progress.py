"""What has been reported of a project's money, targets and progress, and what is still to be explained?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from domain.events import Envelope, Event


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """The reports of a project."""


NO_PROGRESS = Progress()


def evolve_progress(state: Progress, event: Event, envelope: Envelope) -> Progress | None:
    """The reports after one more event; None where it is not one of theirs."""
    del state, event, envelope
    return None
