"""Which congresses are there, with which deputies, terms, units and versions of their rules?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from domain.congress import events as c
from domain.divisions import LEVEL_NAMES
from domain.events import Event, Recorded
from projections.deeds import people, said
from projections.model import Fold, ReadModel, Row, Rows


def keys(recorded: Recorded) -> Sequence[str]:
    """The congress, its units, or the congress and a version of its rules."""
    own = recorded.stream
    match recorded.event:
        case c.UnitRegistered() | c.UnitRenamed() | c.UnitMerged():
            return (f"{own}#units",)
        case c.ProfileAdopted(version=version):
            return own, profile_key(own, version)
        case _:
            return (own,)


def shown(head: Row, parts: Mapping[str, Row]) -> dict[str, Any]:
    """A congress with its units; the text of a version of its rules is a part of its own (`profile_key`)."""
    row = {"kind": "congress", "level_word": LEVEL_NAMES[head["level"]], **head}
    units: Row = next((part["units"] for key, part in parts.items() if key.endswith("#units")), {})
    row["units"] = [{"unit": number, **unit} for number, unit in units.items()]
    del row["parts"]
    return row


def profile_key(congress: str, version: int) -> str:
    """The key of the row that holds one version of the rules, whole: `{"profile": …}`."""
    return f"{congress}#profile{version}"


def _registered(rows: Rows, recorded: Recorded, event: c.CongressRegistered) -> None:
    own = recorded.stream
    row = {
        "code": event.code,
        "codes": [event.code],
        "level": event.level,
        "name": event.name,
        "names": [event.name],
        "labels": dict(event.labels),
        "term": None,
        "term_began_on": None,
        "deputies": None,
        "roll": [],
        "profiles": [],
        "merged_into": "",
        "parts": [f"{own}#units"],
    }
    rows.put(own, row, event.code)


def _term(rows: Rows, recorded: Recorded, event: c.TermBegun) -> None:
    _set(rows, recorded, term=event.term, term_began_on=event.began_on, deputies=event.deputies, roll=[])


def _roll(rows: Rows, recorded: Recorded, event: c.RollChanged) -> None:
    before = _head(rows, recorded)
    _set(rows, recorded, deputies=event.after, roll=[*before["roll"], said(recorded, event)])


def _profile(rows: Rows, recorded: Recorded, event: c.ProfileAdopted) -> None:
    before = _head(rows, recorded)
    adopted = {
        "version": event.version,
        "document": event.document,
        "on": recorded.envelope.effective_on,
        "position": recorded.position,
        **people(recorded),
    }
    rows.put(profile_key(recorded.stream, event.version), {"profile": event.profile})
    _set(rows, recorded, profiles=[*before["profiles"], adopted])


def _renamed(rows: Rows, recorded: Recorded, event: c.CongressRenamed) -> None:
    before = _head(rows, recorded)
    codes = [*before["codes"], *([event.code] if event.code not in before["codes"] else ())]
    _set(rows, recorded, name=event.name, names=[*before["names"], event.name], code=event.code, codes=codes)


def _merged(rows: Rows, recorded: Recorded, event: c.CongressMerged) -> None:
    _set(rows, recorded, merged_into=event.into)


def _unit(rows: Rows, recorded: Recorded, event: c.UnitRegistered | c.UnitRenamed) -> None:
    _put_unit(rows, recorded, event.unit, {"name": event.name, "merged_into": ""})


def _unit_merged(rows: Rows, recorded: Recorded, event: c.UnitMerged) -> None:
    known = (rows.get(f"{recorded.stream}#units") or {"units": {}})["units"]
    _put_unit(rows, recorded, event.unit, {**known[event.unit], "merged_into": event.into})


def _put_unit(rows: Rows, recorded: Recorded, number: str, unit: Row) -> None:
    key = f"{recorded.stream}#units"
    known = (rows.get(key) or {"units": {}})["units"]
    rows.put(key, {"units": {**known, number: unit}})


def _head(rows: Rows, recorded: Recorded) -> Row:
    head = rows.get(recorded.stream)
    assert head is not None, "a stream begins with CongressRegistered"
    return head


def _set(rows: Rows, recorded: Recorded, **changes: Any) -> None:
    row = {**_head(rows, recorded), **changes}
    rows.put(recorded.stream, row, row["code"])


FOLDS: dict[type[Event], Fold] = {
    c.CongressRegistered: _registered,
    c.TermBegun: _term,
    c.RollChanged: _roll,
    c.ProfileAdopted: _profile,
    c.CongressRenamed: _renamed,
    c.CongressMerged: _merged,
    c.UnitRegistered: _unit,
    c.UnitRenamed: _unit,
    c.UnitMerged: _unit_merged,
}
CONGRESSES = ReadModel(name="congresses", version=1, folds=FOLDS, keys=keys, join=shown)
