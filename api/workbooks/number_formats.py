"""What does the format of a number say that the number does not: that it is a day, per cent, in which unit, with leading zeros?

Formats are those of ECMA-376 part 1, 18.8.30 and 18.8.31; the numbers 27 to 36 and 50 to 58 are those of Chinese Excel.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from decimal import Decimal, InvalidOperation
from typing import Final, Literal

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

from api.workbooks.grid import Cell
from domain.money import Unit

_FULL: Final = 'yyyy"年"m"月"d"日"'
_MONTH: Final = 'yyyy"年"m"月"'
_DAY: Final = 'm"月"d"日"'
_CHINESE: Final = {
    **dict.fromkeys((27, 36, 50), _MONTH),
    **dict.fromkeys((28, 29, 51, 54), _DAY),
    **dict.fromkeys((30,), "m-d-yy"),
    **dict.fromkeys((31,), _FULL),
    **dict.fromkeys((52,), _MONTH),
    **dict.fromkeys((53,), _DAY),
    **dict.fromkeys((57,), _MONTH),
    **dict.fromkeys((58,), _DAY),
}
BUILT_IN: Final = {
    **{str(number): code for number, code in BUILTIN_FORMATS.items()},
    **{str(number): code for number, code in _CHINESE.items()},
}
"""The formats that have a number of their own."""

Shown = Literal["day", "month", "year"]

_NUMBER: Final = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?")
_LONGEST_NUMBER: Final = 40
_LITERAL: Final = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_UNIT: Final = re.compile(r"亿元|万元|元")
_SCALED: Final = re.compile(r"[0#?],+(?=[^0#?,]|$)")
_SHOWN_POINT: Final = re.compile(r"[0#?](?:!|\\)\.[0#?]|[0#?]\"\.\"[0#?]")


def cell_of_number(text: str, format_: str, *, since_1904: bool = False) -> Cell:
    """The cell of a stored number: a day where it is shown as one, an error where it is no number.

    Excel writes 1.1 as 1.1000000000000001: what it means is the shortest number that is the same binary fraction.
    """
    text = text.strip()
    if len(text) > _LONGEST_NUMBER or not _NUMBER.fullmatch(text):
        return Cell("error", text[:_LONGEST_NUMBER])
    if format_ and is_date_format(format_):
        return cell_of_day(moment_of(float(text), since_1904=since_1904), text, format_)
    return Cell("number", plain(repr(float(text))), format_)


def cell_of_day(day: datetime | None, text: str, format_: str) -> Cell:
    """The cell of a moment; a mere time of the day stays a number."""
    return Cell("number", plain(text), format_) if day is None else Cell("day", day.isoformat(), format_)


def cell_of_iso(text: str, format_: str) -> Cell:
    """The cell of a moment that is stored as ISO 8601; an error where it is none."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return Cell("error", text[:_LONGEST_NUMBER])
    return Cell("day", moment.replace(tzinfo=None, microsecond=0).isoformat(), format_)


def plain(text: str) -> str:
    """A number without its exponent, with all the digits that it has, and no zeros behind them."""
    try:
        number = Decimal(text)
    except InvalidOperation:
        return text
    if not number.is_finite() or abs(number.adjusted()) > _LONGEST_NUMBER:
        return text
    written = format(number, "f")
    return (written.rstrip("0").rstrip(".") if "." in written else written) or "0"


def moment_of(serial: float, *, since_1904: bool) -> datetime | None:
    """The moment of a number that is shown as a day; None for a time of the day and for what no calendar has."""
    try:
        moment = from_excel(serial, CALENDAR_MAC_1904 if since_1904 else CALENDAR_WINDOWS_1900)
    except (ValueError, OverflowError):
        return None
    if not isinstance(moment, datetime) or serial < 1:
        return None
    # Days are kept as fractions: what is a hair before midnight was midnight.
    return (moment + timedelta(milliseconds=500)).replace(microsecond=0)


def without_literals(format_: str) -> str:
    """The first part of a format, for numbers from zero on, without what is merely printed."""
    return _LITERAL.sub("", format_).split(";")[0]


def is_percent(format_: str) -> bool:
    """Whether the number is shown as so many per cent: 0.976 as 97.6%."""
    return "%" in without_literals(format_)


def unit_of(format_: str) -> Unit | None:
    """The unit that the format prints behind the number."""
    found = _UNIT.search(format_.split(";", maxsplit=1)[0].replace("\\", "").replace('"', ""))
    return None if found is None else UNITS[found[0]]


UNITS: Final[dict[str, Unit]] = {"元": "元", "万元": "万元", "亿元": "亿元"}


def scales(format_: str) -> bool:
    """Whether a smaller number is shown than is stored: 0.00, shows thousands, 0!.0, ten thousands."""
    return bool(_SHOWN_POINT.search(format_) or _SCALED.search(without_literals(format_)))


def zeros(format_: str) -> int:
    """How many digits a code has that is shown with leading zeros, 0 where the format asks for none."""
    part = without_literals(format_)
    return len(part) if part and not part.strip("0") else 0


def shown_of_day(format_: str) -> Shown:
    """How much of a day its format shows: 2026年12月 stored as the first of the month means the whole month."""
    code = _LITERAL.sub("", format_).lower()
    if "y" not in code or "d" in code or "h" in code:
        return "day"
    return "month" if "m" in code else "year"
