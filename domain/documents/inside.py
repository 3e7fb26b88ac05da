"""Is a file what it says it is, as far as can be told without unpacking it?

A file that is a ZIP archive inside (docx, xlsx, OFD) is known by the names in its central directory (PKWARE APPNOTE 4.3.12,
ECMA-376 part 2, GB/T 33190): nothing in it is decompressed, and how much of the directory is read has a limit. Text is known by
being text: UTF-8, UTF-16 with its mark, or GB 18030, without characters that no text has.
"""

from __future__ import annotations

import codecs
import re
import struct
from io import BytesIO
from typing import TYPE_CHECKING, Final
from zipfile import BadZipFile, ZipFile

from domain.documents.kinds import OLE
from domain.documents.refusals import ArchiveUnfit, BytesDiffer, FileEncrypted, MacrosInside

if TYPE_CHECKING:
    from domain.documents.kinds import Format
    from domain.refusals import Refusal

MOST_ENTRIES: Final = 20_000
LARGEST_DIRECTORY: Final = 4 * 2**20
LARGEST_UNPACKED: Final = 2**30
"""What the directory says that an archive unpacks to; the file itself is refused from a tenth of it on."""

_END: Final = b"PK\x05\x06"
_TAIL: Final = struct.Struct("<4s4H2LH")
_ENCRYPTED: Final = 0x1
_MACROS: Final = re.compile(r"(?:^|/)(?:vbaproject|vbadata)[^/]*\.(?:bin|xml)$|(?:^|/)macrosheets/", re.IGNORECASE)
_UNPRINTABLE: Final = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")
_MARKS_OF_16: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_SLICE: Final = 2**20
POINTER: Final = "/media_type"
"""Which field of the request says otherwise (RFC 6901)."""


def fault_inside(known: Format, content: bytes) -> Refusal | None:
    """Why `content`, which begins as its format does, is not a file of this format that can be kept; None where it is one."""
    if known.parts:
        return _fault_of_archive(known, content)
    if not known.marks and charset_of(content) is None:
        said = f"收到的文件不是{known.name}：既不是UTF-8、UTF-16（开头有标记），也不是GB18030的文字。"
        return BytesDiffer(said, pointer=POINTER)
    return None


def charset_of(content: bytes) -> str | None:
    """How a text is encoded, as `Content-Type` names it; None where it is no text."""
    if content.startswith(_MARKS_OF_16):
        return "utf-16" if _decodes(content, "utf-16") else None
    return next((name for name in ("utf-8", "gb18030") if _decodes(content, name)), None)


def is_encrypted_office(known: Format, content: bytes) -> bool:
    """Whether this is what Office makes of a docx or xlsx with a password: an old container around the encrypted file."""
    return bool(known.parts) and content.startswith(OLE)


def encrypted() -> FileEncrypted:
    """The refusal of a file that nobody can read who has not its password."""
    return FileEncrypted("文件有打开口令，别人以后打不开；请去掉口令再上传。", pointer=POINTER)


def _decodes(content: bytes, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    try:
        for start in range(0, len(content), _SLICE):
            text = decoder.decode(content[start : start + _SLICE], start + _SLICE >= len(content))
            if _UNPRINTABLE.search(text):
                return False
    except UnicodeDecodeError:
        return False
    return True


def _fault_of_archive(known: Format, content: bytes) -> Refusal | None:
    if (unfit := _unfit(content)) is not None:
        return unfit
    try:
        with ZipFile(BytesIO(content)) as archive:
            entries = archive.infolist()
    except (BadZipFile, NotImplementedError, ValueError, OSError, EOFError, struct.error, OverflowError):
        return _damaged()
    names = [entry.filename for entry in entries]
    if any(_MACROS.search(name.replace("\\", "/")) for name in names):
        return MacrosInside("文件里有宏，打开时会运行程序；请另存为不含宏的格式，或者PDF。", pointer=POINTER)
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        return encrypted()
    if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > LARGEST_UNPACKED:
        return ArchiveUnfit("文件解开以后过大，请另存为PDF再上传。", pointer=POINTER, limit_bytes=LARGEST_UNPACKED)
    if len(set(names)) < len(names):
        return ArchiveUnfit("文件里有两处同名，各种软件打开来可能不一样；请另存一遍再上传。", pointer=POINTER)
    missing = [part for part in known.parts if not any(_is(name, part) for name in names)]
    if missing:
        return BytesDiffer(f"收到的文件不是{known.name}：里面没有{missing[0]}。", pointer=POINTER)
    return None


def _is(name: str, part: str) -> bool:
    return (name.startswith(part) and name != part) if part.endswith("/") else name == part


def _unfit(content: bytes) -> Refusal | None:
    """Why the directory of an archive is not even read."""
    at = content.rfind(_END, -_TAIL.size - 2**16)
    if at < 0 or at + _TAIL.size > len(content):
        return _damaged()
    _, _, _, _, entries, size, offset, comment = _TAIL.unpack_from(content, at)
    if size > LARGEST_DIRECTORY or entries > MOST_ENTRIES:
        return ArchiveUnfit("文件里的条目过多，请另存为PDF再上传。", pointer=POINTER, most=MOST_ENTRIES)
    return None if at + _TAIL.size + comment == len(content) and offset + size == at else _damaged()


def _damaged() -> Refusal:
    return ArchiveUnfit("文件不完整，或者不是平常的压缩格式；请另存一遍再上传。", pointer=POINTER)
