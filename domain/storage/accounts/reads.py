"""Who read whose data, when, by which route and why?"""

from __future__ import annotations

from datetime import datetime
from typing import Final, NamedTuple
from uuid import UUID

from psycopg.rows import args_row

from domain.storage.accounts import Line

COLUMNS: Final = "at, by_ref, role, congress, route, subject, whole, reason"


class Read(NamedTuple):
    """One reading of a person, or of a document that is not public; `whole` where nothing was masked."""

    at: datetime
    by_ref: str
    role: str
    congress: str
    route: str
    subject: UUID
    whole: bool
    reason: str = ""
    number: int = 0


def insert_read(line: Line, read: Read) -> None:
    """Note a reading, in the transaction that reads; its number is given here."""
    sql = f"INSERT INTO accounts.reads ({COLUMNS}) VALUES (%s, %s, %s, %s, %s, %s, %s, %s)"  # noqa: S608 - columns
    line.execute(sql.encode(), read[:-1])


def read_reads(line: Line, after: int, limit: int) -> list[Read]:
    """The readings that follow number `after`, in order."""
    sql = f"SELECT {COLUMNS}, number FROM accounts.reads WHERE number > %s ORDER BY number LIMIT %s"  # noqa: S608 - columns
    return line.cursor(row_factory=args_row(Read)).execute(sql.encode(), (after, limit)).fetchall()
