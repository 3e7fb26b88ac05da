"""How are the steps of the demonstration played through the public use cases, once however often it is started?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any, Final

from api.actor import Actor
from api.demo.county import county
from api.demo.steps import Asked, Step
from api.demo.town import town
from api.usecases import Request, Stated, execute
from domain.calendar import SHANGHAI, parse_day
from domain.congress.usecases import USE_CASES as CONGRESS_CASES
from domain.deciders import Command, Decider
from domain.documents.usecases import USE_CASES as DOCUMENT_CASES
from domain.events import Person
from domain.people import People, PersonalData
from domain.refusals import Refusal
from domain.storage import Ledger, Statement
from domain.usecase import UseCase
from projects.application import USE_CASES as PROJECTS_CASES
from voting.application import USE_CASES as VOTING_CASES

KEY: Final = "示例年度2024-{:04}"


class NotADemonstration(Refusal):
    """The log holds something else: an invented congress must not come to stand beside real ones."""

    code = "not_a_demonstration"
    title = "这个数据库里已有别的台账，示例不写进去"


@dataclass(frozen=True, slots=True)
class Played:
    """How many steps were recorded now, how many stood there before, and the position of the log after them."""

    recorded: int
    found: int
    position: int


def all_steps() -> list[Step]:
    """Both congresses' steps in the order of their moments."""
    return sorted(county().steps + town().steps, key=lambda step: step.at)


def play(
    ledger: Ledger, people: People, advanced: Callable[[], None], reached: Callable[[int], None] = lambda _number: None
) -> Played:
    """Record every step that is not there yet; `advanced` is told of each, `reached` of the number of one with which the log ends.

    Raises `NotADemonstration`.
    """
    steps = all_steps()
    there = [_is_recorded(ledger, number, step) for number, step in enumerate(steps)]
    if ledger.head() and not there[0]:
        raise NotADemonstration(
            "这个数据库的台账里有示例以外的内容，示例数据不能与真实数据放在一起，请另用一个空数据库。"
        )
    roll = Roll(people)
    for number, step in enumerate(steps):
        if not there[number]:
            _record(ledger, roll, number, step)
        advanced()
        if not any(there[number + 1 :]):
            reached(number)
    return Played(recorded=there.count(False), found=there.count(True), position=ledger.head())


@dataclass(slots=True)
class Roll:
    """The people of the demonstration by congress and name, each entered once by its office, with the first event that names him."""

    people: People
    refs: dict[tuple[str, str], str] = field(default_factory=dict)

    def resolve(self, asked: Asked, code: str) -> tuple[Command, list[Statement]]:
        """The command with references for names, and what has to be entered with it."""
        entered: list[Statement] = []

        def enrol(name: str) -> str:
            if (code, name) not in self.refs:
                self.refs[code, name], statement = self.people.enter(PersonalData(name=name), code)
                entered.append(statement)
            return self.refs[code, name]

        return (asked if isinstance(asked, Command) else asked(enrol)), entered


def _is_recorded(ledger: Ledger, number: int, step: Step) -> bool:
    return ledger.command(_actor(step).person.ref, KEY.format(number)) is not None


def _record(ledger: Ledger, roll: Roll, number: int, step: Step) -> None:
    command, entered = roll.resolve(step.asked, step.code)
    stated = Stated(
        effective_on=parse_day(step.day),
        decided_by=step.decision,
        approved_by=Person(ref=f"demo-{step.code}-chair", role="chair") if step.two else None,
    )
    request = Request(
        use_case=_case(command, step), command=command, actor=_actor(step), key=KEY.format(number),
        stated=stated, stream=step.on, statements=entered,
    )  # fmt: skip
    moment = datetime.fromisoformat(step.at).replace(tzinfo=SHANGHAI)
    execute(ledger, request, clock=lambda: moment)


def _actor(step: Step) -> Actor:
    return Actor(person=Person(ref=f"demo-{step.code}-{step.role}", role=step.role), congress=step.code)


@cache
def _cases() -> dict[tuple[type[Command], Decider[Any] | None], UseCase]:
    """Every use case by its command and, where the stream exists already, its decider."""
    cases: tuple[UseCase, ...] = (*CONGRESS_CASES, *DOCUMENT_CASES, *PROJECTS_CASES, *VOTING_CASES)
    return {(case.command, None if case.begins_stream else case.decider): case for case in cases}


def _case(command: Command, step: Step) -> UseCase:
    return _cases()[type(command), step.decider]
