"""What stands in the office: database, published roots, the signer with its memory, and three witnesses elsewhere with theirs?"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Final

from psycopg import Connection

from api.log.memory import Memory
from api.log.running import Source, sign_once
from api.log.shelf import Shelf
from api.log.signing import Signer
from api.log.witness_memory import WitnessMemory
from api.log.witnessing import NotConsistent, OtherSizeRemembered, Witness
from domain.merkle import prove_consistency, sha256
from domain.storage import Ledger
from domain.transparency.keys import Kind, SignerKey
from domain.transparency.notes import Note, SignerUnknown
from domain.transparency.submissions import Submission
from projections import bookmarks, tables
from projections.models import PROJECTS, ROUND_RESULTS, SATISFACTION
from projections.rebuild import rebuild
from tests.attacks.history import Rows
from tests.storage.conftest import Database
from tests.verbs import until

NAME: Final = "示例县台账"
PUBLISHED: Final = (ROUND_RESULTS, SATISFACTION, PROJECTS)
"""The read models of which a bundle says the results."""


def _key(name: str, said: str = "", kind: Kind = Kind.NOTE) -> SignerKey:
    """A key of these tests alone, the same every time."""
    return SignerKey(name, kind, hashlib.sha256(f"{name} {said}".encode()).digest())


KEY: Final = _key(NAME)
HOMEMADE: Final = _key(NAME, "made by somebody under the name of the log")
WITNESSES: Final = tuple(_key(name, kind=Kind.COSIGNATURE) for name in ("示例县档案馆", "示例县审计局", "示例邻县人大"))
POLICY: Final = "".join(
    (
        f"log {KEY.verifier}\n",
        *(f"witness {number} {each.verifier}\n" for number, each in enumerate(WITNESSES)),
        "group three 2 0 1 2\n",
        "quorum three\n",
    )
).encode()
"""As the auditor has it at home."""


@dataclass(frozen=True)
class Office:
    """A database as it is reached, and a folder for everybody who keeps something."""

    database: Database
    ledger: Ledger
    folder: Path
    witnesses: Path

    @property
    def shelf(self) -> Shelf:
        return Shelf(self.folder / "shelf")

    @property
    def memory(self) -> Path:
        """The signer's."""
        return self.folder / "signer"

    def sign(self, now: datetime) -> None:
        """The signer's turn; raises what it refuses."""
        sign_once(Signer(KEY, Memory(self.memory), self.shelf), Source(self.database.signer), now)

    def ask_witnesses(self, now: datetime, rows: Rows) -> int:
        """Have the newest root cosigned, with proofs from these rows; answers how many did, none where there is no root."""
        place = self.shelf.newest()
        if place is None:
            return 0
        leaves = [row.leaf(sha256) for row in rows[: place.size]]
        cosigned = 0
        for number in range(len(WITNESSES)):
            memory = WitnessMemory.open(self.witnesses / str(number))
            witness = Witness(WITNESSES[number], (KEY.verifier,), memory, lambda: now)
            with suppress(NotConsistent, OtherSizeRemembered, SignerUnknown):
                self.shelf.keep(place.note.signed(witness.add(submission(witness, place.note, leaves))))
                cosigned += 1
        return cosigned

    def bring_up_to_date(self) -> None:
        """Make anew what is read of the log."""
        with self.ledger.open_connection() as connection:
            prepare(connection)
            rebuild(connection, self.ledger.open_connection, PUBLISHED, self.ledger.read_log)


def prepare(connection: Connection[object]) -> None:
    """As the one process that may write what is read of the log."""
    connection.autocommit = True
    until(partial(tables.take_lead, connection))
    bookmarks.create_bookmarks(connection)


def submission(witness: Witness, note: Note, leaves: list[bytes]) -> bytes:
    """What a witness is asked, going on from what it remembers."""
    last = witness.memory.last_head(NAME, witness.key.verifier)
    remembered = min(last.size if last else 0, len(leaves))
    proof = prove_consistency(remembered, leaves) if remembered else []
    return Submission(remembered, tuple(proof), note).encoded
