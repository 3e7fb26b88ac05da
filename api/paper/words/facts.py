"""What may a document in words be made from: one congress's year as it was recorded, and the rules in force?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from uuid import UUID

from api.days import up_to
from api.extract import Extract
from api.paper.refusals import NotPrintable
from domain.events import Recorded
from domain.profile import Profile, recorded_profile
from projections.congresses import profile_key
from projections.model import ReadModel, Row
from projections.models import CONGRESSES
from projections.proposals import read_funnel


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """One congress's year.

    `row` is its row of `projections.congresses`, `read` answers the rows of a model, `adopted` the text of a version of its rules,
    `funnel` the funnel of the year's proposals, `history` the events of a stream, `person` the name behind a reference, empty where it
    is not read. `position` is the place in the log up to which all of this was read.
    """

    row: Row
    year: int
    day: date
    position: int
    read: Callable[[ReadModel], Sequence[Row]]
    adopted: Callable[[int], Row | None]
    funnel: Callable[[], Row | None]
    history: Callable[[str], Sequence[Recorded]]
    person: Callable[[str], str] = lambda _reference: ""

    @property
    def name(self) -> str:
        """The congress's name as it is registered."""
        return str(self.row["name"])

    def profile(self, version: int | None = None) -> Profile:
        """A version of the rules, the newest unless one is named; raises `NotPrintable` where none was adopted."""
        known = [entry["version"] for entry in self.row["profiles"]]
        wanted = version or max(known, default=0)
        found = self.adopted(wanted)
        if found is None:
            raise NotPrintable(f"{self.name}没有登记过{f'第{wanted}版' if wanted else ''}规则，请先登记规则。")
        return recorded_profile(found["profile"])

    def of_year(self, model: ReadModel, key: str = "project_year") -> list[Row]:
        """The rows of a model that stand under this year."""
        return [row for row in self.read(model) if row.get(key) == self.year]

    def unit(self, number: str) -> str:
        """The name of a unit, or its number where none is registered under it."""
        names = {unit["unit"]: unit["name"] for unit in self.row["units"]}
        return str(names.get(number, number))

    def units(self, numbers: Iterable[str]) -> str:
        """Names of units, one after the other."""
        return "、".join(map(self.unit, numbers))


def facts_of(extract: Extract, person: Callable[[str], str] = lambda _reference: "") -> Facts:
    """What this extract says, each thing read once; `person` answers names."""
    days, position = extract.days, extract.tree.size
    rows: dict[str, list[Row]] = {}

    def read(model: ReadModel) -> list[Row]:
        if model.name not in rows:
            rows[model.name] = list(extract.rows(model))
        return rows[model.name]

    def adopted(version: int) -> Row | None:
        found: Row | None = days.reading.part(CONGRESSES, profile_key(extract.stream, version), position)
        return found

    @cache
    def history(stream: str) -> list[Recorded]:
        known = up_to(position, days.history(UUID(stream)))
        return [each for each in known if each.envelope.effective_on <= str(days.day)]

    return Facts(
        row=extract.row,
        year=extract.year,
        day=days.day,
        position=position,
        read=read,
        adopted=adopted,
        funnel=lambda: read_funnel(days.reading, extract.stream, extract.year, position),
        history=history,
        person=person,
    )
