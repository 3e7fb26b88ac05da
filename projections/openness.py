"""Which settings of publication hold for the rows of a congress that are pinned to no version of its rules?

A read model keeps the section `publication` of each congress's newest profile as one row that is part of all the congress's rows;
so what is published changes with the rules, and a row as of a past position is shown under the rules of that position.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from domain.congress.events import ProfileAdopted
from domain.events import Recorded
from domain.profile import to_json
from projections.model import Row, Rows
from projections.rules import profile_of


def openness_key(congress: str) -> str:
    """The key of the row with a congress's settings, for the `parts` of the congress's rows."""
    return f"{congress}#publication"


def keys(recorded: Recorded) -> Sequence[str]:
    """The congress's settings where rules were adopted, else the row of the stream itself."""
    own = str(recorded.originator_id)
    return (openness_key(own),) if isinstance(recorded.event, ProfileAdopted) else (own,)


def adopted(rows: Rows, recorded: Recorded, event: ProfileAdopted) -> None:
    """Keep the settings of the newest rules."""
    settings = to_json(profile_of(event.profile).publication)
    rows.put(openness_key(str(recorded.originator_id)), {"publication": settings})


def settings_in(parts: Mapping[str, Row]) -> Row | None:
    """The settings among a row's parts; None where the congress has adopted no rules."""
    return next((part["publication"] for part in parts.values() if "publication" in part), None)
