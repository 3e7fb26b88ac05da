"""How are names and phones kept so that a person can be forgotten, and the log never knew them?

Each person has a key of their own, 256 random bits; it seals the data, and is itself wrapped by a key from a file that stands
outside the database. Both with AES-256-GCM: 12 random bytes, then the ciphertext with its tag; the reference is
authenticated with them, so a row cannot be passed off as another's. The reference is random and says nothing of the person.
To erase the row is to erase the only copy of the person's key.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID, uuid4

import orjson
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from domain.canonical import canonical_bytes, from_json, to_json
from domain.divisions import canonical
from domain.events import Value
from domain.people.keyfile import PersonKeys
from domain.refusals import Refusal
from domain.storage import Ledger, SealedPerson, Statement, insert_person, select_persons

_NONCE_BYTES = 12
_KEY_BYTES = 32
_SECRET = b"minsheng secret v1\n"


class PersonDamaged(Refusal):
    """The row does not open: it was changed, or belongs to another reference."""

    code = "person_damaged"
    title = "个人信息已损坏，打不开"


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalData(Value):
    """What is known of a person and stands nowhere else, not even in a log of the program: its `repr` says nothing."""

    name: str = field(repr=False)
    phone: str = field(default="", repr=False)
    title: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class People:
    """The side table of personal data, opened with the keys from the key file."""

    ledger: Ledger
    keys: PersonKeys

    def enter(self, data: PersonalData, congress: str = "") -> tuple[str, Statement]:
        """A new random reference, and the statement that keeps `data` under it: to run with the event that names it first.

        `congress`: the code of the one whose office enters him, and may read him back.
        """
        person = seal(uuid4(), data, self.keys)
        return str(person.ref), insert_person(person, canonical(congress))

    def read(self, refs: Iterable[str]) -> dict[str, PersonalData]:
        """The data by reference; who was erased, or was never entered, is not among them. Raises as `unseal`."""
        rows = select_persons(self.ledger, [ref for text in refs if (ref := _uuid(text))])
        return {str(row.ref): unseal(row, self.keys) for row in rows}


def seal(ref: UUID, data: PersonalData, keys: PersonKeys) -> SealedPerson:
    """`data` under a fresh key of the person's own, and that key wrapped by the newest key of the file."""
    own = secrets.token_bytes(_KEY_BYTES)
    key_id, wrapping = keys.newest
    return SealedPerson(ref, key_id, _encrypt(wrapping, own, ref), _encrypt(own, canonical_bytes(to_json(data)), ref))


def unseal(person: SealedPerson, keys: PersonKeys) -> PersonalData:
    """The data of `person`; raises `PersonKeyUnknown` or `PersonDamaged`."""
    try:
        own = _decrypt(keys.find(person.key_id), person.wrapped_key, person.ref)
        data = _decrypt(own, person.sealed, person.ref)
    except (InvalidTag, ValueError):
        raise PersonDamaged(f"编号{person.ref}的个人信息打不开，请从备份核对。", ref=str(person.ref)) from None
    return from_json(PersonalData, orjson.loads(data))


def seal_secret(ref: UUID, plain: bytes, keys: PersonKeys) -> tuple[str, bytes]:
    """What nobody but the service may know of `ref`, under the newest key of the file: its id, and the sealed bytes."""
    key_id, key = keys.newest
    nonce = secrets.token_bytes(_NONCE_BYTES)
    return key_id, nonce + AESGCM(key).encrypt(nonce, plain, _SECRET + ref.bytes)


def unseal_secret(ref: UUID, key_id: str, sealed: bytes, keys: PersonKeys) -> bytes:
    """The plain bytes; raises `PersonKeyUnknown` or `PersonDamaged`."""
    try:
        return AESGCM(keys.find(key_id)).decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], _SECRET + ref.bytes)
    except (InvalidTag, ValueError):
        raise PersonDamaged(f"编号{ref}的密钥打不开，请从备份核对。", ref=str(ref)) from None


def _encrypt(key: bytes, plain: bytes, ref: UUID) -> bytes:
    nonce = secrets.token_bytes(_NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, plain, _bound_to(ref))


def _decrypt(key: bytes, sealed: bytes, ref: UUID) -> bytes:
    return AESGCM(key).decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], _bound_to(ref))


def _bound_to(ref: UUID) -> bytes:
    return b"minsheng person v1\n" + ref.bytes


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
