"""How are the keys written that sign notes, and by which short number does a signature name its key?

    verifier key    <name>+<key id>+base64(<kind> || <public key>)
    signer key      PRIVATE+KEY+<name>+<key id>+base64(<kind> || <seed>)
    key id          SHA-256(<name> || 0x0A || <kind> || <public key>), the first four bytes; written as 8 hex digits

`kind` is one byte: 0x01 signs notes, 0x04 cosigns checkpoints. Public key and seed are the 32 bytes of RFC 8032, Ed25519.
The key id is short because it only says which key to try; what is trusted is the whole verifier key.

Sources: C2SP signed-note, "Verifier keys" and "Signature types"; the signer key is that of golang.org/x/mod/sumdb/note.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from domain.refusals import Refusal
from domain.texts import shown
from domain.transparency.base64s import decoded, encoded

KEY_BYTES: Final = 32
LONGEST_NAME_BYTES: Final = 255
_PRIVATE: Final = "PRIVATE+KEY+"
_KEY_ID: Final = re.compile("[0-9a-f]{8}")


class Kind(IntEnum):
    """What a key is for; the signature type of the specification."""

    NOTE = 0x01
    COSIGNATURE = 0x04


class KeyMalformed(Refusal):
    """What should be a key is not written as one."""

    code = "key_malformed"
    title = "钥匙的写法不对"


class KeyKindUnknown(Refusal):
    """The key is of a kind that this program does not know, or not of the kind that is needed here."""

    code = "key_kind_unknown"
    title = "钥匙的种类不对"


class KeyIdWrong(Refusal):
    """The key id does not belong to the name and the key beside it."""

    code = "key_id_wrong"
    title = "钥匙号与钥匙不符"


@dataclass(frozen=True, slots=True)
class VerifierKey:
    """The public half of a key, which may and should be known to everybody."""

    name: str
    kind: Kind
    public: bytes

    @classmethod
    def parse(cls, text: str) -> VerifierKey:
        """The key that `text` writes; raises `KeyMalformed`, `KeyKindUnknown` or `KeyIdWrong`."""
        key = cls(*_parsed(text, f"核对钥匙“{shown(text, 120)}”"))
        _check_id(key, text.split("+")[1])
        return key

    @property
    def fingerprint(self) -> str:
        """The whole hash of which the key id is the beginning, 64 hex digits: for people who compare two keys."""
        return hashlib.sha256(self.name.encode() + b"\n" + bytes([self.kind]) + self.public).hexdigest()

    @property
    def key_id(self) -> str:
        """Eight hex digits."""
        return self.fingerprint[:8]

    @property
    def label(self) -> str:
        """Name and key id, as a sentence names a key."""
        return label(self.name, self.key_id)

    def verifies(self, message: bytes, signature: bytes) -> bool:
        """Whether `signature`, 64 bytes, is this key's over `message`."""
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signature, message)
        except (InvalidSignature, ValueError):
            return False
        return True

    def __str__(self) -> str:
        return f"{self.name}+{self.key_id}+{encoded(bytes([self.kind]) + self.public)}"


@dataclass(frozen=True, slots=True)
class SignerKey:
    """The secret half of a key; neither `repr` nor a refusal shows it."""

    name: str
    kind: Kind
    seed: bytes = field(repr=False)

    @classmethod
    def draw(cls, name: str, kind: Kind = Kind.NOTE) -> SignerKey:
        """A fresh key; raises `KeyMalformed` for a name that cannot be one."""
        # A new name is held to more than the specification asks: nothing in it may be invisible.
        if not is_key_name(name) or not name.isprintable():
            raise KeyMalformed(
                f"钥匙名称“{shown(name)}”不能用：不能为空，不能有空格、加号和看不见的字符，最多255字节。"
            )
        return cls(name, kind, secrets.token_bytes(KEY_BYTES))

    @classmethod
    def parse(cls, text: str) -> SignerKey:
        """The key that `text` writes; raises `KeyMalformed`, `KeyKindUnknown` or `KeyIdWrong`."""
        if not text.startswith(_PRIVATE):
            raise KeyMalformed("签名钥匙应以“PRIVATE+KEY+”开头。")
        public = text.removeprefix(_PRIVATE)
        key = cls(*_parsed(public, "签名钥匙"))
        _check_id(key.verifier, public.split("+")[1])
        return key

    @property
    def verifier(self) -> VerifierKey:
        """The public half."""
        private = Ed25519PrivateKey.from_private_bytes(self.seed)
        return VerifierKey(self.name, self.kind, private.public_key().public_bytes_raw())

    @property
    def secret(self) -> str:
        """The key as its file holds it."""
        return f"{_PRIVATE}{self.name}+{self.verifier.key_id}+{encoded(bytes([self.kind]) + self.seed)}"

    def sign(self, message: bytes) -> bytes:
        """The 64 bytes of the signature over `message`."""
        return Ed25519PrivateKey.from_private_bytes(self.seed).sign(message)


def is_key_name(name: str) -> bool:
    """Whether `name` can name a key: not empty, no Unicode space, no plus, no control character, at most 255 bytes."""
    try:
        length = len(name.encode())
    except UnicodeEncodeError:
        return False
    return 0 < length <= LONGEST_NAME_BYTES and not any(char.isspace() or char == "+" or char < " " for char in name)


def label(name: str, key_id: str) -> str:
    """Name and key id of a key, as a sentence names it."""
    return f"{shown(name, LONGEST_NAME_BYTES)}（钥匙号{key_id}）"


def _parsed(text: str, said: str) -> tuple[str, Kind, bytes]:
    name, _, rest = text.partition("+")
    key_id, _, written = rest.partition("+")
    raw = decoded(written)
    if not is_key_name(name) or not _KEY_ID.fullmatch(key_id) or not raw:
        raise KeyMalformed(f"{said}应写成“名称+8位十六进制的钥匙号+base64”。")
    if raw[0] not in set(Kind):
        raise KeyKindUnknown(f"{said}的种类是{raw[0]}，本程序只认Ed25519的1（签名）和4（见证）。", kind=raw[0])
    if len(raw) != 1 + KEY_BYTES:
        raise KeyMalformed(f"{said}应有{KEY_BYTES}字节，现为{len(raw) - 1}字节。", bytes=len(raw) - 1)
    return name, Kind(raw[0]), raw[1:]


def _check_id(key: VerifierKey, key_id: str) -> None:
    if key.key_id != key_id:
        raise KeyIdWrong(f"钥匙{shown(key.name)}写着钥匙号{key_id}，按名称和钥匙算出的是{key.key_id}，有抄错的地方。")
