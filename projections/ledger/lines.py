"""What stands in the 台账 of a year, one line a project?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from projections.ledger.figures import Events, Four, Money, Row, behind, money, total, totals
from projections.ledger.lights import light_of
from projections.ledger.rates import Flagged, Share, flags_of, shares_of
from projections.ledger.said import (
    Report,
    chosen,
    newest,
    planned,
    promised,
    since_start,
    stands_in,
    stated,
    year_to_date,
)
from projections.ledger.targets import Done, Part, parts_of, targets_of
from projections.words.years import CHECKED
from projects.measures import LIGHTS


@dataclass(frozen=True, slots=True, kw_only=True)
class Graded:
    """An announced grade of the project or of a sub-item."""

    item: str
    title: str
    project_year: int
    subject: str
    grade: str | None
    grade_word: str
    meeting_title: str
    behind: Events


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One project in one year: what was promised, planned, received, paid, done, and under which light it stands."""

    stream: str
    project: str
    title: str
    code: str
    congress_name: str
    investment_code: str
    budget_code: str
    category: str
    nature_word: str
    places: tuple[str, ...]
    unit: str
    unit_name: str
    origin: str
    origin_word: str
    standing: str
    standing_word: str
    standing_behind: Events
    carried_over: bool
    promised: Money
    promised_text: str
    total: Money
    total_text: str
    deadline_on: str
    deadline_text: str
    original_plan: Money
    plan: Money
    period: str
    checked: str
    year_to_date: Four
    since_start: Four
    rates: tuple[Share, ...]
    flags: tuple[Flagged, ...]
    physical_percent: int | None
    physical_behind: Events
    targets: tuple[Done, ...]
    sub_items: tuple[Part, ...]
    problems: str
    next_steps: str
    light: str | None
    light_word: str
    settled: Money
    accounted: Money
    adjustments: int
    grades: tuple[Graded, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Together:
    """All lines of a year in one: how many projects, how many have reported, and the sums of what they say."""

    projects: int
    reported: int
    promised: Money
    original_plan: Money
    plan: Money
    year_to_date: Four
    since_start: Four
    rates: tuple[Share, ...]


def lines(rows: Iterable[Row], year: int, day: date) -> tuple[Line, ...]:
    """A line for every project that stands in the year, lights as of `day`."""
    return tuple(line(row, year, day) for row in chosen(rows) if stands_in(row, year))


def line(row: Row, year: int, day: date) -> Line:
    """The line of one project."""
    report = newest(row, year)
    original, stands = planned(row, year)
    of_year, of_start = year_to_date(row, year), since_start(row, year)
    aims = targets_of(row, year)
    lit = light_of(row, year, day, report, aims)
    return Line(
        **{name: row[name] for name in _SAME},
        **_of_brief(row),
        **_of_report(row, report),
        unit_name=row["unit_names"].get(row["unit"], ""),
        origin=row["origin"] or "",
        standing_behind=behind(row, row["way"][-1]),
        carried_over=year != row["years"][0],
        promised=promised(row),
        promised_text=(row["promise"] or {}).get("amount_text", ""),
        original_plan=original,
        plan=stands,
        year_to_date=of_year,
        since_start=of_start,
        rates=shares_of([row], of_year, original, stands),
        flags=flags_of(row, of_year, of_start, original, stands),
        targets=aims,
        sub_items=parts_of(row, year),
        light=lit,
        light_word=LIGHTS[lit] if lit else "",
        settled=stated(row, "settlement"),
        accounted=stated(row, "final_accounts"),
        adjustments=len(row["adjustments"]) + len(row["minor"]),
        grades=tuple(graded(row, grade) for grade in row["grades"] if grade["project_year"] == year),
    )


_SAME = (
    "stream", "project", "title", "code", "congress_name", "category", "nature_word", "unit", "origin_word", "standing", "standing_word",
)  # fmt: skip


def _of_brief(row: Row) -> dict[str, Any]:
    """What the brief that stands says; without its codes, where the row is as everybody may see it."""
    brief = row["now"]["brief"]
    return {
        "investment_code": brief.get("investment_code", ""),
        "budget_code": brief.get("budget_code", ""),
        "places": tuple(place["name"] for place in brief["places"]),
        "total": money(row, brief["total_fen"], row["now"]),
        **{name: brief[name] for name in ("total_text", "deadline_on", "deadline_text")},
    }


def _of_report(row: Row, report: Report | None) -> dict[str, Any]:
    """What the newest report says beside its amounts."""
    said = report.said if report else {}
    percent = said.get("physical_percent")
    return {
        "period": str(report.period) if report else "",
        "checked": CHECKED[said["status"]] if report else "",
        "physical_percent": percent,
        "physical_behind": () if percent is None else behind(row, said),
        "problems": said.get("problems", ""),
        "next_steps": said.get("next_steps", ""),
    }


def graded(row: Row, grade: Row) -> Graded:
    """A grade with the event that announced it."""
    names = ("item", "title", "project_year", "subject", "grade", "grade_word", "meeting_title")
    return Graded(**{name: grade[name] for name in names}, behind=behind(row, grade))


def summed(found: Iterable[Line], rows: Iterable[Row]) -> Together:
    """The line below all lines; rates of sums, under the rules of the first congress that has one."""
    found = list(found)
    standing = {each.stream for each in found}
    original, stands = total(each.original_plan for each in found), total(each.plan for each in found)
    of_year = totals(each.year_to_date for each in found)
    return Together(
        projects=len(found),
        reported=sum(bool(each.period) for each in found),
        promised=total(each.promised for each in found),
        original_plan=original,
        plan=stands,
        year_to_date=of_year,
        since_start=totals(each.since_start for each in found),
        rates=shares_of([row for row in rows if row["stream"] in standing], of_year, original, stands),
    )
