"""How do the results of formulas stay in a workbook that a library wrote which knows the formulas alone?

Without them whoever reads the file before Excel has computed it anew would find a formula without its stored value.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from typing import Final
from xml.sax.saxutils import escape

from openpyxl import Workbook
from openpyxl.utils.datetime import to_excel

from api.workbooks.grid import Book, Cell, column_of

_FORMULA: Final = re.compile(
    rb'<c r="([A-Z]{1,3})([0-9]{1,7})"((?: s="[0-9]+")?)(?: t="[a-z]+")?>(<f[^>]*>[^<]*</f>|<f[^>]*/>)<v ?/?>(?:</v>)?</c>'
)
_TYPES: Final = {"number": "n", "day": "n", "text": "str", "truth": "b", "error": "e"}


def with_results(workbook: Workbook, book: Book) -> Callable[[str, bytes], bytes]:
    """What `api.workbooks.packing` does to each part of `workbook` so that it has the values that stood behind its formulas in `book`."""
    stored = {sheet.name: sheet.cells for sheet in book.sheets}
    parts = {f"xl/worksheets/sheet{number}.xml": page.title for number, page in enumerate(workbook.worksheets, 1)}

    def rewritten(name: str, part: bytes) -> bytes:
        return _restored(part, stored.get(parts[name], {}), workbook) if name in parts else part

    return rewritten


def _restored(part: bytes, cells: dict[tuple[int, int], Cell], workbook: Workbook) -> bytes:
    def put(found: re.Match[bytes]) -> bytes:
        letters, row, style, formula = found.groups()
        cell = cells.get((int(row), column_of(letters.decode())))
        if cell is None or cell.sort not in _TYPES:
            return found[0]
        text = cell.text
        if cell.sort == "day":
            text = str(to_excel(datetime.fromisoformat(text), workbook.epoch))  # type: ignore[no-untyped-call]  # it has no types
        value = escape(text).encode()
        kind = _TYPES[cell.sort].encode()
        return b'<c r="%s%s"%s t="%s">%s<v>%s</v></c>' % (letters, row, style, kind, formula, value)

    return _FORMULA.sub(put, part)
