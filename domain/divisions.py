"""Is this a well-formed division code 行政区划代码 of this level, and which codes lie below it?

GB/T 2260 gives province, city and county two digits each; GB/T 10114 adds three for towns and streets. The canonical form is the
short one: 2, 4, 6 or 9 digits by level. Lists write the same code padded with zeros to 6 digits (330200) or 12 (330203001000).
"""

from __future__ import annotations

import re
from typing import Any, Final, Literal

from domain.refusals import Refusal

Level = Literal["province", "city", "county", "township", "street"]

LENGTHS: Final[dict[Level, int]] = {"province": 2, "city": 4, "county": 6, "township": 9, "street": 9}
LEVEL_NAMES: Final[dict[Level, str]] = {
    "province": "省级",
    "city": "市级",
    "county": "县级",
    "township": "乡镇",
    "street": "街道",
}
# The first two digits of GB/T 2260; 99 is used by no province, so invented places begin with it.
INVENTED: Final = "99"
PROVINCES: Final = frozenset({
    "11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37", "41", "42", "43", "44", "45", "46",
    "50", "51", "52", "53", "54", "61", "62", "63", "64", "65", "71", "81", "82", INVENTED,
})  # fmt: skip
# 直辖市: their districts have no city above them; 3101 市辖区 is a heading in the list, not a place. So is 4290 省直辖县.
MUNICIPALITIES: Final = frozenset({"11", "12", "31", "50"})
DIRECT: Final = "90"


class DivisionFault(Refusal):
    """A division code that cannot be one."""

    code = "division_form"
    title = "行政区划代码形式不对"


class DivisionUnknown(DivisionFault):
    """The first two digits name no province."""

    code = "division_province"
    title = "没有这个省级代码"


class DivisionLevel(DivisionFault):
    """A well-formed code, but of another level."""

    code = "division_level"
    title = "行政区划代码与层级不符"


def check_division(code: Any, level: Level, *, pointer: str = "") -> str:
    """The canonical form of `code` if it is one of `level`; raises `DivisionFault`, `DivisionUnknown` or `DivisionLevel`."""
    if not isinstance(code, str) or not _DIGITS.fullmatch(code):
        raise DivisionFault(f"行政区划代码应为2、4、6、9或12位数字，现为“{str(code)[:40]}”。", pointer=pointer)
    if code[:2] not in PROVINCES:
        raise DivisionUnknown(f"行政区划代码{code}的前两位{code[:2]}不是省级代码。", pointer=pointer)
    short = canonical(code)
    if short[2:4] == "00":
        raise DivisionFault(f"行政区划代码{code}缺少市级的两位。", pointer=pointer)
    if len(short) != LENGTHS[level]:
        raise DivisionLevel(
            f"{LEVEL_NAMES[level]}的代码应为{LENGTHS[level]}位，{code}是{_said(short)}的代码。", pointer=pointer
        )
    _right_kind(short, level, pointer)
    return short


def canonical(code: str) -> str:
    """The short form: zeros that only pad are dropped, so that a code is a prefix of every code below it.

    A town of a city without counties keeps its 00 in the middle (441900101), and has the city (4419) above it.
    """
    for length in (9, 6, 4, 2):
        if len(code) > length and not code[length:].strip("0"):
            return canonical(code[:length])
    return code


def padded(code: str, digits: int = 6) -> str:
    """The code as lists write it, with zeros up to `digits`."""
    return canonical(code).ljust(digits, "0")


def parent(code: str) -> str | None:
    """The canonical code of the place directly above; None for a province.

    A town lies below its county, or below the city that has no counties; a district of 直辖市 and a county 省直辖 below the province.
    """
    short = canonical(code)
    above = {12: 9, 9: 6, 6: 4, 4: 2}.get(len(short))
    if above is None:
        return None
    found = canonical(short[:above])
    return found[:2] if _is_heading(found) else found


def within(code: str, scope: str) -> bool:
    """Whether `code` is `scope` or lies below it."""
    return canonical(code).startswith(canonical(scope))


def is_invented(code: str) -> bool:
    """Whether the place is an example: its code begins with 99."""
    return code.startswith(INVENTED)


def _right_kind(short: str, level: Level, pointer: str) -> None:
    """GB/T 10114: the seventh digit is 0 for streets, 1 for towns, 2 and 3 for townships 乡 and 苏木; others are left open."""
    kind = short[6:7]
    if level == "city" and _is_heading(short):
        raise DivisionLevel(f"{short}不是一个市，只是代码表里的分组。", pointer=pointer)
    if level == "township" and kind == "0":
        raise DivisionLevel(f"{short}是街道的代码（第7位为0），不是乡镇的。", pointer=pointer)
    if level == "street" and kind in ("1", "2", "3"):
        raise DivisionLevel(f"{short}是乡镇的代码（第7位为{kind}），不是街道的。", pointer=pointer)


def _is_heading(short: str) -> bool:
    return len(short) == LENGTHS["city"] and (short[:2] in MUNICIPALITIES or short[2:] == DIRECT)


def _said(short: str) -> str:
    return {2: "省级", 4: "市级", 6: "县级", 9: "乡镇或者街道"}.get(len(short), "村和社区")


_DIGITS: Final = re.compile(r"[0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{9}|[0-9]{12}")
