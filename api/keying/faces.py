"""How is what a paper says sealed before it reaches the database, so that nothing of it shows, not even by its length?

AES-256-GCM under the key of the round: 12 random bytes, then the ciphertext with its tag. Round, bundle, number and whose reading
it is are authenticated with it, so that no row passes for another's. The plain text is JSON, filled up with blanks.
"""

from __future__ import annotations

import secrets
from typing import Final
from uuid import UUID

import orjson
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from domain.refusals import Refusal
from voting.states.bundles import Decided, Face

NONCE_BYTES: Final = 12
ROOM_BYTES: Final = 64
"""For everything that a face says beside its marks."""

Place = tuple[UUID, int, int, str]
"""Round, bundle, running number, and whose reading it is: a teller's, or '' for the decision."""


class FaceDamaged(Refusal):
    """A staged paper does not open: its row was changed, or is another's."""

    code = "face_damaged"
    title = "录入的票面已损坏"


def seal_face(key: bytes, place: Place, face: Face, width: int) -> bytes:
    """A teller's reading, as long for every paper of `width` candidates."""
    said = orjson.dumps([face.marks, face.spoiled, face.doubtful])
    return _seal(key, place, said.ljust(width + ROOM_BYTES))


def open_face(key: bytes, place: Place, sealed: bytes) -> Face:
    """The reading again; raises `FaceDamaged`."""
    marks, spoiled, doubtful = orjson.loads(_open(key, place, sealed))
    return Face(marks=marks, spoiled=spoiled, doubtful=doubtful)


def seal_decision(key: bytes, place: Place, decided: Decided, width: int) -> bytes:
    """A scrutineer's decision with its reason."""
    said = orjson.dumps([decided.face.marks, decided.face.spoiled, decided.reason])
    return _seal(key, place, said.ljust(width + ROOM_BYTES))


def open_decision(key: bytes, place: Place, sealed: bytes) -> Decided:
    """The decision again; raises `FaceDamaged`."""
    marks, spoiled, reason = orjson.loads(_open(key, place, sealed))
    return Decided(face=Face(marks=marks, spoiled=spoiled), reason=reason)


def _seal(key: bytes, place: Place, plain: bytes) -> bytes:
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, plain, _bound_to(place))


def _open(key: bytes, place: Place, sealed: bytes) -> bytes:
    try:
        return AESGCM(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], _bound_to(place))
    except (InvalidTag, ValueError):
        _, bundle, number, _ = place
        raise FaceDamaged(
            f"第{bundle}捆{number}号的票面打不开，请把这一捆重录。", bundle=bundle, number=number
        ) from None


def _bound_to(place: Place) -> bytes:
    round_, bundle, number, whose = place
    return b"minsheng face v1\n" + round_.bytes + f"{bundle} {number} {whose}".encode()
