"""Which figures stand on a signed sheet, each at its place, and what stands there after a correction?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from voting.commands import rounds as r

REASONS = {
    "blank", "over_marked", "under_marked", "duplicate_mark", "unmarked", "illegible", "torn", "identifiable", "other",
}  # fmt: skip
COLUMNS = ("votes_for", "votes_against", "votes_abstain", "not_pressed")


@dataclass(frozen=True)
class Sheet:
    """Every figure by its place."""

    figures: dict[str, int]

    def __getitem__(self, place: str) -> int:
        return self.figures[place]


def sheet_of(typed: r.Sheet) -> Sheet:
    """What one person typed; where any reason is given, those not given are nought."""
    figures = {"/valid": typed.valid, "/invalid": typed.invalid}
    for row in typed.items:
        figures |= {f"/items/{row.candidate}/{column}": getattr(row, column) for column in COLUMNS}
    for reason in {*REASONS, *typed.invalid_by_reason} if typed.invalid_by_reason else ():
        figures[f"/invalid_by_reason/{reason}"] = typed.invalid_by_reason.get(reason, 0)
    return Sheet(figures)


def corrected(sheet: Sheet, asked: r.CorrectRound) -> Sheet:
    """The sheet with every change made."""
    return Sheet(sheet.figures | {change.field: change.after for change in asked.changes})
