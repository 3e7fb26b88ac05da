"""What lets nobody in any more, or is older than it is kept, and goes?"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from domain.storage.accounts import Line

SESSIONS_KEPT: Final = timedelta(days=30)
"""After its end a session is still told from a forged one for so long; so are codes."""
TOKENS_KEPT: Final = timedelta(days=180)
"""So long it can be seen which tokens and passes there were."""
ATTEMPTS_KEPT: Final = timedelta(days=180)
"""Not less: the database keeps younger ones from whoever wants them gone."""
MOST: Final = 200
"""So many rows of each kind go at one time: who signs in does not wait for more."""

# What somebody holds just now is left to the next time.
_OLD: Final = (
    "SELECT {key} FROM accounts.{table} WHERE {end} < %s {more} ORDER BY {end} LIMIT %s FOR UPDATE SKIP LOCKED"
)
_UNUSED: Final = "AND NOT EXISTS (SELECT FROM accounts.sessions WHERE pass = passes.id)"
_KINDS: Final = (
    ("sessions", "hash", "ends_at", SESSIONS_KEPT, ""),
    ("codes", "hash", "expires_at", SESSIONS_KEPT, ""),
    ("tokens", "id", "expires_at", TOKENS_KEPT, ""),
    ("passes", "id", "ends_at", TOKENS_KEPT, _UNUSED),
    ("attempts", "number", "since", ATTEMPTS_KEPT, ""),
    ("confirmations", "id", "expires_at", timedelta(), ""),
)


def sweep(line: Line, now: datetime) -> int:
    """Delete some of what is over; answers how many rows."""
    gone = 0
    for table, key, end, kept, more in _KINDS:
        old = _OLD.format(table=table, key=key, end=end, more=more)
        sql = f"DELETE FROM accounts.{table} WHERE {key} IN ({old})"  # noqa: S608 - our own words
        gone += line.execute(sql.encode(), (now - kept, MOST)).rowcount
    return gone
