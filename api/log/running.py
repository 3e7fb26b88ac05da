"""How does the signer go on for years: databases that restart, standbys that lag, disks that fill up, and somebody who wants it to end?"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from api.clock import Clock, now
from api.log.comparing import SignerWaits
from api.log.shelf import Published
from api.log.signing import Signer, Stopped
from api.oserrors import in_words
from domain.storage import DatabaseUnavailable, SchemaMissing
from domain.storage.following import Follower, follow

POLL_SECONDS: Final = 1.0
BREATH_SECONDS: Final = 0.02
"""Under load there is news all the time; nobody needs fifty looks a second."""
SHORTEST_PAUSE_SECONDS: Final = 0.25
LONGEST_PAUSE_SECONDS: Final = 4.0
"""Short enough for what was recorded during a restart to be signed within ten seconds of its end."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where the log is read: connection strings of the database and, where there is one, of its standby; both as `role`."""

    database: str = field(repr=False)
    standby: str | None = field(default=None, repr=False)
    role: str = ""

    @contextmanager
    def opened(self) -> Iterator[tuple[Follower, Follower | None]]:
        """The log, and the standby's copy of it; raises `DatabaseUnavailable` or `SchemaMissing`, also later."""
        with ExitStack() as stack:
            log = stack.enter_context(follow(self.database, role=self.role))
            if self.standby is None:
                yield log, None
            else:
                yield log, stack.enter_context(follow(self.standby, role=self.role))


def sign_once(signer: Signer, source: Source, at: datetime) -> Published | None:
    """Sign what the log holds at the moment `at`, if it holds more than was signed; answers the newest checkpoint of the log.

    Raises what `Signer.begin` raises, `MemoryInUse`, `DatabaseUnavailable`, `SchemaMissing`.
    """
    with signer.memory.held(), source.opened() as (log, standby):
        signer.begin(log, at)
        return signer.turn(log, at, standby, at_once=True) or signer.shelf.newest()


def run(
    signer: Signer,
    source: Source,
    *,
    said: Callable[[str], None],
    told: Callable[[Published], object] | None = None,
    clock: Clock = now,
) -> None:
    """Sign until asked to stop, and tell of every signature. Whoever calls it holds the memory.

    Raises what `Signer.begin` raises save what passes by itself.
    """
    pause = SHORTEST_PAUSE_SECONDS
    trouble, begun, looked = "", False, 0.0
    while not signer.stopping.is_set():
        try:
            with source.opened() as (log, standby):
                if not begun:
                    signer.begin(log, clock())
                    begun = True
                while not signer.stopping.is_set():
                    # First of all: a signature may wait for days, and the old rows are watched over all the same.
                    if time.monotonic() - looked >= POLL_SECONDS:
                        signer.patrol(log, clock())
                        looked = time.monotonic()
                    if published := signer.turn(log, clock(), standby):
                        said(signed(published))
                        if told is not None:
                            told(published)
                    pause, trouble = SHORTEST_PAUSE_SECONDS, ""
                    log.wait_for_news(POLL_SECONDS)
                    signer.stopping.wait(BREATH_SECONDS)
        except Stopped:
            return
        except (SignerWaits, DatabaseUnavailable, SchemaMissing, OSError) as error:
            if trouble != in_words(error):
                trouble = in_words(error)
                said(f"暂时不能签名：{trouble}")
            signer.stopping.wait(pause)
            pause = min(2 * pause, LONGEST_PAUSE_SECONDS)


def signed(published: Published) -> str:
    """What is said of a signature."""
    checkpoint = published.checkpoint
    return f"已签到第{checkpoint.size}号：{published.path.name}"
