"""On what does everything stand that is done with accounts, and for how long is somebody let in?"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from api.budget import Budget
from api.clock import Clock
from api.persons import open_people
from domain.people import People
from domain.storage import Ledger
from domain.storage.accounts import Line

SET_UP: Final = timedelta(minutes=30)
"""How long somebody has who came with a printed code to set his password."""
CODES_LIVE: Final = timedelta(days=14)
"""How long a printed code lets its owner in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """When a session ends: unused for `idle`, or `absolute` after it began. `secure`: the cookie goes over HTTPS alone."""

    idle: timedelta = timedelta(minutes=30)
    absolute: timedelta = timedelta(hours=12)
    secure: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Accounts:
    """The tables of accounts in the ledger's database, the key that seals what they hold, the clock, and the limits.

    `issuer`: whose subjects sign in here, "" where nobody signs in elsewhere. `strangers`: what is left to names that nobody has,
    the same for all requests of a service.
    """

    ledger: Ledger
    key_file: Path
    clock: Clock
    limits: Limits = field(default_factory=Limits)
    issuer: str = ""
    strangers: Budget = field(default_factory=Budget)

    def now(self) -> datetime:
        """The present moment."""
        return self.clock()

    def people(self) -> People:
        """Names, and the keys that seal the seeds of one-time passwords too."""
        return open_people(self.ledger, self.key_file)

    @contextmanager
    def line(self) -> Iterator[Line]:
        """A connection on which every statement is on its own."""
        with self.ledger.connection() as line:
            yield line

    @contextmanager
    def together(self) -> Iterator[Line]:
        """A connection in a transaction: everything or nothing."""
        with self.ledger.connection() as line, line.transaction():
            yield line
