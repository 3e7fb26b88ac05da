"""What becomes of a whole table: every line of it recorded in one transaction, or none, and why not?

A line is asked for once however often its file is handed in: the file's hash, the sheet and the row make the key under which it is
recorded. Where others record something meanwhile, everything is decided anew.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Protocol, cast

from api.cases import on
from api.intake.item import Item, Line, items
from api.intake.kinds import Kind
from api.intake.refusals import NothingToTakeIn
from api.intake.taking import Asked, Kept, Taking
from api.persons import nothing_decided
from api.together import Together, called
from api.usecases import Answer, Request, Stated
from domain.canonical import canonical_bytes
from domain.refusals import Faults, Refusal, StreamMoved
from domain.storage import CommandRow, Ledger

ATTEMPTS: Final = 5
DONE: Final = "已登记"
"""How the column 登记结果 of a marked file begins where the line was recorded."""


class Read(Line, Protocol):
    """A line with what was wrong in its cells, and what stood in its column 登记结果."""

    @property
    def faults(self) -> Sequence[Refusal]:
        """What is wrong in its cells."""

    @property
    def result(self) -> str:
        """What an earlier intake wrote behind it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of the thing that begins in row `number`: what it is called now, or why it is not recorded.

    `fresh` where it would be, or was, recorded by this very intake.
    """

    number: int
    says: str = ""
    fresh: bool = False
    faults: tuple[Refusal, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """The outcome of every thing in the table, what was noticed, and the position of the last event, 0 where nothing was recorded."""

    outcomes: tuple[Outcome, ...]
    notices: tuple[str, ...] = ()
    position: int = 0

    @property
    def faulty(self) -> int:
        """How many things cannot be recorded as they stand."""
        return sum(bool(each.faults) for each in self.outcomes)

    @property
    def fresh(self) -> int:
        """How many this intake records, or would."""
        return sum(each.fresh for each in self.outcomes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """A table of some kind that somebody hands in: its lines, and the key of its file and sheet.

    `begin` answers what its lines may look up, on top of what was asked for so far.
    """

    kind: Kind
    lines: Sequence[Read]
    file: str
    ledger: Ledger
    begin: Callable[[Together], Taking]

    def take(self, *, rehearse: bool = False, skip_faulty: bool = False) -> Taken:
        """Record what the lines say, if none is faulty or those that are may be left out; `rehearse` finds out what would be.

        Raises `NothingToTakeIn`; `StreamMoved` where others kept moving what was read, and what `Ledger.append_together` raises.
        """
        things = items(self.lines)
        if not things:
            raise NothingToTakeIn("表头下面没有一行有内容，请看一看是不是交错了表。")
        for _ in range(ATTEMPTS - 1):
            try:
                return self._once(things, rehearse=rehearse, skip_faulty=skip_faulty)
            except StreamMoved:
                continue
        return self._once(things, rehearse=rehearse, skip_faulty=skip_faulty)

    def _once(self, things: Sequence[Item], *, rehearse: bool, skip_faulty: bool) -> Taken:
        together = Together(self.ledger)
        taking = self.begin(together)
        found = tuple(_Thing(self, taking, thing).outcome() for thing in things)
        notices = tuple(dict.fromkeys(taking.notices))
        if rehearse or (any(each.faults for each in found) and not skip_faulty):
            return Taken(outcomes=found, notices=notices)
        receipts = together.record()
        return Taken(outcomes=found, notices=notices, position=receipts[-1].position if receipts else 0)


@dataclass(frozen=True, slots=True)
class _Thing:
    intake: Intake
    taking: Taking
    item: Item

    @property
    def number(self) -> int:
        return self.item.lines[0].number

    def outcome(self) -> Outcome:
        """What becomes of it."""
        lines = [cast("Read", line) for line in self.item.lines]
        if (said := lines[0].result).startswith(DONE):
            return Outcome(number=self.number, says=said.removeprefix(DONE).lstrip("："))
        if faults := tuple(fault for line in lines for fault in line.faults):
            return Outcome(number=self.number, faults=faults)
        if (earlier := self.intake.ledger.command(self.taking.actor.person.ref, self._key(1))) is not None:
            return Outcome(number=self.number, says=called(earlier.receipt.answer))
        asked = len(self.taking.together.writes)
        try:
            with self.taking.together.all_or_none():
                says = self._asked()
        except StreamMoved:
            raise
        except (Refusal, Faults) as refused:
            faults = refused.faults if isinstance(refused, Faults) else (refused,)
            return Outcome(number=self.number, faults=faults)
        return Outcome(number=self.number, says=says, fresh=len(self.taking.together.writes) > asked)

    def _asked(self) -> str:
        """Ask for everything that it asks for, telling it each answer or refusal; what it is called at the end."""
        steps, place = self.intake.kind.ask(self.taking, self.item), 0
        try:
            step = next(steps)
            while True:
                place += 1
                try:
                    answer = self._answered(step, self._key(place))
                except (Refusal, Faults) as refused:
                    step = steps.throw(refused)
                else:
                    step = steps.send(answer)
        except StopIteration as ended:
            return str(ended.value)

    def _answered(self, step: Asked | Kept, key: str) -> Answer | None:
        clock, actor = self.taking.desk.clock, self.taking.actor
        match step:
            case Asked():
                request = Request(
                    use_case=on(step.decider, type(step.command)),
                    command=step.command,
                    actor=actor,
                    key=key,
                    stated=Stated(effective_on=step.effective_on, refs=step.refs),
                    stream=step.stream,
                    statements=step.statements,
                )
                return self.taking.together.ask(request, clock)
            case Kept():
                row = CommandRow(actor.person.ref, key, step.hashed, canonical_bytes(step.content))
                envelope = nothing_decided(actor.person, key, clock())
                self.taking.together.append([], envelope=envelope, command=row, statements=step.statements)
                return None

    def _key(self, place: int) -> str:
        return f"{self.intake.kind.layout.name}-{self.intake.file}-{self.number}-{place}"
