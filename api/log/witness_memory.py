"""What has a witness cosigned last of each log, even if it was killed, and who may change that at a time?

A folder with one file a log, `<SHA-256 of the origin, hex>.note`: the last checkpoint that was cosigned, with the log's signature and
the witness's. The file `lock` is there from the first day on: a folder without it is not this witness's memory but an empty
one, and a witness that has forgotten cosigns a fork. `refused/` holds what a log signed and should not have, with the
checkpoint that it does not agree with.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

from api.oserrors import why
from domain.files import sweep, sync_folder, write_whole
from domain.refusals import Refusal
from domain.transparency.checkpoints import TreeHead
from domain.transparency.keys import VerifierKey
from domain.transparency.notes import Note, check_note

MOST_REFUSED: Final = 200
"""How many files are kept of what may be evidence."""


class WitnessMemoryMissing(Refusal):
    """The folder is not there, or was never begun as a witness's memory."""

    code = "witness_memory_missing"
    title = "见证人的记忆不见了"


class WitnessMemoryExists(Refusal):
    """The memory has been begun already."""

    code = "witness_memory_exists"
    title = "见证人的记忆已经有了"


class WitnessMemoryDamaged(Refusal):
    """What is remembered of a log cannot be read."""

    code = "witness_memory_damaged"
    title = "见证人的记忆读不出来"


@dataclass(frozen=True, slots=True)
class WitnessMemory:
    """The memory in `folder`, begun with `begin` once and opened with `open` ever after."""

    folder: Path

    @classmethod
    def begin(cls, folder: Path) -> WitnessMemory:
        """An empty memory; raises `WitnessMemoryExists`, or `WitnessMemoryMissing` if it cannot be made."""
        memory = cls(folder)
        if memory._lock.exists():
            raise WitnessMemoryExists(f"{folder}已经是见证人的记忆，以后不要再写--begin。")
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            os.close(os.open(memory._lock, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
        except OSError as error:
            raise WitnessMemoryMissing(f"不能建立{folder}：{why(error)}。") from error
        sync_folder(folder)
        return memory

    @classmethod
    def open(cls, folder: Path) -> WitnessMemory:
        """The memory that was begun there; raises `WitnessMemoryMissing`."""
        memory = cls(folder)
        if not memory._lock.exists():
            raise WitnessMemoryMissing(
                f"{folder}不是见证人的记忆。第一次见证请写--begin；用过的，先查明它去了哪里：没有记忆的见证人会给改过的台账签名。"
            )
        return memory

    @contextmanager
    def held(self) -> Iterator[None]:
        """Nobody else reads to write, in this process or another; others wait."""
        try:
            handle = os.open(self._lock, os.O_RDWR)
        except OSError as error:
            raise WitnessMemoryMissing(f"{self._lock}：{why(error)}。") from error
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            sweep(self.folder)
            yield
        finally:
            os.close(handle)

    def last(self, origin_hash: str) -> Note | None:
        """The last checkpoint that was cosigned of a log, None if there is none; raises `WitnessMemoryDamaged`."""
        path = self._path(origin_hash)
        try:
            return Note.parse(path.read_bytes())
        except FileNotFoundError:
            return None
        except (OSError, Refusal) as error:
            raise WitnessMemoryDamaged(f"{path}读不出来。不要删掉它；查明原因之前不再见证。") from error

    def last_head(self, origin: str, own: VerifierKey) -> TreeHead | None:
        """What that checkpoint says, if what stands there is whole; raises `WitnessMemoryDamaged`."""
        note = self.last(hash_of(origin))
        if note is None:
            return None
        try:
            # Of another key too if the witness has got a new one; but what bears its own signature must bear a true one.
            check_note(note, [own])
            head = TreeHead.parse(note.text)
        except Refusal as refused:
            raise WitnessMemoryDamaged(f"记着的{origin}的签名的根不完好：{refused.detail}") from refused
        if head.origin != origin:
            raise WitnessMemoryDamaged(f"记着的是{head.origin}，不是{origin}。")
        return head

    def remember(self, origin: str, note: Note) -> None:
        """Put `note` in place of what was remembered of the log; it is on the disk when this returns.

        Raises `WitnessMemoryDamaged` where it may not be.
        """
        try:
            write_whole(self._path(hash_of(origin)), note.encoded, mode=0o600)
        except OSError as error:
            raise WitnessMemoryDamaged(f"写不进{self.folder}：{why(error)}。没有见证。") from error

    def keep_evidence(self, origin: str, note: Note, *, certain: bool) -> None:
        """Keep what the log signed and what is remembered of it, side by side; a full disk is no reason not to refuse.

        `certain`: the two alone prove it. Else a proof was missing, which anybody can leave out, and not all of these are kept.
        """
        folder = self.folder / "refused"
        with suppress(OSError):
            folder.mkdir(mode=0o700, exist_ok=True)
            if certain or len(list(folder.iterdir())) < MOST_REFUSED:
                for each in filter(None, (self.last(hash_of(origin)), note)):
                    name = f"{TreeHead.parse(each.text).size:012}-{sha256(each.text.encode()).hexdigest()[:16]}.note"
                    write_whole(folder / name, each.encoded)

    @property
    def _lock(self) -> Path:
        return self.folder / "lock"

    def _path(self, origin_hash: str) -> Path:
        return self.folder / f"{origin_hash}.note"


def hash_of(origin: str) -> str:
    """By what a log is named where its origin would not fit: SHA-256, hex (C2SP tlog-witness)."""
    return sha256(origin.encode()).hexdigest()
