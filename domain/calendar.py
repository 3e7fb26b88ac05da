"""Which civil day is it in Shanghai, when does that day end, and how late is what was recorded?

Days are `datetime.date`, instants are `datetime` in UTC; on an envelope both are text, `2026-01-31` and
`2026-01-31T08:00:00.000000Z`. Nothing here reads a clock.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from domain.refusals import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator

# Asia/Shanghai has been UTC+8 without summer time since 1991-09-15 (IANA tz database, file `asia`, Zone Asia/Shanghai, Rule PRC
# 1986 to 1991); the ledger's first events are decades later, and the database of zones is not on every machine.
SHANGHAI: Final = timezone(timedelta(hours=8), "Asia/Shanghai")
FIRST_DAY: Final = date(1949, 10, 1)
LAST_DAY: Final = date(2199, 12, 31)


class NotADay(Refusal):
    """Text that is no day of the calendar, 2026-02-30 for instance."""

    code = "not_a_day"
    title = "日期不存在"


class DayOutOfRange(Refusal):
    """A day before the People's Republic or after the next century."""

    code = "day_out_of_range"
    title = "日期超出范围"


class NotAnInstant(Refusal):
    """Text that is no RFC 3339 instant."""

    code = "not_an_instant"
    title = "时间写法不对"


def parse_day(text: Any, *, pointer: str = "") -> date:
    """The day that `YYYY-MM-DD` names; raises `NotADay` or `DayOutOfRange`."""
    if not isinstance(text, str) or not _DAY.fullmatch(text):
        raise NotADay(f"日期应写成“2026-01-31”这样的形式，现为“{str(text)[:40]}”。", pointer=pointer)
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise NotADay(f"没有{text}这一天。", pointer=pointer) from None
    if not FIRST_DAY <= day <= LAST_DAY:
        raise _out_of_range(day, pointer)
    return day


def unknown_days(value: Any, pointer: str = "") -> Iterator[DayOutOfRange]:
    """A fault for every day in `value`, however deep it lies, that the calendar does not know."""
    match value:
        case date() if not FIRST_DAY <= value <= LAST_DAY:
            yield _out_of_range(value, pointer)
        case tuple():
            for place, each in enumerate(value):
                yield from unknown_days(each, f"{pointer}/{place}")
        case _ if is_dataclass(value):
            for each in fields(value):
                yield from unknown_days(getattr(value, each.name), f"{pointer}/{each.name}")


def parse_instant(text: Any, *, pointer: str = "") -> datetime:
    """The instant that an RFC 3339 text names, any offset, as a `datetime` in UTC; raises `NotAnInstant`."""
    if not isinstance(text, str) or not _INSTANT.fullmatch(text):
        raise NotAnInstant(
            f"时间应写成“2026-01-31T08:00:00.000000Z”这样的形式，现为“{str(text)[:40]}”。", pointer=pointer
        )
    try:
        return datetime.fromisoformat(text.upper()).astimezone(UTC)
    except (ValueError, OverflowError):
        raise NotAnInstant(f"没有{text}这一时刻。", pointer=pointer) from None


def rfc3339(instant: datetime) -> str:
    """An aware `datetime` as the log writes it: UTC, microseconds, `Z`; in this form text order is the order of time."""
    if instant.tzinfo is None:
        raise ValueError("an instant without an offset is no instant")
    return instant.astimezone(UTC).isoformat(timespec="microseconds").removesuffix("+00:00") + "Z"


@lru_cache(maxsize=1024)
def _day_of_hour(hour: str) -> str:
    return (datetime.fromisoformat(f"{hour}:00:00+00:00").astimezone(SHANGHAI)).date().isoformat()


def day_recorded(at: str) -> str:
    """`day_of(at).isoformat()` of an instant as the log writes it, looked up once for each hour; `at` is not checked."""
    return _day_of_hour(at[:13])


def day_of(instant: datetime | str) -> date:
    """The civil day in Shanghai on which `instant` falls: 16:00 UTC begins the next one."""
    moment = parse_instant(instant) if isinstance(instant, str) else instant
    if moment.tzinfo is None:
        raise ValueError("an instant without an offset falls on no day")
    return moment.astimezone(SHANGHAI).date()


def end_of_day(day: date | str) -> datetime:
    """The first instant, in UTC, that no longer belongs to `day` in Shanghai: 16:00 UTC of the same date."""
    civil = _day(day)
    return datetime(civil.year, civil.month, civil.day, tzinfo=SHANGHAI).astimezone(UTC) + timedelta(days=1)


def days_late(due: date | str, on: date | str) -> int:
    """Days from `due` to `on`, 0 on the day itself and before it."""
    return max(0, (_day(on) - _day(due)).days)


def days_left(due: date | str, on: date | str) -> int:
    """Days from `on` to `due`: 0 on the day itself, negative afterwards."""
    return (_day(due) - _day(on)).days


def late(effective_on: date | str, at: datetime | str, late_after_days: int) -> bool:
    """Whether what happened on `effective_on` was recorded (`at`) more than `late_after_days` days later, 补录."""
    return days_late(effective_on, day_of(at)) > late_after_days


def days_after(day: date | str, days: int) -> date:
    """The last day of a term of `days` calendar days; the day that begins the term is not counted (民法典 art. 201)."""
    return _day(day) + timedelta(days=days)


def months_after(day: date | str, months: int) -> date:
    """The last day of a term of `months`: the same day of the month, or the month's last (民法典 art. 202)."""
    start = _day(day)
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def say_day(day: date | str) -> str:
    """A day in a Chinese sentence, 2026年1月31日; also one so far off that it would be refused."""
    civil = date.fromisoformat(day) if isinstance(day, str) else day
    return f"{civil.year}年{civil.month}月{civil.day}日"


def _out_of_range(day: date, pointer: str) -> DayOutOfRange:
    known = f"{say_day(FIRST_DAY)}至{say_day(LAST_DAY)}"
    return DayOutOfRange(f"日期应在{known}之间，现为{say_day(day)}。", pointer=pointer)


def _day(day: date | str) -> date:
    return parse_day(day) if isinstance(day, str) else day


_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_HOUR: Final = r"(?:[01][0-9]|2[0-3]):[0-5][0-9]"
# RFC 3339 section 5.6, without leap seconds: the ledger has no place for them.
_INSTANT: Final = re.compile(rf"{_DAY.pattern}[Tt]{_HOUR}:[0-5][0-9](?:\.[0-9]{{1,6}})?(?:[Zz]|[+-]{_HOUR})")
