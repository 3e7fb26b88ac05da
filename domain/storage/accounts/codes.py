"""Which printed codes let somebody in once, and which of them were used?"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from psycopg.rows import tuple_row

from domain.storage.accounts import Line


def insert_code(line: Line, hashed: bytes, account: UUID, now: datetime, expires_at: datetime) -> None:
    """Keep a code by its hash."""
    sql = "INSERT INTO accounts.codes (hash, account, issued_at, expires_at) VALUES (%s, %s, %s, %s)"
    line.execute(sql, (hashed, account, now, expires_at))


def use_code(line: Line, hashed: bytes, now: datetime) -> UUID | None:
    """Whose code it is, for whoever comes first with it and in time."""
    sql = """
    UPDATE accounts.codes SET used_at = %s WHERE hash = %s AND used_at IS NULL AND expires_at > %s RETURNING account
    """
    found = line.cursor(row_factory=tuple_row).execute(sql, (now, hashed, now)).fetchone()
    return found[0] if found else None


def withdraw_codes(line: Line, account: UUID, now: datetime) -> None:
    """No code that was printed for this account lets anybody in any more."""
    line.execute("UPDATE accounts.codes SET used_at = %s WHERE account = %s AND used_at IS NULL", (now, account))
