"""How are secrets drawn and printed, and by which hash are they recognised, so that the database never knows them?"""

from __future__ import annotations

import hashlib
import secrets
from typing import Final, Literal

# Crockford's base 32: no letter that is taken for a digit, and none that makes words.
ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
HALF_SIGNS: Final = 13
_MISREAD: Final = str.maketrans("OIL", "011", " -－—")

Kind = Literal["session", "token", "code", "pass", "name"]


def draw() -> str:
    """256 random bits for a cookie or a header."""
    return secrets.token_urlsafe(32)


def draw_half() -> str:
    """Half of what is printed and typed on a phone: 65 random bits; both halves one after the other are 130."""
    signs = "".join(secrets.choice(ALPHABET) for _ in range(HALF_SIGNS))
    return f"{signs[:4]}-{signs[4:8]}-{signs[8:]}"


def typed(text: str) -> str:
    """What was printed, however it was typed: small letters, O for 0, I and L for 1, with or without the dashes."""
    return text.upper().translate(_MISREAD)


def half_hash(kind: Kind, first: str) -> bytes:
    """What is kept of a first half until the second is printed; by itself it lets nobody in."""
    return hashed(kind, typed(first))


def whole_hash(kind: Kind, half: bytes, second: str) -> bytes:
    """What is kept of both halves from then on: the hash of the first one's hash with the second."""
    return hashed(kind, f"{half.hex()} {typed(second)}")


def printed_hash(kind: Kind, text: str) -> bytes:
    """By which both halves are recognised, typed one after the other."""
    given = typed(text)
    return whole_hash(kind, half_hash(kind, given[:HALF_SIGNS]), given[HALF_SIGNS:])


def hashed(kind: Kind, secret: str) -> bytes:
    """SHA-256 of a random secret; what one kind is recognised by is no other kind's. Not for passwords."""
    return hashlib.sha256(f"minsheng {kind} v1\n{secret}".encode()).digest()
