"""Who signs in the tests: a log, its successor key, a stranger and three witnesses, with a tree that grows and one that forks."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final

from domain.merkle import hasher, leaf_hash, prove_consistency, root_of
from domain.transparency.checkpoints import Checkpoint
from domain.transparency.keys import Kind, SignerKey
from domain.transparency.notes import Note, sign_note
from domain.transparency.submissions import Submission

ORIGIN: Final = "example.com/99示例县"
LOG: Final = SignerKey(ORIGIN, Kind.NOTE, b"l" * 32)
NEXT: Final = SignerKey(ORIGIN, Kind.NOTE, b"n" * 32)
STRANGER: Final = SignerKey("example.com/other", Kind.NOTE, b"o" * 32)
WITNESSES: Final = tuple(
    SignerKey(f"example.com/witness-{number}", Kind.COSIGNATURE, bytes([number]) * 32) for number in (1, 2, 3)
)
MOMENT: Final = datetime(2024, 1, 25, 8, tzinfo=UTC)


def leaves(size: int, fork_at: int | None = None, algorithm: str = "sha256") -> list[bytes]:
    """The leaf hashes of a tree; from `fork_at` on those of another."""
    whose = ["true" if fork_at is None or index < fork_at else "false" for index in range(size)]
    return [leaf_hash(f"{said} {index}".encode(), hasher(algorithm)) for index, said in enumerate(whose)]


def checkpoint(size: int, fork_at: int | None = None, algorithm: str = "sha256", hours: int = 0) -> Checkpoint:
    root = root_of(leaves(size, fork_at, algorithm), hasher(algorithm))
    return Checkpoint(ORIGIN, size, root, MOMENT + timedelta(hours=hours), algorithm)


def note(size: int, fork_at: int | None = None, key: SignerKey = LOG, algorithm: str = "sha256") -> Note:
    return sign_note(checkpoint(size, fork_at, algorithm).text, key)


def submission(
    old: int, size: int, fork_at: int | None = None, key: SignerKey = LOG, algorithm: str = "sha256"
) -> Submission:
    """What an honest log hands in, or one that forks its tree at `fork_at`."""
    proof = prove_consistency(old, leaves(size, fork_at, algorithm), hasher(algorithm))
    return Submission(old, tuple(proof), note(size, fork_at, key, algorithm))
