"""What may a document in words be made from: one congress's year as it was recorded, and the rules in force?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
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
    """What this extract says; `person` answers names."""
    position = extract.tree.size

    def part(version: int) -> Row | None:
        found: Row | None = extract.days.reading.part(CONGRESSES, profile_key(extract.stream, version), position)
        return found

    return Facts(
        row=extract.row,
        year=extract.year,
        day=extract.days.day,
        position=position,
        read=extract.days.rows,
        adopted=part,
        funnel=lambda: read_funnel(extract.days.reading, extract.stream, extract.year, position),
        history=lambda stream: [
            each
            for each in up_to(position, extract.days.history(UUID(stream)))
            if each.envelope.effective_on <= str(extract.days.day)
        ],
        person=person,
    )
