"""How is a public survey opened, answered by anybody and closed, so that its sums alone are recorded?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID, uuid4

from api.budget import Rate
from api.desk import Desk
from api.refusals import TooManyRequests
from domain.divisions import canonical
from domain.refusals import NotFound
from domain.storage.surveys import (
    Sums,
    SurveyRow,
    forget_answers,
    keep_answer,
    open_survey,
    shut,
    sums_of,
    surveys_of,
)

RATE: Final = Rate(burst=300, per_second=5)
"""Of all strangers together, to one congress: a village behind one link at a time."""
GRADES: Final = {
    "satisfied": "满意",
    "basically_satisfied": "基本满意",
    "dissatisfied": "不满意",
    "abstain": "不了解",
}


@dataclass(frozen=True, slots=True)
class Surveys:
    """The surveys of one congress, by its division code."""

    desk: Desk
    congress: str

    def every(self) -> list[SurveyRow]:
        """All of them, the newest first."""
        return surveys_of(self.desk.ledger, canonical(self.congress))

    def open_in(self, year: int) -> SurveyRow | None:
        """The one of a year that is open."""
        return next((each for each in self.every() if each.project_year == year and each.closed_at is None), None)

    def one(self, survey: UUID) -> SurveyRow:
        """The survey with this id; raises `NotFound`."""
        found = next((each for each in self.every() if each.id == survey), None)
        if found is None:
            raise NotFound("没有这次群众测评。")
        return found

    def open(self, evaluation: UUID, year: int, items: Mapping[str, str]) -> None:
        """Open one for an evaluation, about its items by their titles: outside nobody sees these before it is announced."""
        open_survey(
            self.desk.ledger, SurveyRow(uuid4(), evaluation, canonical(self.congress), year, self.desk.clock(), items)
        )

    def answer(self, survey: UUID, one: UUID, *, aware: bool | None, grades: Mapping[str, str]) -> bool:
        """Keep an answer; whether the survey is still open. Raises `TooManyRequests`."""
        missing_s = self.desk.strangers.missing_s(f"answers {self.congress}", RATE)
        if missing_s:
            raise TooManyRequests("现在答的人太多，请过一会儿再交。", retry_after_s=max(1, round(missing_s)))
        return keep_answer(self.desk.ledger, survey, one, aware=aware, grades=grades)

    def sums(self, survey: UUID) -> Sums:
        """What was answered so far."""
        return sums_of(self.desk.ledger, survey)

    def shut(self, survey: UUID) -> Sums:
        """Take no more answers; their sums."""
        shut(self.desk.ledger, survey, self.desk.clock())
        return sums_of(self.desk.ledger, survey)

    def reopen(self, survey: UUID) -> None:
        """Take answers again, where the sums could not be recorded."""
        shut(self.desk.ledger, survey, None)

    def forget(self, survey: UUID, sums: Sums) -> None:
        """The answers have done their work."""
        forget_answers(self.desk.ledger, survey, sums)


def body_of(sums: Sums, items: Iterable[str]) -> dict[str, Any]:
    """What is recorded of the answers."""
    return {
        "survey": "online",
        "sample": sums.responses,
        "responses": sums.responses,
        "items": [
            {"item": item, **{grade: sums.grades.get(item, Counter())[grade] for grade in GRADES}, "invalid": 0}
            for item in items
        ],
    }
