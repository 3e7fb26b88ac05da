"""What becomes of a request when others write at the same time, or an answer is lost on its way?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

import pytest

from api.actor import Actor
from api.cases import on
from api.usecases import ATTEMPTS, Request, Stated, execute
from domain.congress.commands import RegisterCongress, RegisterUnit
from domain.congress.decider import CONGRESS
from domain.congress.events import CongressRegistered
from domain.events import Envelope, Person
from domain.refusals import AlreadyExists, CommandReused, NotFound, StaleVersion, StreamMoved
from domain.storage import (
    Append,
    CommandRow,
    DatabaseUnavailable,
    Guard,
    Loaded,
    OutcomeUnknown,
    Receipt,
    Statement,
    StoredCommand,
)
from domain.streams import congress_id
from domain.usecase import Reader, UseCase
from tests.api.kit import COUNTY, Hands

CLERK = Actor(person=Person(ref="p-clerk", role="clerk"), congress=COUNTY)
STREAM = congress_id(COUNTY)
UNIT = RegisterUnit(unit="示例-01", name="示例县教育局")
REGISTERED = CongressRegistered(code=COUNTY, level="county", name="示例县人民代表大会")


@dataclass
class Racing:
    """A ledger in memory of the same shape as the real one; each of `others` happens just before an append."""

    versions: dict[UUID, int] = field(default_factory=dict)
    others: list[Any] = field(default_factory=list)
    rows: dict[tuple[str, str], StoredCommand] = field(default_factory=dict)
    guarded: list[Sequence[Guard]] = field(default_factory=list)
    looked: int = 0

    def load(self, decider: Any, stream: UUID) -> Loaded[Any]:
        version = self.versions.get(stream, 0)
        state = decider.initial
        if version and decider is CONGRESS:
            state = decider.evolve(state, REGISTERED, Envelope(at="", by=CLERK.person, command_id="", effective_on=""))
        return Loaded(stream, version, state)

    def command(self, actor: str, key: str) -> StoredCommand | None:
        self.looked += 1
        return self.rows.get((actor, key))

    def append(
        self,
        entries: Sequence[Append],
        *,
        envelope: Envelope,
        command: CommandRow,
        guards: Sequence[Guard],
        statements: Sequence[Statement],
    ) -> Receipt:
        assert envelope.at
        assert not statements
        self.guarded.append(guards)
        if self.others:
            happened = self.others.pop(0)
            if isinstance(happened, Exception):
                raise happened
            happened(self, command)
        (entry,) = entries
        if (before := self.rows.get((command.actor, command.key))) is not None:
            if before.body_hash != command.body_hash:
                raise CommandReused
            return replace(before.receipt, repeated=True)
        if self.versions.get(entry.stream, 0) != entry.expected_version:
            raise StreamMoved
        return self.store(entry.stream, len(entry.events), command)

    def store(self, stream: UUID, events: int, command: CommandRow) -> Receipt:
        self.versions[stream] = self.versions.get(stream, 0) + events
        receipt = Receipt(sum(self.versions.values()), {stream: self.versions[stream]}, answer=command.answer)
        self.rows[command.actor, command.key] = StoredCommand(command.body_hash, receipt)
        return receipt


def move(ledger: Racing, _command: CommandRow) -> None:
    """Somebody else records something on the same stream."""
    ledger.versions[STREAM] = ledger.versions.get(STREAM, 0) + 1


def unit(version: int | None = None, key: str = "1", command: Any = UNIT) -> Request:
    return Request(
        use_case=on(CONGRESS, RegisterUnit), command=command, actor=CLERK, key=key, stream=STREAM, version=version
    )


def do(ledger: Racing, request: Request) -> Any:
    return execute(ledger, request, Hands())  # type: ignore[arg-type] # of the same shape


def test_who_names_no_version_is_decided_again_when_others_were_quicker() -> None:
    ledger = Racing({STREAM: 1}, others=[move, move])
    assert do(ledger, unit()).version == 4


def test_who_names_a_version_is_told_that_it_is_stale_when_others_were_quicker() -> None:
    with pytest.raises(StaleVersion):
        do(Racing({STREAM: 1}, others=[move]), unit(version=1))


def test_deciding_again_has_an_end() -> None:
    ledger = Racing({STREAM: 1}, others=[move] * 10)
    with pytest.raises(StreamMoved):
        do(ledger, unit())
    assert len(ledger.others) == 10 - ATTEMPTS


def test_a_stream_that_moved_under_a_guard_is_read_again_though_a_version_was_named() -> None:
    ledger = Racing({STREAM: 1}, others=[StreamMoved()])
    assert do(ledger, unit(version=1)).version == 2


def test_whoever_loses_against_his_own_request_gets_its_answer() -> None:
    def won_elsewhere(ledger: Racing, command: CommandRow) -> None:
        ledger.store(STREAM, 1, command)

    ledger = Racing(others=[won_elsewhere])
    register = RegisterCongress(code=COUNTY, level="county", name="示例县人民代表大会")
    request = Request(use_case=on(CONGRESS, RegisterCongress), command=register, actor=CLERK, key="1")
    answer = do(ledger, request)
    assert (answer.version, answer.replayed, answer.events) == (1, True, ("congress:CongressRegistered",))


def test_whoever_loses_against_another_request_is_refused() -> None:
    register = RegisterCongress(code=COUNTY, level="county", name="示例县人民代表大会")
    request = Request(use_case=on(CONGRESS, RegisterCongress), command=register, actor=CLERK, key="1")
    with pytest.raises(AlreadyExists):
        do(Racing(others=[move]), request)


@pytest.mark.parametrize("lost", [OutcomeUnknown(), DatabaseUnavailable()])
def test_a_database_that_is_away_is_not_asked_again_whether_it_is(lost: Exception) -> None:
    ledger = Racing({STREAM: 1}, others=[lost])
    with pytest.raises(type(lost)):
        do(ledger, unit())
    assert ledger.looked == 0


def test_an_outcome_that_was_unknown_is_settled_by_asking_again() -> None:
    def stored_but_not_heard(ledger: Racing, command: CommandRow) -> None:
        ledger.store(STREAM, 1, command)
        raise OutcomeUnknown

    ledger = Racing({STREAM: 1}, others=[stored_but_not_heard])
    with pytest.raises(OutcomeUnknown):
        do(ledger, unit())
    answer = do(ledger, unit())
    assert (answer.version, answer.replayed) == (2, True)


def test_a_key_tells_requests_apart_by_what_was_asked_and_stated() -> None:
    ledger = Racing({STREAM: 1})
    do(ledger, unit())
    with pytest.raises(CommandReused):
        do(ledger, unit(command=RegisterUnit(unit="示例-02", name="示例县教育局")))
    with pytest.raises(CommandReused):
        do(ledger, Request(use_case=on(CONGRESS, RegisterUnit), command=UNIT, actor=CLERK, key="1", stream=STREAM, stated=Stated(approved_by=CLERK.person)))  # fmt: skip
    assert do(ledger, unit(key="2")).replayed is False


def test_what_was_read_of_other_streams_is_guarded_at_the_version_first_seen() -> None:
    other = congress_id("990102")
    ledger = Racing({STREAM: 1, other: 7})

    def inform(read: Reader, stream: UUID, command: Any) -> Any:
        read(CONGRESS, other)
        ledger.versions[other] = 8
        read(CONGRESS, other)
        read(CONGRESS, stream)
        return command

    case = UseCase(RegisterUnit, CONGRESS, inform=inform)
    do(ledger, Request(use_case=case, command=UNIT, actor=CLERK, key="1", stream=STREAM))
    assert ledger.guarded == [[Guard(other, 7), Guard(STREAM, 1)]]


def test_a_command_on_nothing_is_not_found() -> None:
    with pytest.raises(NotFound):
        do(Racing(), unit())
