"""Which accounts are there, and by which hash and sealed seed is each of them recognised?"""

from __future__ import annotations

import re
from datetime import datetime
from typing import Final, NamedTuple
from uuid import UUID

from psycopg.rows import args_row

from domain.storage.accounts import Line

COLUMNS: Final = (
    "account, name, administers, issuer, subject, created_at, locked_at, password, totp_key_id, totp_sealed"
)

NAME: Final = re.compile("[a-z][a-z0-9._-]{1,63}")


class Account(NamedTuple):
    """One row; `subject` is who he is to the provider of sign-in `issuer`, None and '' where he does not come by one.

    `password` is an argon2id hash, None until its owner has set one; `totp_sealed` likewise.
    """

    account: UUID
    name: str
    administers: bool
    issuer: str
    subject: str | None
    created_at: datetime
    locked_at: datetime | None
    password: str | None
    totp_key_id: str | None
    totp_sealed: bytes | None


def hold_accounts(line: Line) -> None:
    """Until the transaction ends, nobody else finds out whether there are accounts in order to make the first."""
    # 4703102 is held by whoever keeps the read models, as long as the service runs.
    line.execute("SELECT pg_advisory_xact_lock(4703103)")


def is_name(text: str) -> bool:
    """Whether an account can be called so."""
    return NAME.fullmatch(text) is not None


def insert_account(  # noqa: PLR0913 - a row has that many columns
    line: Line, account: UUID, name: str, now: datetime, *, administers: bool, issuer: str, subject: str | None
) -> bool:
    """Whether the account was added: no other has its name, its person or its subject."""
    sql = """
    INSERT INTO accounts.accounts (account, name, administers, issuer, subject, created_at)
    VALUES (%s, %s, %s, %s, %s, %s) ON CONFLICT DO NOTHING
    """
    return line.execute(sql, (account, name, administers, issuer, subject, now)).rowcount == 1


def account_named(line: Line, name: str) -> Account | None:
    """The account with this name."""
    return _one(line, "name", name)


def account_of(line: Line, account: UUID) -> Account | None:
    """The account with this reference."""
    return _one(line, "account", account)


def hold_account(line: Line, account: UUID) -> Account | None:
    """The same, and until the transaction ends nobody else opens or ends sessions of it, nor changes by what it is recognised.

    Whoever does either holds the account before anything else of it: so no session that is just opened escapes who ends them all.
    """
    # The right to update some of its columns is enough to hold the row.
    sql = f"SELECT {COLUMNS} FROM accounts.accounts WHERE account = %s FOR NO KEY UPDATE"  # noqa: S608 - columns
    return line.cursor(row_factory=args_row(Account)).execute(sql.encode(), (account,)).fetchone()


def account_at(line: Line, issuer: str, subject: str) -> Account | None:
    """The account of this subject at this provider of sign-in."""
    sql = f"SELECT {COLUMNS} FROM accounts.accounts WHERE issuer = %s AND subject = %s"  # noqa: S608 - columns
    return line.cursor(row_factory=args_row(Account)).execute(sql.encode(), (issuer, subject)).fetchone()


def all_accounts(line: Line) -> list[Account]:
    """Every account, by name."""
    sql = f"SELECT {COLUMNS} FROM accounts.accounts ORDER BY name"  # noqa: S608 - the names of columns
    return line.cursor(row_factory=args_row(Account)).execute(sql.encode()).fetchall()


def set_password(line: Line, account: UUID, password: str | None) -> None:
    """Keep the hash of a new password; None takes the old one away."""
    line.execute("UPDATE accounts.accounts SET password = %s WHERE account = %s", (password, account))


def set_totp(line: Line, account: UUID, key_id: str | None, sealed: bytes | None) -> None:
    """Keep the sealed seed of one-time passwords; None takes it away."""
    sql = "UPDATE accounts.accounts SET totp_key_id = %s, totp_sealed = %s, totp_step = 0 WHERE account = %s"
    line.execute(sql, (key_id, sealed, account))


def spend_totp(line: Line, account: UUID, step: int) -> bool:
    """Whether no password of this step or a later one was used before: who asks first has it, and nobody after him."""
    sql = """
    UPDATE accounts.accounts SET totp_step = %s WHERE account = %s AND totp_step < %s AND totp_sealed IS NOT NULL
    """
    return line.execute(sql, (step, account, step)).rowcount == 1


def set_locked(line: Line, account: UUID, at: datetime | None) -> bool:
    """Whether the account was locked, or unlocked with None: False where it was so already."""
    sql = "UPDATE accounts.accounts SET locked_at = %s WHERE account = %s AND (locked_at IS NULL) = %s"
    return line.execute(sql, (at, account, at is not None)).rowcount == 1


def _one(line: Line, column: str, value: object) -> Account | None:
    sql = f"SELECT {COLUMNS} FROM accounts.accounts WHERE {column} = %s"  # noqa: S608 - the names of columns
    return line.cursor(row_factory=args_row(Account)).execute(sql.encode(), (value,)).fetchone()
