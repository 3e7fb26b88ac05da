"""What stands in an .ods file, cell by cell, as OpenDocument 1.3 part 3 (9.1, 19.385 on) writes it?"""

from __future__ import annotations

from io import BytesIO
from typing import Final
from zipfile import ZipFile

from api.workbooks.gate import damaged, encrypted
from api.workbooks.grid import MOST_COLUMNS, MOST_ROWS, MOST_SHEETS, Book, Budget, Cell, Sheet
from api.workbooks.number_formats import cell_of_iso, cell_of_number
from api.workbooks.parts import Enough, walk

_HIDDEN: Final = ("collapse", "filter")
_LARGEST_REPEAT: Final = 2**24


def read_ods(content: bytes) -> Book:
    """The sheets of an .ods file; raises `WorkbookDamaged`, `WorkbookEncrypted` or `WorkbookTooLarge`."""
    with ZipFile(BytesIO(content)) as archive:
        _refuse_encrypted(archive)
        tables = _Tables(archive)
    if not tables.sheets:
        raise damaged()
    return Book(family="ods", sheets=tuple(tables.sheets))


def _refuse_encrypted(archive: ZipFile) -> None:
    def begin(element: str, _: dict[str, str]) -> None:
        if element == "encryption-data":
            raise encrypted()

    walk(archive, "META-INF/manifest.xml", begin)


class _Tables:
    """All the sheets, cell after cell; a cell or row that is repeated stands in each of its places."""

    def __init__(self, archive: ZipFile) -> None:
        self.sheets: list[Sheet] = []
        self._unseen: set[str] = set()
        self._style = ""
        self._row = self._column = self._rows = 0
        self._in_row: dict[int, tuple[int, Cell]] = {}
        self._repeat_row = 1
        self._attributes: dict[str, str] = {}
        self._lines: list[str] = []
        self._aside = 0
        self._budget = Budget()
        walk(archive, "content.xml", self._begin, self._end, self._text)

    @property
    def _sheet(self) -> Sheet:
        if not self.sheets:
            raise damaged()
        return self.sheets[-1]

    def _begin(self, element: str, attributes: dict[str, str]) -> None:
        match element:
            case "style":
                self._style = attributes.get("name", "")
            case "table-properties" if attributes.get("display") == "false":
                self._unseen.add(self._style)
            case "table" if self._aside == 0:
                self._begin_table(attributes)
            case "annotation" | "shapes":
                self._aside += 1
            case "table-column":
                self._begin_column(attributes)
            case "table-row":
                self._begin_row(attributes)
            case "table-cell" | "covered-table-cell":
                self._attributes = attributes
                self._lines = []
            case _:
                self._begin_text(element, attributes)

    def _begin_text(self, element: str, attributes: dict[str, str]) -> None:
        if self._aside or not (element == "p" or self._lines):
            return
        match element:
            case "p":
                self._lines.append("")
            case "s":
                self._lines[-1] += " " * min(_repeat(attributes, "c"), 100)
            case "tab":
                self._lines[-1] += "\t"
            case "line-break":
                self._lines.append("")

    def _text(self, text: str) -> None:
        if self._lines and not self._aside:
            self._lines[-1] += text

    def _end(self, element: str) -> None:
        match element:
            case "annotation" | "shapes":
                self._aside -= 1
            case "table-cell" | "covered-table-cell":
                self._end_cell(covered=element == "covered-table-cell")
            case "table-row":
                self._end_row()

    def _begin_table(self, attributes: dict[str, str]) -> None:
        hidden = attributes.get("style-name", "") in self._unseen
        self.sheets.append(Sheet(name=attributes.get("name", ""), hidden=hidden, budget=self._budget))
        self._row, self._column, self._rows = 0, 0, 0
        if len(self.sheets) > MOST_SHEETS:
            raise Enough

    def _begin_column(self, attributes: dict[str, str]) -> None:
        first, many = self._column + 1, _repeat(attributes, "number-columns-repeated")
        if attributes.get("visibility") in _HIDDEN:
            self._sheet.hidden_columns.update(range(first, min(first + many, MOST_COLUMNS + 1)))
        self._column += many

    def _begin_row(self, attributes: dict[str, str]) -> None:
        self._row += 1
        self._column = 0
        self._in_row = {}
        self._repeat_row = _repeat(attributes, "number-rows-repeated")
        if attributes.get("visibility") in _HIDDEN:
            self._sheet.hidden_rows.update(range(self._row, self._row + min(self._repeat_row, MOST_ROWS)))

    def _end_cell(self, *, covered: bool) -> None:
        many = _repeat(self._attributes, "number-columns-repeated")
        cell = None if covered else _cell(self._attributes, "\n".join(self._lines))
        self._lines = []
        first = self._column + 1
        self._column += many
        if cell is not None:
            for column in range(first, min(first + many, MOST_COLUMNS + 2)):
                self._in_row[column] = (column, cell)
        self._merge(first)

    def _merge(self, left: int) -> None:
        down, across = (_repeat(self._attributes, f"number-{which}-spanned") for which in ("rows", "columns"))
        if down * across > 1:
            self._sheet.merge(self._row, self._row + down - 1, left, left + across - 1)

    def _end_row(self) -> None:
        """Put the row into each of its places; an empty one takes none."""
        sheet = self._sheet
        for row in range(self._row, self._row + self._repeat_row) if self._in_row else ():
            self._rows += 1
            if self._rows > MOST_ROWS:
                sheet.too_large = f"超过{MOST_ROWS}行"
            if sheet.too_large or not all(sheet.put(row, column, cell) for column, cell in self._in_row.values()):
                raise Enough
        self._row += self._repeat_row - 1


def _cell(attributes: dict[str, str], text: str) -> Cell | None:
    kind = attributes.get("value-type", "")
    if text.startswith(("#", "Err:")) and "formula" in attributes and kind in ("string", "float", ""):
        return Cell("error", text)
    match kind:
        case "":
            return Cell("unstored", attributes["formula"]) if "formula" in attributes else None
        case "float" | "currency":
            return cell_of_number(attributes.get("value", ""), "")
        case "percentage":
            return cell_of_number(attributes.get("value", ""), "0%")
        case "date":
            return cell_of_iso(attributes.get("date-value", ""), "")
        case "boolean":
            return Cell("truth", "1" if attributes.get("boolean-value") == "true" else "0")
        case _:
            said = text or attributes.get("string-value", "")
            return Cell("text", said) if said.strip() else None


def _repeat(attributes: dict[str, str], name: str) -> int:
    """How often something is repeated or how far it reaches: 1 where nothing is said."""
    said = attributes.get(name, "1")
    return min(max(int(said), 1), _LARGEST_REPEAT) if said.isascii() and said.isdigit() and len(said) < 9 else 1  # noqa: PLR2004 - 2**24 has eight digits
