"""How does the signed sheet come into the ledger by two people who each type what they read?

Each keeps a reading of his own beside the log, in place of his earlier one, and sees no other before he has typed. As soon as two
people read the same it is recorded: the one who typed last recorded it, the other one confirmed it. Where the first two differ,
each looks at the sheet again, or a third person types it too: two alike decide, whoever they are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final, Generic, TypeVar, cast
from uuid import UUID

import orjson

from api.actor import Actor
from api.desk import Desk
from api.scope import refuse_outside
from api.usecases import Request, Stated, code_today, envelope_of, execute
from domain.canonical import canonical_bytes, from_json, to_json
from domain.deciders import Command, Decider
from domain.events import Person, Role
from domain.refusals import NotFound, Refusal
from domain.storage.sheets import SheetRow, forget_sheets, keep_sheet, select_sheets
from domain.usecase import UseCase
from voting.commands.evaluations import RecordGrades
from voting.commands.rounds import RecordTotals, Sheet
from voting.deciders.evaluations import EVALUATION
from voting.deciders.rounds import ROUND
from voting.events.evaluations import EvaluationTotalsRecorded, GradeTotals
from voting.events.rounds import Candidate, ItemTotals, TotalsRecorded
from voting.states.figures import spoken
from voting.states.readings import figures
from voting.states.rounds import Round

REPORT: Final = "/vendor_report_sha256"
REPORT_NAME: Final = "设备打印的报告"


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeTotals(Command):
    """录入计票结果报告单: the figures of the signed sheet as one person reads them."""

    valid: int
    invalid: int
    items: tuple[ItemTotals, ...]
    invalid_by_reason: dict[str, int] = field(default_factory=dict)
    vendor_report_sha256: str = ""

    @property
    def sheet(self) -> Sheet:
        """The same without the report of the machine."""
        return Sheet(valid=self.valid, invalid=self.invalid, items=self.items, invalid_by_reason=self.invalid_by_reason)


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeGrades(Command):
    """录入测评结果报告单: likewise."""

    items: tuple[GradeTotals, ...]


C = TypeVar("C", TypeTotals, TypeGrades)
Reading = TotalsRecorded | EvaluationTotalsRecorded


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind(Generic[C]):
    """A kind of sheet: what one person types, whose sheet it is, the reading it makes, and the command that two of them make."""

    typed: type[C]
    decider: Decider[Any]
    record: type[Command]
    reading: Callable[[C], Reading]
    both: Callable[[C, C], Command]


def _totals_read(one: TypeTotals) -> TotalsRecorded:
    reasons = one.invalid_by_reason
    return TotalsRecorded(
        method="manual_totals", valid=one.valid, invalid=one.invalid, items=one.items, invalid_by_reason=reasons
    )


def _totals(first: TypeTotals, second: TypeTotals) -> RecordTotals:
    return RecordTotals(first=first.sheet, second=second.sheet, vendor_report_sha256=second.vendor_report_sha256)


def _grades_read(one: TypeGrades) -> EvaluationTotalsRecorded:
    return EvaluationTotalsRecorded(items=one.items)


def _grades(first: TypeGrades, second: TypeGrades) -> RecordGrades:
    return RecordGrades(first=first.items, second=second.items)


TOTALS: Final = Kind(typed=TypeTotals, decider=ROUND, record=RecordTotals, reading=_totals_read, both=_totals)
GRADES: Final = Kind(typed=TypeGrades, decider=EVALUATION, record=RecordGrades, reading=_grades_read, both=_grades)


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A figure that two people read differently: its place, what it is called, what the caller and what the other one read."""

    field: str
    name: str
    yours: int | str | None
    other: int | str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """How many people have typed the sheet, where the caller differs from them, and whether it is recorded."""

    people: int
    differences: tuple[Difference, ...] = ()
    recorded: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen(Typed):
    """The same, and what the caller himself typed, as long as it is not recorded."""

    yours: TypeTotals | TypeGrades | None = None


