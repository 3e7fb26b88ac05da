"""How does Chinese text stand in columns, where one character takes two of them?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from unicodedata import east_asian_width

from api.printed import WIDTH


def width(text: str) -> int:
    """How many columns a text takes."""
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)


def left(text: str, columns: int) -> str:
    """`text` filled up to `columns`, cut where it is longer."""
    while width(text) > columns:
        text = text[:-1]
    return text + " " * (columns - width(text))


def right(text: str, columns: int) -> str:
    """`text` filled up from the left, for figures."""
    return " " * (columns - width(text)) + text


def wrapped(text: str, indent: int = 2, first: str = "", columns: int = WIDTH) -> Iterator[str]:
    """`text` in lines of at most `columns`, indented; `first` stands before the first of them, in the indent."""
    line = left(first, indent) if first else " " * indent
    for word in _words(text):
        if width(line) + width(word) > columns and line.strip():
            yield line.rstrip()
            line = " " * indent
        line += word
    yield line.rstrip()


def table(head: Sequence[str], rows: Iterable[Sequence[str]], sizes: Sequence[int]) -> Iterator[str]:
    """Rows in columns of these sizes under their heads; a negative size is for figures, which stand to the right."""
    for cells in (head, *rows):
        yield "".join(
            [" ", *(f" {right(cell, -size) if size < 0 else left(cell, size)}" for cell, size in zip(cells, sizes, strict=True))]
        ).rstrip()  # fmt: skip


def heading(title: str, source: str = "") -> Iterator[str]:
    """A blank line and the title of what follows."""
    yield ""
    yield from wrapped(title + (f"（{source}）" if source else ""), 3, "━━ ")


CLOSING = "，。；：！？、）》”〕】"
OPENING = "（《“〔【"


def _words(text: str) -> Iterator[str]:
    """Characters, with digits and letters in one piece and brackets and marks on what they open and close."""
    word = ""
    for letter in text:
        joined = (
            letter in CLOSING or word[-1:] in OPENING or (letter.isascii() and word[-1:].isascii() and word.strip())
        )
        if word and not joined:
            yield word
            word = ""
        word += letter
    if word:
        yield word
