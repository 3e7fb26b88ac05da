"""What stands in the file that the scrutineers seal with the papers, and how is it read again for a check?

The mapping of running numbers to marks with its blind, and what was decided where the tellers differed, under AES-256-GCM. The
key follows from a code of 128 random bits, eight groups of four hex digits, that is printed on a slip and sealed with the papers;
neither code, blind nor mapping stays anywhere here. The file is JSON:

    {"format": "minsheng serials 1", "round": …, "nonce": base64, "sealed": base64}
"""

from __future__ import annotations

import base64
import binascii
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final
from uuid import UUID

import orjson
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from domain.refusals import Refusal
from voting.states.bundles import Bundle, Face
from voting.states.serials import BLIND_BYTES, commitment_to

FORMAT: Final = "minsheng serials 1"
CODE_BYTES: Final = 16
NONCE_BYTES: Final = 12
GROUP: Final = 4


class FileUnreadable(Refusal):
    """The scrutineers' file is damaged, is of another round, or the code is not its own."""

    code = "file_unreadable"
    title = "监票人的编号对照文件打不开"


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """The file with the code that opens it, and the commitment of the mapping in it."""

    file: bytes
    code: str
    commitment: bytes

    @property
    def sha256(self) -> bytes:
        """By which the sealing names the file."""
        return sha256(self.file).digest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Serials:
    """What the file holds: the papers by running number, and the commitment that they make with the blind beside them."""

    papers: Mapping[int, Face]
    commitment: bytes


def write_file(round_: UUID, papers: Mapping[int, Face], bundles: Sequence[Bundle]) -> Exported:
    """The file under a fresh blind and a fresh code: the one that was given out before is worth nothing any more."""
    blind, code = secrets.token_bytes(BLIND_BYTES), secrets.token_hex(CODE_BYTES)
    inside = {
        "blind": blind.hex(),
        "papers": [[number, papers[number].marks, papers[number].spoiled] for number in sorted(papers)],
        "decided": [_decision(bundle, number) for bundle in bundles for number in sorted(bundle.decided)],
    }
    nonce = secrets.token_bytes(NONCE_BYTES)
    sealed = AESGCM(_key(code)).encrypt(nonce, orjson.dumps(inside), _bound_to(round_))
    outside = {"format": FORMAT, "round": str(round_), "nonce": _base64(nonce), "sealed": _base64(sealed)}
    groups = (code[at : at + GROUP] for at in range(0, len(code), GROUP))
    return Exported(file=orjson.dumps(outside), code=" ".join(groups), commitment=commitment_to(papers, blind))


def read_file(round_: UUID, file: bytes, code: str) -> Serials:
    """What stands in the file; raises `FileUnreadable`. Whether it is what was sealed, its commitment tells."""
    try:
        outside = orjson.loads(file)
        nonce, sealed = (base64.b64decode(outside[name], validate=True) for name in ("nonce", "sealed"))
        inside: dict[str, Any] = orjson.loads(AESGCM(_key(code)).decrypt(nonce, sealed, _bound_to(round_)))
    except (InvalidTag, ValueError, KeyError, TypeError, binascii.Error):
        raise FileUnreadable("文件、编号口令和这一轮对不上，请核对口令的每一位，并确认是这一轮的文件。") from None
    papers = {number: Face(marks=marks, spoiled=spoiled) for number, marks, spoiled in inside["papers"]}
    return Serials(papers=papers, commitment=commitment_to(papers, bytes.fromhex(inside["blind"])))


def _decision(bundle: Bundle, number: int) -> dict[str, Any]:
    """What each of the tellers read, without saying which of them, what was decided, and why."""
    decided = bundle.decided[number]
    return {
        "number": number,
        "readings": sorted(bundle.keyed[teller][number].reading for teller in bundle.finished),
        "decided": decided.face.reading,
        "reason": decided.reason,
    }


def _key(code: str) -> bytes:
    digits = "".join(code.split()).lower()
    return sha256(b"minsheng serials code v1\n" + bytes.fromhex(digits)).digest()


def _bound_to(round_: UUID) -> bytes:
    return FORMAT.encode() + b"\n" + round_.bytes


def _base64(raw: bytes) -> str:
    return base64.b64encode(raw).decode()
