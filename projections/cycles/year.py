"""What lies together of a year of work, before it is shown?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from projections.model import Row


@dataclass(frozen=True, slots=True)
class Year:
    """A year of work as its rows lie: the head, the batches in order, the newest rules if there are any, and what lies around."""

    head: Row
    batches: Sequence[Row]
    rules: Row | None
    groups: Sequence[Row]
    rounds: Sequence[Row]
    evaluations: Sequence[Row]
    supervision: Sequence[Row]
    projects: Mapping[str, Row] = field(default_factory=dict)
    """By number, those of the final lists of which something happened."""

    def rounds_of(self, batch: Row) -> list[Row]:
        """The ballots of a batch that were not declared void."""
        return [each for each in self.rounds if each["batch"] == batch["batch"] and each["status"] != "void"]

    def chosen(self, batch: Row) -> list[str]:
        """The numbers of the projects that a batch's ballot or listing chose, in the order of its list."""
        final = batch.get("final")
        return [] if final is None else [i["project"] for i in final["items"] if self.is_chosen(batch, i["project"])]

    def is_chosen(self, batch: Row, number: str) -> bool | None:
        """Whether a batch chose a project; None where it did not decide yet."""
        project = self.projects.get(number)
        if project is None:
            return None
        if batch.get("listed") is not None and project["listed"] is not None:
            return True
        of_batch = {each["stream"] for each in self.rounds if each["batch"] == batch["batch"]}
        decided = [chosen for round_, chosen in project["chosen"].items() if round_ in of_batch]
        return decided[-1] if decided else None

    @property
    def reports_only(self) -> bool:
        """Whether nothing is balloted in this year (报告制)."""
        return self.rules is not None and self.rules["decision_mode"] == "report_only"
