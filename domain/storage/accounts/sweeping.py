"""When does what lets nobody in any more go?"""

from __future__ import annotations

from datetime import datetime
from typing import Final

from domain.storage.accounts import Line

MOST: Final = 200
"""So many rows of each kind go at one time: who signs in does not wait for more."""


def sweep(line: Line, now: datetime) -> None:
    """Delete some of what is over for longer than it is kept, which the database knows (0013)."""
    line.execute("SELECT accounts.sweep(%s, %s)", (now, MOST))
