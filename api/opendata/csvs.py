"""How is a table written as CSV that spreadsheets show and never execute?

UTF-8 with a byte order mark, as the office programs want it; lines end with CR LF (RFC 4180). A text whose first character would
make a spreadsheet read a formula stands behind an apostrophe; so does one that begins with an apostrophe itself, so that taking one
off gives back what was recorded.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any, Final

MARK: Final = "\ufeff"
QUOTE: Final = "'"
FORMULA: Final = frozenset("=+-@\t\r\n＝＋－＠" + QUOTE)


def inert(text: str) -> str:
    """The text as no spreadsheet takes it for a formula."""
    bare = text.lstrip(" \u3000\u00a0")
    return QUOTE + text if text and (text[0] in FORMULA or bare[:1] in FORMULA) else text


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
            return inert(str(value).replace("\0", ""))


def csv_bytes(heads: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """The bytes of a CSV file of these heads and rows."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(heads)
    writer.writerows([cell(value) for value in row] for row in rows)
    return (MARK + out.getvalue()).encode()
