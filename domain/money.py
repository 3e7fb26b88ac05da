"""How much money is written here, exactly, and how is it printed again?

Money is integer fen (分). Read are 元, 万元, 亿元 and what offices write with them: full-width digits, thousands separators,
1亿2000万元, 约, 余, 左右 (rules.md, "Amount parsing rules" and §6.0). Nothing is rounded: what is finer than a fen is refused.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Final, Literal

from domain.refusals import Refusal

Unit = Literal["元", "万元", "亿元"]

FEN: Final[dict[Unit, int]] = {"元": 100, "万元": 1_000_000, "亿元": 10_000_000_000}
# Events carry no integers from 2**53 on (domain/canonical.py): 90 万亿元 are enough for a province.
LARGEST_FEN: Final = 2**53 - 1
LONGEST_TEXT: Final = 60


class MoneyFault(Refusal):
    """An amount cannot be taken as it is written."""

    code = "money_unreadable"
    title = "金额写法不对"


class MoneyTooFine(MoneyFault):
    """The amount has a part of a fen."""

    code = "money_too_fine"
    title = "金额细于一分"


class MoneyTooLarge(MoneyFault):
    """The amount is larger than the ledger can hold."""

    code = "money_too_large"
    title = "金额过大"


class MoneyNegative(MoneyFault):
    """An amount below zero."""

    code = "money_negative"
    title = "金额不能是负数"


class MoneyUnitMissing(MoneyFault):
    """A bare number where neither the text nor the column says the unit."""

    code = "money_unit_missing"
    title = "没有写明金额单位"


class MoneyNotText(MoneyFault):
    """A float or another value that is not exactly what stands on paper."""

    code = "money_not_exact"
    title = "金额不能用浮点数"


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """An amount in fen; `approximate` where the text says 约, 余 or 左右, and then `text` is kept and shown."""

    fen: int
    approximate: bool = False
    text: str = ""


def parse_amount(text: Any, unit: Unit | None = None, *, pointer: str = "") -> Amount:
    """The amount that `text` states; `unit` is the column's, for bare numbers, and gives way to a unit in the text.

    Raises `MoneyNotText` for anything but text, and the other refusals of this file; `text` is kept for approximate amounts.
    """
    if not isinstance(text, str):
        raise MoneyNotText(f"金额应为文字，如“1234.56万元”，不能是{type(text).__name__}。", pointer=pointer)
    written = _BLANKS.sub("", " ".join(text.split()))
    stated, approximate = _without_about(written.translate(_HALF_WIDTH)[:LONGEST_TEXT])
    if len(written) > LONGEST_TEXT:
        raise _unreadable(written, pointer)
    if stated.startswith(("-", "−")):
        raise MoneyNegative(f"“{written}”是负数。", pointer=pointer)
    fen = _bare(stated, unit, written, pointer) if _NUMBER.fullmatch(stated) else _with_units(stated, written, pointer)
    return Amount(fen=check_fen(fen, pointer=pointer), approximate=approximate, text=written if approximate else "")


def check_fen(fen: Any, *, pointer: str = "") -> int:
    """`fen` if it is an integer that the ledger can hold; raises `MoneyNotText`, `MoneyNegative`, `MoneyTooLarge`."""
    if type(fen) is not int:
        raise MoneyNotText("以分计的金额应为整数。", pointer=pointer)
    if fen < 0:
        raise MoneyNegative("金额不能是负数。", pointer=pointer)
    if fen > LARGEST_FEN:
        raise MoneyTooLarge(f"金额超过{print_amount(LARGEST_FEN, '亿元')}。", pointer=pointer)
    return fen


def print_amount(fen: int, unit: Unit = "万元", *, places: int = 0) -> str:
    """`fen` exactly in `unit`, with at least `places` decimals: 123456 fen are 0.123456万元. Differences may be negative."""
    return print_number(fen, unit, places=places) + unit


def print_number(fen: int, unit: Unit = "万元", *, places: int = 0) -> str:
    """As `print_amount`, without the unit: for columns whose heading carries it."""
    whole, rest = divmod(abs(fen), FEN[unit])
    digits = str(rest).zfill(len(str(FEN[unit])) - 1).rstrip("0").ljust(places, "0")
    return f"{'-' if fen < 0 else ''}{whole}{'.' if digits else ''}{digits}"


def say_amount(fen: int) -> str:
    """`fen` exactly, in the largest unit that needs no more than four decimals: 3.2亿元, 1234.56万元, 12.34元."""
    for unit in ("亿元", "万元"):
        if abs(fen) >= FEN[unit] and fen % (FEN[unit] // 10_000) == 0:
            return print_amount(fen, unit)
    return print_amount(fen, "元")


def show_amount(amount: Amount) -> str:
    """An amount as a reader sees it: approximate ones in the words of their paper."""
    return amount.text if amount.approximate else say_amount(amount.fen)


# Full-width digits and punctuation only: a superscript is a footnote, not a figure.
_HALF_WIDTH: Final = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0xFFE5: "¥"}
_BLANKS: Final = re.compile(r"(?<![0-9.,０-９．，]) | (?![0-9.,０-９．，])")
# Thousands are separated in threes or not at all: 1,23 might be anything.
_NUMBER: Final = re.compile(r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?")
_SCALES: Final = {
    "亿": 10**8,
    "千万": 10**7,
    "百万": 10**6,
    "十万": 10**5,
    "万": 10**4,
    "千": 10**3,
    "百": 10**2,
    "": 1,
}
_PART: Final = re.compile(rf"({_NUMBER.pattern})\s*(千万|百万|十万|亿|万|千|百|)")
_COINS: Final = re.compile(r"(?:([0-9])角)?(?:([0-9])分)?")
_BEFORE: Final = re.compile(r"(?:人民币|[¥約约]|大约|大概|将近|近|逾|超过|超)\s*")
_INSIDE: Final = re.compile(r"[余多](?=[亿万千百元]|$)")
_AFTER: Final = re.compile(r"\s*(?:余|左右|上下)$")


def _without_about(text: str) -> tuple[str, bool]:
    """The text without the words that make it approximate (and without 人民币, ¥), and whether there were any."""
    approximate = False
    while found := _BEFORE.match(text):
        approximate = approximate or found[0].strip() not in ("人民币", "¥")
        text = text[found.end() :]
    text, after = _AFTER.subn("", text)
    text, inside = _INSIDE.subn("", text, count=1)
    return text.strip(), approximate or after + inside > 0


def _bare(stated: str, unit: Unit | None, text: str, pointer: str) -> int:
    if unit is None:
        raise MoneyUnitMissing(f"“{text}”没有写明单位，应写成元、万元或者亿元。", pointer=pointer)
    return _fen(stated, FEN[unit], text, pointer)


def _with_units(stated: str, text: str, pointer: str) -> int:
    """The sum of all parts, each smaller than one unit of the part before it: 1亿2000万元, 3元5角."""
    total, position, one_before = 0, 0, 0
    while found := _PART.match(stated, position):
        one = _SCALES[found[2]] * FEN["元"]
        part = _fen(found[1], one, text, pointer)
        if position and (part >= one_before or total % one_before):
            raise _unreadable(text, pointer)
        total, position, one_before = total + part, found.end(), one
    rest = stated[position:].strip()
    if not position or not (rest.startswith("元") or (not rest and one_before >= FEN["万元"])):
        raise _unreadable(text, pointer)
    coins = _COINS.fullmatch(rest.removeprefix("元").removesuffix("整"))
    if coins is None or (any(coins.groups()) and total % FEN["元"]):
        raise _unreadable(text, pointer)
    return total + int(coins[1] or 0) * 10 + int(coins[2] or 0)


def _fen(number: str, factor: int, text: str, pointer: str) -> int:
    """`number` times `factor` fen, exactly."""
    whole, _, decimals = number.replace(",", "").partition(".")
    if len(whole) > len(str(LARGEST_FEN)):
        raise MoneyTooLarge(f"“{text}”的金额过大。", pointer=pointer)
    if len(decimals.rstrip("0")) > len(str(factor)):
        raise MoneyTooFine(f"“{text}”细于一分。", pointer=pointer)
    kept = decimals.rstrip("0")
    units = int("1" + "0" * len(kept))
    if int(whole + kept) * factor % units:
        raise MoneyTooFine(f"“{text}”细于一分。", pointer=pointer)
    return int(whole + kept) * factor // units


def _unreadable(text: str, pointer: str) -> MoneyFault:
    return MoneyFault(f"“{text[:LONGEST_TEXT]}”不是可以读懂的金额，应写成“1234.56万元”这样的形式。", pointer=pointer)
