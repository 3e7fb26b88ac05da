"""Is this a file of cells that may be opened at all, and which kind is it?

What it is shows in its bytes, never in its name: what systems hand out as .xls is often a web page or a CSV. Nothing is unpacked here; of
an archive the directory is read, and how much of it has a limit.
"""

from __future__ import annotations

import re
import struct
from io import BytesIO
from pathlib import PurePath
from typing import Final
from zipfile import BadZipFile, ZipFile

from api.workbooks.grid import Family
from api.workbooks.refusals import (
    WorkbookDamaged,
    WorkbookEmpty,
    WorkbookEncrypted,
    WorkbookForeign,
    WorkbookMacros,
    WorkbookTooLarge,
)
from domain.documents.inside import charset_of
from domain.documents.kinds import OLE

LARGEST_FILE: Final = 20 * 2**20
LARGEST_XLS: Final = 8 * 2**20
"""The old format is read whole."""
LARGEST_UNPACKED: Final = 200 * 2**20
LARGEST_PART: Final = 64 * 2**20
"""What one part of an archive may unpack to, of those that are read."""
MOST_ENTRIES: Final = 2_000
_BOMB_FROM: Final = 4 * 2**20
_BOMB_RATIO: Final = 300

_END: Final = b"PK\x05\x06"
_TAIL: Final = struct.Struct("<4s4H2LH")
_LARGEST_DIRECTORY: Final = 2**20
_ZIP64: Final = 0xFFFF
_ENCRYPTED: Final = 0x1
_MACROS: Final = re.compile(
    r"(?:^|/)vba(?:project|data)[^/]*\.(?:bin|xml)$|(?:^|/)macrosheets/|^basic/|^scripts/", re.IGNORECASE
)
_SAVE_AS: Final = "请在WPS或Excel里打开，另存为.xlsx再导入。"
_OF_WPS: Final = {
    suffix: f"这是WPS自己的格式（{suffix}）。请在WPS里另存为.xlsx再导入。"
    for suffix in (".et", ".ett", ".wps", ".wpt", ".dps", ".ksheet", ".dbt", ".otl")
}
_OF_MACROS: Final = (".xlsm", ".xltm", ".xlam", ".xlsb")
_OTHERS: Final = {
    b"%PDF": "PDF",
    b"\xff\xd8\xff": "图片",
    b"\x89PNG": "图片",
    b"GIF8": "图片",
    b"Rar!": "压缩包",
    b"7z\xbc\xaf": "压缩包",
    b"\x1f\x8b": "压缩包",
}
_MARKUP: Final = re.compile(rb"\s*(?:<!doctype|<html|<\?xml|<table|<head|<meta|\{|MIME-Version:)", re.IGNORECASE)


def family_of(content: bytes, file_name: str) -> Family:
    """Which kind of workbook `content` is; raises a refusal of the whole file where it is none, or none that may be opened."""
    suffix = PurePath(file_name).suffix.lower()
    if suffix in _OF_WPS:
        raise WorkbookForeign(_OF_WPS[suffix])
    if suffix in _OF_MACROS:
        raise WorkbookMacros(f"{suffix}文件可以带宏，不读。{_SAVE_AS}")
    if len(content) > LARGEST_FILE:
        most = LARGEST_FILE // 2**20
        raise WorkbookTooLarge(f"文件超过{most}MB。请删去图片和用不到的工作表再导入。", most=LARGEST_FILE)
    if not content.strip(b" \t\r\n\0\xef\xbb\xbf"):
        raise WorkbookEmpty("文件是空的。请核对是不是存好了。")
    if content.startswith(b"PK"):
        return _family_of_archive(content)
    if content.startswith(OLE):
        return _family_of_old(content)
    return _family_of_text(content)


def _family_of_archive(content: bytes) -> Family:
    names = _entries(content)
    if any(_MACROS.search(name) for name in names):
        raise WorkbookMacros(f"表格里有宏。{_SAVE_AS}保存类型不选“启用宏”。")
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "xl/workbook.bin" in names:
        raise WorkbookForeign(f"这是二进制的工作簿（.xlsb）。{_SAVE_AS}")
    if "content.xml" in names and "mimetype" in names:
        return "ods"
    kind = "Word文档" if "word/document.xml" in names else "压缩包或者别的文件"
    raise WorkbookForeign(f"这是{kind}，不是表格。请导入.xlsx、.xls或者CSV文件。")


