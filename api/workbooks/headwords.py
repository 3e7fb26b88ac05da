"""What does a head say: which column it is, in which unit, and whether of the period alone?"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

from api.workbooks.columns import Layout
from domain.money import Unit

_BLANK: Final = re.compile(r"\s+")
_BRACKETS: Final = re.compile(r"[(\[【〔][^()\[\]【】〔〕]*[)\]】〕]")
_MONEY: Final = r"(?:人民币)?(?P<unit>亿元|万元|元)"
# 元江, 广元 are places: a unit ends where its brackets or the head end.
_UNIT_BESIDE: Final = re.compile(rf"[(\[【〔/:、,](?:金额)?(?:单位:?)?{_MONEY}(?:[)\]】〕]|(?=[,、;/])|$)")
_UNIT_BEHIND: Final = re.compile(r"(?:单位:?)?(?P<unit>亿元|万元)$")
# 填报单位, 责任单位 are organs.
_UNIT_ABOVE: Final = re.compile(
    rf"(?<![报任办送头施设制管目成])单位\s*:?\s*(?:[^,。;:\s]{{0,8}}、)?{_MONEY}(?=$|[\s)\]】〕、,;/])"
)
_HARMLESS: Final = re.compile(
    r"必填|选填|合计|累计|估算|概算|预算|含税|不含税|(?:保留|精确到?).*|截[至止].*|(?:本|当)[月期季].*|.*累计|单位.*|[%‰]|以?(?:亿|万)?元(?:为单位)?"
)
_PERCENT: Final = re.compile(r"[(\[/]?[%][)\]]?")
_CUMULATIVE: Final = re.compile(
    r"(?:自?开工以来|自?年初以来|截[至止](?:目前|报告期)?|本?年?度?)?(?:本[月期]|当[月期]|本季度?)?[末底]?累计"
)
_OF_PERIOD: Final = re.compile(r"本月份?|本期|当月|当期|本报告期|本季度?")
_TRIM: Final = "*＊:：、,.-—/ "


def flat(text: str) -> str:
    """A head in half width and without blanks."""
    return _BLANK.sub("", unicodedata.normalize("NFKC", text))


def unit_in_head(text: str) -> Unit | None:
    """The unit of money in a head: 总投资（万元）, 总投资/万元, 总投资万元."""
    found = _UNIT_BESIDE.search(flat(text)) or _UNIT_BEHIND.search(flat(text))
    return None if found is None else _unit(found["unit"])


def units_above(text: str) -> set[Unit]:
    """The units that a line above the heads gives to the whole table: 单位：万元."""
    return {_unit(found["unit"]) for found in _UNIT_ABOVE.finditer(unicodedata.normalize("NFKC", text))}


def says_more(head: str) -> bool:
    """Whether the brackets of a head may make other amounts of those below it: 完成投资（上月）, but not 总投资（估算，万元）."""
    inside = (part for found in _BRACKETS.findall(flat(head)) for part in re.split("[,、;]", found[1:-1]))
    return any(not _HARMLESS.fullmatch(part) for part in inside)


def percent_in_head(text: str) -> bool:
    """Whether the numbers below are per cent: 完成率（%）."""
    return "%" in flat(text)


def of_period(parts: tuple[str, ...]) -> bool:
    """Whether the amounts below are those of the month or period alone: 本月, and not 累计."""
    text = "/".join(flat(part) for part in parts)
    return bool(_OF_PERIOD.search(text)) and not re.search("累计|以来", text)


@lru_cache(maxsize=4096)
def key_of(head: str, *, bare: bool = False) -> str:
    """By what a head is recognised; `bare`: without what stands in its brackets."""
    text = _UNIT_BESIDE.sub("", flat(head).strip(_TRIM))
    text = _PERCENT.sub("", _UNIT_BEHIND.sub("", text))
    if bare:
        text = _BRACKETS.sub("", text)
    return "/".join(part.strip(_TRIM) for part in text.strip(_TRIM).split("/") if part.strip(_TRIM)).lower()


def without_period(part: str) -> str:
    """A part of a head without 本月 and 累计."""
    return _OF_PERIOD.sub("", _CUMULATIVE.sub("", flat(part)))


def names_of(layout: Layout) -> dict[str, tuple[str, int]]:
    """The column of each head by which it may be recognised, and 0 where that is its own head, 1 where offices say so too."""
    others = {key_of(word): (column.name, 1) for column in reversed(layout.columns) for word in column.also}
    return others | {key_of(column.head): (column.name, 0) for column in layout.columns}


def _unit(word: str) -> Unit:
    return {"元": "元", "万元": "万元", "亿元": "亿元"}[word]  # type: ignore[return-value]  # the words are the units
