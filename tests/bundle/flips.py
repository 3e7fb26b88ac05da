"""Is a bundle with one bit turned over found out?

By its sums, every bit of every file. By what the sums do not say, every bit of what is evidence: somebody who changes a file can
put its line in SHA256SUMS right.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, Final
from unittest.mock import patch

from api.demo.town import names as town
from tests.bundle.kit import bundle
from tests.bundle.memory import MemorySource
from tests.bundle.verified import verified
from tests.projections.histories import demonstration
from tests.projections.kit import Log
from tests.verifier.program import verify

LEAVES: Final = 300
SIGNED: Final = (100, 257, LEAVES)
SUMS: Final = "SHA256SUMS"
NO_EVIDENCE: Final = {SUMS, "README.txt", "policy.txt", "recount.py", "verify.py"}
"""What is no part of the proof: whoever checks has his own policy and his own program."""


@cache
def town_alone() -> MemorySource:
    """The first 300 events of the township of the demonstration, as a ledger of its own."""
    events = demonstration().events
    streams = {one.originator_id for one in events if getattr(one.event, "code", "") == town.CODE}
    log = Log()
    log.take([one for one in events if one.originator_id in streams][:LEAVES])
    return MemorySource(log.events)


def unpacked(folder: Path) -> Path:
    """A bundle of it for the auditor, unpacked."""
    source = town_alone()
    source.sign(folder, SIGNED)
    return bundle(source, folder, size=LEAVES).unpack(folder / "unpacked")


class Flipping:
    """An unpacked bundle whose bits are turned over one at a time."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
        self._hashes = {name: self._hash(name) for name in self.names}
        self._parts = verify.parts_of_folder(folder)
        self._hash_anew: Any = verify.Bundle.hash

    def bits(self, name: str) -> int:
        return 8 * (self.folder / name).stat().st_size

    def found_by_sums(self, name: str, bit: int) -> bool:
        """Whether the verifier's own reading of the folder and its sums finds it."""

        def hashed(read: Any, other: str) -> Any:
            return self._hash_anew(read, name) if other == name else self._hashes[other]

        # Names and sizes are what they were, and what did not change was hashed once for all.
        with (
            self._flipped(name, bit),
            patch.object(verify, "parts_of_folder", lambda _folder: self._parts),
            patch.object(verify.Bundle, "hash", hashed),
        ):
            try:
                read = verify.Bundle(self.folder)
            except verify.Unreadable:
                return True
            return any(read.hashed[other] != said for other, said in read.sums.items())

    def found_by_proof(self, name: str, bit: int) -> bool:
        """Whether the verifier finds it although the sums were put right."""
        with self._flipped(name, bit), self._sums_put_right(name):
            code, said = verified(self.folder)
            assert not said["sums"].startswith("false")
            return code in {1, 2}

    @contextmanager
    def _flipped(self, name: str, bit: int) -> Iterator[None]:
        with (self.folder / name).open("r+b", buffering=0) as file:
            file.seek(bit // 8)
            byte = file.read(1)
            file.seek(bit // 8)
            file.write(bytes([byte[0] ^ 1 << bit % 8]))
            try:
                yield
            finally:
                file.seek(bit // 8)
                file.write(byte)

    @contextmanager
    def _sums_put_right(self, name: str) -> Iterator[None]:
        path = self.folder / SUMS
        before = path.read_text(encoding="ascii")
        path.write_text(before.replace(self._hashes[name], self._hash(name)), encoding="ascii")
        try:
            yield
        finally:
            path.write_text(before, encoding="ascii")

    def _hash(self, name: str) -> str:
        return hashlib.sha256((self.folder / name).read_bytes()).hexdigest()