def _entries(content: bytes) -> set[str]:
    """The names in an archive whose directory says nothing that a workbook would not."""
    at = content.rfind(_END, -_TAIL.size - 2**16)
    if at < 0 or at + _TAIL.size > len(content):
        raise damaged()
    _, _, _, _, entries, size, _, _ = _TAIL.unpack_from(content, at)
    if entries == _ZIP64 or entries > MOST_ENTRIES or size > _LARGEST_DIRECTORY:
        raise WorkbookTooLarge("文件里的条目过多，不像一张表格。" + _SAVE_AS, most=MOST_ENTRIES)
    try:
        with ZipFile(BytesIO(content)) as archive:
            listed = archive.infolist()
    except (BadZipFile, NotImplementedError, ValueError, OSError, EOFError, struct.error, OverflowError):
        raise damaged() from None
    if any(entry.flag_bits & _ENCRYPTED for entry in listed):
        raise encrypted()
    bombs = [
        entry for entry in listed if entry.file_size > max(_BOMB_FROM, _BOMB_RATIO * max(entry.compress_size, 1))
    ]  # fmt: skip
    if bombs or sum(entry.file_size for entry in listed) > LARGEST_UNPACKED:
        raise too_large_unpacked()
    names = {entry.filename for entry in listed}
    if len(names) < len(listed):
        raise WorkbookDamaged(f"文件里有两处同名，各种软件打开来可能不一样。{_SAVE_AS}")
    return names


def _family_of_old(content: bytes) -> Family:
    """Which of the programs that use the old container wrote it, by the names in its directory (MS-CFB 2.6.1)."""
    if _named(content, "EncryptedPackage"):
        raise encrypted()
    if _named(content, "_VBA_PROJECT_CUR") or _named(content, "_VBA_PROJECT"):
        raise WorkbookMacros(f"表格里有宏。{_SAVE_AS}")
    if not _named(content, "Workbook") and not _named(content, "Book"):
        raise WorkbookForeign("这不是表格（可能是Word等旧格式文件）。请导入.xlsx、.xls或者CSV文件。")
    if len(content) > LARGEST_XLS:
        raise WorkbookTooLarge(f".xls文件超过{LARGEST_XLS // 2**20}MB。{_SAVE_AS}", most=LARGEST_XLS)
    return "xls"


def _named(content: bytes, name: str) -> bool:
    return (name + "\0").encode("utf-16-le") in content


def _family_of_text(content: bytes) -> Family:
    kind = next((kind for mark, kind in _OTHERS.items() if content.startswith(mark)), "")
    if kind:
        raise WorkbookForeign(f"这是{kind}，不是表格。请导入.xlsx、.xls或者CSV文件。")
    if _MARKUP.match(content.removeprefix(b"\xef\xbb\xbf")):
        raise WorkbookForeign(f"文件的内容其实是网页或者别的文字格式，不是Excel表格。{_SAVE_AS}")
    if charset_of(content) is None:
        raise WorkbookForeign("既不是Excel表格，也不是CSV文字。请导入.xlsx、.xls或者CSV（UTF-8、GB18030编码）文件。")
    return "csv"


def encrypted() -> WorkbookEncrypted:
    """The refusal of a workbook with a password."""
    return WorkbookEncrypted("表格有打开口令。请在WPS或Excel里去掉口令，存好再导入。")


def too_large_unpacked() -> WorkbookTooLarge:
    """The refusal of what unpacks to more than a table can be."""
    return WorkbookTooLarge("文件解开以后过大，不像一张表格。" + _SAVE_AS, most=LARGEST_UNPACKED)


def damaged() -> WorkbookDamaged:
    """The refusal of a workbook whose inside is not what it should be."""
    return WorkbookDamaged("文件不完整，打不开。请核对上传是否完整；能用WPS或Excel打开的，打开后另存为.xlsx再导入。")
