"""Which session passes 会议口令 were printed, and which of them are dead?"""

from __future__ import annotations

from datetime import datetime
from typing import Final, NamedTuple
from uuid import UUID

from psycopg.rows import args_row

from domain.storage.accounts import Line
from domain.storage.terms import Statement

COLUMNS: Final = (
    "id, half, hash, person, task, congress, meeting, papers, issued_by, second_by, issued_at, ends_at, ended_at"
)


class Pass(NamedTuple):
    """One person, one meeting, one task; with `papers` for those of that round or evaluation alone.

    `half` is the hash of its first half until the second is printed, `hash` from then on that of both together.
    """

    id: UUID
    half: bytes | None
    hash: bytes | None
    person: UUID
    task: str
    congress: str
    meeting: UUID
    papers: UUID | None
    issued_by: str
    second_by: str | None
    issued_at: datetime
    ends_at: datetime
    ended_at: datetime | None = None


def insert_pass(line: Line, one: Pass) -> bool:
    """Whether the pass was issued: not to somebody who has a living one for this meeting."""
    sql = f"INSERT INTO accounts.passes ({COLUMNS}) VALUES ({', '.join(['%s'] * len(one))}) ON CONFLICT DO NOTHING"  # noqa: S608 - columns
    return line.execute(sql.encode(), one).rowcount == 1


def living_pass(line: Line, hashed: bytes, now: datetime) -> Pass | None:
    """The pass with this hash, if it is not dead; until the transaction ends nobody else comes in with it, or ends it."""
    # The right to update some of its columns is enough to hold the row.
    sql = f"""
    SELECT {COLUMNS} FROM accounts.passes WHERE hash = %s AND ended_at IS NULL AND ends_at > %s FOR NO KEY UPDATE
    """  # noqa: S608 - the names of columns
    return line.cursor(row_factory=args_row(Pass)).execute(sql.encode(), (hashed, now)).fetchone()


def half_pass(line: Line, one: UUID, now: datetime) -> Pass | None:
    """The pass with this id, if it is not dead and nobody has printed its second half yet."""
    sql = f"SELECT {COLUMNS} FROM accounts.passes WHERE id = %s AND half IS NOT NULL AND ended_at IS NULL AND ends_at > %s"  # noqa: S608 - columns
    return line.cursor(row_factory=args_row(Pass)).execute(sql.encode(), (one, now)).fetchone()


def complete_pass(line: Line, one: Pass, hashed: bytes, by: str) -> bool:
    """Whether the second half came to it: for whoever comes first with one."""
    sql = """
    UPDATE accounts.passes SET half = NULL, hash = %s, second_by = %s WHERE id = %s AND half = %s AND ended_at IS NULL
    """
    return line.execute(sql, (hashed, by, one.id, one.half)).rowcount == 1


def passes_of(line: Line, meeting: UUID) -> list[Pass]:
    """All passes of a meeting, in the order of issue."""
    sql = f"SELECT {COLUMNS} FROM accounts.passes WHERE meeting = %s ORDER BY issued_at, id"  # noqa: S608 - columns
    return line.cursor(row_factory=args_row(Pass)).execute(sql.encode(), (meeting,)).fetchall()


def end_pass(line: Line, meeting: UUID, one: UUID, now: datetime) -> UUID | None:
    """Whose living pass of the meeting was ended; None where there is none."""
    sql = (
        "UPDATE accounts.passes SET ended_at = %s WHERE id = %s AND meeting = %s AND ended_at IS NULL RETURNING person"
    )
    found = line.execute(sql, (now, one, meeting)).fetchone()
    return found["person"] if found else None


def passes_die(meeting: UUID, papers: UUID, now: datetime) -> Statement:
    """The statement by which passes die with the signature under a sheet, in the transaction that records it.

    Those for these papers die, and those for the meeting that name none.
    """
    sql = """
    UPDATE accounts.passes SET ended_at = %s
    WHERE meeting = %s AND (papers IS NULL OR papers = %s) AND ended_at IS NULL
    """
    return Statement(sql, (now, meeting, papers))
