"""Is every month and quarter read, ordered, and expected once it is over?"""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects.measures import Frequency, Period, expected_periods, read_period

DAYS = st.dates(date(2019, 1, 1), date(2031, 12, 31))
FREQUENCIES = st.sampled_from(["month", "quarter"])


@pytest.mark.parametrize(
    ("text", "first", "last", "after"),
    [
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), "2024-03"),
        ("2023-12", date(2023, 12, 1), date(2023, 12, 31), "2024-01"),
        ("2024-Q1", date(2024, 1, 1), date(2024, 3, 31), "2024-Q2"),
        ("2024-Q4", date(2024, 10, 1), date(2024, 12, 31), "2025-Q1"),
    ],
)
def test_a_period_knows_its_days_and_the_next(text: str, first: date, last: date, after: str) -> None:
    period = read_period(text)
    assert period is not None
    assert (str(period), period.first_day, period.last_day, str(period.next)) == (text, first, last, after)
    assert period.frequency == ("quarter" if "Q" in text else "month")


@pytest.mark.parametrize(
    "text",
    ["", "2024", "2024-00", "2024-13", "2024-3", "2024-Q0", "2024-Q5", "2024-q1", "2024-03-01", "0024-03", "２０２４-03", "2024-03\n"],
)  # fmt: skip
def test_what_names_no_period_is_none(text: str) -> None:
    assert read_period(text) is None


def test_a_year_has_twelve_months_or_four_quarters_to_report() -> None:
    assert len(expected_periods(date(2024, 1, 1), date(2025, 1, 1), "month")) == 12
    assert [str(one) for one in expected_periods(date(2024, 2, 8), date(2024, 10, 1), "quarter")] == [
        "2024-Q1", "2024-Q2", "2024-Q3"
    ]  # fmt: skip


def test_a_period_is_expected_from_the_day_after_it_is_over() -> None:
    assert expected_periods(date(2024, 3, 9), date(2024, 3, 31), "month") == ()
    assert expected_periods(date(2024, 3, 9), date(2024, 4, 1), "month") == (Period(2024, 3, 1),)
    assert expected_periods(date(2024, 5, 1), date(2024, 4, 1), "month") == ()
    assert expected_periods(date.max, date(2024, 4, 1), "month") == ()


@given(DAYS, DAYS, FREQUENCIES)
def test_expected_periods_follow_each_other_without_a_gap(one: date, other: date, frequency: Frequency) -> None:
    first, last = sorted((one, other))
    found = expected_periods(first, last, frequency)
    assert all(period.last_day < last for period in found)
    assert all(a.last_day + timedelta(days=1) == b.first_day for a, b in pairwise(found))
    assert all(a < b for a, b in pairwise(found))
    if found:
        # Of the first period at least half was still to come.
        assert first <= found[0].last_day
        assert found[0].last_day - first >= (first - found[0].first_day)
        assert found[-1].next.last_day >= last
    assert [read_period(str(period)) for period in found] == list(found)


def test_the_period_of_assignment_is_expected_only_from_its_first_half() -> None:
    assert [str(one) for one in expected_periods(date(2024, 1, 16), date(2024, 3, 1), "month")] == [
        "2024-01",
        "2024-02",
    ]
    assert [str(one) for one in expected_periods(date(2024, 1, 17), date(2024, 3, 1), "month")] == ["2024-02"]
    assert expected_periods(date(2024, 12, 31), date(2025, 1, 31), "month") == ()
    assert [str(one) for one in expected_periods(date(2024, 3, 1), date(2024, 7, 1), "quarter")] == ["2024-Q2"]
