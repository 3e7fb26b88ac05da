"""Which warnings do a project's figures give on a day?

rules.md §6.2 and M-09. A warning is derived and never recorded: it stands as long as its figures do. The thresholds come from the
profile; none of them was found in a published text.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Final, Literal

from projects.measures.money import Figures
from projects.measures.periods import Period
from projects.measures.rates import Disbursed, PaidBase, Plan, disbursed, paid_of_received, percent_of

AlertKind = Literal[
    "report_overdue", "milestone_overdue", "investment_behind_plan", "slow_disbursement", "payable",
    "no_progress_change_for_n_reports", "deadline_within_n_days",
]  # fmt: skip

ALERTS: Final[dict[AlertKind, str]] = {
    "report_overdue": "进度报告逾期",
    "milestone_overdue": "节点逾期",
    "investment_behind_plan": "投资落后于计划",
    "slow_disbursement": "拨付缓慢",
    "payable": "应付未付",
    "no_progress_change_for_n_reports": "进度没有变化",
    "deadline_within_n_days": "临近完成时限",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """One warning: `subject` the period or milestone, `days` overdue (or left, for a deadline), percentages as text, fen."""

    kind: AlertKind
    subject: str = ""
    due_on: date | None = None
    days: int | None = None
    actual: str | None = None
    planned: str | None = None
    amount: int | None = None
    reports: int | None = None


def reports_overdue(
    expected: Iterable[Period], reported: Collection[str], due_days: int, on: date
) -> tuple[Alert, ...]:
    """report_overdue: every expected period without a report `due_days` after its last day."""
    missing = [
        (period, period.last_day + timedelta(days=due_days)) for period in expected if str(period) not in reported
    ]
    return tuple(
        Alert(kind="report_overdue", subject=str(period), due_on=due, days=(on - due).days)
        for period, due in missing
        if on > due
    )


def milestones_overdue(due: Iterable[tuple[str, date]], met: Collection[str], on: date) -> tuple[Alert, ...]:
    """milestone_overdue: every milestone that is not met after its day."""
    return tuple(
        Alert(kind="milestone_overdue", subject=name, due_on=day, days=(on - day).days)
        for name, day in due
        if name not in met and on > day
    )


def behind_plan(completed: int | None, plan: int | None, gone: Fraction, points: int) -> tuple[Alert, ...]:
    """investment_behind_plan: completed investment lags more than `points` percentage points behind the time `gone`.

    `plan` is the annual plan as it stands. Nothing reported counts as nothing completed.
    """
    return _lagging("investment_behind_plan", completed or 0, plan, gone, points)


def slow_disbursement(  # noqa: PLR0913 - what 拨付 means, and of what, are the profile's two choices
    figures: Figures, plan: Plan, gone: Fraction, points: int, *, paid_base: PaidBase, disbursed_means: Disbursed
) -> tuple[Alert, ...]:
    """slow_disbursement (M-09): the 拨付率, of the base that the profile names, lags more than `points` behind the time `gone`."""
    base = figures.received if paid_of_received(paid_base, disbursed_means) else plan.stands
    return _lagging("slow_disbursement", disbursed(figures, disbursed_means) or 0, base, gone, points)


def payable(start: Figures) -> tuple[Alert, ...]:
    """Payable 应付未付: work worth more than what was paid for it (政府投资条例 art. 22: nobody builds on credit)."""
    owed = (start.completed or 0) - (start.paid or 0)
    return (Alert(kind="payable", amount=owed),) if start.completed is not None and owed > 0 else ()


def no_change(reports: Sequence[object], times: int) -> tuple[Alert, ...]:
    """no_progress_change_for_n_reports: the last `times` reports say of progress what the one before them said, oldest first."""
    last = reports[-(times + 1) :]
    same = times > 0 and len(last) == times + 1 and all(report == last[0] for report in last)
    return (Alert(kind="no_progress_change_for_n_reports", reports=_unchanged(reports)),) if same else ()


def deadline_near(deadline: date, on: date, within: int) -> tuple[Alert, ...]:
    """deadline_within_n_days: from `within` days before the last day on; negative `days` once it has passed."""
    left = (deadline - on).days
    return (Alert(kind="deadline_within_n_days", due_on=deadline, days=left),) if left <= within else ()


def _lagging(kind: AlertKind, amount: int, base: int | None, gone: Fraction, points: int) -> tuple[Alert, ...]:
    if not base:
        return ()
    actual = Fraction(amount, base)
    if (gone - actual) * 100 <= points:
        return ()
    return (Alert(kind=kind, actual=percent_of(actual, 1), planned=percent_of(gone, 1), amount=amount),)


def _unchanged(reports: Sequence[object]) -> int:
    """How many reports in a row say what the one before them said."""
    count = 0
    for earlier, later in zip(reversed(reports[:-1]), reversed(reports[1:]), strict=True):
        if earlier != later:
            break
        count += 1
    return count
