"""What stands in an .xlsx file, sheet by sheet, as ECMA-376 part 1 (18.2 to 18.8) writes it?

Read by ourselves and not by a library of readers: those give an error value, or a formula without its stored value, as an empty cell,
do not say what is hidden or how a number is shown, and take as much memory as a sheet claims to span.
"""

from __future__ import annotations

import posixpath
from io import BytesIO
from typing import Final
from zipfile import ZipFile

from openpyxl.utils.escape import unescape

from api.workbooks.gate import damaged
from api.workbooks.grid import MOST_SHEETS, Book
from api.workbooks.number_formats import BUILT_IN
from api.workbooks.parts import walk
from api.workbooks.refusals import WorkbookTooLarge
from api.workbooks.xlsx_sheet import Around, read_sheet

_WORKBOOK: Final = "xl/workbook.xml"
_LONGEST_FORMAT: Final = 255


def read_xlsx(content: bytes) -> Book:
    """The sheets of an .xlsx file; raises `WorkbookDamaged` or `WorkbookTooLarge`."""
    with ZipFile(BytesIO(content)) as archive:
        outline = _Outline(archive)
        around = Around(texts=_Texts(archive).texts, formats=_Formats(archive).formats, since_1904=outline.since_1904)
        sheets = [read_sheet(archive, name, part, around) for name, part in outline.sheets()]
    for sheet in sheets:
        sheet.hidden = sheet.name in outline.hidden
    return Book(family="xlsx", sheets=tuple(sheets))


class _Outline:
    """Which sheets there are, and in which parts they stand."""

    def __init__(self, archive: ZipFile) -> None:
        self.since_1904 = False
        self.hidden: set[str] = set()
        self._named: list[tuple[str, str]] = []
        self._parts: dict[str, str] = {}
        walk(archive, _WORKBOOK, self._begin)
        walk(archive, "xl/_rels/workbook.xml.rels", self._relation)

    def sheets(self) -> list[tuple[str, str]]:
        """The name of each sheet and its part."""
        if len(self._named) > MOST_SHEETS:
            raise WorkbookTooLarge(f"工作表超过{MOST_SHEETS}张。请只留要导入的工作表。", most=MOST_SHEETS)
        found = [(name, self._parts[reference]) for name, reference in self._named if reference in self._parts]
        if not found:
            raise damaged()
        return found

    def _begin(self, element: str, attributes: dict[str, str]) -> None:
        if element == "workbookPr":
            self.since_1904 = attributes.get("date1904") in ("1", "true")
        elif element == "sheet":
            self._named.append((attributes.get("name", ""), attributes.get("id", "")))
            if attributes.get("state", "visible") != "visible":
                self.hidden.add(attributes.get("name", ""))

    def _relation(self, element: str, attributes: dict[str, str]) -> None:
        outside = attributes.get("TargetMode") == "External"
        if element == "Relationship" and attributes.get("Type", "").endswith("/worksheet") and not outside:
            target = posixpath.join("/xl", attributes.get("Target", ""))
            self._parts[attributes.get("Id", "")] = posixpath.normpath(target).lstrip("/")


class _Texts:
    """The shared strings; what is said over Chinese characters as their sound (rPh) is no part of them."""

    def __init__(self, archive: ZipFile) -> None:
        self.texts: list[str] = []
        self._pieces: list[str] = []
        self._heard = False
        self._sound = False
        walk(archive, "xl/sharedStrings.xml", self._begin, self._end, self._text)

    def _begin(self, element: str, _: dict[str, str]) -> None:
        self._heard = element == "t"
        self._sound = self._sound or element == "rPh"

    def _text(self, text: str) -> None:
        if self._heard and not self._sound:
            self._pieces.append(text)

    def _end(self, element: str) -> None:
        self._heard = False
        if element == "rPh":
            self._sound = False
        elif element == "si":
            self.texts.append(unescape("".join(self._pieces)))
            self._pieces.clear()


class _Formats:
    """The number format of each style."""

    def __init__(self, archive: ZipFile) -> None:
        self.formats: list[str] = []
        self._own: dict[str, str] = {}
        self._in_cells = False
        walk(archive, "xl/styles.xml", self._begin, self._end)

    def _begin(self, element: str, attributes: dict[str, str]) -> None:
        if element == "numFmt":
            self._own[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")[:_LONGEST_FORMAT]
        elif element == "cellXfs":
            self._in_cells = True
        elif element == "xf" and self._in_cells:
            number = attributes.get("numFmtId", "0")
            self.formats.append(self._own.get(number) or BUILT_IN.get(number, ""))

    def _end(self, element: str) -> None:
        if element == "cellXfs":
            self._in_cells = False
