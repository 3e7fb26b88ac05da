"""Which roles does an account have, in which congress, and which of them were taken away?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final, NamedTuple
from uuid import UUID, uuid4

from psycopg.rows import args_row

from domain.storage.accounts import Line

COLUMNS: Final = "id, account, role, congress, unit, projects, granted_at"


class Scope(NamedTuple):
    """A role and where it holds: a congress by division code, for units one unit and some of its projects or all."""

    role: str
    congress: str = ""
    unit: str = ""
    projects: Sequence[str] = ()


class Grant(NamedTuple):
    """A role that an account has."""

    id: UUID
    account: UUID
    role: str
    congress: str
    unit: str
    projects: list[str]
    granted_at: datetime


def insert_grant(line: Line, account: UUID, scope: Scope, now: datetime) -> bool:
    """Whether the role was granted: not where it excludes one that the account has, or is that one."""
    sql = """
    INSERT INTO accounts.grants (id, account, role, congress, unit, projects, granted_at)
    VALUES (%s, %s, %s, %s, %s, %s, %s) ON CONFLICT DO NOTHING
    """
    return line.execute(sql, (uuid4(), account, *scope[:3], list(scope.projects), now)).rowcount == 1


def grants_of(line: Line, account: UUID) -> list[Grant]:
    """The roles that an account has now, the eldest first."""
    sql = f"SELECT {COLUMNS} FROM accounts.grants WHERE account = %s AND revoked_at IS NULL ORDER BY granted_at, id"  # noqa: S608 - columns
    return line.cursor(row_factory=args_row(Grant)).execute(sql.encode(), (account,)).fetchall()


def all_grants(line: Line) -> list[Grant]:
    """All roles that anybody has now."""
    sql = f"SELECT {COLUMNS} FROM accounts.grants WHERE revoked_at IS NULL ORDER BY granted_at, id"  # noqa: S608 - columns
    return line.cursor(row_factory=args_row(Grant)).execute(sql.encode()).fetchall()


def revoke_grant(line: Line, account: UUID, scope: Scope, now: datetime) -> bool:
    """Take a role away; False where the account does not have it."""
    sql = """
    UPDATE accounts.grants SET revoked_at = %s
    WHERE account = %s AND role = %s AND congress = %s AND unit = %s AND revoked_at IS NULL
    """
    return line.execute(sql, (now, account, *scope[:3])).rowcount == 1
