"""What of a congress's newest rules do its rows need that are pinned to no version of them?

A read model keeps what is published, and from when on an entry counts as late, of each congress's newest profile as one row that is
part of all the congress's rows; so both change with the rules, and a row as of a past position is shown under the rules of that position.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from domain.calendar import days_late
from domain.congress.events import ProfileAdopted
from domain.events import Recorded
from domain.profile import to_json
from projections.model import Row, Rows
from projections.rules import profile_of

LATE_AFTER_DAYS = 7
"""Where the congress has adopted no rules."""


def rules_key(congress: str) -> str:
    """The key of the row with a congress's newest rules, for the `parts` of the congress's rows."""
    return f"{congress}#rules"


def keys(recorded: Recorded) -> Sequence[str]:
    """The congress's rules where some were adopted, else the row of the stream itself."""
    own = str(recorded.originator_id)
    return (rules_key(own),) if isinstance(recorded.event, ProfileAdopted) else (own,)


def adopted(rows: Rows, recorded: Recorded, event: ProfileAdopted) -> None:
    """Keep what the newest rules say."""
    profile = profile_of(event.profile)
    kept = {"publication": to_json(profile.publication), "late_after_days": profile.implementation.late_after_days}
    rows.put(rules_key(str(recorded.originator_id)), kept)


def publication_in(parts: Mapping[str, Row]) -> Row | None:
    """What is published, from a row's parts; None where the congress has adopted no rules."""
    return next((part["publication"] for part in parts.values()), None)


def entered(act: Row, parts: Mapping[str, Row]) -> dict[str, Any]:
    """The act with whether it was entered late, 补录."""
    after = next((part["late_after_days"] for part in parts.values()), LATE_AFTER_DAYS)
    return {**act, "late": days_late(act["on"], act["recorded_on"]) > after}
