"""Which figures does a reading of the signed sheet hold, and what does it hold after one was corrected?"""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any, Final, TypeVar

from voting.counting import REASONS
from voting.events.rounds import TotalsRecorded

if TYPE_CHECKING:
    from domain.events import Value
    from voting.events.evaluations import EvaluationTotalsRecorded

BY_REASON: Final = "/invalid_by_reason/"
R = TypeVar("R", bound="TotalsRecorded | EvaluationTotalsRecorded")


def figures(reading: TotalsRecorded | EvaluationTotalsRecorded) -> dict[str, int]:
    """Every figure of the sheet by its place: `/valid`, `/invalid`, `/items/<id>/votes_for`, ….

    Where the sheet says why papers are invalid, each reason has its figure `/invalid_by_reason/<reason>`, also the ones at nought.
    Place names escape `~` and `/` in ids as RFC 6901 does.
    """
    found: dict[str, int] = {}
    if isinstance(reading, TotalsRecorded):
        found = {"/valid": reading.valid, "/invalid": reading.invalid}
        if reading.invalid_by_reason:
            known = dict.fromkeys(REASONS, 0) | reading.invalid_by_reason
            found |= {f"{BY_REASON}{escaped(reason)}": number for reason, number in known.items()}
    for row in reading.items:
        key, *names = (field.name for field in fields(row))
        found |= {place(getattr(row, key), name): getattr(row, name) for name in names}
    return found


def place(item: str, name: str) -> str:
    """The place of one figure of one row."""
    return f"/items/{escaped(item)}/{name}"


def escaped(name: str) -> str:
    """One name of a place, `~` and `/` escaped (RFC 6901)."""
    return name.replace("~", "~0").replace("/", "~1")


def corrected(reading: R, field: str, after: int) -> R:
    """The reading with the figure at `field` (a place of `figures`) replaced."""
    changed: dict[str, Any] = {field[1:]: after}
    if field.startswith("/items/"):
        changed = {"items": tuple(_corrected_row(row, field, after) for row in reading.items)}
    elif field.startswith(BY_REASON) and isinstance(reading, TotalsRecorded):
        changed = {"invalid_by_reason": reading.invalid_by_reason | {field.removeprefix(BY_REASON): after}}
    return replace(reading, **changed)


def _corrected_row(row: Value, field: str, after: int) -> Value:
    key, *names = (f.name for f in fields(row))
    for name in names:
        if place(getattr(row, key), name) == field:
            changed: dict[str, Any] = {name: after}
            return replace(row, **changed)
    return row
