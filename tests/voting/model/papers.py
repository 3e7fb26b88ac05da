"""What may happen to the papers of a ballot, and where are they?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tests.voting.model.rules import is_hash, possible, says
from voting.commands import papers as p

if TYPE_CHECKING:
    from domain.events import Envelope


@dataclass
class PaperModel:
    """`stage` is none, issued, collected, valid or invalid; days are empty until then."""

    stage: str = "none"
    issued: int = 0
    collected: int = 0
    last_on: str = ""
    sheets: int = 0
    archived_on: str = ""
    keep_until: str = ""
    destroyed: bool = False

    def may(self, asked: Any, envelope: Envelope, marking: bool, ended: bool, least: str) -> bool:
        """Whether the step can be taken; `ended`: counted or void, `least` is the last day on which papers must be kept."""
        on = envelope.effective_on
        if on < self.last_on:
            return False
        match asked:
            case p.InspectBoxes(boxes=boxes):
                return marking and self.stage == "none" and possible(boxes) and boxes >= 1
            case p.IssueBallots():
                parts = (asked.issued, asked.exchanged, asked.surplus_voided)
                return marking and self.stage == "none" and possible(*parts) and sum(parts) == asked.printed
            case p.CollectBallots(collected=collected):
                return marking and self.stage == "issued" and possible(collected)
            case p.DeclareValidity(valid=valid):
                return marking and self.stage == "collected" and valid == (self.collected <= self.issued)
            case p.ArchivePapers(keep_until=day):
                long_enough = day is None or day.isoformat() >= least
                out = self.stage != "none" and ended and not self.archived_on
                return out and long_enough and says(asked.place) and possible(asked.packages)
            case p.DestroyPapers():
                kept = bool(self.archived_on) and on >= self.archived_on and on > self.keep_until
                recorded = not asked.record_sha256 or is_hash(asked.record_sha256)
                return kept and not self.destroyed and possible(asked.witnesses) and asked.witnesses >= 2 and recorded
            case _:
                raise AssertionError(f"no step of papers: {asked}")

    def record(self, asked: Any, envelope: Envelope, least: str) -> None:
        """Where the papers are after the step."""
        on = envelope.effective_on
        match asked:
            case p.InspectBoxes():
                self.last_on = on
            case p.IssueBallots():
                self.stage, self.issued, self.last_on = "issued", asked.issued, on
            case p.CollectBallots():
                self.stage, self.collected, self.last_on = "collected", asked.collected, on
            case p.DeclareValidity():
                self.stage, self.last_on = "valid" if asked.valid else "invalid", on
            case p.SignSheet():
                self.sheets += 1
            case p.ArchivePapers():
                self.archived_on = on
                self.keep_until = least if asked.keep_until is None else asked.keep_until.isoformat()
            case p.DestroyPapers():
                self.destroyed = True
