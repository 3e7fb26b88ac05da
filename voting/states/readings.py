"""Which figures does a reading of the signed sheet hold, and what does it hold after one was corrected?"""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from domain.events import Value
    from voting.events.evaluations import EvaluationTotalsRecorded
    from voting.events.rounds import TotalsRecorded

R = TypeVar("R", bound="TotalsRecorded | EvaluationTotalsRecorded")


def figures(reading: TotalsRecorded | EvaluationTotalsRecorded) -> dict[str, int]:
    """Every figure of the sheet by its place: `/valid`, `/invalid`, `/items/<id>/votes_for`, ….

    Place names escape `~` and `/` in ids as RFC 6901 does.
    """
    found = {f"/{name}": getattr(reading, name) for name in ("valid", "invalid") if hasattr(reading, name)}
    for row in reading.items:
        key, *names = (field.name for field in fields(row))
        found |= {place(getattr(row, key), name): getattr(row, name) for name in names}
    return found


def place(item: str, name: str) -> str:
    """The place of one figure of one row."""
    return f"/items/{item.replace('~', '~0').replace('/', '~1')}/{name}"


def corrected(reading: R, field: str, after: int) -> R:
    """The reading with the figure at `field` (a place of `figures`) replaced."""
    changed: dict[str, Any] = {field[1:]: after}
    if field.startswith("/items/"):
        changed = {"items": tuple(_corrected_row(row, field, after) for row in reading.items)}
    return replace(reading, **changed)


def _corrected_row(row: Value, field: str, after: int) -> Value:
    key, *names = (f.name for f in fields(row))
    for name in names:
        if place(getattr(row, key), name) == field:
            changed: dict[str, Any] = {name: after}
            return replace(row, **changed)
    return row
