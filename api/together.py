"""How are many things that somebody asks for recorded in one transaction, or none of them?

Each is asked of the ledger through `api.usecases.execute`, as if it came alone; meanwhile nothing is written. What is asked for later
finds what was asked for before it, and at the end everything goes into the log together, in the order in which it was asked.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar, cast
from uuid import UUID

import orjson

from api.clock import Clock
from api.usecases import Answer, Request, execute
from domain.deciders import Decider
from domain.events import Envelope, Event
from domain.refusals import CommandReused
from domain.storage import Append, CommandRow, Guard, Ledger, Loaded, Receipt, Statement, StoredCommand, Write

S = TypeVar("S")


@dataclass(slots=True)
class Together:
    """What was asked for so far, on top of a ledger."""

    ledger: Ledger
    writes: list[Write] = field(default_factory=list)
    _added: dict[UUID, list[tuple[Event, Envelope]]] = field(default_factory=dict)
    _stood: dict[tuple[str, UUID], Loaded[Any]] = field(default_factory=dict)

    def ask(self, request: Request, clock: Clock) -> Answer:
        """What would be recorded; raises what it would be refused for. A position is known only when all is recorded."""
        return execute(cast("Ledger", self), request, clock)

    @contextmanager
    def all_or_none(self) -> Iterator[None]:
        """Forget what was asked for within, if anything of it is refused."""
        writes, added = len(self.writes), {stream: len(events) for stream, events in self._added.items()}
        try:
            yield
        except BaseException:
            del self.writes[writes:]
            self._added = {stream: self._added[stream][:length] for stream, length in added.items()}
            raise

    def record(self) -> list[Receipt]:
        """Record everything, a receipt for each; raises what `Ledger.append_together` raises."""
        return self.ledger.append_together(self.writes) if self.writes else []

    def load(self, decider: Decider[S], stream: UUID) -> Loaded[S]:
        """The state of a stream with what was asked for, read from the ledger once."""
        stood = self._stood.get((decider.name, stream))
        if stood is None:
            stood = self._stood[decider.name, stream] = self.ledger.load(decider, stream)
        state, added = stood.state, self._added.get(stream, [])
        for event, envelope in added:
            state = decider.evolve(state, event, envelope)
        return replace(stood, version=stood.version + len(added), state=state)

    def command(self, actor: str, key: str) -> StoredCommand | None:
        """What was recorded under this key before."""
        return self.ledger.command(actor, key)

    def append(
        self,
        entries: Sequence[Append],
        *,
        envelope: Envelope,
        command: CommandRow,
        guards: Sequence[Guard] = (),
        statements: Sequence[Statement] = (),
    ) -> Receipt:
        """Keep what one command records; one that was recorded before answers as it did then."""
        if (before := self.command(command.actor, command.key)) is not None:
            if before.body_hash != command.body_hash:
                raise CommandReused(f"请求编号“{command.key}”已经用在别的内容上，请换一个编号。", key=command.key)
            return before.receipt
        assert all(write.command.key != command.key for write in self.writes), f"{command.key} is asked for twice"
        self.writes.append(Write(entries, envelope, command, guards, statements))
        versions = {}
        for entry in entries:
            added = self._added.setdefault(entry.stream, [])
            added += [(event, entry.envelope or envelope) for event in entry.events]
            versions[entry.stream] = entry.expected_version + len(entry.events)
        return Receipt(0, versions, answer=command.answer)


def called(kept: bytes | None) -> str:
    """What people call what was recorded, as it was kept with its command: its number, or the reference of a person."""
    answer = orjson.loads(kept or b"{}")
    return str(answer.get("number") or answer.get("person") or "")
