"""How does the log vouch for the records beside it, and do they still say what it vouched for?"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Final, NamedTuple

from api.clock import Clock, now
from domain.calendar import day_of, parse_instant, rfc3339
from domain.deployment import BEGINNING, STREAM, RecordsCommitted, chained
from domain.events import Envelope, Person, Recorded
from domain.merkle import hasher
from domain.refusals import Refusal
from domain.storage import Append, ConnectionLost, Ledger, select_tree
from domain.storage.accounts import Line
from domain.storage.accounts.chains import RECORDS, Kept, hold_records, last_number, rows_between
from domain.streams import stream_id

EVERY: Final = timedelta(hours=1)
"""At most so often, and only when something is new."""
LOOK_EVERY_S: Final = 300.0
LATE: Final = 2 * EVERY
"""What is new for longer than this should have been vouched for."""
SYSTEM: Final = Person(ref="system", role="system")


class Mark(NamedTuple):
    """The last row of a record, and its hash."""

    number: int
    hash: bytes


NOTHING: Final = Mark(-(2**63), BEGINNING)
"""Before the first row, whatever its number."""


def commit_records(ledger: Ledger, clock: Clock) -> bool:
    """Whether there was something new that the log vouches for now; raises what recording raises."""
    moment, last = clock(), _last(ledger)
    if last is not None and moment - parse_instant(last.envelope.at) < EVERY:
        return False
    before = {kept: _mark(last, kept) for kept in RECORDS}
    with ledger.connection() as line:
        with line.transaction():
            hold_records(line)
            upto = {kept: last_number(line, kept) for kept in RECORDS}
        # Whoever adds from now on gets a higher number.
        marks = {kept: _onward(line, kept, before[kept], upto[kept]) for kept in RECORDS}
    if all(marks[kept].hash == before[kept].hash for kept in RECORDS):
        return False
    (acts, acts_hash), (reads, reads_hash) = (marks[kept] for kept in RECORDS)
    event = RecordsCommitted(acts=acts, acts_hash=acts_hash.hex(), reads=reads, reads_hash=reads_hash.hex())
    version = last.originator_version if last else 0
    ledger.append([Append(STREAM, version, [event])], envelope=_envelope(moment, version), command=None)
    return True


def changed(ledger: Ledger, kept: Kept) -> int:
    """The number up to which a record differs from what the log vouched for first; 0 where it differs nowhere."""
    marks = [NOTHING, *(_mark(recorded, kept) for recorded in ledger.history(STREAM))]
    with ledger.connection() as line, line.transaction():
        hash_ = hasher(select_tree(line).algorithm)
        for before, after in pairwise(marks):
            if chained(rows_between(line, kept, before.number, after.number), before.hash, hash_) != after.hash:
                return after.number
    return 0


def late(ledger: Ledger, moment: datetime) -> bool:
    """Whether an act waits for longer than it should to be vouched for."""
    mark = _mark(_last(ledger), "acts")
    with ledger.connection() as line:
        waiting = next(rows_between(line, "acts", mark.number, last_number(line, "acts")), None)
    return waiting is not None and moment - datetime.fromisoformat(waiting["at"]) > LATE


@contextmanager
def committing(ledger: Ledger, clock: Clock = now) -> Iterator[None]:
    """Meanwhile the log is made to vouch for what is new; where that fails it is tried again, and `minsheng doctor` tells."""
    over = threading.Event()

    def run() -> None:
        while True:
            with suppress(Refusal, ConnectionLost):
                commit_records(ledger, clock)
            if over.wait(LOOK_EVERY_S):
                return

    thread = threading.Thread(target=run, name="committing")
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def _onward(line: Line, kept: Kept, before: Mark, upto: int) -> Mark:
    hash_ = hasher(select_tree(line).algorithm)
    return Mark(upto, chained(rows_between(line, kept, before.number, upto), before.hash, hash_))


def _last(ledger: Ledger) -> Recorded | None:
    history = ledger.history(STREAM)
    return history[-1] if history else None


def _mark(recorded: Recorded | None, kept: Kept) -> Mark:
    if recorded is None:
        return NOTHING
    event = recorded.event
    assert isinstance(event, RecordsCommitted), "it is never erased"
    hashed = {"acts": event.acts_hash, "reads": event.reads_hash}[kept]
    return Mark({"acts": event.acts, "reads": event.reads}[kept], bytes.fromhex(hashed))


def _envelope(moment: datetime, version: int) -> Envelope:
    return Envelope(
        at=rfc3339(moment),
        by=SYSTEM,
        command_id=str(stream_id("Command", SYSTEM.ref, f"records-{version + 1}")),
        effective_on=str(day_of(moment)),
    )