@dataclass(frozen=True, slots=True)
class Typing(Generic[C]):
    """The sheet of one round or evaluation, and somebody of its own congress who types it."""

    desk: Desk
    actor: Actor
    stream: UUID
    kind: Kind[C]

    def type_in(self, asked: C, effective_on: date | None) -> Typed:
        """Keep this reading, and record the sheet if somebody else read the same; raises whatever is wrong with it by itself."""
        state = self._state()
        if self._stands(state, asked):
            return Typed(people=2, recorded=True)
        self._check(state, asked, effective_on)
        person = self.actor.person
        keep_sheet(self.desk.ledger, self.stream, SheetRow(person.ref, person.role, canonical_bytes(to_json(asked))))
        for other in self._others():
            if not any(self._differences(state, asked, self._read(other))):
                return self._record(asked, other, effective_on)
        seen = self.seen()
        return Typed(people=seen.people, differences=seen.differences, recorded=seen.recorded)

    def candidates(self) -> tuple[Candidate, ...]:
        """The candidates of the round, in the order of the ballot."""
        return tuple(self._state().opened.candidates)

    def seen(self) -> Seen:
        """How far it has come; of the others' readings what differs, and only to somebody who has typed."""
        rows, state = select_sheets(self.desk.ledger, self.stream), self._state()
        own = next((self._read(row) for row in rows if row.typist == self.actor.person.ref), None)
        differences: list[Difference] = []
        if own is not None:
            for other in self._others():
                differences.extend(self._differences(state, own, self._read(other)))
        found = tuple(dict.fromkeys(differences))
        return Seen(people=len(rows), differences=found, recorded=bool(state.read_on), yours=own)

    def _record(self, asked: C, other: SheetRow, effective_on: date | None) -> Typed:
        second = Person(ref=other.typist, role=cast("Role", other.role))
        request = self._request(self._read(other), asked, Stated(effective_on=effective_on, approved_by=second))
        try:
            execute(self.desk.ledger, request, self.desk.clock)
        except Refusal:
            # The other one may have typed at the same moment and recorded it first.
            if not self._stands(self._state(), asked):
                raise
        return Typed(people=2, recorded=True)

    def _check(self, state: Any, asked: C, effective_on: date | None) -> None:
        """Ask the decider, as if somebody had read the same already: what it refuses now it would refuse then."""
        person = self.actor.person
        somebody = replace(person, ref="second" if person.ref != "second" else "first")
        request = self._request(asked, asked, Stated(effective_on=effective_on, approved_by=somebody))
        self.kind.decider.decide(state, request.command, envelope_of(request, self.desk.clock))

    def _request(self, first: C, second: C, stated: Stated) -> Request:
        return Request(
            use_case=UseCase(self.kind.record, self.kind.decider),
            command=self.kind.both(first, second),
            actor=self.actor,
            key=f"sheet:{self.stream}",
            stream=self.stream,
            stated=stated,
            statements=[forget_sheets(self.stream)],
        )

    def _stands(self, state: Any, asked: C) -> bool:
        """Whether this very reading is what is recorded."""
        recorded = state.reading
        return isinstance(recorded, Reading) and figures(recorded) == figures(self.kind.reading(asked))

    def _differences(self, state: Any, yours: C, other: C) -> Iterator[Difference]:
        own, their = (_as_typed(self.kind, one) for one in (yours, other))
        for place in sorted(own.keys() | their.keys()):
            if own.get(place) != their.get(place):
                name = REPORT_NAME if place == REPORT else spoken(place, _titles(state))
                yield Difference(field=place, name=name, yours=own.get(place), other=their.get(place))

    def _others(self) -> Sequence[SheetRow]:
        rows = select_sheets(self.desk.ledger, self.stream)
        return [row for row in rows if row.typist != self.actor.person.ref]

    def _read(self, row: SheetRow) -> C:
        return from_json(self.kind.typed, orjson.loads(row.sheet))

    def _state(self) -> Any:
        state = self.desk.ledger.load(self.kind.decider, self.stream).state
        if not hasattr(state, "opened"):
            raise NotFound("没有找到这一轮票决，或者这次测评。")
        refuse_outside(self.actor, state, code_today(self.desk.ledger), self.stream)
        return state


def _as_typed(kind: Kind[C], one: C) -> dict[str, int | str]:
    """Every figure by its place, and the machine's report."""
    return {**figures(kind.reading(one)), REPORT: getattr(one, "vendor_report_sha256", "")}


def _titles(state: Any) -> dict[str, str]:
    rows = state.opened.candidates if isinstance(state, Round) else state.opened.items
    return {row.id: row.title for row in rows}
