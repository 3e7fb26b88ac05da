"""What is answered when somebody asks of a congress's year: 台账, money, targets, promises, grades, warnings, 待办?

The same answers go out over HTTP and on the command line with `--json`. Each says for which day it stands, what is withheld, and where
the streams lie that it names.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from projections.ledger.alerts import Warned, alerts
from projections.ledger.lines import Line, Together, lines, summed
from projections.ledger.promises import Kept, promises
from projections.ledger.satisfaction_years import Satisfaction, satisfaction
from projections.ledger.spending import By, Spending, spending
from projections.ledger.supervision import Supervision, supervision
from projections.ledger.targets import Aimed, targets
from projections.ledger.todo import Todo, todo
from projections.model import ReadModel, Row
from projections.models import CYCLES, FINDINGS, INSPECTIONS, PROJECTS, PROPOSALS, REPORTS, ROUND_RESULTS, SATISFACTION

OF_TODO: Final[tuple[ReadModel, ...]] = (
    PROJECTS,
    CYCLES,
    FINDINGS,
    REPORTS,
    PROPOSALS,
    ROUND_RESULTS,
    SATISFACTION,
)
"""The read models whose rows ask something of somebody."""

OF_SUPERVISION: Final[tuple[ReadModel, ...]] = (PROJECTS, CYCLES, INSPECTIONS, FINDINGS)
"""The read models whose rows say who watches over what, and what came of it."""

LINKS: Final = {
    "project": "/api/v1/projects/{stream}",
    "history": "/api/v1/streams/{stream}/history",
    "event": "/api/v1/events/{position}",
}
"""Where the streams lie that stand behind the figures: the projects themselves, and the events of any stream."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The rows that somebody may see, the day that he asks about, and what is withheld from him."""

    rows: Sequence[Row]
    day: date
    withheld: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What every answer says: the day that it stands for, what is withheld, and where the streams lie that it names."""

    on: str
    withheld: tuple[str, ...]
    links: Mapping[str, str] = field(default_factory=lambda: LINKS)


@dataclass(frozen=True, slots=True, kw_only=True)
class YearLedger(Answered):
    """台账 of a year."""

    year: int
    lines: tuple[Line, ...]
    total: Together


@dataclass(frozen=True, slots=True, kw_only=True)
class YearMoney(Answered):
    """Money of a year in groups."""

    money: Spending


@dataclass(frozen=True, slots=True, kw_only=True)
class YearTargets(Answered):
    """Targets of a year."""

    year: int
    projects: tuple[Aimed, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class YearPromises(Answered):
    """Promise, adjusted promise and delivery of a year's projects."""

    year: int
    projects: tuple[Kept, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class YearSupervision(Answered):
    """Who watches over a year's projects, how often they were seen, what was found and what is closed."""

    year: int
    supervision: Supervision


@dataclass(frozen=True, slots=True, kw_only=True)
class Grades(Answered):
    """Grades over the years."""

    satisfaction: Satisfaction


@dataclass(frozen=True, slots=True, kw_only=True)
class DayAlerts(Answered):
    """Warnings as of a day."""

    alerts: tuple[Warned, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DayTodo(Answered):
    """待办 as of a day."""

    items: tuple[Todo, ...]


def year_ledger(asked: Asked, year: int) -> YearLedger:
    """台账 of a year."""
    found = lines(asked.rows, year, asked.day)
    total = summed(found, asked.rows)
    return YearLedger(on=str(asked.day), withheld=asked.withheld, year=year, lines=found, total=total)


def year_money(asked: Asked, year: int, by: By) -> YearMoney:
    """Money of a year in groups."""
    return YearMoney(on=str(asked.day), withheld=asked.withheld, money=spending(asked.rows, year, by))


def year_targets(asked: Asked, year: int) -> YearTargets:
    """Targets of a year."""
    return YearTargets(on=str(asked.day), withheld=asked.withheld, year=year, projects=targets(asked.rows, year))


def year_promises(asked: Asked, year: int) -> YearPromises:
    """Promise, adjusted promise and delivery."""
    found = promises(asked.rows, year, asked.day)
    return YearPromises(on=str(asked.day), withheld=asked.withheld, year=year, projects=found)


def year_supervision(rows: Mapping[str, Iterable[Row]], year: int, day: date) -> YearSupervision:
    """Supervision of a year as of a day; `rows` by the name of their read model."""
    return YearSupervision(on=str(day), withheld=(), year=year, supervision=supervision(rows, year, day))


def grades(asked: Asked) -> Grades:
    """Grades over the years."""
    return Grades(on=str(asked.day), withheld=asked.withheld, satisfaction=satisfaction(asked.rows))


def day_alerts(asked: Asked, unit: str = "") -> DayAlerts:
    """Warnings, of one unit where it is named."""
    found = tuple(each for each in alerts(asked.rows, asked.day) if unit in ("", each.unit))
    return DayAlerts(on=str(asked.day), withheld=(), alerts=found)


def day_todo(rows: Mapping[str, Iterable[Row]], day: date, *, role: str = "", unit: str = "") -> DayTodo:
    """待办, of one role and one unit where they are named; `rows` by the name of their read model."""
    found = (each for each in todo(rows, day) if role in ("", each.role))
    return DayTodo(
        on=str(day), withheld=(), items=tuple(each for each in found if unit in ("", *each.unit.split("、")))
    )
