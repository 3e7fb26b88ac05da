"""In which one way are the files of a bundle written as a zip?

docs/bundle.md, section 3: stored, in the order of their names' bytes, fixed headers, nothing before, between or after. The same
files give the same bytes, wherever and whenever they are packed.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, Final, NamedTuple

from domain.refusals import Refusal

CHUNK_BYTES: Final = 1 << 20
MOST_FILES: Final = 0xFFFF
MOST_BYTES: Final = 0xFFFFFFFF

_LOCAL: Final = struct.Struct("<4sHHHHHIIIHH")
_CENTRAL: Final = struct.Struct("<4sHHHHHHIIIHHHHHII")
_END: Final = struct.Struct("<4sHHHHIIH")
_VERSION, _MADE_BY, _NO_DAY, _MODE = 20, 0x0314, 0x0021, 0x81A40000


class BundleTooLarge(Refusal):
    """A zip of the plain form holds less than 65,536 files and 4 GiB."""

    code = "bundle_too_large"
    title = "核验包太大，请少选一些记录，或者不带附件"


class _Member(NamedTuple):
    name: bytes
    crc: int
    size: int
    offset: int


def pack(folder: Path, names: Iterable[str], out: BinaryIO) -> None:
    """Write these files of `folder` to `out`, which stands at its beginning; raises `BundleTooLarge`."""
    members = [_write(folder, name, out) for name in sorted(names, key=str.encode)]
    directory = b"".join(map(_central, members))
    begun = out.tell()
    if len(members) > MOST_FILES or begun + len(directory) > MOST_BYTES:
        raise BundleTooLarge(f"核验包有{len(members)}个文件，共{begun}字节，超过了65535个文件或者4GiB。")
    out.write(directory)
    out.write(_END.pack(b"PK\5\6", 0, 0, len(members), len(members), len(directory), begun, 0))


def _write(folder: Path, name: str, out: BinaryIO) -> _Member:
    """One file behind its header, whose checksum is filled in when the bytes have gone by."""
    offset = out.tell()
    if offset > MOST_BYTES:
        raise BundleTooLarge(f"核验包写到{name}已有{offset}字节，超过了4GiB。")
    raw = name.encode("ascii")
    out.write(bytes(_LOCAL.size) + raw)
    crc = size = 0
    for chunk in _chunks(folder / name):
        crc, size = zlib.crc32(chunk, crc), size + len(chunk)
        out.write(chunk)
    if size > MOST_BYTES:
        raise BundleTooLarge(f"{name}有{size}字节，超过了4GiB。")
    ended = out.tell()
    out.seek(offset)
    out.write(_LOCAL.pack(b"PK\3\4", _VERSION, 0, 0, 0, _NO_DAY, crc, size, size, len(raw), 0))
    out.seek(ended)
    return _Member(raw, crc, size, offset)


def _central(member: _Member) -> bytes:
    name, crc, size, offset = member
    fixed = _CENTRAL.pack(
        b"PK\1\2", _MADE_BY, _VERSION, 0, 0, 0, _NO_DAY, crc, size, size, len(name), 0, 0, 0, 0, _MODE, offset
    )  # fmt: skip
    return fixed + name


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(CHUNK_BYTES):
            yield chunk
