"""Does every warning come on its day, stay as long as its figures do, and say what it is about?"""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects.measures import (
    Alert,
    Figures,
    PaidBase,
    Plan,
    behind_plan,
    deadline_near,
    expected_periods,
    milestones_overdue,
    no_change,
    payable,
    reports_overdue,
    slow_disbursement,
)

HALF = Fraction(1, 2)
FEN = st.integers(0, 10**12)


def test_every_missing_report_is_overdue_after_its_days() -> None:
    expected = expected_periods(date(2024, 1, 5), date(2024, 4, 12), "month")
    overdue = reports_overdue(expected, {"2024-02"}, 10, date(2024, 4, 12))
    assert overdue == (
        Alert(kind="report_overdue", subject="2024-01", due_on=date(2024, 2, 10), days=62),
        Alert(kind="report_overdue", subject="2024-03", due_on=date(2024, 4, 10), days=2),
    )
    assert reports_overdue(expected, {"2024-01", "2024-02"}, 10, date(2024, 4, 10)) == ()


def test_a_milestone_is_overdue_from_the_day_after_until_it_is_met() -> None:
    due = [("1", date(2024, 3, 31)), ("2", date(2024, 6, 30))]
    assert milestones_overdue(due, set(), date(2024, 3, 31)) == ()
    late = Alert(kind="milestone_overdue", subject="1", due_on=date(2024, 3, 31), days=1)
    assert milestones_overdue(due, set(), date(2024, 4, 1)) == (late,)
    assert milestones_overdue(due, {"1"}, date(2024, 4, 1)) == ()


@pytest.mark.parametrize(("completed", "warned"), [(350, False), (349, True), (0, True), (None, True), (1200, False)])
def test_investment_is_behind_when_it_lags_more_than_the_points(completed: int | None, warned: bool) -> None:
    assert bool(behind_plan(completed, 1000, HALF, 15)) == warned


def test_a_lag_is_told_with_both_percentages() -> None:
    (alert,) = behind_plan(300, 1000, HALF, 15)
    assert alert == Alert(kind="investment_behind_plan", actual="30.0", planned="50.0", amount=300)


def test_without_a_plan_nothing_is_behind() -> None:
    assert behind_plan(300, None, HALF, 15) == behind_plan(300, 0, HALF, 15) == ()


@pytest.mark.parametrize(("paid_base", "warned"), [("received", False), ("annual_plan", True)])
def test_payment_is_slow_by_the_base_that_the_profile_names(paid_base: PaidBase, warned: bool) -> None:
    figures, plan = Figures(received=300, paid=120), Plan(original=1000)
    found = slow_disbursement(figures, plan, HALF, 30, paid_base=paid_base, disbursed_means="unit_to_payee")
    assert bool(found) == warned


def test_payment_is_measured_against_the_plan_as_it_stands() -> None:
    def slow(plan: Plan) -> tuple[Alert, ...]:
        return slow_disbursement(
            Figures(paid=150), plan, HALF, 30, paid_base="annual_plan", disbursed_means="unit_to_payee"
        )

    assert slow(Plan(original=1000)) == (Alert(kind="slow_disbursement", actual="15.0", planned="50.0", amount=150),)
    assert slow(Plan(original=1000, adjusted=600)) == ()


def test_money_that_has_not_arrived_cannot_be_paid_slowly() -> None:
    found = slow_disbursement(
        Figures(received=0), Plan(original=1000), HALF, 30, paid_base="received", disbursed_means="unit_to_payee"
    )
    assert found == ()


def test_work_that_nobody_paid_for_is_owed() -> None:
    assert payable(Figures(completed=75)) == (Alert(kind="payable", amount=75),)
    assert payable(Figures(completed=75, paid=70)) == (Alert(kind="payable", amount=5),)
    assert payable(Figures(completed=75, paid=75)) == payable(Figures(paid=3)) == ()


@pytest.mark.parametrize(
    ("reports", "unchanged"),
    [("", 0), ("a", 0), ("aaa", 0), ("aaaa", 3), ("baaaa", 3), ("aaaaa", 4), ("aaab", 0), ("abaaa", 0)],
)
def test_three_reports_that_say_what_the_one_before_said_are_a_warning(reports: str, unchanged: int) -> None:
    warned = (Alert(kind="no_progress_change_for_n_reports", reports=unchanged),) if unchanged else ()
    assert no_change(tuple(reports), 3) == warned


@pytest.mark.parametrize(
    ("on", "days"),
    [(date(2024, 11, 30), None), (date(2024, 12, 1), 30), (date(2024, 12, 31), 0), (date(2025, 1, 2), -2)],
)
def test_a_deadline_is_near_from_its_days_before_on(on: date, days: int | None) -> None:
    last = date(2024, 12, 31)
    expected = () if days is None else (Alert(kind="deadline_within_n_days", due_on=last, days=days),)
    assert deadline_near(last, on, 30) == expected


@given(FEN, FEN, st.integers(1, 10**12), st.fractions(0, 1), st.integers(0, 100))
def test_more_work_never_brings_a_warning(one: int, other: int, plan: int, gone: Fraction, points: int) -> None:
    less, more = sorted((one, other))
    assert len(behind_plan(more, plan, gone, points)) <= len(behind_plan(less, plan, gone, points))


@given(st.lists(st.sampled_from("ab"), max_size=9), st.integers(1, 4))
def test_no_change_is_a_run_at_the_end(reports: list[str], times: int) -> None:
    run = next((n for n in range(1, len(reports)) if reports[-n - 1] != reports[-1]), len(reports)) - 1
    assert bool(no_change(reports, times)) == (run >= times)
