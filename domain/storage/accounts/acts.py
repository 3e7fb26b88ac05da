"""What was done to accounts, when and by whom?"""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from psycopg.rows import args_row
from psycopg.types.json import Jsonb

from domain.storage.accounts import Line


class Act(NamedTuple):
    """One thing done; `detail` holds no secret."""

    number: int
    at: datetime
    by_ref: str
    act: str
    account: UUID | None
    detail: dict[str, Any]


def insert_act(line: Line, at: datetime, by_ref: str, act: str, account: UUID | None, **detail: Any) -> None:
    """Note an act, in the transaction that does it."""
    sql = "INSERT INTO accounts.acts (at, by_ref, act, account, detail) VALUES (%s, %s, %s, %s, %s)"
    line.execute(sql, (at, by_ref, act, account, Jsonb(detail)))


def read_acts(line: Line, after: int, limit: int) -> list[Act]:
    """The acts that follow number `after`, in order."""
    sql = (
        "SELECT number, at, by_ref, act, account, detail FROM accounts.acts WHERE number > %s ORDER BY number LIMIT %s"
    )
    return line.cursor(row_factory=args_row(Act)).execute(sql, (after, limit)).fetchall()
