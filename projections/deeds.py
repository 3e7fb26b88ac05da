"""What does a row keep of an act: what it says, on which day, by whom and by which body?"""

from __future__ import annotations

from typing import Any

from domain.calendar import day_recorded
from domain.events import Event, Recorded
from projections.model import plain, plain_but


def said(recorded: Recorded, event: Event) -> dict[str, Any]:
    """What an event says, the day on which it happened, and the decision that it rests on."""
    return {
        **plain(event),
        "on": recorded.envelope.effective_on,
        "decided_by": plain(recorded.envelope.decided_by),
    }


def people(recorded: Recorded) -> dict[str, Any]:
    """Who typed and who confirmed, by reference and role."""
    return {"by": plain(recorded.envelope.by), "approved_by": plain(recorded.envelope.approved_by)}


def when(recorded: Recorded) -> dict[str, Any]:
    """The day on which something happened, that on which it was typed, and the position by which it is found in the log."""
    envelope = recorded.envelope
    typed = day_recorded(envelope.at) if envelope.at else envelope.effective_on
    return {"on": envelope.effective_on, "recorded_on": typed, "position": recorded.position}


def deed(recorded: Recorded, event: Event, *but: str) -> dict[str, Any]:
    """What an event says beside the fields named, when, where in the log, and the decision that it rests on."""
    return {**plain_but(event, *but), **when(recorded), "decided_by": plain(recorded.envelope.decided_by)}
