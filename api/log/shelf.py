"""Where do others find the checkpoints that were signed, and how do they get there whole?

One folder, one file for each: `<size, 12 digits>-<Unix seconds, 10 digits>.note`, and beside it `….tsr` where a timestamp was
obtained. So the order of the names is that of the tree. A file is only ever replaced by one with the same text and more
signatures. The shelf checks no signature: whoever reads from it knows by which keys to judge.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from api.oserrors import why
from domain.files import write_whole
from domain.refusals import Refusal
from domain.transparency.checkpoints import Checkpoint
from domain.transparency.notes import Note

_NAME: Final = re.compile(r"([0-9]{12})-([0-9]{10})\.note")


class ShelfDamaged(Refusal):
    """A file among the published checkpoints is not what its name says."""

    code = "shelf_damaged"
    title = "公布的签名的根有一份读不出来"


class ShelfTaken(Refusal):
    """Another checkpoint stands already under this size and time."""

    code = "shelf_taken"
    title = "同一大小、同一时刻已经公布过另一个根"


@dataclass(frozen=True, slots=True)
class Published:
    """One checkpoint on the shelf, by its file; `size` in events, `time` in whole seconds, as its name says."""

    path: Path
    size: int
    time: datetime

    @property
    def raw(self) -> bytes:
        """The bytes of the note; raises `ShelfDamaged`."""
        try:
            return self.path.read_bytes()
        except OSError as error:
            raise ShelfDamaged(f"读不了{self.path}：{why(error)}。") from error

    @property
    def note(self) -> Note:
        """The note, none of whose signatures was checked; raises `ShelfDamaged`."""
        return self._read()[0]

    @property
    def checkpoint(self) -> Checkpoint:
        """What the note says, whoever signed it; raises `ShelfDamaged`."""
        return self._read()[1]

    @property
    def token(self) -> bytes | None:
        """The timestamp beside it, if there is one."""
        path = self.token_path
        return path.read_bytes() if path.exists() else None

    @property
    def token_path(self) -> Path:
        """Where its timestamp stands."""
        return self.path.with_suffix(".tsr")

    def _read(self) -> tuple[Note, Checkpoint]:
        try:
            note = Note.parse(self.raw)
            checkpoint = Checkpoint.parse(note.text)
        except Refusal as refused:
            raise ShelfDamaged(f"{self.path}不是签名的根：{refused.detail}") from refused
        if name_of(checkpoint) != self.path.name:
            raise ShelfDamaged(f"{self.path}里写的大小和时刻与文件名不同。")
        return note, checkpoint


@dataclass(frozen=True, slots=True)
class Shelf:
    """The folder of published checkpoints; one that is not there yet is empty."""

    folder: Path

    def keep(self, note: Note) -> Published:
        """Put the note of a checkpoint on the shelf, or its further signatures beside those that are there.

        Raises `CheckpointMalformed`, `ShelfTaken` or `ShelfDamaged`.
        """
        checkpoint = Checkpoint.parse(note.text)
        place = Published(self.folder / name_of(checkpoint), checkpoint.size, checkpoint.time)
        if place.path.exists():
            there = place.note
            if there.text != note.text:
                raise ShelfTaken(f"{place.path}里是另一个根。", size=checkpoint.size)
            note = there.signed(*note.signatures)
            if note == there:
                return place
        self.folder.mkdir(parents=True, exist_ok=True)
        write_whole(place.path, note.encoded)
        return place

    def keep_token(self, place: Published, token: bytes) -> None:
        """Put a timestamp beside its checkpoint, in place of an earlier one."""
        write_whole(place.token_path, token)

    def all(self) -> list[Published]:
        """Every checkpoint, the smallest first, those of one size in order of time."""
        if not self.folder.exists():
            return []
        names = sorted(entry.name for entry in self.folder.iterdir())
        return [self._place(found) for name in names if (found := _NAME.fullmatch(name))]

    def newest(self) -> Published | None:
        """The largest, and of one size the latest."""
        return next(reversed(self.all()), None)

    def upto(self, size: int) -> list[Published]:
        """Those of trees of at most `size` events, in order."""
        return [place for place in self.all() if place.size <= size]

    def _place(self, name: re.Match[str]) -> Published:
        return Published(self.folder / name[0], int(name[1]), datetime.fromtimestamp(int(name[2]), UTC))


def name_of(checkpoint: Checkpoint) -> str:
    """The name of a checkpoint's file."""
    return f"{checkpoint.size:012}-{int(checkpoint.time.timestamp()):010}.note"
