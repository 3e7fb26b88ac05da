"""How is a stored event tied to its header, so that its bytes can be erased and every proof still holds?

    commitment = HASH( tag || blind || state )

    HASH    the hash of the log, SHA-256 or SM3
    tag     the 31 ASCII bytes `minsheng ledger event bytes v1` and a line feed, so that no hash made for another purpose
            can be taken for one of these
    blind   32 bytes from the system's random source, drawn for this event alone
    state   the stored bytes of the event, to the end

Tag and blind have fixed lengths, so no two pairs of blind and state give the same input. Who holds the header alone learns
nothing: without the blind even a guessed state cannot be confirmed. Who holds blind and state can show that they belong to
the header, and nobody can find others that do. Erasure removes blind and state together.
"""

from __future__ import annotations

import secrets

from domain.merkle import Hash

TAG = b"minsheng ledger event bytes v1\n"
BLIND_BYTES = 32


def draw_blinds(count: int) -> list[bytes]:
    """`count` fresh blinds of 32 bytes."""
    drawn = secrets.token_bytes(BLIND_BYTES * count)
    return [drawn[start : start + BLIND_BYTES] for start in range(0, len(drawn), BLIND_BYTES)]


def commit_all(blinds: list[bytes], states: list[bytes], hash_: Hash) -> list[bytes]:
    """The commitments to `states` under `blinds`, one to one."""
    return [commit(blind, state, hash_) for blind, state in zip(blinds, states, strict=True)]


def commit(blind: bytes, state: bytes, hash_: Hash) -> bytes:
    """The 32-byte commitment to `state` under `blind`."""
    return hash_(TAG + blind + state)
