"""One pair of hands in the counting room: keys a bundle paper by paper, or seals the round, asking again until it is done.

    python -m tests.faults.keying_hand DATABASE KEY_FILE ROUND ACKNOWLEDGED key TELLER PAPERS
    python -m tests.faults.keying_hand DATABASE KEY_FILE ROUND ACKNOWLEDGED seal FILE_SHA256

What was acknowledged stands in the file ACKNOWLEDGED, one line each: teller and number, or `sealed`. Killed at any moment and
started again, it begins with the first paper that it has no acknowledgement for.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final, cast
from uuid import UUID

from api.actor import Actor
from api.desk import Desk
from api.keying import acts, sealing
from api.keying.board import enter
from api.usecases import Stated
from domain.events import Person
from domain.storage import ConnectionLost, DatabaseUnavailable, Ledger, LedgerBusy, OutcomeUnknown
from projections.reading import Reading
from projections.waiting import Waiting
from tests.api.kit import COUNTY, Hands
from voting.commands.rounds import SealKeyed
from voting.states.bundles import Face

CLERK: Final = Actor(person=Person(ref="p-clerk", role="clerk"), congress=COUNTY)
SECOND: Final = Stated(approved_by=Person(ref="p-chair", role="chair"))
PATTERNS: Final = tuple(f"{one}{two}{three}" for one in "fao-" for two in "fao-" for three in "fao-")
VERSION: Final = 5
"""Of the round when its papers are keyed."""


def face_of(number: int) -> Face:
    """What the paper with this running number says."""
    return Face(marks=PATTERNS[number * 7 % len(PATTERNS)])


def desk_at(database: str, key_file: Path) -> Desk:
    """A desk that writes."""
    ledger = Ledger.at(database, connections=2)
    return Desk(ledger=ledger, reading=Reading(ledger.connection), waiting=Waiting(), key_file=key_file, clock=Hands())


def until_done(act: Callable[[], None]) -> None:
    """Do it again until nothing stands in the way, as a browser does that asks again."""
    while True:
        try:
            return act()
        except (ConnectionLost, DatabaseUnavailable, LedgerBusy, OutcomeUnknown):
            time.sleep(0.05)


def _key(desk: Desk, round_: UUID, acknowledged: Path, teller: str, papers: int) -> None:
    told = acknowledged.read_text(encoding="ascii").splitlines() if acknowledged.exists() else []
    done = sum(line.startswith(f"{teller} ") for line in told)
    until_done(lambda: acts.lay_out_bundle(enter(desk, CLERK, round_), 1, 1, papers))
    for number in range(done + 1, papers + 1):
        until_done(lambda number=number: acts.key_paper(enter(desk, CLERK, round_), 1, number, teller, face_of(number)))  # type: ignore[misc] # bound now
        _tell(acknowledged, f"{teller} {number}")
    until_done(lambda: acts.finish_bundle(enter(desk, CLERK, round_), 1, teller))


def _seal(desk: Desk, round_: UUID, acknowledged: Path, sha256: str) -> None:
    command = SealKeyed(file_sha256=sha256)
    asked = sealing.Asked(actor=CLERK, key=f"seal-{round_}", command=command, stated=SECOND, version=VERSION)
    until_done(lambda: cast("None", sealing.seal(enter(desk, CLERK, round_), asked)))
    _tell(acknowledged, "sealed")


def _tell(acknowledged: Path, line: str) -> None:
    with acknowledged.open("ab") as file:
        file.write(f"{line}\n".encode())
        os.fsync(file.fileno())


def main(arguments: list[str]) -> None:
    """Begin, or go on."""
    database, key_file, named, acknowledged, deed, *rest = arguments
    desk, round_ = desk_at(database, Path(key_file)), UUID(named)
    if deed == "key":
        _key(desk, round_, Path(acknowledged), rest[0], int(rest[1]))
    else:
        _seal(desk, round_, Path(acknowledged), rest[0])


if __name__ == "__main__":
    main(sys.argv[1:])
