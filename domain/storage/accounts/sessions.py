"""Which sessions are open, under which grant or pass does each act, and when does it end?"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from psycopg.rows import args_row

from domain.storage.accounts import Line


class Session(NamedTuple):
    """What an open session stands on: an account with a grant or, while it is set up, with none; or a printed pass."""

    account: UUID | None
    name: str
    granted: UUID | None
    role: str
    congress: str
    unit: str
    projects: list[str]
    person: UUID | None
    pass_id: UUID | None
    task: str
    pass_congress: str
    meeting: UUID | None
    papers: UUID | None
    seen_at: datetime
    ends_at: datetime


class NewSession(NamedTuple):
    """A session as it begins."""

    hash: bytes
    account: UUID | None
    granted: UUID | None
    pass_id: UUID | None
    began_at: datetime
    ends_at: datetime


class OwnSession(NamedTuple):
    """A living session as its owner sees it; `hash` is for telling which of them is the one that asks."""

    id: UUID
    hash: bytes
    role: str
    congress: str
    unit: str
    began_at: datetime
    seen_at: datetime
    ends_at: datetime


def insert_session(line: Line, session: NewSession) -> None:
    """Open a session."""
    sql = """
    INSERT INTO accounts.sessions (hash, account, granted, pass, began_at, seen_at, ends_at)
    VALUES (%s, %s, %s, %s, %s, %s, %s)
    """
    line.execute(sql, (*session[:5], session.began_at, session.ends_at))


def open_session(line: Line, hashed: bytes, now: datetime, idle: timedelta) -> Session | None:
    """The session with this hash, if neither it has ended nor what it stands on: account, grant or pass."""
    sql = """
    SELECT s.account, coalesce(a.name, ''), s.granted, coalesce(g.role, ''), coalesce(g.congress, ''), coalesce(g.unit, ''),
        coalesce(g.projects, '{}'), p.person, s.pass, coalesce(p.task, ''), coalesce(p.congress, ''), p.meeting, p.papers,
        s.seen_at, s.ends_at
    FROM accounts.sessions s
    LEFT JOIN accounts.accounts a USING (account)
    LEFT JOIN accounts.grants g ON g.id = s.granted
    LEFT JOIN accounts.passes p ON p.id = s.pass
    WHERE s.hash = %(hash)s AND s.ended_at IS NULL AND s.ends_at > %(now)s AND s.seen_at > %(since)s
        AND a.locked_at IS NULL AND g.revoked_at IS NULL AND p.ended_at IS NULL
        AND (p.ends_at IS NULL OR p.ends_at > %(now)s)
    """
    asked = {"hash": hashed, "now": now, "since": now - idle}
    return line.cursor(row_factory=args_row(Session)).execute(sql, asked).fetchone()


def sessions_of(line: Line, account: UUID, now: datetime, idle: timedelta) -> list[OwnSession]:
    """The living sessions of an account, the eldest first."""
    sql = """
    SELECT s.id, s.hash, coalesce(g.role, ''), coalesce(g.congress, ''), coalesce(g.unit, ''), s.began_at, s.seen_at, s.ends_at
    FROM accounts.sessions s LEFT JOIN accounts.grants g ON g.id = s.granted
    WHERE s.account = %s AND s.ended_at IS NULL AND s.ends_at > %s AND s.seen_at > %s AND g.revoked_at IS NULL
    ORDER BY s.began_at, s.id
    """
    return line.cursor(row_factory=args_row(OwnSession)).execute(sql, (account, now, now - idle)).fetchall()


def see_session(line: Line, hashed: bytes, now: datetime) -> None:
    """Note that the session was used."""
    line.execute("UPDATE accounts.sessions SET seen_at = %s WHERE hash = %s AND seen_at < %s", (now, hashed, now))


def end_session(line: Line, hashed: bytes, now: datetime) -> bool:
    """End one session; False where none was open."""
    sql = "UPDATE accounts.sessions SET ended_at = %s WHERE hash = %s AND ended_at IS NULL"
    return line.execute(sql, (now, hashed)).rowcount == 1


def end_session_named(line: Line, account: UUID, session: UUID, now: datetime) -> int:
    """End the session of an account with this id; answers how many were ended, one or none."""
    sql = "UPDATE accounts.sessions SET ended_at = %s WHERE account = %s AND id = %s AND ended_at IS NULL"
    return line.execute(sql, (now, account, session)).rowcount


def end_sessions(line: Line, account: UUID, now: datetime, but: bytes = b"") -> int:
    """End all sessions of an account but one; answers how many."""
    sql = "UPDATE accounts.sessions SET ended_at = %s WHERE account = %s AND hash <> %s AND ended_at IS NULL"
    return line.execute(sql, (now, account, but)).rowcount


def end_sessions_of_pass(line: Line, pass_id: UUID, now: datetime) -> None:
    """End whatever was opened with a pass: its one person has it in one place at a time."""
    line.execute("UPDATE accounts.sessions SET ended_at = %s WHERE pass = %s AND ended_at IS NULL", (now, pass_id))
