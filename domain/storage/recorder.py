"""How do stored events get into the log and out of it again, behind the library's recorder interface?"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any
from uuid import UUID

import psycopg
from eventsourcing.persistence import Notification, StoredEvent
from eventsourcing.postgres import PostgresApplicationRecorder, PostgresDatastore

from domain.merkle import Hash, hasher
from domain.refusals import StreamMoved
from domain.storage.appending import Answer, atomically, exchange, receipt
from domain.storage.batch import Batch
from domain.storage.calling import ConnectionLost, connected, twice, wait_for_standby
from domain.storage.faults import DatabaseUnavailable, LedgerBusy, OutcomeUnknown
from domain.storage.grouping import Group
from domain.storage.migrate import check_schema
from domain.storage.selecting import select_command, select_head, select_log, select_stream
from domain.storage.subscription import PollingSubscription
from domain.storage.terms import Receipt, StoredCommand, Terms
from domain.storage.tree import select_algorithm


class LedgerRecorder(PostgresApplicationRecorder):
    """The library's PostgreSQL recorder over the tables of our migrations.

    The library's own methods send a statement again after any lost connection. Here a read is sent once more, and an append
    only with its command row, which tells whether the first attempt went through.
    """

    def __init__(self, datastore: PostgresDatastore, *, events_table_name: str = "ledger_events") -> None:
        super().__init__(datastore, events_table_name=events_table_name)
        self.sql_create_statements.clear()
        self.channel_name = "ledger_events"
        self._group = Group[Batch, Answer](self._send)

    def create_table(self) -> None:
        """Tables come by migration alone; here it is only checked that they are there and ours."""
        twice(self.datastore, check_schema)

    def append(self, stored_events: Sequence[StoredEvent], terms: Terms) -> Receipt:
        """Insert `stored_events` on `terms`, in one transaction with its command row and statements.

        Raises `StreamMoved`, `CommandReused`, `LedgerBusy`, `DatabaseUnavailable`: nothing is stored; `OutcomeUnknown`.
        """
        batch = Batch(stored_events, terms, self._hash)
        try:
            return self._answered(batch)
        except ConnectionLost as lost:
            if terms.command is None:
                raise OutcomeUnknown from lost
        # The command row is looked up and written under one lock: if the first attempt went through, this is its answer.
        # Whatever else goes wrong now says nothing of the first attempt.
        try:
            return self._answered(batch)
        except (ConnectionLost, DatabaseUnavailable, LedgerBusy, psycopg.Error) as lost:
            raise OutcomeUnknown from lost

    def append_together(self, commands: Sequence[tuple[Sequence[StoredEvent], Terms]]) -> list[Receipt]:
        """Insert the events of several commands, each on its terms, in one transaction; raises what `append` raises."""
        batches = [Batch(events, terms, self._hash) for events, terms in commands]
        try:
            return self._all(batches)
        except ConnectionLost:
            pass
        try:
            if found := self._recorded_before(batches):
                return found
            return self._all(batches)
        except (ConnectionLost, DatabaseUnavailable, LedgerBusy, psycopg.Error) as lost:
            raise OutcomeUnknown from lost

    def subscribe(self, gt: int | None = None, topics: Sequence[str] = ()) -> PollingSubscription:
        """Notifications after position `gt`, now and as they come; nothing is missed, heard of or not."""
        return PollingSubscription(recorder=self, gt=gt, topics=topics)

    def insert_events(self, stored_events: Sequence[StoredEvent], **_: Any) -> Sequence[int] | None:
        """The library's insert, which knows no expectations: never sent twice. Answers the positions."""
        if not stored_events:
            return None
        with self.datastore.get_connection() as connection:
            (answer,) = exchange(connection, [Batch(stored_events, Terms(), self._hash)])
            if isinstance(answer, psycopg.Error):
                raise answer
        last = receipt(answer).position
        return list(range(last - len(stored_events) + 1, last + 1))

    def select_events(
        self,
        originator_id: UUID | str,
        *,
        gt: int | None = None,
        lte: int | None = None,
        desc: bool = False,
        limit: int | None = None,
    ) -> Sequence[StoredEvent]:
        """The events of one stream, as notifications, so that each knows its position; erased ones have the state b""."""
        stream = UUID(str(originator_id))
        return twice(self.datastore, lambda line: select_stream(line, stream, gt=gt, lte=lte, desc=desc, limit=limit))

    def select_notifications(
        self,
        start: int | None,
        limit: int,
        stop: int | None = None,
        topics: Sequence[str] = (),
        *,
        inclusive_of_start: bool = True,
    ) -> Sequence[Notification]:
        """The events of the log from `start`, at most `limit`; erased ones have the state b""."""
        first = 0 if start is None else start if inclusive_of_start else start + 1
        return twice(self.datastore, lambda line: select_log(line, first=first, last=stop, topics=topics, limit=limit))

    def select_command(self, actor: str, key: str) -> StoredCommand | None:
        """The row of a command, if it was recorded; raises `OutcomeUnknown` where it may still be lost."""
        found = twice(self.datastore, lambda line: select_command(line, actor, key))
        if found:
            wait_for_standby(self.datastore)
        return found

    def max_notification_id(self) -> int | None:
        """The position of the last event; None before the first."""
        return twice(self.datastore, select_head) or None

    @cached_property
    def _hash(self) -> Hash:
        """The hash of the log, which never changes."""
        return hasher(twice(self.datastore, select_algorithm))

    def _answered(self, batch: Batch) -> Receipt:
        found = receipt(self._ask(batch))
        if found.repeated:
            wait_for_standby(self.datastore)
        return found

    def _all(self, batches: Sequence[Batch]) -> list[Receipt]:
        with connected(self.datastore) as connection:
            answers = atomically(connection, batches)
        found = [receipt(answer) for answer in answers]
        if any(each.repeated for each in found):
            raise StreamMoved("别人刚刚登记了同样的内容，请重试。")
        return found

    def _recorded_before(self, batches: Sequence[Batch]) -> list[Receipt]:
        """What an attempt recorded whose answer was lost: all of it, or nothing."""
        rows = [batch.terms.command for batch in batches]
        found = [self.select_command(row.actor, row.key) for row in rows if row is not None]
        return [each.receipt for each in found if each is not None]

    def _ask(self, batch: Batch) -> Answer:
        # Statements of a command must not run when it is refused, so it does not share its transaction.
        return self._send([batch])[0] if batch.terms.statements else self._group.ask(batch)

    def _send(self, batches: Sequence[Batch]) -> list[Answer]:
        with connected(self.datastore) as connection:
            return exchange(connection, batches)
