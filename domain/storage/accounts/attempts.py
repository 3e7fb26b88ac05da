"""What was tried, by whom and where, and how often?"""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from psycopg.rows import args_row

from domain.storage.accounts import Line


class Attempt(NamedTuple):
    """How often somebody did one thing at one place within the hour, or the day, that began at `since`."""

    number: int
    since: datetime
    what: str
    who: str
    place: str
    times: int


def count_attempt(line: Line, since: datetime, what: str, who: str = "", place: str = "") -> None:
    """One more; however many there are, they are one row."""
    sql = """
    INSERT INTO accounts.attempts AS a (since, what, who, place) VALUES (%s, %s, %s, %s)
    ON CONFLICT (since, what, who, place) DO UPDATE SET times = a.times + 1
    """
    line.execute(sql, (since, what, who, place))


def read_attempts(line: Line, after: int, limit: int) -> list[Attempt]:
    """The rows that follow number `after`, in order; the last of them may still count."""
    sql = "SELECT number, since, what, who, place, times FROM accounts.attempts WHERE number > %s ORDER BY number LIMIT %s"
    return line.cursor(row_factory=args_row(Attempt)).execute(sql, (after, limit)).fetchall()
