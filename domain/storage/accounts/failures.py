"""How often was a wrong password given for a name, and until when is nobody listened to under it?"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from psycopg.rows import tuple_row

from domain.storage.accounts import Line

FREE: Final = 5
"""How many attempts there are before the pauses begin."""
FIRST_PAUSE: Final = timedelta(seconds=30)
"""The pause after the last free attempt; each further one doubles it."""
LONGEST_PAUSE: Final = timedelta(hours=1)
FORGOTTEN: Final = timedelta(days=1)
"""After so long without an attempt all is as if there had been none."""


def charge(line: Line, name_hash: bytes, now: datetime) -> bool:
    """Whether an attempt may be made now; it is counted as failed before anybody knows, so that many at once count as many."""
    line.execute("DELETE FROM accounts.failures WHERE last_at < %s", (now - FORGOTTEN,))
    sql = """
    INSERT INTO accounts.failures AS f (name_hash, failures, last_at, locked_until) VALUES (%(name)s, 1, %(now)s, %(now)s)
    ON CONFLICT (name_hash) DO UPDATE SET failures = f.failures + 1, last_at = %(now)s, locked_until = CASE
        WHEN f.failures + 1 < %(free)s THEN %(now)s::timestamptz
        ELSE %(now)s::timestamptz + least(%(longest)s, %(pause)s * 2 ^ least(f.failures + 1 - %(free)s, 16))
    END
    WHERE f.locked_until <= %(now)s
    RETURNING failures
    """
    asked = {"name": name_hash, "now": now, "free": FREE, "pause": FIRST_PAUSE, "longest": LONGEST_PAUSE}
    return line.cursor(row_factory=tuple_row).execute(sql, asked).fetchone() is not None


def forget(line: Line, name_hash: bytes) -> None:
    """Begin anew: the password was right, or an administrator says so."""
    line.execute("DELETE FROM accounts.failures WHERE name_hash = %s", (name_hash,))
