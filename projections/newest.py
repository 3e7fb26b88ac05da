"""What of a congress's newest rules do its rows need that are pinned to no version of them?

A read model keeps what is published, and from when on an entry counts as late, of each congress's newest profile as one row that is
part of all the congress's rows; so both change with the rules, and a row as of a past position is shown under the rules of that position.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from domain.calendar import days_late
from domain.congress.events import ProfileAdopted
from domain.events import Event, Recorded
from domain.profile import compose, recorded_profile, to_json
from projections.deeds import deed
from projections.model import Row, Rows

LATE_AFTER_DAYS: Final[int] = compose()["implementation"]["late_after_days"]
"""Where the congress has adopted no rules: as the profiles are shipped."""


def rules_key(congress: str) -> str:
    """The key of the row with a congress's newest rules, for the `parts` of the congress's rows."""
    return f"{congress}#rules"


def keys(recorded: Recorded) -> Sequence[str]:
    """The congress's rules where some were adopted, else the row of the stream itself."""
    own = recorded.stream
    return (rules_key(own),) if isinstance(recorded.event, ProfileAdopted) else (own,)


def adopted(rows: Rows, recorded: Recorded, event: ProfileAdopted) -> None:
    """Keep what the newest rules say."""
    profile = recorded_profile(event.profile)
    kept = {"publication": to_json(profile.publication), "late_after_days": profile.implementation.late_after_days}
    rows.put(rules_key(recorded.stream), kept)


def publication_in(parts: Mapping[str, Row]) -> Row | None:
    """What is published, from a row's parts; None where the congress has adopted no rules."""
    return next((part["publication"] for part in parts.values()), None)


def stage(status: str, due_on: str = "") -> dict[str, Any]:
    """What stands beside the status: whether the matter is open, and until when an answer, a report or a reply is owed."""
    return {"status": status, "open": status != "closed", "owed_on": due_on}


def add_act(rows: Rows, recorded: Recorded, event: Event, act: str, **changes: Any) -> None:
    """One more act on the row; `against` is until when something was owed as it happened. No row: its first event was erased."""
    own = recorded.stream
    row = rows.get(own)
    if row is not None:
        told = {"act": act, **deed(recorded, event), "against": row["owed_on"]}
        rows.put(own, {**row, "acts": [*row["acts"], told], **changes}, row["code"])


def acts_shown(row: Row, parts: Mapping[str, Row], words: Mapping[str, str], *answers: str) -> list[dict[str, Any]]:
    """The acts in words; those that answer what was owed say by how many days they came too late."""
    return [_shown(act, parts, words, answers=act["act"] in answers) for act in row["acts"]]


def _shown(act: Row, parts: Mapping[str, Row], words: Mapping[str, str], *, answers: bool) -> dict[str, Any]:
    told = {**entered(act, parts), "word": words[act["act"]]}
    against = told.pop("against", "")
    late = {"late_days": days_late(against, act["on"]) if against else 0} if answers else {}
    return {**told, **late}


def entered(act: Row, parts: Mapping[str, Row]) -> dict[str, Any]:
    """The act with whether it was entered late, 补录."""
    after = next((part["late_after_days"] for part in parts.values()), LATE_AFTER_DAYS)
    return {**act, "late": days_late(act["on"], act["recorded_on"]) > after}
