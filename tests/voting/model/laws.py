"""Do the figures of a sheet, of its correction or of the sealed papers fit each other, the list and the box?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.voting.model.rules import is_hash, possible, says
from tests.voting.model.sheet import REASONS, Sheet, corrected, sheet_of

if TYPE_CHECKING:
    from voting.commands import rounds as r

SPOILED = {"illegible", "torn", "identifiable", "other"}


@dataclass(frozen=True)
class Laws:
    """What every reading of a round must fit: the candidates on its list and the papers handed in."""

    candidates: tuple[str, ...]
    handed_in: int

    def allow_sheets(self, asked: r.RecordTotals | r.RecountRound) -> bool:
        """The two who typed the sheet typed the same, a row for everybody on the list, and the laws hold."""
        sheets = [sheet_of(typed) for typed in (asked.first, asked.second)]
        rows = sorted(row.candidate for row in asked.first.items) == sorted(self.candidates)
        typed_alike = sheets[0] == sheets[1] and len(asked.first.items) == len(asked.second.items)
        return rows and typed_alike and set(asked.first.invalid_by_reason) <= REASONS and self._hold(sheets[0])

    def allow_papers(self, asked: r.SealPapers) -> bool:
        """Every paper fits the list, and all of them together are those handed in."""
        marks = all(
            len(pattern.marks) == len(self.candidates) and set(pattern.marks) <= set("fao-F?") and pattern.count >= 1
            for pattern in asked.patterns
        )
        spoiled = all(reason in SPOILED and number >= 1 for reason, number in asked.spoiled.items())
        total = sum(pattern.count for pattern in asked.patterns) + sum(asked.spoiled.values())
        commitment = not asked.serial_commitment or is_hash(asked.serial_commitment)
        return marks and spoiled and total == self.handed_in and commitment

    def allow_correction(self, asked: r.CorrectRound, sheet: Sheet | None) -> bool:
        """It changes figures that stand on the sheet from what they are, with a reason, and the laws hold afterwards."""
        assert sheet is not None
        places = [change.field for change in asked.changes]
        known = bool(places) and len(set(places)) == len(places) and set(places) <= sheet.figures.keys()
        if not known or not says(asked.reason):
            return False
        real = all(change.before == sheet[change.field] != change.after for change in asked.changes)
        return real and self._hold(corrected(sheet, asked))

    def _hold(self, sheet: Sheet) -> bool:
        """V-07: every row is the valid papers; valid and invalid are those handed in; why they are invalid, all of them."""
        rows = all(
            sum(number for place, number in sheet.figures.items() if place.startswith(f"/items/{name}/"))
            == sheet["/valid"]
            for name in self.candidates
        )
        why = [number for place, number in sheet.figures.items() if place.startswith("/invalid_by_reason/")]
        reasons = not why or sum(why) == sheet["/invalid"]
        whole = sheet["/valid"] + sheet["/invalid"] == self.handed_in
        return rows and reasons and whole and possible(*sheet.figures.values())
