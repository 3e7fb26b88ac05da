"""What does the signer remember of what it has signed, so that no database can make it sign something else?

    memory/last.json    the last signed note, and the compact range of its tree; replaced whole, only by what follows it; with
                        no note from the day on which the signer is begun until it signs first
    memory/lock         held by the one process that signs
    memory/refused/     the evidence of the one refusal that stands for ever: why.txt, remembered.note (and .json, as it was
                        above), offered.note (what the log wanted signed, without a signature), where.txt

The folder belongs on another disk or machine than the database, and into no backup that is restored together with it.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import orjson

from domain import files
from domain.canonical import canonical_bytes
from domain.merkle import CompactRange, hasher
from domain.refusals import Refusal
from domain.transparency.checkpoints import Checkpoint
from domain.transparency.notes import Note

_FORMAT: Final = "minsheng signer memory v1"


class MemoryMissing(Refusal):
    """There is no memory, nor anything published: a signer who never began, or one from whom both were taken."""

    code = "signer_memory_missing"
    title = "签名人的记忆不见了"

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"{folder}里没有签名人的记忆，公布的签名的根也没有。第一次启动，写--begin；以前签过的，记忆和根都不见了，"
            "是出了事，先查明，照“记忆丢了、旧了”办：没有记忆的签名人会给改过的台账签名。"
        )


class MemoryExists(Refusal):
    """The memory has been begun already."""

    code = "signer_memory_exists"
    title = "签名人的记忆已经有了"


class MemoryDamaged(Refusal):
    """The file of the memory is not what was written there."""

    code = "signer_memory_damaged"
    title = "签名人的记忆读不出来"


class MemoryInUse(Refusal):
    """Another process signs with this memory."""

    code = "signer_memory_in_use"
    title = "另一个签名进程正在用这个记忆"


class MemoryMoved(Refusal):
    """Somebody else wrote to the memory while this process held it."""

    code = "signer_memory_moved"
    title = "签名人的记忆被别处改动"


class SignerRefused(Refusal):
    """The log was once not what had been signed; nothing is signed with this memory any more."""

    code = "signer_refused"
    title = "已经拒绝签名"


@dataclass(frozen=True, slots=True)
class Remembered:
    """The last signed note, and the compact range of the tree that it is about."""

    note: Note
    hashes: tuple[bytes, ...]

    @classmethod
    def of(cls, note: Note, tree: CompactRange) -> Remembered:
        """What is to be remembered of a note about `tree`."""
        return cls(note, tuple(tree.hashes))

    @property
    def checkpoint(self) -> Checkpoint:
        """What was signed."""
        return Checkpoint.parse(self.note.text)

    def tree(self) -> CompactRange:
        """The compact range, to go on from; `ValueError` where it is none of the checkpoint's size."""
        checkpoint = self.checkpoint
        return CompactRange(checkpoint.size, list(self.hashes), hasher(checkpoint.algorithm))


