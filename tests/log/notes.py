"""Which keys and notes do the stories of the signer use?"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from domain.transparency.checkpoints import Checkpoint
from domain.transparency.keys import Kind, SignerKey
from domain.transparency.notes import Note, sign_note

KEY = SignerKey("示例县台账", Kind.NOTE, bytes(range(32)))
WITNESS = SignerKey("示例市档案馆", Kind.COSIGNATURE, bytes(range(32, 64)))
MORNING = datetime(2024, 1, 25, 8, tzinfo=UTC)


def checkpoint(size: int, seconds: int = 0, root: bytes = bytes(32)) -> Checkpoint:
    return Checkpoint(KEY.name, size, root, MORNING + timedelta(seconds=seconds))


def note(size: int, seconds: int = 0, root: bytes = bytes(32)) -> Note:
    return sign_note(checkpoint(size, seconds, root).text, KEY)
