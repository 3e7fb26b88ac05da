"""What does a witness sign when it cosigns a checkpoint, and when did it?

    cosignature     <time, 8 bytes big-endian> || Ed25519 signature over the message
    message         cosignature/v1 0x0A
                    time <seconds since 1970, decimal> 0x0A
                    the whole text of the note, its last line feed included

It says: at this time, no larger consistent tree of this log was known to me, and this one has this root.
Source: C2SP tlog-cosignature, "Ed25519 signed message".
"""

from __future__ import annotations

from typing import Final

from domain.transparency.keys import SignerKey, VerifierKey

_TIME_BYTES: Final = 8
_LATEST: Final = 2**63 - 1


def cosignature(key: SignerKey, text: str, at: int) -> bytes:
    """The 72 bytes by which `key` cosigns the note `text` at `at`, in seconds since 1970."""
    return at.to_bytes(_TIME_BYTES, "big") + key.sign(_message(text, at))


def cosigned_at(written: bytes) -> int:
    """The time that a cosignature of at least 8 bytes names, in seconds since 1970."""
    return int.from_bytes(written[:_TIME_BYTES], "big")


def verifies_cosignature(key: VerifierKey, text: str, written: bytes) -> bool:
    """Whether `written` is a cosignature by `key` of the note `text`, with a time after 1970 that a signed number can hold."""
    at = cosigned_at(written)
    return 0 < at <= _LATEST and key.verifies(_message(text, at), written[_TIME_BYTES:])


def _message(text: str, at: int) -> bytes:
    return f"cosignature/v1\ntime {at}\n{text}".encode()
