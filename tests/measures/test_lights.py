"""Does a project stand under the light that its rules give it, whatever the figures?"""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects.measures import LIGHTS, Aim, LightRules, elapsed, light, progress

FIVE, GAP = LightRules(), LightRules(scheme="time_gap")
SHARES = st.fractions(0, 3)
DAYS = st.dates(date(2024, 1, 1), date(2026, 12, 31))
ORDER = list(LIGHTS)


@pytest.mark.parametrize(
    ("percent", "colour"),
    [("0", "red"), ("29.999", "red"), ("30", "orange"), ("59.9", "orange"), ("60", "yellow"), ("90", "green"), ("105.6", "green")],
)  # fmt: skip
def test_bounds_of_progress_give_the_colour(percent: str, colour: str) -> None:
    assert light(Fraction(percent) / 100, Fraction(1), FIVE, blue=False) == colour


@pytest.mark.parametrize(
    ("actual", "colour"),
    [("50", "green"), ("45", "green"), ("44.9", "yellow"), ("35", "yellow"), ("34.999", "red"), ("130", "green")],
)
def test_the_gap_to_the_time_gone_gives_the_colour(actual: str, colour: str) -> None:
    assert light(Fraction(actual) / 100, Fraction(1, 2), GAP, blue=False) == colour


@pytest.mark.parametrize("rules", [FIVE, GAP])
def test_what_is_accepted_is_blue_and_what_was_never_reported_has_no_light(rules: LightRules) -> None:
    assert light(Fraction(0), Fraction(1), rules, blue=True) == "blue"
    assert light(None, Fraction(1), rules, blue=True) == "blue"
    assert light(None, Fraction(1), rules, blue=False) is None


@given(SHARES, SHARES, SHARES, st.sampled_from([FIVE, GAP]))
def test_more_progress_never_gives_a_worse_light(
    one: Fraction, other: Fraction, planned: Fraction, rules: LightRules
) -> None:
    less, more = (light(done, planned, rules, blue=False) for done in sorted((one, other)))
    assert less is not None
    assert more is not None
    assert ORDER.index(less) <= ORDER.index(more)


def test_the_figure_of_a_project_is_its_work_then_its_least_target_then_its_money() -> None:
    half, whole = (
        Aim(id="1", planned=Fraction(10), done=Fraction(5)),
        Aim(id="2", planned=Fraction(4), done=Fraction(9)),
    )
    level = Aim(id="3", planned=Fraction(4), done=Fraction(9), at_most=True)
    silent = Aim(id="4", planned=Fraction(4))
    assert progress([half, whole], physical_percent=46, invested=Fraction(1)) == Fraction(46, 100)
    assert progress([half, whole, level], invested=Fraction(1)) == Fraction(1, 2)
    assert progress([half, whole, silent]) == 0
    assert progress([silent, level], invested=Fraction(7, 10)) == Fraction(7, 10)
    assert progress([]) is None


def test_time_is_gone_in_whole_days_from_the_first_to_the_end_of_the_last() -> None:
    first, last = date(2024, 1, 1), date(2024, 12, 31)
    assert elapsed(first, last, date(2023, 12, 31)) == 0
    assert elapsed(first, last, first) == Fraction(1, 366)
    assert elapsed(first, last, date(2024, 7, 1)) == Fraction(183, 366)
    assert elapsed(first, last, last) == elapsed(first, last, date(2025, 5, 5)) == 1
    assert elapsed(first, first, first) == 1


@given(DAYS, DAYS, DAYS)
def test_time_never_runs_back_nor_beyond(one: date, other: date, on: date) -> None:
    first, last = sorted((one, other))
    gone = [elapsed(first, last, on + timedelta(days=n)) for n in range(3)]
    assert all(0 <= a <= b <= 1 for a, b in pairwise(gone))
