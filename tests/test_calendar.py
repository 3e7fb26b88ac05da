"""Does a day in Shanghai begin and end where it should, and is every date that does not exist refused?"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.calendar import (
    FIRST_DAY,
    LAST_DAY,
    DayOutOfRange,
    NotADay,
    NotAnInstant,
    day_of,
    day_recorded,
    days_after,
    days_late,
    days_left,
    end_of_day,
    late,
    months_after,
    parse_day,
    parse_instant,
    rfc3339,
    say_day,
)

DAYS = st.dates(FIRST_DAY, LAST_DAY)
OFFSETS = st.integers(-23 * 60 - 59, 23 * 60 + 59).map(lambda minutes: timezone(timedelta(minutes=minutes)))
INSTANTS = st.datetimes(datetime(1993, 1, 1), datetime(2190, 1, 1), timezones=OFFSETS)  # noqa: DTZ001 - hypothesis adds it


@given(DAYS)
def test_a_day_reads_back_as_itself(day: date) -> None:
    assert parse_day(day.isoformat()) == day


@given(INSTANTS)
def test_an_instant_reads_back_as_itself_whatever_its_offset(instant: datetime) -> None:
    assert parse_instant(rfc3339(instant)) == instant == parse_instant(instant.isoformat())
    assert len(rfc3339(instant)) == len("2026-01-31T08:00:00.000000Z")


@given(INSTANTS, INSTANTS)
def test_in_the_log_text_order_is_the_order_of_time(one: datetime, other: datetime) -> None:
    assert (rfc3339(one) < rfc3339(other)) == (one < other)


@given(INSTANTS)
def test_an_instant_lies_in_its_day_and_in_no_other(instant: datetime) -> None:
    day = day_of(instant)
    assert end_of_day(day - timedelta(days=1)) <= instant < end_of_day(day)
    assert day_of(rfc3339(instant)) == day
    assert day_recorded(rfc3339(instant)) == day.isoformat()


@pytest.mark.needs("/usr/share/zoneinfo/Asia/Shanghai", debian="tzdata")
@given(INSTANTS)
def test_the_fixed_offset_agrees_with_the_time_zone_database(instant: datetime) -> None:
    assert day_of(instant) == instant.astimezone(ZoneInfo("Asia/Shanghai")).date()


def test_a_shanghai_day_ends_at_sixteen_hours_utc() -> None:
    assert end_of_day("2026-03-31") == datetime(2026, 3, 31, 16, tzinfo=UTC)
    assert day_of("2026-03-31T15:59:59.999999Z") == date(2026, 3, 31)
    assert day_of("2026-03-31T16:00:00.000000Z") == date(2026, 4, 1)


@pytest.mark.parametrize(
    "text",
    [
        "2026-02-29", "2026-02-30", "2026-13-01", "2026-00-10", "2026-1-31", "20260131", "2026-W05-1", "2026-01-31 ", " 2026-01-31",
        "2026/01/31", "2026年1月31日", "２０２６-01-31", "2026-01-31T00:00:00Z", "", "去年年底", None, 20260131, date(2026, 1, 31),
    ],
    ids=repr,
)  # fmt: skip
def test_a_date_that_does_not_exist_is_refused(text: Any) -> None:
    with pytest.raises(NotADay) as refused:
        parse_day(text, pointer="/effective_on")
    assert (refused.value.code, refused.value.pointer) == ("not_a_day", "/effective_on")


def test_a_leap_day_exists_in_a_leap_year_alone() -> None:
    assert parse_day("2024-02-29") == date(2024, 2, 29)
    with pytest.raises(NotADay, match="没有2100-02-29这一天"):
        parse_day("2100-02-29")


def test_days_far_away_are_typing_errors() -> None:
    for text in ("0026-01-31", "1949-09-30", "2200-01-01", "9999-12-31"):
        with pytest.raises(DayOutOfRange):
            parse_day(text)
    assert (parse_day("1949-10-01"), parse_day("2199-12-31")) == (FIRST_DAY, LAST_DAY)


@pytest.mark.parametrize(
    "text",
    [
        "2026-01-31", "2026-01-31T08:00:00", "2026-01-31 08:00:00Z", "2026-01-31T24:00:00Z", "2026-01-31T08:60:00Z",
        "2026-01-31T08:00:60Z", "2026-01-31T08:00Z", "2026-01-31T08:00:00.1234567Z", "2026-01-31T08:00:00.Z", "2026-02-30T08:00:00Z",
        "2026-01-31T08:00:00+24:00", "2026-01-31T08:00:00+0800", "0001-01-01T00:00:00+23:59", "", None, 0,
    ],
    ids=repr,
)  # fmt: skip
def test_what_is_no_instant_is_refused(text: Any) -> None:
    with pytest.raises(NotAnInstant) as refused:
        parse_instant(text, pointer="/at")
    assert (refused.value.code, refused.value.pointer) == ("not_an_instant", "/at")


def test_instants_of_any_offset_are_written_in_utc() -> None:
    assert rfc3339(parse_instant("2026-01-31T08:00:00+08:00")) == "2026-01-31T00:00:00.000000Z"
    assert rfc3339(parse_instant("2026-01-31t08:00:00.5z")) == "2026-01-31T08:00:00.500000Z"


def test_an_instant_without_an_offset_is_our_own_mistake() -> None:
    naive = datetime(2026, 1, 31, 8)  # noqa: DTZ001 - what is refused
    for ask in (rfc3339, day_of):
        with pytest.raises(ValueError, match="without an offset"):
            ask(naive)


@given(DAYS, DAYS)
def test_days_late_and_days_left_are_two_sides_of_one_number(due: date, on: date) -> None:
    assert days_late(due, on) == max(0, -days_left(due, on))
    assert days_after(due, -days_left(due, on)) == on


def test_recorded_on_the_seventh_day_is_in_time_and_on_the_eighth_it_is_late() -> None:
    assert not late("2026-01-10", "2026-01-17T15:59:59.999999Z", 7)
    assert late("2026-01-10", "2026-01-17T16:00:00.000000Z", 7)
    assert not late("2026-01-10", "2026-01-09T00:00:00.000000Z", 0)
    assert late("2026-01-10", "2026-01-11T00:00:00.000000Z", 0)


@given(DAYS.filter(lambda day: day.year < 2190), st.integers(0, 36))
def test_months_pass_to_the_same_day_or_to_the_last_of_the_month(day: date, months: int) -> None:
    later = months_after(day, months)
    assert (later.year - day.year) * 12 + later.month - day.month == months
    assert later.day == day.day or (later.day < day.day and (later + timedelta(days=1)).day == 1)


def test_three_months_after_the_last_of_november() -> None:
    assert months_after("2025-11-30", 3) == date(2026, 2, 28)
    assert months_after("2026-01-15", 3) == date(2026, 4, 15)


def test_a_day_is_said_without_blanks() -> None:
    assert say_day("2026-01-31") == "2026年1月31日"
