"""Which bytes is the one lawful zip of some files?

By docs/bundle.md 三; written field by field, so that tests can write each of them wrongly.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

LOCAL, CENTRAL, END = b"PK\3\4", b"PK\1\2", b"PK\5\6"


@dataclass(frozen=True)
class Member:
    """One file in a zip; everything but the name and the bytes has but one lawful value."""

    name: bytes
    data: bytes
    version: int = 20
    flags: int = 0
    deflated: bool = False
    time: int = 0
    date: int = 0x0021
    extra: bytes = b""
    comment: bytes = b""
    made_by: int = 0x0314
    attributes: int = 0x81A40000
    crc: int | None = None
    gap: bytes = b""

    @property
    def stored(self) -> bytes:
        if not self.deflated:
            return self.data
        packer = zlib.compressobj(9, zlib.DEFLATED, -15)
        return packer.compress(self.data) + packer.flush()

    @property
    def common(self) -> bytes:
        crc = zlib.crc32(self.data) if self.crc is None else self.crc
        method = 8 if self.deflated else 0
        head = struct.pack("<HHHHHI", self.version, self.flags, method, self.time, self.date, crc)
        return head + struct.pack("<IIHH", len(self.stored), len(self.data), len(self.name), len(self.extra))


def members(files: Mapping[str, bytes]) -> list[Member]:
    """The files in their order in a bundle."""
    return [Member(name.encode(), data) for name, data in sorted(files.items(), key=lambda each: each[0].encode())]


def written(files: Iterable[Member], *, comment: bytes = b"", before: bytes = b"") -> bytes:
    """The zip of these members in this order."""
    body, directory, count = before, b"", 0
    for each in files:
        body += each.gap
        place = struct.pack("<HHHII", len(each.comment), 0, 0, each.attributes, len(body))
        directory += CENTRAL + struct.pack("<H", each.made_by) + each.common + place
        directory += each.name + each.extra + each.comment
        body += LOCAL + each.common + each.name + each.extra + each.stored
        count += 1
    end = END + struct.pack("<HHHHIIH", 0, 0, count, count, len(directory), len(body), len(comment))
    return body + directory + end + comment
