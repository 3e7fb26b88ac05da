"""How is one XML part of an archive walked through, without ever holding it whole and without believing what it declares?

expat is fed piece by piece. A document type is refused, and with it every entity; so are parts that unpack to more than they say or
than a table can be. Whoever walks may stop early, and nothing more is unpacked.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping
from typing import Any, Final
from xml.parsers.expat import ExpatError, ParserCreate
from zipfile import BadZipFile, ZipFile

from api.workbooks.gate import LARGEST_PART, damaged, too_large_unpacked

_SLICE: Final = 2**16

Begin = Callable[[str, Mapping[str, str]], None]
"""An element begins: its name and its attributes, without their namespaces."""
End = Callable[[str], None]
Text = Callable[[str], None]


class Enough(Exception):  # noqa: N818 - nothing went wrong
    """Whoever walks has seen all that he wants."""


def walk(archive: ZipFile, name: str, begin: Begin, end: End | None = None, text: Text | None = None) -> None:
    """Walk through the part `name`; nothing happens where there is none. Raises `WorkbookDamaged`, `WorkbookTooLarge`."""
    if name not in archive.NameToInfo:
        return
    if archive.NameToInfo[name].file_size > LARGEST_PART:
        raise too_large_unpacked()
    parser = ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _no_document_type
    parser.StartElementHandler = lambda element, attributes: begin(_local(element), _Local(attributes))
    if end is not None:
        parser.EndElementHandler = lambda element: end(_local(element))
    if text is not None:
        parser.CharacterDataHandler = text
    try:
        with archive.open(name) as part:
            while piece := part.read(_SLICE):
                parser.Parse(piece, False)  # noqa: FBT003 - expat takes it by place alone
            parser.Parse(b"", True)  # noqa: FBT003 - likewise
    except Enough:
        return
    except (ExpatError, BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError, LookupError):
        raise damaged() from None


def _local(name: str) -> str:
    return name.rpartition(" ")[2]


class _Local(dict[str, str]):
    """Attributes by their names without namespace; of two of the same name the first, which is the standard's."""

    def __init__(self, attributes: Mapping[str, str]) -> None:
        super().__init__()
        for name, value in attributes.items():
            self.setdefault(_local(name), value)


def _no_document_type(*_: Any) -> None:
    raise damaged()
