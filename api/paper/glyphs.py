"""Which characters can be printed, and what is said of one that cannot?

Only the shipped fonts print, on every machine the same. A character that they lack, and one that nobody can see, is never printed as a
box or left out: it is named and the paper refused, or, if asked for, its code point stands in its place, 〔U+20BB7〕, to be filled in by hand.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from api.paper.refusals import GlyphsMissing

FONTS: Final = Path(__file__).parent / "fonts"
HASHES: Final = {
    "NotoSansCJKsc.otf": "9b3ab10bc2bcfbb6190e9fc3d4f5231f05d2c3ac5049dc132d4b055842fb4fa6",
    "NotoSerifCJKsc.otf": "e17a8194a1ee54d65c2f00bf21284afd2af78d20edee358a9576d3c986f3ec47",
}
"""SHA-256 of the shipped fonts, as `tests/paper/make_fonts.py` makes them."""
NAMED_AT_MOST: Final = 10
LONGEST_QUOTE: Final = 30


def _characters(name: str) -> frozenset[str]:
    return frozenset((FONTS / name).read_text(encoding="utf-8")) - {"\n"}


BOTH: Final = _characters("both.txt") | {" ", "\u3000"}
"""What both fonts have, blanks included, which a list does not show."""
SANS_ONLY: Final = _characters("sans_only.txt")
"""What 黑体 alone has; in 宋体 it is printed from there."""
PRINTABLE: Final = BOTH | SANS_ONLY | {"\n"}


def in_words(data: Any) -> Any:
    """The same data with the code point in the place of every character that cannot be printed."""
    match data:
        case str():
            return "".join(each if each in PRINTABLE else f"〔{point(each)}〕" for each in data)
        case Mapping():
            return {name: in_words(value) for name, value in data.items()}
        case list() | tuple():
            return [in_words(value) for value in data]
        case _:
            return data


def check(data: Any) -> None:
    """Raise `GlyphsMissing` where a text has a character that cannot be printed, naming each with its text and place in it."""
    missing = [_named(text, place) for text in dict.fromkeys(_texts(data)) for place in _lacking(text)]
    if missing:
        said = "；".join(missing[:NAMED_AT_MOST])
        more = f"等{len(missing)}处" if len(missing) > NAMED_AT_MOST else ""
        raise GlyphsMissing(
            f"随程序附带的字库印不出：{said}{more}。请先更正，或者加--code-points，用码位（如〔U+20BB7〕）占位，印好后手写补上。",
            missing=len(missing),
        )


def point(character: str) -> str:
    """U+20BB7."""
    return f"U+{ord(character):04X}"


def _lacking(text: str) -> Iterator[int]:
    return (place for place, character in enumerate(text) if character not in PRINTABLE)


def _named(text: str, place: int) -> str:
    character = text[place]
    seen = f"“{character}”" if character.isprintable() else "看不见的字符"
    about = text[max(0, place + 1 - LONGEST_QUOTE) :][:LONGEST_QUOTE]
    quoted = "".join(each if each.isprintable() else f"〔{point(each)}〕" for each in about)
    return f"{seen}（{point(character)}），在“{quoted}”的第{place + 1}个字"


def _texts(data: Any) -> Iterator[str]:
    match data:
        case str():
            yield data
        case Mapping():
            for value in data.values():
                yield from _texts(value)
        case Sequence():
            for value in data:
                yield from _texts(value)
        case _:
            return
