"""How does somebody who may only read follow the log: its head, its rows, and word of what is new?"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Final

import psycopg
from psycopg.rows import tuple_row

from domain.merkle import Hash
from domain.storage.calling import in_words
from domain.storage.connection import LedgerConnection, is_lost
from domain.storage.faults import DatabaseUnavailable, SchemaMissing
from domain.storage.tree import BATCH, Header, Tree, is_durable, read_headers, read_leaves, select_tree

_ANY: Final = b"""
SELECT EXISTS (SELECT FROM ledger.event_headers WHERE position > %s AND position <= %s AND topic = ANY(%s))
"""
_DURABLE_SECONDS: Final = 10.0
_POLL_SECONDS: Final = 0.05
_NO_TABLE: Final = {"3F000", "42P01", "42703"}  # no schema, no table, no column
_MAY_NOT: Final = {"42501", "42704", "22023"}  # no right, no such role


class Follower:
    """A connection that reads the log of a primary, or of a standby of it."""

    def __init__(self, connection: LedgerConnection) -> None:
        self._connection = connection
        self._listening = False

    def tree(self) -> Tree:
        """The head, in one snapshot."""
        return select_tree(self._connection)

    def rows(self, after: int, limit: int = BATCH) -> list[Header]:
        """At most `limit` rows after position `after`, in order."""
        return read_headers(self._connection, after, limit)

    def leaves(self, after: int, upto: int, hash_: Hash) -> list[bytes]:
        """The hashes of the leaves behind position `after` up to position `upto`; fewer where rows are missing."""
        return read_leaves(self._connection, after, upto, hash_)

    def holds_any(self, topics: Iterable[str], after: int, upto: int) -> bool:
        """Whether one of these topics was recorded behind position `after` up to position `upto`."""
        found = self._connection.cursor(row_factory=tuple_row).execute(_ANY, (after, upto, list(topics))).fetchone()
        return found == (True,)

    def make_durable(self, tree: Tree) -> None:
        """Return when everything in `tree` would survive a crash of its server; raises `DatabaseUnavailable` if that takes long.

        Where the WAL is written further than it is flushed, a commit of our own that changes nothing takes the rest along:
        nobody else flushes what is not a commit, and an idle server might not for long. Who may not do that waits.
        """
        deadline = time.monotonic() + _DURABLE_SECONDS
        may = True
        while not is_durable(self._connection, tree):
            try:
                if may:
                    self._connection.execute("SELECT pg_logical_emit_message(true, 'minsheng', '')")
                    return
            except psycopg.errors.InsufficientPrivilege:
                may = False
            if time.monotonic() > deadline:
                raise DatabaseUnavailable(f"第{tree.size}号还没有写到数据库的磁盘上。")
            time.sleep(_POLL_SECONDS)

    def wait_for_news(self, seconds: float) -> None:
        """Return when something was appended, or after `seconds`: being told is a hint, whoever follows looks by himself."""
        if self.tree().written is None:
            # Nobody is told anything on a standby.
            time.sleep(seconds)
            return
        if not self._listening:
            self._connection.execute("LISTEN ledger_events")
            self._listening = True
        any(True for _ in self._connection.notifies(timeout=seconds, stop_after=1))


@contextmanager
def follow(conninfo: str, *, role: str = "") -> Iterator[Follower]:
    """A follower in the database of `conninfo`, acting as `role` if given.

    Raises `DatabaseUnavailable` or `SchemaMissing`, also for what goes wrong on the connection later.
    """
    try:
        try:
            connection = LedgerConnection.connect(conninfo, role=role)
        except psycopg.ProgrammingError as error:
            if error.sqlstate is not None:
                raise
            # libpq's own sentence would repeat the address, password included.
            raise DatabaseUnavailable("数据库的连接地址写法不对，应如postgresql://用户@主机:5432/库名。") from None
        with connection:
            yield Follower(connection)
    except psycopg.Error as error:
        if (refusal := _said(error)) is None:
            raise
        raise refusal from error


def _said(error: psycopg.Error) -> DatabaseUnavailable | SchemaMissing | None:
    state = error.sqlstate or ""
    words = error.diag.message_primary or str(error).strip()
    if state in _NO_TABLE:
        return SchemaMissing(f"数据库还没有建好或者没有升级（{words}），请先打开服务。")
    if state in _MAY_NOT:
        return DatabaseUnavailable(f"数据库的这个账户不能读台账（{words}）。", sqlstate=state)
    if is_lost(error) or isinstance(error, psycopg.OperationalError) or in_words(error) is not None:
        return DatabaseUnavailable(f"数据库没有应答（{words}）。", sqlstate=state or None)
    return None
