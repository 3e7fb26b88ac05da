"""Where does the key stand that wraps the keys of persons, and what is said when it is missing or another's?

A text file of lines `<key id> <64 hex digits>`, oldest first; the last wraps what is new, the earlier ones open what is old.
The id is the beginning of the key's SHA-256, so a mistyped key is noticed before anything is sealed with it.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass, field
from pathlib import Path

from domain.files import write_new
from domain.refusals import Refusal

_KEY_BYTES = 32


class KeyFileMissing(Refusal):
    """There is no key file where it should be."""

    code = "key_file_missing"
    title = "个人信息密钥文件不见了"


class KeyFileInvalid(Refusal):
    """The key file cannot be read, or holds something else than keys."""

    code = "key_file_invalid"
    title = "个人信息密钥文件不能用"


class KeyFileExists(Refusal):
    """A key file is there already; a new one in its place would lock everybody's data away."""

    code = "key_file_exists"
    title = "个人信息密钥文件已经有了"


class PersonKeyUnknown(Refusal):
    """The data were wrapped with a key that the file does not hold."""

    code = "person_key_unknown"
    title = "密钥文件与个人信息不配套"


@dataclass(frozen=True, slots=True)
class PersonKeys:
    """The keys of one file by id, oldest first."""

    path: Path
    keys: dict[str, bytes] = field(repr=False)

    @classmethod
    def read(cls, path: Path) -> PersonKeys:
        """The keys in the file at `path`; raises `KeyFileMissing` or `KeyFileInvalid`."""
        try:
            lines = path.read_text(encoding="ascii").split("\n")
        except FileNotFoundError:
            raise KeyFileMissing(f"找不到个人信息密钥文件{path}，请从备份中放回。", path=str(path)) from None
        except (OSError, UnicodeDecodeError) as error:
            raise KeyFileInvalid(f"读不了个人信息密钥文件{path}：{error}", path=str(path)) from error
        keys = dict(_parsed(line, number, path) for number, line in enumerate(lines, 1) if line)
        if not keys:
            raise KeyFileInvalid(f"个人信息密钥文件{path}是空的，请从备份中放回。", path=str(path))
        return cls(path, keys)

    @classmethod
    def create(cls, path: Path) -> PersonKeys:
        """Make the file with one fresh key, for its owner's eyes alone (0600); raises `KeyFileExists`."""
        key = secrets.token_bytes(_KEY_BYTES)
        try:
            write_new(path, f"{_key_id(key)} {key.hex()}\n".encode())
        except FileExistsError:
            raise KeyFileExists(f"个人信息密钥文件{path}已经有了，没有改动它。", path=str(path)) from None
        return cls.read(path)

    @property
    def newest(self) -> tuple[str, bytes]:
        """Id and key for what is sealed now."""
        return list(self.keys.items())[-1]

    def find(self, key_id: str) -> bytes:
        """The key of that id; raises `PersonKeyUnknown`."""
        if key_id not in self.keys:
            raise PersonKeyUnknown(
                f"这些个人信息由密钥{key_id}加密，密钥文件{self.path}里没有它，请放回配套的密钥文件。", key_id=key_id
            )
        return self.keys[key_id]


def _parsed(line: str, number: int, path: Path) -> tuple[str, bytes]:
    key_id, _, digits = line.strip().partition(" ")
    try:
        key = bytes.fromhex(digits)
    except ValueError:
        key = b""
    if len(key) != _KEY_BYTES or _key_id(key) != key_id:
        raise KeyFileInvalid(
            f"个人信息密钥文件{path}第{number}行不是完好的密钥，请从备份中放回。", path=str(path), line=number
        )
    return key_id, key


def _key_id(key: bytes) -> str:
    return hashlib.sha256(b"minsheng person key v1\n" + key).hexdigest()[:16]
