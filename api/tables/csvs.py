"""How does a table become a CSV that programs read, and what goes into the text beside it?

RFC 4180: one line of heads, then the lines, nothing else; UTF-8 with the mark by which spreadsheets know it. A line carries its block's
number and name, so that it can be read alone; the rest of what is said once of a block stands in its first line, so that sums are right.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from api.tables.book import Book, Cell, Head, Sheet
from api.tables.footer import footer
from api.workbooks.inert import quoted, seen
from domain.money import Amount

BOM: Final = b"\xef\xbb\xbf"
UNIT: Final = "（万元）"
TABLE: Final = "表"


def written(book: Book, told: Callable[[], None] = lambda: None) -> bytes:
    """The lines of all sheets under the heads that any of them has; where there are several, the first column says which."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    heads = _together(book.sheets)
    several = len(book.sheets) > 1
    writer.writerow([*([TABLE] if several else []), *(_said(head) for head in heads)])
    for sheet in book.sheets:
        for line in _lines(sheet, heads):
            writer.writerow([*([quoted(seen(sheet.tab))] if several else []), *line])
            told()
    return BOM + out.getvalue().encode()


def aside(book: Book, written_csv: bytes) -> bytes:
    """What a workbook says above and below its lines, for the file beside the CSV, with the CSV's own hash."""
    lines: list[str] = []
    for sheet in book.sheets:
        lines += [sheet.title, *([sheet.above] if sheet.above else []), *sheet.notes, ""]
    lines += [*footer(book.taken), f"CSV文件的SHA-256：{hashlib.sha256(written_csv).hexdigest()}"]
    return BOM + "".join(f"{seen(line)}\r\n" for line in lines).encode()


def _together(sheets: Sequence[Sheet]) -> tuple[Head, ...]:
    found: dict[str, Head] = {}
    for sheet in sheets:
        for head in sheet.printed:
            found.setdefault(head.name, head)
    return tuple(found.values())


def _said(head: Head) -> str:
    return f"{head.text}{UNIT}" if head.kind == "amount" else head.text


def _lines(sheet: Sheet, heads: Sequence[Head]) -> Iterator[list[str]]:
    for block in sheet.blocks:
        for place, part in enumerate(block.parts or ({},)):
            own = block.cells if place == 0 else {name: block.cells.get(name) for name in ("number", "title")}
            cells = {**own, **part}
            yield [_text(cells.get(head.name)) for head in heads]


def _text(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case str():
            return quoted(seen(cell))
        case Amount():
            return quoted(seen(cell.text))
        case Decimal():
            return f"{cell:f}"
        case date():
            return cell.isoformat()
        case _:
            return str(cell)
