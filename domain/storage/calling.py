"""What comes of a call to the database: its answer, a refusal in words, or a connection that was lost on the way?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

import psycopg
from eventsourcing.persistence import PersistenceError
from psycopg_pool import PoolClosed, PoolTimeout, TooManyRequests

from domain.storage.connection import is_lost
from domain.storage.faults import DatabaseUnavailable, KeyingMoved, LedgerBusy, OutcomeUnknown

if TYPE_CHECKING:
    from eventsourcing.postgres import PostgresDatastore
    from psycopg import Connection

    from domain.refusals import Refusal

T = TypeVar("T")

_GAVE_UP_WAITING = {"55P03", "57014", "40P01"}  # lock_not_available, query_canceled, deadlock_detected
_KEYED_ON = "MS010"
_CANNOT_WORK = ("53", "57", "58")  # out of disk, memory or connections; shutting down; errors of the system

_AFTER_ALL = b"""
SELECT CASE WHEN current_setting('synchronous_standby_names') <> ''
    THEN pg_logical_emit_message(true, 'minsheng', '') END
"""


class ConnectionLost(Exception):  # noqa: N818 - a state of affairs, not an error of ours
    """The call may have been carried out or not."""


@contextmanager
def connected(datastore: PostgresDatastore) -> Iterator[Connection[Any]]:
    """A pooled connection; raises `ConnectionLost`, `DatabaseUnavailable`, `LedgerBusy`, or what the server said otherwise."""
    try:
        with datastore.get_connection() as connection:
            yield connection
    except PersistenceError as error:
        cause = error.__cause__
        if isinstance(cause, PoolTimeout | PoolClosed | TooManyRequests):
            raise DatabaseUnavailable("连不上数据库，请稍后重试。") from error
        if is_lost(cause):
            # The others in the pool have most likely gone the same way; what comes next gets a fresh one.
            datastore.pool.drain()
            raise ConnectionLost(str(error)) from error
        if isinstance(cause, psycopg.Error) and (refusal := in_words(cause)):
            raise refusal from error
        raise


def twice(datastore: PostgresDatastore, read: Callable[[Connection[Any]], T]) -> T:
    """The answer of `read`, which changes nothing: after a lost connection it is asked once more, on a fresh one."""
    try:
        with connected(datastore) as connection:
            return read(connection)
    except ConnectionLost:
        pass
    try:
        with connected(datastore) as connection:
            return read(connection)
    except ConnectionLost as lost:
        raise DatabaseUnavailable("数据库没有应答，请稍后重试。") from lost


def wait_for_standby(datastore: PostgresDatastore) -> None:
    """Return when everything that can be read here is on the standby too, where commits wait for one; or raise `OutcomeUnknown`.

    A commit whose wait was broken off, by a crash or by hand, can be read here and may be lost with this server. One more commit,
    which changes nothing, comes after it on the standby.
    """
    try:
        with connected(datastore) as connection:
            connection.execute(_AFTER_ALL)
    except (ConnectionLost, DatabaseUnavailable, LedgerBusy) as lost:
        raise OutcomeUnknown from lost


def in_words(error: psycopg.Error) -> Refusal | None:
    """The refusal that stands for what the server said, where it is neither a conflict nor a fault of ours."""
    state = error.sqlstate or ""
    if state == _KEYED_ON:
        return KeyingMoved("导出对照以后又有人改动了录入的票面，没有封账，请重新导出对照再封账。")
    if state in _GAVE_UP_WAITING:
        return LedgerBusy("台账正忙，等候超时，没有登记，请稍后重试。", sqlstate=state)
    if state.startswith(_CANNOT_WORK):
        return DatabaseUnavailable(f"数据库暂时不能工作（{error.diag.message_primary}），没有登记。", sqlstate=state)
    return None
