"""How is one XML part of an archive walked through, without ever holding it whole and without believing what it declares?

expat is fed piece by piece. A document type is refused, and with it every entity; so are parts that unpack to more than they say or
than a table can be. Whoever walks may stop early, and nothing more is unpacked.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable
from typing import Any, Final
from xml.parsers.expat import ExpatError, ParserCreate, XMLParserType
from zipfile import BadZipFile, ZipFile

from api.workbooks.gate import LARGEST_PART, damaged, too_large_unpacked

_SLICE: Final = 2**16
_MOST_ELEMENTS: Final = 1_000_000
_DEEPEST: Final = 64

Begin = Callable[[str, dict[str, str]], None]
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
    parser = _Watch(begin, end).parser()
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


class _Watch:
    """Watches how many elements there are and how deep they lie, while somebody walks through them."""

    def __init__(self, begin: Begin, end: End | None) -> None:
        self._begin, self._end = begin, end
        self._seen = self._depth = 0

    def parser(self) -> XMLParserType:
        """A parser that tells what it finds, and refuses a document type."""
        parser = ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = _no_document_type
        parser.StartElementHandler = self._begins
        parser.EndElementHandler = self._ends
        return parser

    def _begins(self, element: str, attributes: dict[str, str]) -> None:
        self._seen += 1
        self._depth += 1
        if self._seen > _MOST_ELEMENTS or self._depth > _DEEPEST:
            raise too_large_unpacked()
        self._begin(_local(element), _without_namespaces(attributes))

    def _ends(self, element: str) -> None:
        self._depth -= 1
        if self._end is not None:
            self._end(_local(element))


def _local(name: str) -> str:
    return name.rpartition(" ")[2]


def _without_namespaces(attributes: dict[str, str]) -> dict[str, str]:
    """Attributes by their local names; of two of the same name the first holds, which is the standard's own."""
    if not any(" " in name for name in attributes):
        return attributes
    return {_local(name): value for name, value in reversed(attributes.items())}


def _no_document_type(*_: Any) -> None:
    raise damaged()
