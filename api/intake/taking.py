"""What does one line ask to be recorded, and what may it look up for that?"""

from __future__ import annotations

from collections.abc import Generator, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from functools import cached_property
from typing import Any
from uuid import UUID

from api.actor import Actor
from api.desk import Desk
from api.intake.item import Item
from api.intake.refusals import LineTwice, UnitNotRegistered
from api.together import Together
from domain.congress.decider import CONGRESS
from domain.congress.state import Congress
from domain.deciders import Command, Decider
from domain.events import Ref
from domain.people import People
from domain.profile import Profile
from domain.storage import Statement
from domain.texts import shown
from projections.model import ReadModel, Row
from projects.deciders.checks import rules_of

PAGE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One thing that a line asks for: the command, whose it is, and on which stream where it begins none."""

    command: Command
    decider: Decider[Any]
    stream: UUID | None = None
    effective_on: date | None = None
    refs: tuple[Ref, ...] = ()
    statements: Sequence[Statement] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """Something kept beside the log alone: its statements, and what is answered; `hashed` tells it from another."""

    content: Mapping[str, str]
    hashed: bytes
    statements: Sequence[Statement]


Steps = Generator[Asked | Kept, Any, str]
"""What a line asks for, one after the other; for what is asked of the ledger the `Answer` comes back. At its end, what it is called."""


@dataclass(kw_only=True)
class Taking:
    """Whose table is taken in, for which congress (the id of its stream) and year, and what the ledger says of them.

    `day` is when what it says took effect where its lines do not say, `own_figures` the columns that hold a period's own figures, and
    `choices` what whoever hands it in says beside it: `period`, `register_units`.
    """

    desk: Desk
    together: Together
    actor: Actor
    congress: str
    year: int
    day: date | None = None
    own_figures: frozenset[str] = frozenset()
    choices: Mapping[str, str] = field(default_factory=dict)
    notices: list[str] = field(default_factory=list)
    _rows: dict[str, list[Row]] = field(default_factory=dict)
    _said: dict[Hashable, int] = field(default_factory=dict)

    @cached_property
    def people(self) -> People:
        """Names and phones beside the log; raises what `api.persons.open_people` raises."""
        return self.desk.people()

    @property
    def state(self) -> Congress:
        """The congress as it stands, with what was asked for."""
        found = self.together.load(CONGRESS, UUID(self.congress)).state
        assert found is not None, "it is among those that are registered"
        return found

    @property
    def profile(self) -> Profile:
        """Its newest rules; raises `RulesMissing`."""
        return rules_of(self.state)[1]

    def rows(self, model: ReadModel) -> list[Row]:
        """The rows of a read model that belong to the congress, each with its `stream`; of what was recorded before."""
        if model.name not in self._rows:
            self._rows[model.name] = [*self._read(model)]
        return self._rows[model.name]

    def once(self, what: Hashable, item: Item, pointer: str) -> None:
        """Note that the item says `what`; raises `LineTwice` where an earlier one said the same."""
        own = item.lines[0].number
        if (first := self._said.setdefault(what, own)) != own:
            raise LineTwice(f"与第{first}行重复，请删去一行。", pointer=pointer)

    def _read(self, model: ReadModel) -> Iterator[Row]:
        place = None
        while True:
            page = self.desk.reading.rows(model, congress=self.state.code, after=place, limit=PAGE)
            yield from ({**shown.row, "stream": shown.key} for shown in page)
            if len(page) < PAGE:
                return
            place = page[-1].place

    def unit(self, said: str, pointer: str) -> str:
        """The number of the unit that is said by its number or its name; raises `UnitNotRegistered`."""
        units = {number: unit.name for number, unit in self.state.units.items() if not unit.merged_into}
        if not said or said in units:
            return said
        found = [number for number, name in units.items() if name == said]
        if found:
            return found[0]
        near = get_close_matches(said, list(units.values()), 1)
        hint = f"，是不是“{near[0]}”" if near else ""
        raise UnitNotRegistered(
            f"没有登记过“{shown(said)}”这个承办单位{hint}；先登记这个单位，或者改成登记的名称。", pointer=pointer
        )
