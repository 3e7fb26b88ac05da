"""Is this text fit to be recorded: does it say something, and can everybody see what it says?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.refusals import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator

LARGEST_SAID: Final = 10**15
LONGEST_LINE: Final = 1000
"""How many characters a name, title or number may have; every list and page carries it whole."""
LONGEST_PROSE: Final = 20_000


class UnfitText(Refusal):
    """A text that must say something is empty, or a text holds characters that nobody can see."""

    code = "unfit_text"
    title = "文字为空或含有不可见字符"


def filled(**texts: str) -> Iterator[Refusal]:
    """A fault for every text that is empty or unclean; the argument's name is its pointer."""
    for name, text in texts.items():
        yield from _unfit(text, f"/{name}", LONGEST_LINE, empty=False)


def prose(**texts: str) -> Iterator[Refusal]:
    """As `filled`, for what may be several lines: an opinion, a reason."""
    for name, text in texts.items():
        yield from _unfit(" ".join(text.splitlines()), f"/{name}", LONGEST_PROSE, empty=False)


def prose_if_any(**texts: str) -> Iterator[Refusal]:
    """As `prose`, for what may be left empty."""
    yield from prose(**{name: text for name, text in texts.items() if text})


def clean(**texts: str) -> Iterator[Refusal]:
    """A fault for every text with blanks at an end, line breaks or other invisible characters, or too long; it may be empty."""
    for name, text in texts.items():
        yield from _unfit(text, f"/{name}", LONGEST_LINE, empty=True)


def _unfit(text: str, pointer: str, longest: int, *, empty: bool) -> Iterator[Refusal]:
    if not empty and not text.strip():
        yield UnfitText("请填写，不能为空。", pointer=pointer)
    elif len(text) > longest:
        yield UnfitText(f"最多{longest}个字，现为{len(text)}个字。", pointer=pointer)
    elif text != text.strip() or not text.isprintable():
        yield UnfitText(f"“{shown(text)}”前后不能有空格，也不能有换行等不可见字符。", pointer=pointer)


def shown(text: str, longest: int = 30) -> str:
    """A text as a message quotes it: what cannot be seen as a box, the end cut off."""
    visible = "".join(letter if letter.isprintable() else "□" for letter in text)
    return visible if len(visible) <= longest else f"{visible[:longest]}…"


def said(number: int) -> str:
    """A number as a message prints it; one of thousands of digits could not even be printed."""
    return str(number) if abs(number) < LARGEST_SAID else "过大的数"