@dataclass(frozen=True, slots=True)
class Memory:
    """The folder of the memory."""

    folder: Path

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold the memory alone for the length of the block; raises `MemoryInUse`, `SignerRefused`."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(self.folder / "lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            self._lock(handle)
            files.sweep(self.folder)
            self.check()
            yield
        finally:
            os.close(handle)

    def check(self) -> None:
        """Raise `SignerRefused` where nothing is signed any more."""
        if self._refused.exists():
            raise self._refusal()

    @property
    def begun(self) -> bool:
        """Whether there is a memory, be it of nothing: one that was taken away is not taken for a new one."""
        return self._file.exists()

    def begin(self) -> None:
        """Remember that nothing was signed yet; raises `MemoryExists`. Whoever calls it holds the memory."""
        if self.begun:
            raise MemoryExists(f"{self.folder}已经是签名人的记忆，以后不要再写--begin。")
        files.write_whole(self._file, canonical_bytes(_written(None)) + b"\n", mode=0o600)

    def read(self) -> Remembered | None:
        """What was signed last, None where nothing was; raises `MemoryDamaged`."""
        try:
            raw = self._file.read_bytes()
        except FileNotFoundError:
            return None
        try:
            return _parsed(orjson.loads(raw))
        except (Refusal, ValueError, KeyError, TypeError) as error:
            raise MemoryDamaged(f"{self._file}读不出来或者被改过，请放回最新的备份。") from error

    def settle(self) -> None:
        """Let what is remembered reach the disk, in case a fault came between writing it and that."""
        handle = os.open(self._file, os.O_RDONLY)
        try:
            files.sync(handle)
        finally:
            os.close(handle)
        files.sync_folder(self.folder)

    def swap(self, expected: Remembered | None, new: Remembered) -> None:
        """Remember `new` in place of `expected`; raises `MemoryMoved` where something else is remembered."""
        if self.read() != expected:
            raise MemoryMoved(f"{self._file}在签名期间被别处改动，没有签名。")
        files.write_whole(self._file, canonical_bytes(_written(new)) + b"\n", mode=0o600)

    def refuse(self, why: str, offered: bytes) -> SignerRefused:
        """Keep for ever that nothing is signed any more, with what was remembered and the note that contradicts it.

        Answers the refusal to be raised. The first refusal stands; a later one adds nothing.
        """
        if not self._refused.exists():
            draft = self.folder / "refused.unfinished"
            shutil.rmtree(draft, ignore_errors=True)
            draft.mkdir(mode=0o700)
            files.write_whole(draft / "why.txt", f"{why}\n".encode(), mode=0o600)
            if self._file.exists():
                files.write_whole(draft / "remembered.json", self._file.read_bytes(), mode=0o600)
            if (remembered := self.read()) is not None:
                files.write_whole(draft / "remembered.note", remembered.note.encoded, mode=0o600)
            files.write_whole(draft / "offered.note", offered, mode=0o600)
            files.rename(draft, self._refused)
            files.sync_folder(self.folder)
        return self._refusal()

    def add_place(self, where: str) -> SignerRefused:
        """Add to the evidence where the log differs from what was signed; answers the refusal with that.

        The refusal stands without it, on a full disk too.
        """
        with suppress(OSError):
            files.write_whole(self._refused / "where.txt", f"{where}\n".encode(), mode=0o600)
        return self._refusal()

    def _lock(self, handle: int) -> None:
        try:
            # The kernel lets go when the process is gone, however it ended.
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise MemoryInUse(f"另一个签名进程正在用{self.folder}，同时只能有一个。") from None

    def _refusal(self) -> SignerRefused:
        said = (self._refused / name for name in ("why.txt", "where.txt"))
        why = "".join(file.read_text(encoding="utf-8").strip() for file in said if file.exists())
        return SignerRefused(
            f"已经拒绝签名，以后也不再签：{why}证据在{self._refused}，不要删改，照《签名》的“拒绝以后怎么办”办。"
        )

    @property
    def _file(self) -> Path:
        return self.folder / "last.json"

    @property
    def _refused(self) -> Path:
        return self.folder / "refused"


def _written(remembered: Remembered | None) -> dict[str, Any]:
    return {
        "compact_range": [each.hex() for each in remembered.hashes] if remembered is not None else [],
        "format": _FORMAT,
        "note": remembered.note.encoded.decode() if remembered is not None else None,
    }


def _parsed(data: Any) -> Remembered | None:
    if not isinstance(data, dict) or data.keys() != {"compact_range", "format", "note"} or data["format"] != _FORMAT:
        raise ValueError("another format")
    if data["note"] is None and data["compact_range"] == []:
        return None
    found = Remembered(Note.parse(data["note"].encode()), tuple(map(bytes.fromhex, data["compact_range"])))
    if found.tree().root() != found.checkpoint.root:
        raise ValueError("the range is not that of the note")
    return found
