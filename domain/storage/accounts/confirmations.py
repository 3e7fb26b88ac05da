"""What was a second person asked to confirm, and did he?"""

from __future__ import annotations

from datetime import datetime
from typing import Final, NamedTuple
from uuid import UUID

from psycopg.rows import args_row

from domain.storage.accounts import Line
from domain.storage.terms import Statement

COLUMNS: Final = (
    "id, asked_by, key, body_hash, body, congress, second_ref, second_role, asked_at, expires_at, confirmed_at"
)


class Confirmation(NamedTuple):
    """One request, named by who sent it, its key and the hash of what it asks for; and whom it names as the second person."""

    id: UUID
    asked_by: str
    key: str
    body_hash: bytes
    body: bytes
    congress: str
    second_ref: str
    second_role: str
    asked_at: datetime
    expires_at: datetime
    confirmed_at: datetime | None = None


def ask(line: Line, asked: Confirmation) -> Confirmation:
    """What stands for this request: it was asked for before, or is now."""
    line.execute("DELETE FROM accounts.confirmations WHERE expires_at <= %s", (asked.asked_at,))
    places = ", ".join(["%s"] * len(asked))
    put = f"INSERT INTO accounts.confirmations ({COLUMNS}) VALUES ({places}) ON CONFLICT DO NOTHING"  # noqa: S608 - columns
    line.execute(put.encode(), asked)
    sql = f"SELECT {COLUMNS} FROM accounts.confirmations WHERE asked_by = %s AND key = %s AND body_hash = %s"  # noqa: S608 - columns
    cursor = line.cursor(row_factory=args_row(Confirmation))
    found = cursor.execute(sql.encode(), (asked.asked_by, asked.key, asked.body_hash)).fetchone()
    assert found is not None, "it was just put there"
    return found


def waiting_for(line: Line, ref: str, role: str, now: datetime) -> list[Confirmation]:
    """What waits for this person in this role, the eldest first."""
    sql = f"""
    SELECT {COLUMNS} FROM accounts.confirmations
    WHERE second_ref = %s AND second_role = %s AND confirmed_at IS NULL AND expires_at > %s
    ORDER BY asked_at, id
    """  # noqa: S608 - columns
    return line.cursor(row_factory=args_row(Confirmation)).execute(sql.encode(), (ref, role, now)).fetchall()


def asked_by(line: Line, ref: str, now: datetime) -> list[Confirmation]:
    """What this person asked others to confirm and has not recorded yet, the eldest first."""
    sql = f"SELECT {COLUMNS} FROM accounts.confirmations WHERE asked_by = %s AND expires_at > %s ORDER BY asked_at, id"  # noqa: S608 - columns
    return line.cursor(row_factory=args_row(Confirmation)).execute(sql.encode(), (ref, now)).fetchall()


def confirm(line: Line, confirmation: UUID, body_hash: bytes, now: datetime) -> bool:
    """Whether this very content was confirmed now."""
    sql = """
    UPDATE accounts.confirmations SET confirmed_at = %s
    WHERE id = %s AND body_hash = %s AND confirmed_at IS NULL AND expires_at > %s
    """
    return line.execute(sql, (now, confirmation, body_hash, now)).rowcount == 1


def refuse(line: Line, confirmation: UUID) -> None:
    """It is not confirmed, and nobody is to wait for it."""
    line.execute("DELETE FROM accounts.confirmations WHERE id = %s AND confirmed_at IS NULL", (confirmation,))


def withdraw_word(line: Line, ref: str) -> None:
    """What this person confirmed, or typed of a sheet, and nobody has recorded yet is for somebody who still may."""
    line.execute("DELETE FROM accounts.confirmations WHERE second_ref = %s AND confirmed_at IS NOT NULL", (ref,))
    line.execute("DELETE FROM keying.sheets WHERE typist = %s", (ref,))


def spent(confirmation: UUID) -> Statement:
    """The statement by which a confirmation goes with the request that it was for."""
    return Statement("DELETE FROM accounts.confirmations WHERE id = %s", (confirmation,))
