"""How was each project graded, year after year?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from projections.ledger.figures import Row
from projections.ledger.lines import Graded, graded
from projections.ledger.said import chosen


@dataclass(frozen=True, slots=True, kw_only=True)
class Years:
    """One project with every announced grade, oldest first; a sub-item's grade names it."""

    stream: str
    project: str
    title: str
    unit_name: str
    grades: tuple[Graded, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many items got which grade in the evaluations of one year on one subject."""

    project_year: int
    subject: str
    grades: dict[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Satisfaction:
    """Projects by number, and the numbers of their grades by year."""

    projects: tuple[Years, ...]
    years: tuple[Tally, ...]


def satisfaction(rows: Iterable[Row]) -> Satisfaction:
    """Every project that was ever graded, in the order of numbers."""
    found = [
        Years(
            stream=row["stream"],
            project=row["project"],
            title=row["title"],
            unit_name=row["unit_names"].get(row["unit"], ""),
            grades=tuple(graded(row, grade) for grade in row["grades"]),
        )
        for row in chosen(rows)
        if row["grades"]
    ]
    return Satisfaction(projects=tuple(found), years=_tallies(found))


def _tallies(projects: Iterable[Years]) -> tuple[Tally, ...]:
    counts: dict[tuple[int, str], dict[str, int]] = {}
    for grade in (grade for project in projects for grade in project.grades):
        words = counts.setdefault((grade.project_year, grade.subject), {})
        words[grade.grade_word] = words.get(grade.grade_word, 0) + 1
    return tuple(
        Tally(project_year=year, subject=subject, grades=words) for (year, subject), words in sorted(counts.items())
    )
