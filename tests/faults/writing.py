"""A service that does nothing but record: several writers, each command under its own key, asked again until its outcome is known.

    python -m tests.faults.writing DATABASE ACKNOWLEDGED

What was acknowledged stands in the file ACKNOWLEDGED, one line a command: key, last position, how many events.
"""

from __future__ import annotations

import os
import random
import sys
import threading
import time
from contextlib import suppress
from itertools import count

from api.clock import now
from domain.calendar import rfc3339
from domain.congress.events import UnitRegistered
from domain.events import Envelope
from domain.storage import Append, DatabaseUnavailable, Ledger, LedgerBusy, OutcomeUnknown
from domain.streams import stream_id
from tests.storage.told import CLERK, command
from voting.events.rounds import ResultDeclared

WRITERS = 4
# A signer that starts holds the whole log against what was signed: what is asked here is about kills, not about sizes.
PAUSE_S = 0.02


def main(database: str, acknowledged: str) -> None:
    """Record until killed."""
    file = os.open(acknowledged, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    # The database may be on its way up.
    while True:
        with suppress(DatabaseUnavailable):
            ledger = Ledger.at(database, deadline_seconds=5.0)
            break
    for number in range(WRITERS):
        threading.Thread(target=write, args=(ledger, file, f"{os.getpid()}-{number}")).start()


def write(ledger: Ledger, file: int, name: str) -> None:
    """One command after the other; the one without an answer again, under its key."""
    chance = random.Random(name)  # noqa: S311 - sizes of commands, no secret
    for number in count(1):
        key, events = f"{name}-{number}", chance.choice((1, 1, 1, 2, 7))
        position = record(ledger, key, events, sealed=chance.random() < 0.2)
        # One write each, so that lines of several threads do not mix; what was not written down is merely not counted.
        os.write(file, f"{key} {position} {events}\n".encode())
        time.sleep(PAUSE_S)


def record(ledger: Ledger, key: str, events: int, *, sealed: bool) -> int:
    """Its events in a stream of its own; answers the position of the last."""
    last = ResultDeclared(selected=(key,)) if sealed else UnitRegistered(unit=key, name="示例局")
    told = [*(UnitRegistered(unit=f"{key}-{place}", name="示例局") for place in range(events - 1)), last]
    at = now()
    envelope = Envelope(at=rfc3339(at), by=CLERK, command_id=key, effective_on="2024-01-18")
    while True:
        with suppress(OutcomeUnknown, DatabaseUnavailable, LedgerBusy):
            entry = Append(stream_id("Test", key), 0, told)
            return ledger.append([entry], envelope=envelope, command=command(key)).position


if __name__ == "__main__":
    main(*sys.argv[1:])
