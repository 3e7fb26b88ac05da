"""With which key do tests of bundles sign, and which policy knows it?"""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from api.log.shelf import Shelf
from domain.transparency.checkpoints import Checkpoint
from domain.transparency.keys import Kind, SignerKey
from domain.transparency.notes import cosign, sign_note

ORIGIN: Final = "示例县台账"
KEY: Final = SignerKey(ORIGIN, Kind.NOTE, hashlib.sha256(b"a key of tests alone").digest())
POLICY: Final = f"log {KEY.verifier}\nquorum none\n".encode()
WITNESS: Final = SignerKey("示例县档案馆", Kind.COSIGNATURE, hashlib.sha256(b"a witness of tests alone").digest())
WITNESSED: Final = f"log {KEY.verifier}\nwitness w {WITNESS.verifier}\nquorum w\n".encode()
"""The policy of whoever asks for the witness too."""


def publish(folder: Path, size: int, root: bytes, at: datetime, algorithm: str = "sha256") -> None:
    """Put a signed checkpoint of this tree on the shelf, signed a second after `at`."""
    time = at.astimezone(UTC).replace(microsecond=0) + timedelta(seconds=1)
    Shelf(folder).keep(sign_note(Checkpoint(ORIGIN, size, root, time, algorithm).text, KEY))


def witness(folder: Path, size: int) -> None:
    """Let the witness cosign every checkpoint of this size, a second after it was signed."""
    shelf = Shelf(folder)
    for each in shelf.all():
        if each.size == size:
            seconds = int(each.time.timestamp()) + 1
            shelf.keep(each.note.signed(cosign(each.note.text, WITNESS, seconds)))
