"""How are a root signed, a signature witnessed and a policy written?

By docs/bundle.md 二 and C2SP's signed-note, tlog-checkpoint, tlog-cosignature and tlog-policy.
"""

from __future__ import annotations

import base64
import hashlib
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

LOG, WITNESS = b"\x01", b"\x04"


@dataclass(frozen=True)
class Key:
    """A key by its name, its kind (`LOG` or `WITNESS`) and its 32 secret bytes."""

    name: str
    kind: bytes
    secret: bytes

    @property
    def public(self) -> bytes:
        return self._private.public_key().public_bytes_raw()

    @property
    def id(self) -> bytes:
        return hashlib.sha256(self.name.encode() + b"\n" + self.kind + self.public).digest()[:4]

    @property
    def verifier(self) -> str:
        """As it is published: `name+hex+base64`."""
        return f"{self.name}+{self.id.hex()}+{base64.b64encode(self.kind + self.public).decode()}"

    def sign(self, text: bytes, at: int = 0) -> bytes:
        """The signature line under `text`; a witness signs the second `at` too."""
        if self.kind == LOG:
            return self.line(self._private.sign(text))
        stamped = f"cosignature/v1\ntime {at}\n".encode() + text
        return self.line(struct.pack(">Q", at) + self._private.sign(stamped))

    def line(self, signature: bytes) -> bytes:
        return f"— {self.name} {base64.b64encode(self.id + signature).decode()}\n".encode()

    @property
    def _private(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self.secret)


def text(origin: str, size: int, root: bytes, time: datetime, hash_name: str) -> bytes:
    """The body of a checkpoint."""
    lines = [origin, str(size), base64.b64encode(root).decode(), f"time {time:%Y-%m-%dT%H:%M:%SZ}"]
    lines += ["hash sm3"] if hash_name == "sm3" else []
    return "".join(f"{line}\n" for line in lines).encode()


def note_name(size: int, time: datetime) -> str:
    return f"checkpoints/{size:012d}-{int(time.timestamp()):010d}.note"


def policy(logs: Sequence[Key], witnesses: Sequence[Key], quorum: int) -> bytes:
    """A policy for these logs: `quorum` of the witnesses, 0 for none."""
    lines = [f"log {key.verifier}" for key in logs]
    lines += [f"witness W{number} {key.verifier}" for number, key in enumerate(witnesses)]
    if quorum:
        lines.append(f"group enough {quorum} " + " ".join(f"W{number}" for number in range(len(witnesses))))
    lines.append(f"quorum {'enough' if quorum else 'none'}")
    return "".join(f"{line}\n" for line in ["# 示例策略", "", *lines]).encode()
