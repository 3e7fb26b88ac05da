"""Is this the number of somebody's identity card, which the ledger never takes and no message ever repeats?

Eighteen characters with the check digit of GB 11643-1999 (ISO 7064, MOD 11-2), and a day of birth that there can be.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import Final

from domain.texts import shown

_NUMBER: Final = re.compile(r"(?<![0-9A-Za-z])[1-9][0-9]{16}[0-9Xx](?![0-9A-Za-z])")
_WEIGHTS: Final = tuple(2 ** (17 - place) % 11 for place in range(17))
_CHECKS: Final = "10X98765432"
_FIRST_YEAR: Final = 1880
_LONGEST: Final = 60
_DIGIT: Final = re.compile(r"\d")
_DIGITS: Final = 17
_STRUCK: Final = "□" * 18
_HEADED: Final = re.compile(r"身份证|身份号|公民身份|证件号")
_LONG: Final = re.compile(r"[0-9０-９]{12,}[0-9０-９XxＸｘ]?")


def is_identity(text: str) -> bool:
    """Whether all that stands here is one such number."""
    found = _NUMBER.fullmatch(_plain(text)) if len(text) <= _LONGEST else None
    return found is not None and _valid(found[0])


def holds_identity(text: str) -> bool:
    """Whether such a number stands within the text, or stood there before it was struck out."""
    if len(_DIGIT.findall(text)) < _DIGITS:
        return _STRUCK in text
    return _STRUCK in text or any(_valid(found) for found in _NUMBER.findall(_plain(text)))


def without_identities(text: str) -> str:
    """The text with every such number struck out; the text itself where there is none."""
    plain = unicodedata.normalize("NFKC", text)
    return _NUMBER.sub(lambda found: _STRUCK if _valid(found[0]) else found[0], plain) if holds_identity(text) else text


def is_headed_identity(head: str) -> bool:
    """Whether a column says of itself that it holds them."""
    return bool(_HEADED.search(head))


def quoted(text: str) -> str:
    """A cell as messages quote it: short, what cannot be seen as a box, and long numbers by their length alone."""
    return shown(_LONG.sub(lambda found: f"（{len(found[0])}位数字）", " ".join(text.split())))


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def _valid(number: str) -> bool:
    try:
        born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, number[:17], strict=True))
    return born.year >= _FIRST_YEAR and _CHECKS[total % 11] == number[17].upper()
