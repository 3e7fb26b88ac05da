"""Which printed codes let somebody in once, who printed which half of them, and which were used?"""

from __future__ import annotations

from datetime import datetime
from typing import Final, NamedTuple
from uuid import UUID

from psycopg.rows import args_row

from domain.storage.accounts import Line

COLUMNS: Final = "list, number, account, half, hash, first_by, second_by, issued_at, expires_at"


class Code(NamedTuple):
    """One code of a list: the hash of its first half until the second is printed, then the hash of both together."""

    list: UUID
    number: int
    account: UUID
    half: bytes | None
    hash: bytes | None
    first_by: str
    second_by: str | None
    issued_at: datetime
    expires_at: datetime


def insert_code(line: Line, code: Code) -> None:
    """Keep a code."""
    sql = f"INSERT INTO accounts.codes ({COLUMNS}) VALUES ({', '.join(['%s'] * len(code))})"  # noqa: S608 - columns
    line.execute(sql.encode(), code)


def half_codes(line: Line, printed: UUID, now: datetime) -> list[Code]:
    """The codes of a list whose second half nobody has printed yet, while they live, in order."""
    sql = f"""
    SELECT {COLUMNS} FROM accounts.codes WHERE list = %s AND half IS NOT NULL AND used_at IS NULL AND expires_at > %s
    ORDER BY number
    """  # noqa: S608 - columns
    return line.cursor(row_factory=args_row(Code)).execute(sql.encode(), (printed, now)).fetchall()


def complete_code(line: Line, code: Code, hashed: bytes, by: str) -> bool:
    """Whether the second half came to it: for whoever comes first with one."""
    sql = """
    UPDATE accounts.codes SET half = NULL, hash = %s, second_by = %s
    WHERE list = %s AND number = %s AND half = %s AND used_at IS NULL
    """
    return line.execute(sql, (hashed, by, code.list, code.number, code.half)).rowcount == 1


def owner_of_code(line: Line, hashed: bytes) -> UUID | None:
    """Whose code this is or was."""
    found = line.execute("SELECT account FROM accounts.codes WHERE hash = %s", (hashed,)).fetchone()
    return found["account"] if found else None


def use_code(line: Line, hashed: bytes, now: datetime) -> bool:
    """Whether it lets somebody in: whoever comes first with it and in time."""
    sql = """
    UPDATE accounts.codes SET used_at = %s WHERE hash = %s AND used_at IS NULL AND expires_at > %s
    """
    return line.execute(sql, (now, hashed, now)).rowcount == 1


def withdraw_codes(line: Line, account: UUID, now: datetime, but: UUID | None = None) -> None:
    """No code that was printed for this account lets anybody in any more, but those of one list."""
    sql = "UPDATE accounts.codes SET used_at = %s WHERE account = %s AND used_at IS NULL AND list IS DISTINCT FROM %s"
    line.execute(sql, (now, account, but))
