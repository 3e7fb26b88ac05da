"""Which lines does a test hand in, as if they had been read from a workbook?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from api.actor import Actor
from api.intake.kinds import KINDS
from api.intake.taken import Intake, Taken
from api.intake.taking import Taking
from api.together import Together
from api.workbooks.columns import DaySaid, Value
from domain.events import Person
from domain.money import Amount
from domain.refusals import Refusal
from tests.api.kit import COUNTY, Who
from tests.api.office import Office

Row = dict[str, Value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line as it was read."""

    number: int
    values: Mapping[str, Value]
    stated: Mapping[str, Value] = field(default_factory=dict)
    continues: bool = False
    faults: Sequence[Refusal] = ()
    result: str = ""


@dataclass(slots=True, kw_only=True)
class Desk:
    """A clerk's desk at which tables are handed in."""

    office: Office
    year: int = 2024
    choices: Mapping[str, str] = field(default_factory=dict)
    own_figures: frozenset[str] = frozenset()
    day: date | None = None

    def take(self, kind: str, lines: Sequence[Line], file: str = "file", **how: bool) -> Taken:
        desk, who = self.office.api.desk, self.office.who
        assert desk.waiting.wait_for(desk.ledger.head(), 30, ["projects", "proposals", "findings"])

        def begin(together: Together) -> Taking:
            return Taking(
                desk=desk, together=together, actor=actor_of(who), congress=self.office.numbers["congress"], year=self.year,
                day=self.day, own_figures=self.own_figures, choices=self.choices,
            )  # fmt: skip

        return Intake(kind=KINDS[kind], lines=lines, file=file, ledger=desk.ledger, begin=begin).take(**how)


def actor_of(who: Who) -> Actor:
    return Actor(person=Person(ref=who.person, role="clerk"), congress=COUNTY)


def lines(*rows: Mapping[str, Value], first: int = 5) -> list[Line]:
    """Lines from row `first` on; one that says nothing of `title` belongs to the one above it."""
    return [
        Line(number=number, values=row, continues=bool(row.get("sub_line"))) for number, row in enumerate(rows, first)
    ]


def day(text: str, said: str = "") -> DaySaid:
    return DaySaid(on=date.fromisoformat(text), text=said)


def million(amount: int, text: str = "") -> Amount:
    """So many 万元."""
    return Amount(fen=amount * 1_000_000, approximate=bool(text), text=text)
