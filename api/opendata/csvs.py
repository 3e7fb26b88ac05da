"""How is a table written as CSV that spreadsheets show and never execute?

UTF-8 with a byte order mark, as the office programs want it; lines end with CR LF (RFC 4180). Texts are as `api.workbooks.inert` puts
them into any CSV: none is a formula, and taking one apostrophe off gives back what was recorded.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any, Final

from api.workbooks.inert import quoted, seen

MARK: Final = "\ufeff"


def cell(value: Any) -> str:
    """What stands in the cell of a value; nothing for what is not known."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case _:
            return quoted(seen(str(value)))


def csv_bytes(heads: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """The bytes of a CSV file of these heads and rows."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(heads)
    writer.writerows([cell(value) for value in row] for row in rows)
    return (MARK + out.getvalue()).encode()
