"""What of the congress do its projects share: the newest rules and the units?"""

from __future__ import annotations

from typing import Any, Final

from domain.congress import events as c
from domain.events import Event, Recorded
from domain.profile import announcement_word, body_for, recorded_profile, to_json, vote_word
from projections.deeds import when
from projections.model import Fold, Rows
from projections.projects.parts import rules_key, units_key

SECTIONS: Final = ("implementation", "lights", "follow_up", "evidence", "rounding", "publication", "archive")


def _rules(rows: Rows, recorded: Recorded, event: c.ProfileAdopted) -> None:
    profile = recorded_profile(event.profile)
    row: dict[str, Any] = {name: to_json(getattr(profile, name)) for name in SECTIONS}
    words = {"vote": vote_word(profile), "announcement": announcement_word(profile)}
    adjusting = list(body_for(profile, "adjustment_decided"))
    row |= {"version": event.version, "words": words, "adjusting": adjusting, **when(recorded)}
    rows.put(rules_key(recorded.stream), row)


def _unit(rows: Rows, recorded: Recorded, event: c.UnitRegistered | c.UnitRenamed) -> None:
    _put(rows, recorded, event.unit, name=event.name)


def _merged(rows: Rows, recorded: Recorded, event: c.UnitMerged) -> None:
    _put(rows, recorded, event.unit, merged_into=event.into)


def _put(rows: Rows, recorded: Recorded, unit: str, **changes: str) -> None:
    key = units_key(recorded.stream)
    known = (rows.get(key) or {"units": {}})["units"]
    unit_row = {"name": "", "merged_into": "", **known.get(unit, {}), **changes}
    rows.put(key, {"units": {**known, unit: unit_row}})


FOLDS: Final[dict[type[Event], Fold]] = {
    c.ProfileAdopted: _rules,
    c.UnitRegistered: _unit,
    c.UnitRenamed: _unit,
    c.UnitMerged: _merged,
}
