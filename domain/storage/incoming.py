"""Where does a proposal wait that somebody sent in who has not signed in, until the office has looked at it?"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Final, NamedTuple
from uuid import UUID

from psycopg.rows import args_row

from domain.storage.persons import SealedPerson
from domain.storage.terms import Statement

if TYPE_CHECKING:
    from domain.storage.ledger import Ledger

_COLUMNS: Final = (
    "id, congress, project_year, received_at, title, content, place, category, estimate_fen, key_id, wrapped_key, sealed,"
    " rejected_at, reason"
)


class IncomingRow(NamedTuple):
    """A proposal as it was sent in; its name and phone, if any, sealed under its id; when and why it was not accepted."""

    id: UUID
    congress: str
    project_year: int
    received_at: datetime
    title: str
    content: str
    place: str = ""
    category: str = ""
    estimate_fen: int | None = None
    key_id: str | None = None
    wrapped_key: bytes | None = None
    sealed: bytes | None = None
    rejected_at: datetime | None = None
    reason: str = ""

    @property
    def person(self) -> SealedPerson | None:
        """Who sent it in, where he said so."""
        if self.key_id is None or self.wrapped_key is None or self.sealed is None:
            return None
        return SealedPerson(self.id, self.key_id, self.wrapped_key, self.sealed)


def keep_incoming(ledger: Ledger, row: IncomingRow, most: int) -> bool:
    """Keep it, once however often it is sent; answers whether there is room: no more than `most` of a congress wait."""
    marks = ", ".join(["%s"] * len(row))
    with ledger.connection() as line, line.transaction():
        counted = line.execute(
            "SELECT count(*) AS waiting FROM incoming.proposals WHERE congress = %s AND rejected_at IS NULL",
            (row.congress,),
        ).fetchone()
        if counted is not None and counted["waiting"] >= most:
            return False
        sql = f"INSERT INTO incoming.proposals ({_COLUMNS}) VALUES ({marks}) ON CONFLICT (id) DO NOTHING"  # noqa: S608 - no value
        line.execute(sql.encode(), row)
    return True


def incoming_of(ledger: Ledger, congress: str, *, rejected: bool, limit: int) -> list[IncomingRow]:
    """Those of a congress that wait, the first that came first; or those that were not accepted, the last one first."""
    how = (
        "rejected_at IS NOT NULL ORDER BY rejected_at DESC"
        if rejected
        else "rejected_at IS NULL ORDER BY received_at, id"
    )
    sql = f"SELECT {_COLUMNS} FROM incoming.proposals WHERE congress = %s AND {how} LIMIT %s"  # noqa: S608 - no value
    return ledger.read(
        lambda line: (
            line.cursor(binary=True, row_factory=args_row(IncomingRow))
            .execute(sql.encode(), (congress, limit))
            .fetchall()
        )
    )


@contextmanager
def deciding(ledger: Ledger, one: UUID, congress: str) -> Iterator[IncomingRow | None]:
    """The row while nobody else decides it; None where it was decided already, or is another congress's."""
    with ledger.connection() as line, line.transaction():
        line.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 15))", (str(one),))
        sql = f"SELECT {_COLUMNS} FROM incoming.proposals WHERE id = %s AND congress = %s AND rejected_at IS NULL"  # noqa: S608 - no value
        yield (
            line.cursor(binary=True, row_factory=args_row(IncomingRow))
            .execute(sql.encode(), (one, congress))
            .fetchone()
        )


def forget_incoming(one: UUID) -> Statement:
    """What runs with the event that records it: it has been taken over."""
    return Statement("DELETE FROM incoming.proposals WHERE id = %s", (one,))


def reject_incoming(ledger: Ledger, one: UUID, at: datetime, reason: str) -> None:
    """Keep why it was not accepted, and nothing of who sent it in."""
    sql = """
    UPDATE incoming.proposals SET rejected_at = %s, reason = %s, key_id = NULL, wrapped_key = NULL, sealed = NULL
    WHERE id = %s AND rejected_at IS NULL
    """
    with ledger.connection() as line:
        line.execute(sql, (at, reason, one))


def sweep_incoming(ledger: Ledger, before: datetime) -> None:
    """Forget what was not accepted before a moment."""
    with ledger.connection() as line:
        line.execute("DELETE FROM incoming.proposals WHERE rejected_at < %s", (before,))
