"""Is a change major exactly where it is beyond a threshold, and can no chain of minor ones slip under it?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects.thresholds import Crossing, Goal, Limits, Measured, Part, beyond, crossed, crossings

LIMITS = Limits(investment_pct=20, deadline_days=30, content_or_site=True, targets_pct=10)
NO_LIMITS = Limits(investment_pct=None, deadline_days=None, content_or_site=False, targets_pct=None)
ROAD = Goal(name="改造公路", unit="公里", planned=Fraction(50))
COST = Goal(name="每公里造价", unit="万元", planned=Fraction(100), at_most=True)
PROMISE = Measured(
    amount_fen=1_000, deadline=date(2024, 10, 31), content=("农村公路",), sites=("示例镇",),
    goals={"1": ROAD, "2": COST, "1/1": ROAD}, parts={"1": Part(title="东片", sites=("示例村",), amount_fen=600)},
)  # fmt: skip


def but(**changes: Any) -> Measured:
    return replace(PROMISE, **changes)


def goals(**changes: Goal | None) -> Measured:
    """The promise with some goals changed: `g1` is the goal 1; None drops it."""
    found = {**PROMISE.goals, **{name.removeprefix("g").replace("_", "/"): goal for name, goal in changes.items()}}
    return but(goals={name: goal for name, goal in found.items() if goal is not None})


@pytest.mark.parametrize(
    ("new", "rules"),
    [
        (PROMISE, ()),
        (but(amount_fen=1_200), ()),
        (but(amount_fen=1_201), ("investment_pct",)),
        (but(amount_fen=800), ()),
        (but(amount_fen=799), ("investment_pct",)),
        (but(amount_fen=None), ("investment_pct",)),
        (but(deadline=date(2024, 11, 30)), ()),
        (but(deadline=date(2024, 12, 1)), ("deadline_days",)),
        (but(deadline=date(2024, 1, 1)), ()),
        (but(deadline="年底前"), ("deadline_days",)),
        (but(content=("农村公路和桥",)), ("content_or_site",)),
        (but(sites=("示例镇", "示例乡")), ("content_or_site",)),
        (but(parts={}), ("content_or_site",)),
        (but(parts={"1": Part(title="西片", sites=("示例村",), amount_fen=600)}), ("content_or_site",)),
        (but(parts={"1": Part(title="东片", sites=("示例乡",), amount_fen=600)}), ("content_or_site",)),
        (but(parts={"1": Part(title="东片", sites=("示例村",), amount_fen=1)}), ()),
        (but(parts={**PROMISE.parts, "2": Part(title="西片")}), ()),
        (goals(g1=replace(ROAD, planned=Fraction(45))), ()),
        (goals(g1=replace(ROAD, planned=Fraction("44.9"))), ("targets_pct",)),
        (goals(g1=replace(ROAD, planned=Fraction(500))), ()),
        (goals(g1_1=replace(ROAD, planned=Fraction(0))), ("targets_pct",)),
        (goals(g2=replace(COST, planned=Fraction(110))), ()),
        (goals(g2=replace(COST, planned=Fraction("110.1"))), ("targets_pct",)),
        (goals(g2=replace(COST, planned=Fraction(1))), ()),
        (goals(g1=None), ("targets_pct",)),
        (goals(g2=None), ("targets_pct",)),
        (goals(g1=replace(ROAD, unit="条")), ("targets_pct",)),
        (goals(g1=replace(ROAD, name="新建公路")), ("targets_pct",)),
        (goals(g1=replace(ROAD, at_most=True)), ("targets_pct",)),
        (goals(g3=ROAD), ()),
        (
            but(amount_fen=0, deadline=date(2026, 1, 1), content=(), goals={}),
            ("investment_pct", "deadline_days", "content_or_site", "targets_pct"),
        ),
    ],
)  # fmt: skip
def test_a_change_is_major_exactly_beyond_a_threshold(new: Measured, rules: tuple[str, ...]) -> None:
    assert crossed(PROMISE, PROMISE, new, LIMITS) == rules
    assert crossed(PROMISE, PROMISE, new, NO_LIMITS) == ()


def test_a_change_is_measured_against_the_promise_and_against_what_stands() -> None:
    nearly = but(amount_fen=1_190, deadline=date(2024, 11, 25))
    assert list(crossings(PROMISE, nearly, replace(nearly, amount_fen=1_210), LIMITS)) == [
        Crossing("investment_pct", "promise")
    ]
    assert list(crossings(PROMISE, nearly, replace(nearly, amount_fen=810), LIMITS)) == [
        Crossing("investment_pct", "standing")
    ]
    assert list(crossings(PROMISE, nearly, replace(nearly, deadline=date(2024, 12, 5)), LIMITS)) == [
        Crossing("deadline_days", "promise")
    ]


def test_what_does_not_change_is_not_measured_however_far_it_is_from_the_promise() -> None:
    decided = but(amount_fen=3_000, deadline=date(2025, 10, 31), goals={}, content=("别的内容",))
    assert crossed(PROMISE, decided, decided, LIMITS) == ()
    assert crossed(PROMISE, decided, replace(decided, parts={**PROMISE.parts, "2": Part(title="西片")}), LIMITS) == ()


def test_a_step_back_towards_the_promise_is_minor_and_a_further_one_is_not() -> None:
    decided = replace(
        goals(g1=replace(ROAD, planned=Fraction(20))), amount_fen=3_000, deadline=date(2025, 10, 31),
    )  # fmt: skip
    back = replace(
        goals(g1=replace(ROAD, planned=Fraction(25))), amount_fen=2_900, deadline=date(2025, 6, 30),
    )  # fmt: skip
    assert crossed(PROMISE, decided, back, LIMITS) == ()
    on = replace(goals(g1=replace(ROAD, planned=Fraction(19))), amount_fen=3_001, deadline=date(2025, 11, 1))
    assert crossed(PROMISE, decided, on, LIMITS) == ("investment_pct", "deadline_days", "targets_pct")


def test_what_a_body_dropped_comes_back_without_a_threshold() -> None:
    dropped = goals(g1=None)
    assert crossed(PROMISE, dropped, PROMISE, LIMITS) == ()


def test_what_was_never_known_cannot_be_minor() -> None:
    unknown = but(amount_fen=None, deadline="2024年底")
    known = but(deadline=date(2024, 12, 31))
    assert set(crossings(unknown, unknown, known, LIMITS)) == {
        Crossing("investment_pct", "promise"), Crossing("deadline_days", "promise"),
    }  # fmt: skip
    assert crossed(unknown, unknown, unknown, LIMITS) == ()
    since = replace(unknown, deadline="2024年12月")
    assert crossed(PROMISE, unknown, since, LIMITS) == ("deadline_days",)
    assert crossed(PROMISE, unknown, replace(unknown, amount_fen=1_000), LIMITS) == ("investment_pct",)


@pytest.mark.parametrize("base", [0, 1])
def test_no_percentage_of_nothing_is_too_little_to_count(base: int) -> None:
    nothing = but(amount_fen=base)
    assert crossed(nothing, nothing, but(amount_fen=base + 1), LIMITS) == ("investment_pct",)


# Properties

LIMIT = st.builds(
    Limits,
    investment_pct=st.integers(1, 100), deadline_days=st.integers(1, 400), content_or_site=st.booleans(),
    targets_pct=st.integers(1, 100),
)  # fmt: skip
AMOUNT = st.integers(0, 3_000)
DAY = st.integers(-500, 900).map(lambda days: date(2024, 10, 31) + timedelta(days=days))
PLANNED = st.fractions(0, 200, max_denominator=10)
NEW = st.builds(
    lambda amount, day, road, cost: replace(
        but(amount_fen=amount, deadline=day),
        goals={"1": replace(ROAD, planned=road), "2": replace(COST, planned=cost), "1/1": ROAD},
    ),
    AMOUNT, DAY, PLANNED, PLANNED,
)  # fmt: skip


def off(promise: Measured, now: Measured) -> tuple[Fraction, ...]:
    """How far something is from the promise, worked out anew: shares of it, and days."""

    def share(difference: int | Fraction, whole: int | Fraction) -> Fraction:
        return Fraction(difference) / whole if whole else Fraction(10**9 if difference > 0 else 0)

    assert promise.amount_fen is not None
    assert now.amount_fen is not None
    assert isinstance(promise.deadline, date)
    assert isinstance(now.deadline, date)
    road, cost = promise.goals["1"].planned, promise.goals["2"].planned
    return (
        share(abs(now.amount_fen - promise.amount_fen), promise.amount_fen),
        Fraction((now.deadline - promise.deadline).days),
        share(road - now.goals["1"].planned, road),
        share(now.goals["2"].planned - cost, cost),
    )


def within(limits: Limits) -> tuple[Fraction, ...]:
    assert limits.investment_pct is not None
    assert limits.deadline_days is not None
    assert limits.targets_pct is not None
    share = Fraction(limits.targets_pct, 100)
    return Fraction(limits.investment_pct, 100), Fraction(limits.deadline_days), share, share


@given(promise=NEW, steps=st.lists(NEW, max_size=12), limits=LIMIT)
def test_a_chain_of_minor_changes_never_leaves_the_threshold_of_the_promise(
    promise: Measured, steps: list[Measured], limits: Limits
) -> None:
    standing = promise
    for new in steps:
        if not crossed(promise, standing, new, limits):
            standing = new
            assert all(far <= most for far, most in zip(off(promise, standing), within(limits), strict=True))


@given(promise=NEW, standing=NEW, fen=st.integers(-300, 300), days=st.integers(-60, 60), limits=LIMIT)
def test_whatever_a_body_decided_a_minor_change_leads_no_further_than_that_or_the_threshold(
    promise: Measured, standing: Measured, fen: int, days: int, limits: Limits
) -> None:
    assert standing.amount_fen is not None
    assert isinstance(standing.deadline, date)
    new = replace(standing, amount_fen=max(0, standing.amount_fen + fen), deadline=standing.deadline + timedelta(days))
    if not crossed(promise, standing, new, limits):
        sides = zip(off(promise, new), off(promise, standing), within(limits), strict=True)
        assert all(far <= max(before, most) for far, before, most in sides)


@given(promise=NEW, new=NEW, limits=LIMIT)
def test_from_the_promise_itself_a_change_is_major_exactly_where_a_stranger_measures_it_so(
    promise: Measured, new: Measured, limits: Limits
) -> None:
    far = [distance > most for distance, most in zip(off(promise, new), within(limits), strict=True)]
    rules = [("investment_pct", far[0]), ("deadline_days", far[1]), ("targets_pct", far[2] or far[3])]
    assert crossed(promise, promise, new, limits) == tuple(rule for rule, beyond_it in rules if beyond_it)


@given(promise=NEW, standing=NEW, new=NEW, further=st.integers(0, 1_000), limits=LIMIT)
def test_what_is_major_stays_major_when_it_goes_further_the_same_way(
    promise: Measured, standing: Measured, new: Measured, further: int, limits: Limits
) -> None:
    assert standing.amount_fen is not None
    assert new.amount_fen is not None
    assert isinstance(new.deadline, date)
    up = new.amount_fen >= standing.amount_fen
    more = replace(
        new,
        amount_fen=new.amount_fen + further if up else max(0, new.amount_fen - further),
        deadline=new.deadline + timedelta(days=further),
        goals={
            **new.goals,
            "1": replace(new.goals["1"], planned=max(Fraction(0), new.goals["1"].planned - further)),
            "2": replace(new.goals["2"], planned=new.goals["2"].planned + further),
        },
    )
    assert set(crossed(promise, standing, new, limits)) <= set(crossed(promise, standing, more, limits))


@given(promise=NEW, standing=NEW, new=NEW, limits=LIMIT)
def test_without_a_limit_its_change_never_counts(
    promise: Measured, standing: Measured, new: Measured, limits: Limits
) -> None:
    assert crossed(promise, standing, new, NO_LIMITS) == ()
    assert "investment_pct" not in crossed(promise, standing, new, replace(limits, investment_pct=None))


# What was decided, against what was asked


@given(standing=NEW, asked=NEW, decided=NEW, share=st.fractions(0, 1, max_denominator=20))
def test_a_decision_may_stop_anywhere_on_the_way_and_nowhere_else(
    standing: Measured, asked: Measured, decided: Measured, share: Fraction
) -> None:
    assert beyond(standing, asked, standing) == beyond(standing, asked, asked) == frozenset()
    assert standing.amount_fen is not None
    assert asked.amount_fen is not None
    assert decided.amount_fen is not None
    half = standing.amount_fen + int((asked.amount_fen - standing.amount_fen) * share)
    assert "amount" not in beyond(standing, asked, replace(standing, amount_fen=half))
    low, high = sorted((standing.amount_fen, asked.amount_fen))
    assert ("amount" in beyond(standing, asked, decided)) is not (low <= decided.amount_fen <= high)


@pytest.mark.parametrize(
    ("asked", "decided", "aspects"),
    [
        (but(amount_fen=1_500), but(amount_fen=1_501), {"amount"}),
        (but(amount_fen=1_500), but(amount_fen=999), {"amount"}),
        (but(amount_fen=1_500), but(amount_fen=None), {"amount"}),
        (PROMISE, but(amount_fen=1_001), {"amount"}),
        (but(amount_fen=None), but(amount_fen=1_100), {"amount"}),
        (but(deadline=date(2024, 12, 31)), but(deadline=date(2024, 11, 30)), set()),
        (but(deadline=date(2024, 12, 31)), but(deadline=date(2025, 1, 1)), {"deadline"}),
        (but(deadline="2024年底"), but(deadline=date(2024, 12, 31)), {"deadline"}),
        (but(deadline=date(2024, 12, 31)), but(deadline="2024年底"), {"deadline"}),
        (but(deadline="2024年底"), but(deadline="2024年12月"), {"deadline"}),
        (goals(g1=replace(ROAD, planned=Fraction(40))), goals(g1=replace(ROAD, planned=Fraction(45))), set()),
        (goals(g1=replace(ROAD, planned=Fraction(40))), goals(g1=replace(ROAD, planned=Fraction(39))), {"targets"}),
        (goals(g1=replace(ROAD, planned=Fraction(40))), goals(g1=None), {"targets"}),
        (goals(g1=None), goals(g1=replace(ROAD, planned=Fraction(1))), set()),
        (goals(g2=None), goals(g2=replace(COST, planned=Fraction(900))), set()),
        (goals(g2=None), goals(g2=replace(COST, planned=Fraction(99))), {"targets"}),
        (goals(g3=ROAD), goals(g3=replace(ROAD, planned=Fraction(49))), set()),
        (goals(g3=ROAD), goals(g3=replace(ROAD, planned=Fraction(51))), {"targets"}),
        (goals(g1=replace(ROAD, unit="条")), goals(g1=replace(ROAD, planned=Fraction(45))), {"targets"}),
        (PROMISE, goals(g3=ROAD), {"targets"}),
        (PROMISE, but(parts={}), {"sub_items"}),
        (but(parts={}), PROMISE, set()),
        (but(parts={}), but(parts={"1": Part(title="东片", sites=("示例村",), amount_fen=300)}), set()),
        (but(parts={}), but(parts={"1": Part(title="东片", sites=("示例村",), amount_fen=601)}), {"sub_items"}),
        (but(parts={}), but(parts={"1": Part(title="西片", sites=("示例村",), amount_fen=600)}), {"sub_items"}),
        (but(parts={"1": Part(title="东片", amount_fen=900)}), but(parts={"1": Part(title="东片", amount_fen=700)}), set()),
        (
            but(parts={"1": Part(title="东片", amount_fen=900)}), but(parts={"1": Part(title="东片", amount_fen=901)}),
            {"sub_items"},
        ),
        (but(parts={"1": Part(title="东片", amount_fen=900)}), but(parts={}), {"sub_items"}),
        (but(parts={}), but(parts={"2": Part(title="西片")}), {"sub_items"}),
    ],
)  # fmt: skip
def test_a_decision_beyond_what_was_asked_is_named_by_what_it_goes_beyond(
    asked: Measured, decided: Measured, aspects: set[str]
) -> None:
    assert beyond(PROMISE, asked, decided) == aspects
