"""What may happen in a graded evaluation 测评, which grade does each item get, and may it be opened at all?"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from tests.voting.model.papers import PaperModel
from tests.voting.model.rules import by, is_hash, needed, possible, says, two
from voting.commands import evaluations as e
from voting.commands import papers as p

if TYPE_CHECKING:
    from domain.events import Envelope
    from tests.voting.model.rules import Rules
    from voting.events.evaluations import GradeTotals

COLUMNS = ("satisfied", "basically_satisfied", "dissatisfied", "abstain", "invalid")
GRADING = {
    "plenary": {"congress"},
    "sc_meeting": {"standing_committee"},
    "street_council": {"street_council"},
}
PUBLISHING = {
    ("county", "sc_meeting"): {"standing_committee"},
    ("county", "plenary"): {"session_presidium", "standing_committee"},
    ("township", "plenary"): {"township_presidium"},
    ("street", "street_council"): {"street_npc_office"},
}


@dataclass
class EvaluationModel:
    """An evaluation of `items` by `members`, of whom `present` were there on the day it was opened."""

    rules: Rules
    year: int
    subject: str
    number: int
    items: tuple[str, ...]
    members: int
    present: int
    on: str
    papers: PaperModel = field(default_factory=PaperModel)
    stage: str = "marking"
    figures: dict[str, int] = field(default_factory=dict)
    grades: dict[str, str | None] = field(default_factory=dict)
    read_on: str = ""
    declared_on: str = ""

    @property
    def own(self) -> dict[str, Any]:
        """The evaluation half of the rules."""
        half: dict[str, Any] = self.rules.profile["evaluation"]
        return half

    @property
    def handed_in(self) -> int:
        return self.papers.collected if self.papers.stage in ("collected", "valid", "invalid") else self.present

    def may(self, asked: Any, envelope: Envelope) -> bool:
        """Whether the command must be recorded."""
        on, where = envelope.effective_on, self.own["where"]
        if on < self.on:
            return False
        match asked:
            case e.RecordGrades():
                ready = self.stage == "marking" and self.papers.stage in ("none", "valid")
                alike = figures_of(asked.first) == figures_of(asked.second) and len(asked.first) == len(asked.second)
                return two(envelope) and ready and on >= self.papers.last_on and alike and self._rows_hold(asked.first)
            case e.DeclareGrades():
                return two(envelope) and self.stage == "graded" and on >= self.read_on
            case e.AnnounceGrades():
                signed = bool(self.papers.sheets) or not self.rules.blocks
                due = self.stage == "declared" and on >= self.declared_on and signed
                return (
                    by(envelope, PUBLISHING[self.rules.level, where])
                    and due
                    and says(asked.number)
                    and says(asked.medium)
                )
            case e.CorrectEvaluation():
                return two(envelope) and self._may_correct(asked, on)
            case e.VoidEvaluation():
                last = max(self.papers.last_on, self.read_on)
                open_ = self.stage not in ("void", "announced") and on >= last
                return by(envelope, GRADING[where]) and open_ and says(asked.reason)
            case e.RecordSurvey():
                return self._survey_holds(asked)
            case p.SignSheet():
                return bool(self.read_on) and is_hash(asked.sha256) and on >= self.papers.last_on
            case _:
                ended = self.stage == "void" or bool(self.read_on)
                return self.papers.may(asked, envelope, self.stage == "marking", ended, self.rules.kept_until(self.on))

    def _rows_hold(self, rows: tuple[GradeTotals, ...]) -> bool:
        return self._named(rows) and self._adds_up(figures_of(rows))

    def _named(self, rows: tuple[GradeTotals, ...]) -> bool:
        return sorted(row.item for row in rows) == sorted(self.items)

    def _adds_up(self, figures: dict[str, int]) -> bool:
        sums = (sum(figures[f"/items/{item}/{column}"] for column in COLUMNS) for item in self.items)
        return possible(*figures.values()) and all(total == self.handed_in for total in sums)

    def _may_correct(self, asked: e.CorrectEvaluation, on: str) -> bool:
        if self.stage not in ("graded", "declared", "announced") or on < self.read_on or not says(asked.reason):
            return False
        places = [change.field for change in asked.changes]
        if not places or len(set(places)) != len(places) or not set(places) <= self.figures.keys():
            return False
        real = all(change.before == self.figures[change.field] != change.after for change in asked.changes)
        return real and self._adds_up(self._corrected(asked))

    def _corrected(self, asked: e.CorrectEvaluation) -> dict[str, int]:
        return self.figures | {change.field: change.after for change in asked.changes}

    def _survey_holds(self, asked: e.RecordSurvey) -> bool:
        if not self._named(asked.items) or not possible(
            asked.sample, asked.responses, *figures_of(asked.items).values()
        ):
            return False
        most = max(sum(getattr(row, column) for column in COLUMNS) for row in asked.items)
        return bool(most <= asked.responses <= asked.sample)

    def record(self, asked: Any, envelope: Envelope) -> None:
        """What stands after the command."""
        on = envelope.effective_on
        match asked:
            case e.RecordGrades():
                self.read_on = on
                self._grade(figures_of(asked.first))
            case e.DeclareGrades():
                self.stage, self.declared_on = "declared", on
            case e.AnnounceGrades():
                self.stage = "announced"
            case e.CorrectEvaluation():
                self._grade(self._corrected(asked))
            case e.VoidEvaluation():
                self.stage = "void"
            case e.RecordSurvey():
                pass
            case _:
                self.papers.record(asked, envelope, self.rules.kept_until(self.on))
                if isinstance(asked, p.DeclareValidity) and not asked.valid:
                    self.stage = "void"

    def _grade(self, figures: dict[str, int]) -> None:
        """A grade that changes undoes whatever followed the grades before."""
        self.figures = figures
        grades = {item: self._grade_of(item) for item in self.items}
        if grades != self.grades:
            self.stage = "graded"
        self.grades = grades

    def _grade_of(self, item: str) -> str | None:
        """G-02 to G-04."""
        satisfied, basically, dissatisfied, abstain = (self.figures[f"/items/{item}/{name}"] for name in COLUMNS[:4])
        valid = satisfied + basically + dissatisfied + abstain
        base = {"all_members": self.members, "attending": self.present, "valid": valid}[self.own["base"]]
        if base == 0:
            return None
        op = "ge" if self.own["half_is"] == "pass" else "gt"
        shares = self.own["thresholds"] or {}
        good, fair = (self._least(base, shares.get(name), op) for name in ("satisfied", "acceptable"))
        if satisfied >= good:
            return "satisfied"
        return "basically_satisfied" if satisfied + basically >= fair else "dissatisfied"

    @staticmethod
    def _least(base: int, share: dict[str, Any] | None, op: str) -> int:
        if share is None:
            return needed(base, op, Fraction(1, 2))
        return needed(base, share["op"], Fraction(share["num"], share["den"]))


def figures_of(rows: tuple[GradeTotals, ...]) -> dict[str, int]:
    """Every figure of the sheet by its place."""
    return {f"/items/{row.item}/{column}": getattr(row, column) for row in rows for column in COLUMNS}
