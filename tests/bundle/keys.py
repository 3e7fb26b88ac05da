"""How does a test sign checkpoints of a log whose leaves it has?"""

from __future__ import annotations

import base64
import hashlib
from datetime import UTC, datetime
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

ORIGIN = "示例县台账"
KEY = Ed25519PrivateKey.from_private_bytes(hashlib.sha256(b"a key of tests alone").digest())
PUBLIC = KEY.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
KEY_ID = hashlib.sha256(ORIGIN.encode() + b"\n\x01" + PUBLIC).digest()[:4]
VERIFIER_KEY = f"{ORIGIN}+{KEY_ID.hex()}+" + base64.b64encode(b"\x01" + PUBLIC).decode()
POLICY = f"log {VERIFIER_KEY}\nquorum none\n".encode()


def signed(size: int, root: bytes, at: datetime) -> bytes:
    """The signed note of a tree."""
    moment = at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    text = f"{ORIGIN}\n{size}\n{base64.b64encode(root).decode()}\ntime {moment}\n"
    signature = base64.b64encode(KEY_ID + KEY.sign(text.encode())).decode()
    return f"{text}\n— {ORIGIN} {signature}\n".encode()


def publish(folder: Path, size: int, root: bytes, at: datetime) -> Path:
    """Put a signed note on the shelf."""
    path = folder / f"{size:012}-{int(at.timestamp()):010}.note"
    path.write_bytes(signed(size, root, at))
    return path
