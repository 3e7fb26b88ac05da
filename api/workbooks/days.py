"""Which day does an office mean by 2025年12月底, 第四季度, 2025.12.31 or the number 46022?

What names a longer time means its last day, and its words are kept beside it; what may mean two days is refused. A year that the cell
does not say is that of the table.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, datetime, timedelta
from typing import Final

from api.workbooks.columns import DaySaid
from api.workbooks.grid import Cell
from api.workbooks.identities import quoted
from api.workbooks.number_formats import shown_of_day
from api.workbooks.refusals import DayUnclear
from api.workbooks.wording import half_width
from domain.calendar import FIRST_DAY, LAST_DAY, say_day

_FIRST_SERIAL: Final = (FIRST_DAY - date(1899, 12, 30)).days
_LAST_SERIAL: Final = (LAST_DAY - date(1899, 12, 30)).days
_ADVICE: Final = "请写成“2025-12-31”或者“2025年12月底”这样的形式。"

_YEAR: Final = r"(?:(?P<year>(?:19|20|21)[0-9]{2})年度?)"
_CLOCK: Final = r"(?:[T ]?[0-9]{1,2}[:时][0-9]{1,2}.{0,12})?"
_BY: Final = r"(?:底|末|内)?(?:之?前|以前|完成|完工|竣工|前完成|建成|前建成)?"
_FULL: Final = re.compile(
    rf"(?P<year>(?:19|20|21)[0-9]{{2}})(?:[-./]|年度?)(?P<month>[0-9]{{1,2}})(?:[-./]|月)(?P<day>[0-9]{{1,2}})[日号]?(?:之?前|以前)?{_CLOCK}"
)
_COMPACT: Final = re.compile(r"(?P<year>(?:19|20|21)[0-9]{2})(?P<month>[01][0-9])(?P<day>[0-3][0-9])")
_OF_YEAR: Final = re.compile(rf"{_YEAR}?(?P<month>[0-9]{{1,2}})月(?P<day>[0-9]{{1,2}})[日号]?(?:之?前|以前)?")
_MONTH: Final = re.compile(
    rf"(?:{_YEAR}|(?P<year2>(?:19|20|21)[0-9]{{2}})[-./])(?P<month>0[1-9]|1[0-2]|[1-9])月?(?P<third>上旬|中旬|下旬)?{_BY}"
)
_MONTH_ALONE: Final = re.compile(rf"(?P<month>0?[1-9]|1[0-2])月份?(?P<third>上旬|中旬|下旬)?{_BY}")
_QUARTER: Final = re.compile(rf"{_YEAR}?(?:第?(?P<quarter>[一二三四1-4])季度?|[Qq](?P<q>[1-4])){_BY}")
_HALF: Final = re.compile(rf"{_YEAR}?(?P<half>[上下])半年{_BY}")
_WHOLE: Final = re.compile(rf"(?:{_YEAR}|(?:本年度?|当年|今年|年))(?:全年|年)?{_BY}")
_SPAN: Final = re.compile(r"(.*[0-9年月日底度])(?:至|到|—+|–|~|～|-)(.+)")
_BARE: Final = re.compile(r"[0-9]{1,12}(?:\.[0-9]{1,20})?")
_QUARTERS: Final = {"一": 1, "二": 2, "三": 3, "四": 4}
_THIRDS: Final = {"上旬": 10, "中旬": 20}
_BEFORE_MONTH: Final = re.compile(r"月(?:份)?(?:之?前|以前)(?:完成|建成)?$")


def day_of_cell(cell: Cell, year: int | None) -> DaySaid:
    """The day in a cell; `year` is that of the table, for cells without one. Raises `DayUnclear`."""
    if cell.sort == "day":
        return _of_moment(cell)
    words = cell.text.strip()
    said = _of_words(half_width(words), year, words)
    if not FIRST_DAY <= said <= LAST_DAY:
        raise DayUnclear(f"“{quoted(words)}”不在{say_day(FIRST_DAY)}至{say_day(LAST_DAY)}之间。")
    return DaySaid(on=said, text="" if _is_the_day(words) else words)


def _of_moment(cell: Cell) -> DaySaid:
    """A cell that is a day already; shown without the day of the month, it means the whole month."""
    try:
        day = datetime.fromisoformat(cell.text).date()
    except ValueError:
        raise _unclear(cell.text) from None
    if not FIRST_DAY <= day <= LAST_DAY:
        raise DayUnclear(f"“{say_day(day)}”不在{say_day(FIRST_DAY)}至{say_day(LAST_DAY)}之间。")
    match shown_of_day(cell.format):
        case "day":
            return DaySaid(on=day)
        case "month":
            return DaySaid(on=_end_of_month(day.year, day.month), text=f"{day.year}年{day.month}月")
        case "year":
            return DaySaid(on=date(day.year, 12, 31), text=f"{day.year}年")


def _is_the_day(words: str) -> bool:
    """Whether the words say one day, in whatever spelling, and nothing more."""
    text = half_width(words)
    if (_FULL.fullmatch(text) or _COMPACT.fullmatch(text)) is not None:
        return "前" not in text
    return _BARE.fullmatch(text) is not None and _FIRST_SERIAL <= float(text) <= _LAST_SERIAL


def _of_words(text: str, year: int | None, words: str) -> date:
    if _BARE.fullmatch(text) and (day := _of_number(text, words)) is not None:
        return day
    for form in (_FULL, _COMPACT, _OF_YEAR, _MONTH, _QUARTER, _HALF, _WHOLE, _MONTH_ALONE):
        if (found := form.fullmatch(text)) is not None:
            return _of_match(found, year, words)
    if (span := _SPAN.fullmatch(text)) is not None and len(text) > len("2025-12-31"):
        return _end_of_span(span[1], span[2], year, words)
    raise _unclear(words)


def _end_of_span(begin: str, end: str, year: int | None, words: str) -> date:
    """2025年3月至10月 ends in October of the year with which it begins."""
    begun = re.match(r"(?:19|20|21)[0-9]{2}", begin)
    return _of_words(end, int(begun[0]) if begun else year, words)


def _of_number(text: str, words: str) -> date | None:
    """A serial day of Excel, a year, a month 202512 or 2025.12; None for eight digits, which are a day."""
    whole, _, decimals = text.partition(".")
    number = int(whole) if len(whole) < 9 else 0  # noqa: PLR2004 - eight digits are the longest
    if not decimals and _FIRST_SERIAL <= number <= _LAST_SERIAL:
        return date(1899, 12, 30) + timedelta(days=number)
    if not decimals and FIRST_DAY.year <= number <= LAST_DAY.year:
        return date(number, 12, 31)
    if decimals and _FIRST_SERIAL <= number <= _LAST_SERIAL:
        return date(1899, 12, 30) + timedelta(days=number)
    if decimals == "1":
        raise DayUnclear(f"“{quoted(words)}”可能是1月，也可能是10月（Excel会去掉末位的0）。{_ADVICE}")
    if not decimals and len(whole) == len("202512"):
        return _month_end(int(whole[:4]), int(whole[4:]), words)
    return None


def _of_match(found: re.Match[str], year: int | None, words: str) -> date:
    parts = found.groupdict()
    stated = parts.get("year") or parts.get("year2")
    in_year = int(stated) if stated else year
    if in_year is None:
        raise DayUnclear(f"“{quoted(words)}”没有写年份，标题里也看不出是哪一年。{_ADVICE}")
    if parts.get("day"):
        return _day(in_year, int(parts["month"]), int(parts["day"]), words)
    if parts.get("month"):
        if _BEFORE_MONTH.search(found[0]):
            raise DayUnclear(f"“{quoted(words)}”可能是当月底，也可能是上月底。{_ADVICE}")
        third = parts.get("third") or ""
        month = int(parts["month"])
        return _day(in_year, month, _THIRDS[third], words) if third in _THIRDS else _month_end(in_year, month, words)
    quarter = parts.get("quarter") or parts.get("q")
    if quarter:
        return _end_of_month(in_year, 3 * _QUARTERS.get(quarter, 0) or 3 * int(quarter))
    return date(in_year, 6, 30) if parts.get("half") == "上" else date(in_year, 12, 31)


def _month_end(year: int, month: int, words: str) -> date:
    if not 1 <= month <= 12:  # noqa: PLR2004 - months
        raise _unclear(words)
    return _end_of_month(year, month)


def _end_of_month(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def _day(year: int, month: int, day: int, words: str) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise DayUnclear(f"“{quoted(words)}”：没有这一天。{_ADVICE}") from None


def _unclear(words: str) -> DayUnclear:
    return DayUnclear(f"“{quoted(words)}”看不出是哪一天。{_ADVICE}")
