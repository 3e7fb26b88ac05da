"""How does everything that one command records reach the database in one round trip, and what do its answers mean?"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, TypeAlias, cast
from uuid import UUID

import psycopg
from eventsourcing.persistence import StoredEvent
from psycopg.rows import tuple_row

from domain.refusals import CommandReused, StreamMoved
from domain.storage.arrays import bigints, byteas, digests, texts, uuids
from domain.storage.calling import in_words
from domain.storage.commitment import commit_all, draw_blinds
from domain.storage.connection import is_lost
from domain.storage.terms import Receipt, Terms

if TYPE_CHECKING:
    from psycopg import Connection, Cursor

_APPEND = b"""
SELECT outcome, last_position, streams, versions, answer
FROM ledger.append_events(
    %b::uuid[], %b::bigint[], %b::text[], %b::bytea[], %b::bytea[], %b::bytea[], %b::uuid[], %b::bigint[],
    %b::text, %b::text, %b::bytea, %b::bytea, %b::boolean
)
"""
_REFUSED_STRICTLY = "MS001"

# The row of `append_events`, or what the server had against it.
Answer: TypeAlias = "tuple[str, int | None, list[UUID] | None, list[int] | None, bytes | None] | psycopg.Error | None"


class Batch:
    """The events of one command with their blinds, ready to be sent, and sent again in the very same bytes if need be."""

    def __init__(self, stored_events: Sequence[StoredEvent], terms: Terms) -> None:
        self.terms = terms
        states = [event.state for event in stored_events]
        blinds = draw_blinds(len(states))
        expected, command = terms.expected, terms.command
        self._params = (
            uuids([cast("UUID", event.originator_id) for event in stored_events]),
            bigints([event.originator_version for event in stored_events]),
            texts([event.topic for event in stored_events]),
            digests(commit_all(blinds, states)),
            digests(blinds),
            byteas(states),
            None if expected is None else uuids(list(expected)),
            None if expected is None else bigints(list(expected.values())),
            *((command.actor, command.key, command.body_hash, command.answer) if command else (None,) * 4),
            bool(terms.statements),
        )

    def call(self, connection: Connection[Any]) -> Cursor[Any]:
        """Call the append on `connection`; the cursor holds its answer, in a pipeline only after the next sync."""
        cursor = connection.cursor(binary=True, row_factory=tuple_row)
        cursor.execute(_APPEND, self._params, prepare=True)
        return cursor


def exchange(connection: Connection[Any], batches: Sequence[Batch]) -> list[Answer]:
    """Send `batches` in one round trip and one transaction; an answer for each, in order.

    `connection` is in autocommit. An error of one batch is its answer and leaves the others in peace; only a lost connection
    is raised, because then nothing is known of any.
    """
    if len(batches) == 1:
        return [_alone(connection, batches[0])]
    try:
        with connection.pipeline():
            connection.execute("BEGIN")
            cursors = [batch.call(connection) for batch in batches]
            connection.execute("COMMIT")
    except psycopg.Error as error:
        if is_lost(error):
            raise
        # Something worse than a refusal undid them all: each on its own, to find out whose it was.
        connection.rollback()
        return [_alone(connection, batch) for batch in batches]
    return [cursor.fetchone() for cursor in cursors]


def _alone(connection: Connection[Any], batch: Batch) -> Answer:
    try:
        if not batch.terms.statements:
            return batch.call(connection).fetchone()
        with connection.pipeline():
            connection.execute("BEGIN")
            cursor = batch.call(connection)
            for statement in batch.terms.statements:
                connection.execute(statement.sql.encode(), statement.params)
            connection.execute("COMMIT")
        return cursor.fetchone()
    except psycopg.Error as error:
        if is_lost(error):
            raise
        connection.rollback()
        return error


def receipt(answer: Answer, terms: Terms) -> Receipt:
    """What the server's answer means; raises the refusal, or the error, that it is."""
    streams: list[UUID] | None
    if isinstance(answer, psycopg.Error):
        if answer.sqlstate != _REFUSED_STRICTLY:
            raise in_words(answer) or answer
        said = json.loads(answer.diag.message_detail or "")
        outcome, position, versions = said["outcome"], said["last_position"], said["versions"]
        streams = [UUID(stream) for stream in said["streams"]]
        kept = None if said["answer"] is None else bytes.fromhex(said["answer"])
    else:
        assert answer is not None
        outcome, position, streams, versions, kept = answer
    match outcome:
        case "reused":
            key = terms.command.key if terms.command else ""
            raise CommandReused(f"请求编号「{key}」已经用在别的内容上，请换一个编号。", key=key)
        case "moved":
            expected, found = versions
            raise StreamMoved(
                f"别人刚刚登记了新内容（读到第{expected}版，现为第{found}版），请刷新后重试。",
                stream=str(streams[0] if streams else None),
                expected=expected,
                found=found,
            )
        case _:
            assert position is not None
            return Receipt(position, dict(zip(streams or (), versions or (), strict=True)), outcome == "repeated", kept)
