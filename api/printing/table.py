"""How is a table of Chinese text printed so that its columns stand under each other?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from unicodedata import east_asian_width

from domain.money import print_number
from projections.ledger.figures import Money

NOTHING = "—"
LONGEST = 40


def table(heads: Sequence[str], rows: Sequence[Sequence[str]], numbers: Sequence[int] = ()) -> Iterator[str]:
    """The lines of a table; the columns whose places stand in `numbers` are aligned to the right."""
    cells = [list(heads), *([_short(cell) for cell in row] for row in rows)]
    widths = [max(width(row[place]) for row in cells) for place in range(len(heads))]
    for row in cells:
        padded = [_padded(cell, widths[place], right=place in numbers) for place, cell in enumerate(row)]
        yield "  " + "  ".join(padded).rstrip()


def width(text: str) -> int:
    """How many columns a text takes; a Chinese character takes two."""
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)


def amount(money: Money) -> str:
    """An amount in 万元 without its unit; a dash where nothing says it."""
    return NOTHING if money.fen is None else print_number(money.fen)


def or_nothing(text: str | None) -> str:
    """A text, or a dash where there is none."""
    return text or NOTHING


def percent(text: str | None) -> str:
    """A percentage with its sign."""
    return NOTHING if text is None else f"{text}%"


def _short(text: str) -> str:
    """A text cut off where it would be wider than a column may be."""
    if width(text) <= LONGEST:
        return text
    kept = ""
    for letter in text:
        if width(kept + letter) >= LONGEST:
            break
        kept += letter
    return f"{kept}…"


def _padded(text: str, columns: int, *, right: bool) -> str:
    blanks = " " * (columns - width(text))
    return blanks + text if right else text + blanks
