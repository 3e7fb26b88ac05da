"""Which bytes are the leaves, the root and the tiles of a log?

By docs/bundle.md 一 and RFC 9162, section 2.1, in the shortest way there is: the root is taken anew from the leaves each time.
Nothing here is shared with the product, so that both can be held against each other.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Callable, Sequence
from uuid import UUID

Hash = Callable[[bytes], bytes]
WIDTH = 256
MARK = b"minsheng ledger event bytes v1\n"


def hash_of(name: str) -> Hash:
    return lambda data: hashlib.new(name, data).digest()


def commitment(blind: bytes, state: bytes, hash_: Hash) -> bytes:
    return hash_(MARK + blind + state)


def leaf(position: int, stream: UUID, version: int, topic: str, commitment: bytes, hash_: Hash) -> bytes:  # noqa: PLR0913, PLR0917 - the five fields of an entry
    fields = (struct.pack(">Q", position), stream.bytes, struct.pack(">Q", version), topic.encode(), commitment)
    return hash_(b"\0" + b"".join(struct.pack(">H", len(field)) + field for field in fields))


def root(leaves: Sequence[bytes], hash_: Hash) -> bytes:
    if not leaves:
        return hash_(b"")
    if len(leaves) == 1:
        return leaves[0]
    half = 1 << ((len(leaves) - 1).bit_length() - 1)
    return hash_(b"\1" + root(leaves[:half], hash_) + root(leaves[half:], hash_))


def tiles(leaves: Sequence[bytes], hash_: Hash) -> dict[str, bytes]:
    """Every tile of the tree, partial ones at the right edge, by its file name."""
    found, level, row = {}, 0, list(leaves)
    while row:
        for number in range(-(-len(row) // WIDTH)):
            here = row[number * WIDTH : (number + 1) * WIDTH]
            part = "" if len(here) == WIDTH else f".p/{len(here)}"
            found[f"tile/{level}/{_path(number)}{part}"] = b"".join(here)
        full = len(row) // WIDTH
        row = [root(row[each * WIDTH : (each + 1) * WIDTH], hash_) for each in range(full)]
        level += 1
    return found


def _path(number: int) -> str:
    digits = f"{number:03d}"
    digits = digits.zfill(-(-len(digits) // 3) * 3)
    *upper, last = (digits[each : each + 3] for each in range(0, len(digits), 3))
    return "/".join([*(f"x{each}" for each in upper), last])
