"""Is this DOCX one that can be read, filled in and opened without danger?

A template is code of somebody else's, and what it becomes is opened by many. So the package is read with limits, and refused if it holds
macros, embedded files, document types, relations to other places, or fields beyond page numbers. The same is asked of what came out.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from typing import Final
from zlib import error as zlib_error

from api.paper.refusals import TemplateRefused
from api.paper.words.editable.reading_xml import inspect_xml

LARGEST: Final = 2 * 2**20
"""Bytes of a template as a file."""
LARGEST_UNPACKED: Final = 12 * 2**20
LARGEST_XML: Final = 2**20
"""Bytes of one part in a template; what is filled in may be `LARGEST_FILLED`."""
LARGEST_FILLED: Final = 8 * 2**20
MOST_PARTS: Final = 200
MOST_BRACES: Final = 600
LONGEST_TAG: Final = 1500
"""Characters of XML from a brace to the next closing one: whatever reads on from a brace reads no further."""

TYPES: Final = "[Content_Types].xml"
DOCUMENT: Final = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
SUFFIXES: Final = frozenset({"xml", "rels", "png", "jpg", "jpeg", "odttf", "ttf"})


def inspect_template(content: bytes) -> dict[str, bytes]:
    """The parts of a template by name; raises `TemplateRefused`."""
    if len(content) > LARGEST:
        raise TemplateRefused(f"模板最大{LARGEST // 2**20}兆，这个文件有{len(content)}字节。请删去图片等再用。")
    parts = _parts(content)
    for name, part in parts.items():
        if _is_xml(name) and len(part) > LARGEST_XML:
            raise TemplateRefused(f"模板里的{name}太大，最多{LARGEST_XML}字节。")
    _inspect(parts)
    for name, part in parts.items():
        if _is_xml(name):
            _braces(name, part)
    return parts


def inspect_filled(content: bytes) -> dict[str, bytes]:
    """The parts of what a template became; raises `TemplateRefused`."""
    parts = _parts(content)
    _inspect(parts)
    return parts


def _inspect(parts: Mapping[str, bytes]) -> None:
    if DOCUMENT not in parts.get(TYPES, b"") or b"macroEnabled" in parts[TYPES]:
        raise TemplateRefused("只能用不带宏的.docx文件作模板；.doc、.dotx、.docm、.wps请先另存为.docx。")
    for name, part in parts.items():
        if _is_xml(name):
            inspect_xml(name, part)


def _parts(content: bytes) -> dict[str, bytes]:
    """Every part of the package, read with limits; what a header says of sizes is not believed."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            found = dict(_read(package))
    except (zipfile.BadZipFile, zlib_error, NotImplementedError, RuntimeError, EOFError, UnicodeDecodeError) as error:
        raise TemplateRefused("这个文件不是.docx，或者已经损坏、加了密码。请用WPS或者Word另存为.docx。") from error
    return found


def _read(package: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    members = [each for each in package.infolist() if not each.is_dir()]
    names = [each.filename for each in members]
    if len(names) > MOST_PARTS or len({name.lower() for name in names}) < len(names):
        raise TemplateRefused(f"模板里的部件多于{MOST_PARTS}个，或者有同名的。")
    left = LARGEST_UNPACKED
    for member in members:
        name = member.filename
        _allowed(name)
        with package.open(member) as part:
            read = part.read(left + 1)
        left -= len(read)
        if left < 0:
            raise TemplateRefused(f"模板解开后大于{LARGEST_UNPACKED // 2**20}兆。")
        yield name, read


def _allowed(name: str) -> None:
    suffix = name.rpartition(".")[2].lower()
    if name.startswith(("/", "\\")) or ".." in name or "\\" in name:
        raise TemplateRefused(f"模板里有名称不对的部件“{name[:60]}”。")
    if suffix not in SUFFIXES or "vba" in name.lower() or "embeddings/" in name.lower():
        raise TemplateRefused(f"模板里有宏、嵌入的对象或者别的文件（{name[:60]}），只能有文字和PNG、JPEG图片。")


def _is_xml(name: str) -> bool:
    return name.lower().endswith((".xml", ".rels"))


def _braces(name: str, part: bytes) -> None:
    """What stands between braces is short, and there is not much of it."""
    said = part.decode("utf-8", "replace")
    places = [place for place, letter in enumerate(said) if letter == "{"]
    if len(places) > MOST_BRACES:
        raise TemplateRefused(f"模板的{name}里花括号多于{MOST_BRACES}个。")
    for place in places:
        if "}" not in said[place : place + LONGEST_TAG]:
            raise TemplateRefused(f"模板的{name}里有没有写完的花括号：“{_words(said[place : place + 200])[:40]}”。")


def _words(xml: str) -> str:
    """The words of a piece of XML, without its tags."""
    return "".join(piece.rpartition(">")[2] for piece in xml.split("<"))
