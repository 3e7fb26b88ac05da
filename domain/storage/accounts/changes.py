"""Which changes of somebody's rights were proposed, by whom, and who decided them?"""

from __future__ import annotations

from datetime import datetime
from typing import Final, NamedTuple
from uuid import UUID

from psycopg.rows import args_row

from domain.storage.accounts import Line
from domain.storage.accounts.grants import Scope

COLUMNS: Final = "id, kind, account, role, congress, unit, projects, proposed_by, proposed_at, expires_at, decided_by, decided_at, approved"


class Change(NamedTuple):
    """A role granted or revoked, a code printed, an administrator locked or not (`kind`); undecided while `approved` is None."""

    id: UUID
    kind: str
    account: UUID
    role: str
    congress: str
    unit: str
    projects: list[str]
    proposed_by: UUID
    proposed_at: datetime
    expires_at: datetime
    decided_by: UUID | None = None
    decided_at: datetime | None = None
    approved: bool | None = None

    @property
    def scope(self) -> Scope:
        """The role and where it holds."""
        return Scope(self.role, self.congress, self.unit, tuple(self.projects))


def insert_change(line: Line, change: Change) -> None:
    """Keep a proposal."""
    sql = f"INSERT INTO accounts.changes ({COLUMNS}) VALUES ({', '.join(['%s'] * len(change))})"  # noqa: S608 - columns
    line.execute(sql.encode(), change)


def open_change(line: Line, change: UUID, now: datetime) -> Change | None:
    """The proposal with this id, if it is undecided and has not expired; nobody else decides it meanwhile."""
    # The right to update the three columns of a decision is enough to hold the row.
    sql = f"""
    SELECT {COLUMNS} FROM accounts.changes WHERE id = %s AND decided_at IS NULL AND expires_at > %s FOR NO KEY UPDATE
    """  # noqa: S608 - the names of columns
    return line.cursor(row_factory=args_row(Change)).execute(sql.encode(), (change, now)).fetchone()


def is_change(line: Line, one: UUID) -> bool:
    """Whether a change was proposed under this id, whatever became of it."""
    return line.execute("SELECT FROM accounts.changes WHERE id = %s", (one,)).rowcount == 1


def decide_change(line: Line, change: UUID, by: UUID, now: datetime, *, approved: bool) -> None:
    """Note who decided, and how."""
    sql = "UPDATE accounts.changes SET decided_by = %s, decided_at = %s, approved = %s WHERE id = %s"
    line.execute(sql, (by, now, approved, change))


def open_changes(line: Line, now: datetime) -> list[Change]:
    """What waits for a decision, the eldest first."""
    sql = (
        f"SELECT {COLUMNS} FROM accounts.changes WHERE decided_at IS NULL AND expires_at > %s ORDER BY proposed_at, id"  # noqa: S608 - columns
    )
    return line.cursor(row_factory=args_row(Change)).execute(sql.encode(), (now,)).fetchall()
