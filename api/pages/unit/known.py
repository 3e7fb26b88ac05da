"""What was reported of a project before a period, which periods are still owed, and which one is next?"""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import fields
from datetime import date, timedelta
from fractions import Fraction
from typing import Any, Final

from domain.calendar import parse_day
from domain.canonical import from_json
from projects.events.progress import ProgressReported
from projects.events.values import Amounts
from projects.measures import Period, expected_periods, read_period
from projects.states.figures import Places, steps

Row = Mapping[str, Any]
NAMES: Final = frozenset(each.name for each in fields(ProgressReported))
MOST_OWED: Final = 24


def before(row: Row, period: str) -> Places:
    """The newest figure of every place that was reported before this period; those of the year only within it."""
    nothing = ProgressReported(period=period, year=Amounts(), start=Amounts())
    reports = [each for each in _counting(row) if each.period != period]
    printed = row.get("taken_over") or {}
    figures = printed.get("figures") or {}
    known = {f"start.{name}": Fraction(fen) for name, fen in figures.items() if isinstance(fen, int)}
    every = steps([*reports, nothing], known, printed.get("figures_on") or "")
    return next(step.before for step in every if step.report is nothing)


def last(row: Row) -> Row | None:
    """The newest version of the newest report that counts, with its period."""
    found = [
        {**each["versions"][-1], "period": each["period"]}
        for each in row.get("reports", ())
        if each["versions"][-1]["status"] != "returned"
    ]
    return max(found, key=lambda each: _end(each["period"]), default=None)


def owed(row: Row, today: date) -> list[Period]:
    """The periods that are over and not reported, after the last one that was, in their order."""
    assigned = row.get("assigned") or {}
    if not assigned or row["standing"] not in ("running", "completed"):
        return []
    newest = last(row)
    frequency = row["rules"]["implementation"]["report_frequency"]
    begun = read_period(newest["period"]) if newest else None
    since = begun.last_day + timedelta(days=1) if begun else parse_day(assigned["on"])
    returned = [
        found
        for each in row.get("reports", ())
        if each["versions"][-1]["status"] == "returned" and (found := read_period(each["period"])) is not None
    ]
    return sorted({*returned, *expected_periods(since, today, frequency)})[-MOST_OWED:]


def _counting(row: Row) -> list[ProgressReported]:
    return [
        as_said(each["period"], each["versions"][-1])
        for each in row.get("reports", ())
        if each["versions"][-1]["status"] != "returned"
    ]


def as_said(period: str, version: Row) -> ProgressReported:
    """The report that a version of the row tells of."""
    # Reading takes what it is given apart.
    known = {name: deepcopy(value) for name, value in version.items() if name in NAMES}
    found: ProgressReported = from_json(ProgressReported, {"period": period, "year": {}, "start": {}, **known})
    return found


def _end(period: str) -> tuple[int, int]:
    found = read_period(period)
    return (found.year, found.last_month) if found else (0, 0)
