"""Which tokens let a program in, under which grant, for what, and until when?"""

from __future__ import annotations

from datetime import datetime
from typing import Final, NamedTuple
from uuid import UUID

from psycopg.rows import args_row

from domain.storage.accounts import Line

COLUMNS: Final = "t.id, t.account, a.name, g.role, g.congress, g.unit, g.projects, t.scope, t.purpose, t.created_at, t.expires_at, t.revoked_at"
JOINED: Final = "accounts.tokens t JOIN accounts.accounts a USING (account) JOIN accounts.grants g ON g.id = t.granted"


class Token(NamedTuple):
    """A token without its secret, and the grant under which it acts."""

    id: UUID
    account: UUID
    name: str
    role: str
    congress: str
    unit: str
    projects: list[str]
    scope: str
    purpose: str
    created_at: datetime
    expires_at: datetime
    revoked_at: datetime | None


class NewToken(NamedTuple):
    """A token as it is made."""

    id: UUID
    hash: bytes
    account: UUID
    granted: UUID
    scope: str
    purpose: str
    created_at: datetime
    expires_at: datetime


def insert_token(line: Line, token: NewToken) -> None:
    """Keep a token by its hash."""
    sql = """
    INSERT INTO accounts.tokens (id, hash, account, granted, scope, purpose, created_at, expires_at)
    VALUES (%s, %s, %s, %s, %s, %s, %s, %s)
    """
    line.execute(sql, token)


def living_token(line: Line, hashed: bytes, now: datetime) -> Token | None:
    """The token with this hash, if neither it has ended nor the account or the grant on which it stands."""
    sql = f"""
    SELECT {COLUMNS} FROM {JOINED} WHERE t.hash = %s AND t.expires_at > %s
        AND t.revoked_at IS NULL AND a.locked_at IS NULL AND g.revoked_at IS NULL
    """  # noqa: S608 - the names of columns
    return line.cursor(row_factory=args_row(Token)).execute(sql.encode(), (hashed, now)).fetchone()


def all_tokens(line: Line, account: UUID | None = None) -> list[Token]:
    """The tokens of an account, or everybody's, in the order in which they were made."""
    sql = f"SELECT {COLUMNS} FROM {JOINED} WHERE %s::uuid IS NULL OR t.account = %s ORDER BY t.created_at, t.id"  # noqa: S608 - columns
    return line.cursor(row_factory=args_row(Token)).execute(sql.encode(), (account, account)).fetchall()


def revoke_tokens(line: Line, account: UUID, now: datetime) -> None:
    """Revoke all tokens of an account."""
    line.execute("UPDATE accounts.tokens SET revoked_at = %s WHERE account = %s AND revoked_at IS NULL", (now, account))


def revoke_token(line: Line, token: UUID, now: datetime, account: UUID | None = None) -> UUID | None:
    """Whose token was revoked; None where there is none, or not of this account."""
    sql = """
    UPDATE accounts.tokens SET revoked_at = %s WHERE id = %s AND revoked_at IS NULL AND (%s::uuid IS NULL OR account = %s)
    RETURNING account
    """
    found = line.execute(sql, (now, token, account, account)).fetchone()
    return found["account"] if found else None
