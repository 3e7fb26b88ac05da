"""How do tests make a table from a history in memory, and read what stands in the file, digit by digit?"""

from __future__ import annotations

import io
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Final
from uuid import UUID
from zipfile import ZipFile

from openpyxl.utils.cell import column_index_from_string, coordinate_from_string

from api.extract import Audience
from api.tables import make
from api.tables.asked import Asked
from api.tables.book import Book, Taken
from api.tables.xlsx import workbook
from domain.events import Recorded
from projections.model import ReadModel, Row
from projections.past import rows_on
from projections.publication import settings_of
from tests.projections.histories import demonstration

COUNTY: Final = "990101"
NAME: Final = "示例县人民代表大会"
ROOT: Final = "0123456789abcdef" * 4
NS: Final = {"s": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}


def asked(  # noqa: PLR0913 - a question has that many sides
    rows_of: Callable[[ReadModel], list[dict[str, Any]]],
    *,
    year: int = 2024,
    day: str = "2025-06-30",
    audience: Audience = "inside",
    publication: Row | None = None,
    name: str = NAME,
    position: int = 1313,
) -> Asked:
    """A question of rows, however they came about."""
    on = date.fromisoformat(day)
    taken = Taken(congress=name, position=position, day=on, root=ROOT, algorithm="sha256")
    return Asked(
        congress=name,
        year=year,
        day=on,
        audience=audience,
        publication=settings_of({}, publication),
        rows_of=rows_of,
        taken=taken,
    )


def rows_in(
    events: Iterable[Recorded], code: str, day: str = "2025-06-30"
) -> Callable[[ReadModel], list[dict[str, Any]]]:
    """The rows of a congress on a day, folded from a history, each model once."""
    histories: dict[UUID, list[Recorded]] = {}
    for each in events:
        histories.setdefault(each.originator_id, []).append(each)

    known: dict[str, list[dict[str, Any]]] = {}

    def rows(model: ReadModel) -> list[dict[str, Any]]:
        if model.name not in known:
            found = rows_on(model, histories.values(), date.fromisoformat(day))
            known[model.name] = [{**row, "stream": key} for key, row in found.items() if row.get("code") == code]
        return list(known[model.name])

    return rows


@cache
def of_county(day: str = "2025-06-30") -> Callable[[ReadModel], list[dict[str, Any]]]:
    """The rows of the demonstration's county on a day."""
    return rows_in(demonstration().events, COUNTY, day)


def county(name: str, day: str = "2025-06-30", audience: Audience = "inside", year: int = 2024) -> Book:
    """A table of the demonstration's county."""
    return make(name, asked(of_county(day), day=day, audience=audience, year=year))


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as it stands in the file: `t` of its element, and its text or the digits of its number."""

    type: str
    text: str


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet of a workbook: its cells by line and column, from what to what they are merged, and the element that it is."""

    name: str
    cells: Mapping[tuple[int, int], Cell]
    merged: frozenset[str]
    element: ET.Element

    def lines(self) -> list[list[str]]:
        """The texts line by line, '' where nothing stands."""
        rows, columns = (max((place[axis] for place in self.cells), default=0) for axis in (0, 1))
        return [
            [self.cells[row, column].text if (row, column) in self.cells else "" for column in range(1, columns + 1)]
            for row in range(1, rows + 1)
        ]


def pages(content: bytes) -> list[Page]:
    """The sheets of a workbook, read without any spreadsheet library."""
    with ZipFile(io.BytesIO(content)) as parts:
        book = ET.fromstring(parts.read("xl/workbook.xml"))  # noqa: S314 - we wrote it
        names = [each.attrib["name"] for each in book.iterfind("s:sheets/s:sheet", NS)]
        return [
            _page(name, ET.fromstring(parts.read(f"xl/worksheets/sheet{number}.xml")))  # noqa: S314 - we wrote it
            for number, name in enumerate(names, 1)
        ]


def _page(name: str, root: ET.Element) -> Page:
    cells = {place: cell for element in root.iterfind("s:sheetData/s:row/s:c", NS) for place, cell in _cell(element)}
    merged = frozenset(each.attrib["ref"] for each in root.iterfind("s:mergeCells/s:mergeCell", NS))
    return Page(name, cells, merged, root)


def _cell(element: ET.Element) -> Iterator[tuple[tuple[int, int], Cell]]:
    letters, row = coordinate_from_string(element.attrib["r"])
    found = element.find("s:is/s:t", NS) if element.get("t") == "inlineStr" else element.find("s:v", NS)
    assert element.find("s:f", NS) is None, "there is no formula in any table"
    if found is not None:
        yield (row, column_index_from_string(letters)), Cell(element.get("t", "n"), found.text or "")


def page(book: Book) -> Page:
    """The first sheet of a book."""
    return pages(workbook(book))[0]


def part(content: bytes, name: str) -> str:
    """One part of a workbook as it stands there."""
    with ZipFile(io.BytesIO(content)) as parts:
        return parts.read(name).decode()
