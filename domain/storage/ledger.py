"""How do use cases load a state, store what was decided, and read the log?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, ClassVar, Self, TypeVar, cast
from uuid import UUID

from eventsourcing.application import Application
from eventsourcing.persistence import Mapper, StoredEvent

from domain.events import Envelope, Event, Recorded
from domain.refusals import StreamMoved
from domain.storage.calling import connected, twice
from domain.storage.connection import DEADLINE_SECONDS
from domain.storage.factory import LedgerFactory, settings
from domain.storage.mapper import RecordedMapper
from domain.storage.recorder import LedgerRecorder
from domain.storage.terms import Append, CommandRow, Guard, Loaded, Receipt, Statement, StoredCommand, Terms, Write

if TYPE_CHECKING:
    from psycopg import Connection
    from psycopg.rows import DictRow

    from domain.deciders import Decider
    from domain.storage.connection import LedgerConnection

S = TypeVar("S")
T = TypeVar("T")


class Ledger(Application[UUID]):
    """The library's application in its functional style: states are folds of immutable events, commands append to streams."""

    name = "Ledger"
    env: ClassVar[dict[str, str]] = {"PERSISTENCE_MODULE": "domain.storage.factory:LedgerFactory"}
    log_section_size = 2000

    recorder: LedgerRecorder

    @classmethod
    def at(
        cls, conninfo: str, *, deadline_seconds: float = DEADLINE_SECONDS, connections: int = 15, role: str = ""
    ) -> Self:
        """The ledger in the database of `conninfo`, over at most `connections` connections, acting as `role` if given.

        Raises `DatabaseUnavailable`, `SchemaMissing`, `SchemaNewer`, `SchemaChanged`, `UnsafeSetting`.
        """
        return cls(settings(conninfo, deadline_seconds=deadline_seconds, connections=connections, role=role))

    def construct_mapper(self) -> Mapper[UUID]:
        """Our mapper, which needs no transcoder."""
        return self.factory.mapper(mapper_class=RecordedMapper)

    def load(self, decider: Decider[S], stream: UUID, *, version: int | None = None) -> Loaded[S]:
        """The state of `stream` now, or as it was at `version`; the decider's start at version 0 where there is none."""

        def project(_: None, history: Iterable[Recorded]) -> Loaded[S]:
            stands_at = 0

            def counted() -> Iterator[Recorded]:
                nonlocal stands_at
                for recorded in history:
                    stands_at = recorded.originator_version
                    yield recorded

            state = decider.fold(counted())
            return Loaded(stream, stands_at, state)

        return cast("Loaded[S]", self.repository.get(stream, version=version, projector_func=cast("Any", project)))

    def append(
        self,
        entries: Sequence[Append],
        *,
        envelope: Envelope,
        command: CommandRow | None,
        guards: Sequence[Guard] = (),
        statements: Sequence[Statement] = (),
    ) -> Receipt:
        """Record the events of one command under one envelope: all of them, its row and its statements, or nothing.

        A command that was recorded before answers as it did then, and records nothing. Raises `StreamMoved`, `CommandReused`,
        `LedgerBusy`, `DatabaseUnavailable`: nothing is stored; `OutcomeUnknown`: ask again under the same key.
        """
        expected: dict[UUID, int] = {}
        for stream, version in [*((entry.stream, entry.expected_version) for entry in entries), *guards]:
            if expected.setdefault(stream, version) != version:
                raise StreamMoved(stream=str(stream))
        return self.recorder.append(self._encoded(entries, envelope), Terms(expected, command, statements))

    def append_together(self, writes: Sequence[Write]) -> list[Receipt]:
        """Record the events, rows and statements of several commands in one transaction and in their order, or nothing.

        Raises what `append` raises; `StreamMoved` also where one of the commands was recorded meanwhile: look each up again.
        """
        stands: dict[UUID, int] = {}
        batches = []
        for write in writes:
            named = [(entry.stream, entry.expected_version) for entry in write.entries]
            own: dict[UUID, int] = {}
            for stream, version in [*named, *write.guards]:
                if stream not in stands:
                    own[stream] = stands[stream] = version
                elif stands[stream] != version:
                    raise StreamMoved(stream=str(stream))
            for entry in write.entries:
                stands[entry.stream] += len(entry.events)
            batches.append((self._encoded(write.entries, write.envelope), Terms(own, write.command, write.statements)))
        return self.recorder.append_together(batches)

    def _encoded(self, entries: Sequence[Append], envelope: Envelope) -> list[StoredEvent]:
        return [
            self._mapper.encode(entry.stream, version, entry.envelope or envelope, event)
            for entry in entries
            for version, event in enumerate(entry.events, entry.expected_version + 1)
        ]

    def command(self, actor: str, key: str) -> StoredCommand | None:
        """What was recorded under this actor's key, to be looked at before anything is decided."""
        return self.recorder.select_command(actor, key)

    def head(self) -> int:
        """The position of the last event, 0 before the first."""
        return self.recorder.max_notification_id() or 0

    def history(self, stream: UUID) -> list[Recorded]:
        """All events of `stream` in order of version."""
        return [cast("Recorded", recorded) for recorded in self.events.get(stream)]

    def read_log(self, after: int, limit: int, topics: Sequence[str] = ()) -> list[Recorded]:
        """The events that follow position `after`, of these topics if any are named, at most `limit` (2,000) of them."""
        found = self.notification_log.select(start=after, limit=limit, topics=topics, inclusive_of_start=False)
        return [cast("Recorded", self.mapper.to_domain_event(notification)) for notification in found]

    def at_position(self, position: int) -> Recorded | None:
        """The event at this position, if the log has come so far."""
        found = self.read_log(position - 1, 1) if position > 0 else []
        return found[0] if found else None

    def first(self, stream: UUID) -> Recorded:
        """The event with which a stream begins."""
        return next(cast("Recorded", recorded) for recorded in self.events.get(stream, lte=1))

    def of_kind(self, kind: type[Event]) -> list[Recorded]:
        """All events of one kind, streams together, in the order of the log."""
        found = self.recorder.select_notifications(None, self.head(), topics=[kind.TOPIC])
        return [cast("Recorded", self.mapper.to_domain_event(notification)) for notification in found]

    def waiting(self) -> int:
        """How many wait for one of the pooled connections at this moment."""
        return int(self._made.datastore.pool.get_stats().get("requests_waiting", 0))

    @contextmanager
    def connection(self) -> Iterator[Connection[DictRow]]:
        """A pooled connection in autocommit, rows as dicts; raises `ConnectionLost`, `LedgerBusy`, `DatabaseUnavailable`."""
        with connected(self._made.datastore) as connection:
            yield connection

    def read(self, select: Callable[[Connection[DictRow]], T]) -> T:
        """The answer of `select`, which changes nothing: asked again once if the connection is lost; rows as dicts."""
        return twice(self._made.datastore, select)

    def open_connection(self, *, deadline_seconds: float | None = None) -> LedgerConnection:
        """A connection of its own, for what takes longer or listens; whoever opens it closes it."""
        return self._made.connect(deadline_seconds=deadline_seconds)

    @property
    def _mapper(self) -> RecordedMapper:
        return cast("RecordedMapper", self.mapper)

    @property
    def _made(self) -> LedgerFactory:
        return cast("LedgerFactory", self.factory)
