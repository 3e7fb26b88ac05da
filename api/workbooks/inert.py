"""How does a text get into a cell without becoming a formula, and as nothing but what everybody can see?

A spreadsheet takes for a formula what begins with = + - @, a tab or a line's end; some take the full-width signs for the same, and some
overlook blanks before them. In a workbook a text is a text by the type of its cell, and `quotePrefix` keeps it one when somebody
edits it. A CSV has no types: there an apostrophe is put before it, which reading takes away again.
"""

from __future__ import annotations

import re
from typing import Final

from openpyxl.cell.cell import Cell

from api.workbooks.grid import LONGEST_CELL

_RISKY: Final = re.compile(r"'*\s*[=+\-@\t\r\n＝＋－＠]")
_UNSEEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
_LOOKS_ESCAPED: Final = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_ENDS: Final = re.compile("\r\n?|\u0085")


def seen(text: str) -> str:
    """The text with bare line feeds at its line ends, and a box for each character that no file may hold or nobody can see."""
    return _UNSEEN.sub("□", _ENDS.sub("\n", text))


def risky(text: str) -> bool:
    """Whether a spreadsheet might take this text for a formula."""
    return _RISKY.match(text) is not None


def quoted(text: str) -> str:
    """The text as a CSV may hold it; one that has apostrophes before such a sign gets one more, so that one can be taken away."""
    return f"'{text}" if risky(text) else text


def unquoted(text: str) -> str:
    """The text of a cell of a CSV as it was before `quoted`."""
    return text[1:] if text.startswith("'") and risky(text[1:]) else text


def put_text(cell: Cell, text: str) -> None:
    """Put a text into a cell of a workbook as a text, whatever it begins with."""
    cell.value = _LOOKS_ESCAPED.sub("_x005F_", seen(text))[:LONGEST_CELL]
    cell.data_type = "s"
    cell.quotePrefix = risky(text)
