"""Where does the key stand under which the papers of a round are staged, and how does it cease to exist?

One file a round, outside the database, for its owner's eyes alone. It is made with the first bundle and destroyed with the
sealing; without it nothing that the database, its write-ahead log or a backup keeps of the staged papers can be read again.
"""

from __future__ import annotations

import hashlib
import secrets
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from uuid import UUID

from domain.files import sync_folder, write_new
from domain.refusals import Refusal

KEY_BYTES: Final = 32


class KeyingKeyAway(Refusal):
    """The key under which the papers of this round were keyed is not there: they cannot be read, only keyed again."""

    code = "keying_key_away"
    title = "逐票录入的密钥文件不见了"


@dataclass(frozen=True, slots=True)
class KeyingKeys:
    """The keys of the rounds that are being keyed, in one folder."""

    folder: Path

    @classmethod
    def beside(cls, person_keys: Path) -> KeyingKeys:
        """Where the key to names stands, there is room for these too: outside the data folder."""
        return cls(person_keys.with_name(f"{person_keys.name}.keying"))

    def ensure(self, round_: UUID) -> bytes:
        """The key of a round, made if there is none."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = self._path(round_)
        with suppress(FileExistsError):
            write_new(path, secrets.token_bytes(KEY_BYTES))
        return path.read_bytes()

    def find(self, round_: UUID, known_as: str) -> bytes:
        """The key of a round; raises `KeyingKeyAway` where it is gone or is not the one with the id `known_as`."""
        try:
            key = self._path(round_).read_bytes()
        except FileNotFoundError:
            key = b""
        if key_id(key) != known_as:
            raise KeyingKeyAway(f"找不到密钥文件{self._path(round_)}，录过的票面读不出来：放回文件，或者逐捆重录。")
        return key

    def destroy(self, round_: UUID) -> None:
        """Away with the key of a round, if it is there."""
        self._path(round_).unlink(missing_ok=True)
        if self.folder.exists():
            sync_folder(self.folder)

    def rounds(self) -> list[UUID]:
        """The rounds that have a key."""
        return [UUID(path.stem) for path in self.folder.glob("*.key")]

    def _path(self, round_: UUID) -> Path:
        return self.folder / f"{round_}.key"


def key_id(key: bytes) -> str:
    """By which a key is told from another one, and which says nothing of it."""
    return hashlib.sha256(b"minsheng keying key v1\n" + key).hexdigest()[:16]
