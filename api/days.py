"""Which rows of a read model stand on a day, all of a congress or of a division?"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final
from uuid import UUID

from domain.events import Recorded
from projections.model import ReadModel
from projections.models import CYCLES, INSPECTIONS, PROJECTS, REPORTS, ROUND_RESULTS, SATISFACTION
from projections.past import rows_on
from projections.reading import Reading, Shown

PAGE: Final = 200
TOLD_OF: Final[Mapping[str, tuple[ReadModel, ...]]] = {
    PROJECTS.name: (SATISFACTION,),
    CYCLES.name: (PROJECTS, ROUND_RESULTS, SATISFACTION, INSPECTIONS, REPORTS),
}
"""The models of whose streams the rows of another tell: who graded a project, how far a year has come."""

History = Callable[[UUID], Sequence[Recorded]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """The rows of one congress (`congress`), of a division and those below it (`within`), or of all, as they stood on `day`.

    Of what was recorded up to position `as_of`, the present where it is None; the rows of the tables there stand for the day `today`
    of that position and for whatever comes after it.
    """

    reading: Reading
    history: History
    congress: str = ""
    within: str = ""
    day: date
    today: date
    as_of: int | None = None
    _read: dict[UUID, Sequence[Recorded]] = field(default_factory=dict, init=False, repr=False)

    def rows(self, model: ReadModel) -> list[dict[str, Any]]:
        """The rows in the order of their recording, each with its `stream`."""
        return self.stood(model, list(self._now(model)))

    def stood(self, model: ReadModel, found: Sequence[Shown]) -> list[dict[str, Any]]:
        """Those of `found`, read as of the same position, that there were on the day, as they stood then, each with its `stream`."""
        if self.day < self.today:
            past = rows_on(model, map(self._history, self._streams(model, found)), self.day)
            return [{**past[shown.key], "stream": shown.key} for shown in found if shown.key in past]
        return [{**shown.row, "stream": shown.key} for shown in found]

    def _now(self, model: ReadModel) -> Iterator[Shown]:
        place = None
        while True:
            page = self.reading.rows(
                model, congress=self.congress, within=self.within, as_of=self.as_of, after=place, limit=PAGE
            )
            yield from page
            if len(page) < PAGE:
                return
            place = page[-1].place

    def _streams(self, model: ReadModel, found: Sequence[Shown]) -> list[UUID]:
        """The streams behind the rows: their own, their congresses', and those of other rows that they tell of."""
        congresses = dict.fromkeys(shown.row["congress"] for shown in found if "congress" in shown.row)
        others = [shown.key for other in TOLD_OF.get(model.name, ()) for shown in self._now(other)]
        return [UUID(key) for key in (*congresses, *(shown.key for shown in found), *others)]

    def _history(self, stream: UUID) -> Sequence[Recorded]:
        """The events of a stream that had been recorded, read once for all models."""
        if stream not in self._read:
            self._read[stream] = up_to(self.as_of, self.history(stream))
        return self._read[stream]


def up_to(as_of: int | None, history: Sequence[Recorded]) -> Sequence[Recorded]:
    """The events of a stream up to a position, all of them where it is None."""
    return history if as_of is None else [recorded for recorded in history if recorded.position <= as_of]
