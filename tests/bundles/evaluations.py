"""Which evaluations 测评 happen in made ledgers, with grades that follow from their figures?"""

from __future__ import annotations

from random import Random
from typing import Any

from tests.bundles.ballots import Json, grade
from tests.bundles.rounds import Step, new_stream

GRADED = ("satisfied", "basically_satisfied", "dissatisfied", "abstain", "invalid")


def evaluation_rules(rng: Random) -> Json:
    share = {"satisfied": {"num": 2, "den": 3, "op": "ge"}, "acceptable": {"num": 3, "den": 5, "op": "gt"}}
    return {
        "base": rng.choice(["all_members", "attending", "valid"]),
        "half_is": rng.choice(["pass", "fail"]),
        "thresholds": rng.choice([None, None, share]),
        "quorum": rng.choice([None, {"num": 1, "den": 2, "op": "gt", "of": "members"}]),
    }


class Evaluation:
    """One evaluation as it is told."""

    def __init__(self, rng: Random) -> None:
        self.rng, self.stream, self.steps = rng, new_stream(rng), list[Step]()
        self.rules, self.members = evaluation_rules(rng), rng.randint(1, 35)
        self.present = rng.randint(self.members * 2 // 5, self.members)
        self.rows = {f"2023-{number:02d}": self._votes() for number in range(1, rng.randint(2, 5))}
        self.with_counts = rng.random() < 0.5
        self.announced: list[Json] | None = None

    def _votes(self) -> dict[str, int]:
        satisfied = self.rng.choice([self.present, self.present // 2, self.rng.randint(0, self.present)])
        basically = self.rng.randint(0, self.present - satisfied)
        rest = self.present - satisfied - basically
        return dict(zip(GRADED, (satisfied, basically, rest, 0, 0), strict=True))

    def tell(self, topic: str, **event: Any) -> None:
        row: Json | None = None
        if self.announced is not None and topic != "Corrected":
            shown = [grade | (self.rows[grade["item"]] if self.with_counts else {}) for grade in self.announced]
            row = {"stream": str(self.stream), "grades": shown}
        self.steps.append(Step(self.stream, f"voting:Evaluation{topic}", event, "evaluations", row))

    def _grades(self) -> list[Json]:
        return [
            {"item": item, "grade": grade(self.rules, self.members, self.present, row)}
            for item, row in self.rows.items()
        ]

    def play(self) -> None:
        items = [{"id": item, "title": "示例项目"} for item in self.rows]
        self.tell("Opened", items=items, members=self.members, present=self.present, profile={"evaluation": self.rules})
        sparse = [
            {key: value for key, value in row.items() if value or key == "satisfied"} for row in self.rows.values()
        ]
        totals = [{"item": item, **row} for item, row in zip(self.rows, sparse, strict=True)]
        self.tell("TotalsRecorded", items=totals)
        self.tell("Graded", grades=self._grades(), cause="entry")
        if self.rng.random() < 0.3:
            self._correct()
        self._announce()
        if self.rng.random() < 0.2:
            self._correct()
            if self.announced is None:
                self._announce()
        if self.rng.random() < 0.1:
            self.announced = None
            self.tell("Voided", reason="示例")

    def _announce(self) -> None:
        self.tell("Declared", grades=self._grades())
        self.announced = self._grades()
        self.tell("Announced", grades=self.announced, number="第1号", medium="示例")

    def _correct(self) -> None:
        before = self._grades()
        item, column = self.rng.choice(list(self.rows)), self.rng.choice(GRADED)
        old = self.rows[item][column]
        self.rows[item] = {**self.rows[item], column: old + 1}
        self.tell("Corrected", field=f"/items/{item}/{column}", before=old, after=old + 1, reason="示例")
        if self._grades() != before:
            self.announced = None
        self.tell("Graded", grades=self._grades(), cause="correction")


def evaluation_story(rng: Random) -> list[Step]:
    told = Evaluation(rng)
    told.play()
    return told.steps
