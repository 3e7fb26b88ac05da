"""What do the words of a cell or a heading say, whatever blanks, widths and brackets they are written with?"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_INVISIBLE: Final = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u00ad]")
_HAN: Final = "\u3000-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef"
# Blanks that no keyboard for Chinese makes on purpose: full-width, unbreakable, tabs and line ends; a plain blank stays.
_ODD: Final = re.compile(r"[^\S ]+")
_BETWEEN_HAN: Final = re.compile(rf"(?<=[{_HAN}])[^\S ]+|[^\S ]+(?=[{_HAN}])")
_BLANK: Final = re.compile(r"\s+")
_BESIDE_FIGURES: Final = re.compile(r"(?<![0-9.,])\s+|\s+(?![0-9.,])")
NOTHING: Final = frozenset(("-", "—", "--", "——", "/", "\\", "－", "–", "／"))
"""What offices put into a cell in which nothing is to stand."""
NONE: Final = NOTHING | {"无", "暂无", "没有", "空"}
"""Likewise where a number, a day or a word of a list would stand."""


def line(text: str) -> str:
    """A text in one line, without odd blanks and without what nobody can see: between Chinese characters they go, else one is left."""
    return _ODD.sub(" ", _BETWEEN_HAN.sub("", _seen(text).strip())).strip()


def lines(text: str) -> str:
    """A text of several lines, each as `line` leaves it, without empty ones at its ends."""
    return "\n".join(line(each) for each in text.splitlines()).strip()


def half_width(text: str) -> str:
    """A text for a reader of figures: half width, without any blanks."""
    return _BLANK.sub("", unicodedata.normalize("NFKC", _seen(text)))


def figures(text: str) -> str:
    """As `half_width`, for a number: a blank between its digits stays, because nobody knows what was meant."""
    return _BESIDE_FIGURES.sub("", unicodedata.normalize("NFKC", _seen(text)))


def _seen(text: str) -> str:
    if text.isprintable():
        return text
    text = _INVISIBLE.sub("", text)
    return "".join(letter for letter in text if letter.isprintable() or letter.isspace())
