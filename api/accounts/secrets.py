"""How are secrets drawn and printed, and by which hash are they recognised, so that the database never knows them?"""

from __future__ import annotations

import hashlib
import secrets
from typing import Final, Literal

# Crockford's base 32: no letter that is taken for a digit, and none that makes words.
ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
PRINTED_SIGNS: Final = 16
_MISREAD: Final = str.maketrans("OIL", "011", " -－—")

Kind = Literal["session", "token", "code", "pass", "name"]


def draw() -> str:
    """256 random bits for a cookie or a header."""
    return secrets.token_urlsafe(32)


def draw_printed() -> str:
    """80 random bits to be printed and typed on a phone: four groups of four."""
    signs = "".join(secrets.choice(ALPHABET) for _ in range(PRINTED_SIGNS))
    return "-".join(signs[start : start + 4] for start in range(0, PRINTED_SIGNS, 4))


def typed(text: str) -> str:
    """What was printed, however it was typed: small letters, O for 0, I and L for 1, with or without the dashes."""
    return text.upper().translate(_MISREAD)


def hashed(kind: Kind, secret: str) -> bytes:
    """SHA-256 of a random secret; what one kind is recognised by is no other kind's. Not for passwords."""
    return hashlib.sha256(f"minsheng {kind} v1\n{secret}".encode()).digest()
