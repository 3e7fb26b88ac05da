"""What of the database goes into a backup, and how does it come into an empty database, all of it or nothing?

Rows travel in the text form of COPY: a line a row, columns apart by a tab, a mark for nothing, bytes in hex; they are ordered
by their key, so that nothing tells in which order they once came. The tree is not copied: it grows again from the header rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import psycopg
from psycopg.rows import tuple_row
from psycopg.sql import SQL, Composed, Identifier

from domain.storage.connection import LedgerConnection
from domain.storage.faults import BackupDamaged, DatabaseNotEmpty, DatabaseUnavailable

if TYPE_CHECKING:
    from psycopg import Connection

HEADERS: Final = "ledger.event_headers"
KEPT: Final = (
    HEADERS,
    "ledger.event_bytes",
    "ledger.commands",
    "ledger.people",
    "ledger.document_bytes",
    "accounts.accounts",
    "accounts.grants",
    "accounts.changes",
    "accounts.acts",
    "accounts.reads",
    "accounts.attempts",
)
"""The tables of a backup in the order in which they come back; those of `accounts` where there are any."""
LEFT_OUT: Final = {
    "ledger.log_head": "grows again from the header rows",
    "ledger.migrations": "is written by the migrations themselves",
    "accounts.passes": "lets somebody in by itself, and may have ended since",
    "accounts.codes": "likewise",
    "accounts.sessions": "likewise",
    "accounts.tokens": "likewise",
    "accounts.failures": "is over in a day",
    "accounts.confirmations": "likewise",
}
"""The tables that are not in a backup, and why."""
LEFT_OUT_SCHEMAS: Final = {
    "reading": "is replayed from the log",
    "keying": "what is keyed in the counting room stays there",
    "incoming": "what nobody has accepted is not kept longer than it waits",
}

# Between two pieces of an answer; the whole may take hours.
PATIENCE_SECONDS: Final = 600.0
ROWS_AT_ONCE: Final = 10_000
"""So many header rows grow the tree in one statement, whose memory is that of the server."""

_SETTINGS: Final = b"""
SET LOCAL statement_timeout = 0; SET LOCAL bytea_output = 'hex'; SET LOCAL DateStyle = 'ISO, YMD'; SET LOCAL TimeZone = 'UTC'
"""
_COLUMNS: Final = """
SELECT a.attname, coalesce(a.attnum = ANY(i.indkey), false), a.attidentity <> '' FROM pg_attribute AS a
LEFT JOIN pg_index AS i ON i.indrelid = a.attrelid AND i.indisprimary
WHERE a.attrelid = to_regclass(%s) AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '' ORDER BY a.attnum
"""


class Table(NamedTuple):
    """A table of a backup: its name with the schema, the columns that are stored, those of its key, and those that count up."""

    name: str
    columns: tuple[str, ...]
    key: tuple[str, ...] = ()
    counting: tuple[str, ...] = ()

    @property
    def quoted(self) -> Identifier:
        """The name for SQL."""
        return Identifier(*self.name.split("."))


@contextmanager
def snapshot(conninfo: str, role: str = "") -> Iterator[LedgerConnection]:
    """A connection, as `role` if given, that sees one moment of the database, whatever is recorded meanwhile; raises `DatabaseUnavailable`."""
    with _connected(conninfo, role) as connection:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        connection.read_only = True
        with connection.transaction():
            connection.execute(_SETTINGS)
            yield connection


@contextmanager
def emptied_on_failure(conninfo: str) -> Iterator[LedgerConnection]:
    """A connection of the owner to a migrated, empty database: what is put in stays when the block ends well, or else none of it.

    Nobody appends meanwhile. Raises `DatabaseNotEmpty`, `DatabaseUnavailable`.
    """
    with _connected(conninfo) as connection, connection.transaction():
        connection.execute(_SETTINGS)
        connection.execute("SELECT pg_advisory_xact_lock(4703101)")
        refuse_rows(connection)
        yield connection


def refuse_filled(conninfo: str) -> None:
    """Raise `DatabaseNotEmpty` where a database, migrated or not, holds any row of a backup; `DatabaseUnavailable`."""
    with _connected(conninfo) as connection:
        refuse_rows(connection)


def refuse_rows(connection: Connection[Any]) -> None:
    """Raise `DatabaseNotEmpty` where any table of a backup has a row; tables that are not there have none."""
    for table in tables(connection):
        found = connection.execute(SQL("SELECT FROM {} LIMIT 1").format(table.quoted)).rowcount
        if found:
            raise DatabaseNotEmpty(f"数据库里已有登记（{table.name}），只能恢复到空的数据库里。", table=table.name)


def tables(connection: Connection[Any]) -> list[Table]:
    """The tables of a backup that this database has."""
    cursor = connection.cursor(row_factory=tuple_row)
    found = []
    for name in KEPT:
        columns = cursor.execute(_COLUMNS, (name,)).fetchall()
        if columns:
            parts = [tuple(each[0] for each in columns if each[place]) for place in (0, 1, 2)]
            found.append(Table(name, *parts))
    return found


def count_rows(connection: Connection[Any], table: Table) -> int:
    """How many rows a table has."""
    row = (
        connection.cursor(row_factory=tuple_row).execute(SQL("SELECT count(*) FROM {}").format(table.quoted)).fetchone()
    )
    assert row is not None
    return int(row[0])


def copy_out(connection: Connection[Any], table: Table) -> Iterator[bytes]:
    """The rows of a table, each with its line feed, in the order of its key."""
    columns, key = (SQL(", ").join(map(Identifier, names)) for names in (table.columns, table.key))
    query = SQL("COPY (SELECT {} FROM {} ORDER BY {}) TO STDOUT").format(columns, table.quoted, key)
    with connection.cursor() as cursor, cursor.copy(query) as copy:
        for row in copy:
            yield bytes(row)


def copy_in(connection: Connection[Any], table: Table, rows: Iterable[bytes]) -> None:
    """Put rows into a table, in their order; raises `BackupDamaged` where the database does not take them."""
    query = SQL("COPY {} ({}) FROM STDIN").format(table.quoted, SQL(", ").join(map(Identifier, table.columns)))
    left = iter(rows)
    batches = iter(lambda: list(islice(left, ROWS_AT_ONCE)), []) if table.name == HEADERS else (left,)
    try:
        for batch in batches:
            _copy_in(connection, query, batch)
        for column in table.counting:
            connection.execute(_next_number(table, column))
    except psycopg.OperationalError:
        raise
    except psycopg.DatabaseError as error:
        raise BackupDamaged(f"{table.name}的行放不进数据库：{error.diag.message_primary or error}") from error


def _copy_in(connection: Connection[Any], query: Composed, rows: Iterable[bytes]) -> None:
    with connection.cursor() as cursor, cursor.copy(query) as copy:
        for row in rows:
            copy.write(row)


def _next_number(table: Table, column: str) -> Composed:
    """What lets the numbers of a column go on after the last that came back."""
    return SQL("SELECT setval(pg_get_serial_sequence({}, {}), coalesce(max({}), 0) + 1, false) FROM {}").format(
        table.name, column, Identifier(column), table.quoted
    )


@contextmanager
def _connected(conninfo: str, role: str = "") -> Iterator[LedgerConnection]:
    try:
        with LedgerConnection.connect(
            conninfo, role=role, deadline_seconds=PATIENCE_SECONDS, client_encoding="utf8"
        ) as connection:
            yield connection
    except (psycopg.OperationalError, psycopg.InterfaceError) as error:
        raise DatabaseUnavailable(f"数据库没有做完：{str(error).strip()}") from error
