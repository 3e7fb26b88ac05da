"""Under which light does a project stand on a day, and how much of its year is over?"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from projections.ledger.figures import Row, rules_of
from projections.ledger.said import Report, deadline_of, planned, year_to_date
from projections.ledger.targets import Done
from projects.measures import Light, LightRules, elapsed, light, progress


def light_of(row: Row, year: int, day: date, report: Report | None, aims: Iterable[Done]) -> Light | None:
    """The light of a project that goes on; one that was suspended or ended without acceptance has none."""
    rules = rules_of(row)["lights"]
    standing = row["standing"]
    blue = standing == "accepted" or (standing == "completed" and rules["blue"] == "completed")
    if standing in ("suspended", "terminated", "chosen") and not blue:
        return None
    done = progress(
        [aim.aim for aim in aims],
        physical_percent=report.said["physical_percent"] if report else None,
        invested=_invested(row, year),
    )
    scheme = LightRules(**{name: value for name, value in rules.items() if name != "blue"})
    return light(done, gone(row, year, day), scheme, blue=blue)


def _invested(row: Row, year: int) -> Fraction | None:
    completed, (_, stands) = year_to_date(row, year).completed, planned(row, year)
    return Fraction(completed.fen, stands.fen) if completed.fen is not None and stands.fen else None


def gone(row: Row, year: int, day: date) -> Fraction:
    """How much of the year is over for the project: from its first day to its last, or to the deadline where that is sooner."""
    deadline = deadline_of(row["now"]["brief"])
    ends = date(year, 12, 31)
    if deadline is not None and deadline.year == year:
        ends = min(ends, deadline)
    return elapsed(date(year, 1, 1), ends, day)
