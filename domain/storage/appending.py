"""How does everything that one command records reach the database in one round trip, and what do the answers mean?"""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

import psycopg
from psycopg.rows import tuple_row

from domain.refusals import CommandReused, Refusal, StreamMoved
from domain.storage.batch import Batch, independent, kept_receipt, parameters
from domain.storage.calling import in_words
from domain.storage.connection import is_lost
from domain.storage.terms import Receipt

if TYPE_CHECKING:
    from psycopg import Connection, Cursor

_APPEND = b"""
SELECT outcome, last_position, answer, stream, expected, stands_at
FROM ledger.append_events(%b, %b, %b, %b, %b, %b, %b, %b, %b, %b, %b, %b, %b, %b)
"""
_REFUSED_STRICTLY = "MS001"

Answer: TypeAlias = Receipt | Refusal | psycopg.Error
"""A command's receipt, or why it was not recorded."""


class _Said(NamedTuple):
    """What `ledger.append_events` answers."""

    outcome: str
    last_position: int
    answer: bytes | None
    stream: object
    expected: int
    stands_at: int


def exchange(connection: Connection[Any], batches: Sequence[Batch]) -> list[Answer]:
    """Send `batches` in one round trip and one transaction; an answer for each, in order.

    `connection` is in autocommit. What is wrong with one batch is its answer and leaves the others in peace; only a lost
    connection is raised, because then nothing is known of any.
    """
    if len(batches) == 1:
        return [_alone(connection, batches[0])]
    if independent(batches) and (answers := _together(connection, batches)):
        return answers
    return _one_after_another(connection, batches)


def receipt(answer: Answer) -> Receipt:
    """The receipt; raises the refusal, or the error, that the answer is instead."""
    if isinstance(answer, psycopg.Error):
        raise in_words(answer) or answer
    if isinstance(answer, Refusal):
        raise answer
    return answer


def _together(connection: Connection[Any], batches: Sequence[Batch]) -> list[Answer] | None:
    """All in one call; None, and nothing recorded, if one of them is in the way."""
    try:
        said = _said(_call(connection, batches))
    except psycopg.Error as error:
        if is_lost(error):
            raise
        return None
    if said.outcome != "recorded":
        return None
    return _receipts(batches, said.last_position)


def _one_after_another(connection: Connection[Any], batches: Sequence[Batch]) -> list[Answer]:
    """A call for each, in one transaction: each finds what the ones before it recorded."""
    try:
        with connection.pipeline():
            connection.execute("BEGIN")
            cursors = [_call(connection, [batch]) for batch in batches]
            connection.execute("COMMIT")
    except psycopg.Error as error:
        if is_lost(error):
            raise
        # Something worse than a refusal undid them all: each on its own, to find out whose it was.
        connection.rollback()
        return [_alone(connection, batch) for batch in batches]
    return [_meaning(batch, _said(cursor)) for batch, cursor in zip(batches, cursors, strict=True)]


def _alone(connection: Connection[Any], batch: Batch) -> Answer:
    try:
        if not batch.terms.statements:
            return _meaning(batch, _said(_call(connection, [batch])))
        return atomically(connection, [batch])[0]
    except psycopg.Error as error:
        if is_lost(error):
            raise
        connection.rollback()
        return error


def atomically(connection: Connection[Any], batches: Sequence[Batch]) -> list[Answer]:
    """Record all of `batches` with their statements, or none: their receipts, or for every one why not.

    None but the first that names a stream may expect anything of it; the others stand on what those before them write.
    """
    try:
        with connection.pipeline():
            connection.execute("BEGIN")
            # Before the append, whose lock others wait for: a document's bytes take their time. A refusal undoes them.
            for statement in (each for batch in batches for each in batch.terms.statements):
                connection.execute(statement.sql.encode(), statement.params)
            cursor = _call(connection, batches, strict=True)
            connection.execute("COMMIT")
        return _receipts(batches, _said(cursor).last_position)
    except psycopg.Error as error:
        if is_lost(error):
            raise
        connection.rollback()
        if error.sqlstate != _REFUSED_STRICTLY:
            return [error] * len(batches)
        outcome, position, answer, *moved = json.loads(error.diag.message_detail or "")
        said = _Said(outcome, position, bytes.fromhex(answer or ""), *moved)
        return [_meaning(batch, said) for batch in batches]


def _call(connection: Connection[Any], batches: Sequence[Batch], *, strict: bool = False) -> Cursor[Any]:
    # In a pipeline the cursor holds its answer only after the next sync.
    cursor = connection.cursor(binary=True, row_factory=tuple_row)
    return cursor.execute(_APPEND, parameters(batches, strict=strict), prepare=True)


def _said(cursor: Cursor[Any]) -> _Said:
    return _Said._make(cursor.fetchone() or ())


def _meaning(batch: Batch, said: _Said) -> Answer:
    match said.outcome:
        case "recorded":
            return _recorded(batch, said.last_position)
        case "repeated":
            return kept_receipt(said.last_position, said.answer or b"")
        case "reused":
            key = batch.terms.command.key if batch.terms.command else ""
            return CommandReused(f"请求编号“{key}”已经用在别的内容上，请换一个编号。", key=key)
        case _:
            return StreamMoved(
                f"别人刚刚登记了新内容（读到第{said.expected}版，现为第{said.stands_at}版），请刷新后重试。",
                stream=str(said.stream),
                expected=said.expected,
                found=said.stands_at,
            )


def _receipts(batches: Sequence[Batch], last_position: int) -> list[Answer]:
    ends = list(accumulate(len(batch.events) for batch in batches))
    return [_recorded(batch, last_position - ends[-1] + end) for batch, end in zip(batches, ends, strict=True)]


def _recorded(batch: Batch, position: int) -> Receipt:
    return Receipt(position, batch.versions, answer=batch.answer or None)
