"""What can be asked of the ledger as a whole: 台账, money, targets, promises, alerts, 待办, grades over the years?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, NamedTuple, cast

import orjson

from api.days import Days
from api.http import queries
from api.http.audience import EVERYONE, OFFICE, Audience
from api.http.reads import many, one, wait
from api.http.reply import Reply
from api.http.route import V1, Call, Parameter, Route
from api.refusals import NotYet, QueryInvalid
from api.scope import sees_inside
from domain.calendar import day_of
from projections.ledger.alerts import Warned, alerts
from projections.ledger.lines import Line, Together, lines, summed
from projections.ledger.promises import Kept, promises
from projections.ledger.satisfaction_years import Satisfaction, satisfaction
from projections.ledger.spending import BY, By, Spending, spending
from projections.ledger.targets import Aimed, targets
from projections.ledger.todo import ROLES, Todo, todo
from projections.model import ReadModel, Row
from projections.models import CYCLES, FINDINGS, PROJECTS, PROPOSALS, REPORTS, ROUND_RESULTS, SATISFACTION
from projections.publication import listed, project_as_seen, settings_of, without_positions

WATCHERS: Final[Audience] = OFFICE | {"government", "unit", "auditor"}
"""Those who watch over projects or carry them out; warnings and 待办 are for them."""

BY_PARAMETER: Final = Parameter(
    name="by",
    place="query",
    summary="按什么分：unit承办单位、category类别、place地点、month报告期、source来源；不写是unit",
    schema={"type": "string", "enum": list(BY)},
)
ROLE: Final = Parameter(
    name="role",
    place="query",
    summary="只要这个身份的：clerk、chair、government、unit；不写是全部",
    schema={"type": "string", "enum": list(ROLES)},
)
OF_UNIT: Final = Parameter(name="unit", place="query", summary="只要由这个承办单位负责的（单位编号）")

WHERE: Final = (queries.AT_LEAST, queries.CONGRESS, queries.WITHIN, queries.ON)
YEARLY: Final = (*WHERE, queries.YEAR)
OF_TODO: Final = (PROJECTS, CYCLES, FINDINGS, REPORTS, PROPOSALS, ROUND_RESULTS, SATISFACTION)

LINKS: Final = {"project": f"{V1}/projects/{{stream}}", "history": f"{V1}/streams/{{stream}}/history"}
"""Where the streams lie that stand behind the figures: the projects themselves, and the events of any stream."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What every answer says: the day that it stands for, what is withheld, and where the streams lie that it names."""

    on: str
    withheld: tuple[str, ...]
    links: Mapping[str, str]


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
class DayAlerts(Answered):
    """Warnings as of a day."""

    alerts: tuple[Warned, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DayTodo(Answered):
    """待办 as of a day."""

    items: tuple[Todo, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grades(Answered):
    """Grades over the years."""

    satisfaction: Satisfaction


class Seen(NamedTuple):
    """The rows of projects as the caller may see them, those whose inside he sees, and what is withheld of the others."""

    rows: list[Row]
    own: list[Row]
    withheld: tuple[str, ...]

    @property
    def outside(self) -> bool:
        """Whether he sees any from outside."""
        return len(self.rows) > len(self.own)


def _days(call: Call) -> Days:
    return Days(
        reading=call.desk.reading,
        history=call.desk.ledger.history,
        congress=queries.division(call, queries.CONGRESS),
        within=queries.division(call, queries.WITHIN),
        day=queries.on(call),
        today=day_of(call.desk.clock()),
    )


def _projects(call: Call) -> Seen:
    """The projects that are asked for; whoever does not work with them gets them as published."""
    rows: list[Row] = []
    own: list[Row] = []
    said: dict[str, None] = {}
    for row in _days(call).rows(PROJECTS):
        if sees_inside(call.actor, row["code"], "project"):
            rows.append(row)
            own.append(row)
        elif listed(row):
            seen = project_as_seen(row, settings_of(row, None))
            said |= dict.fromkeys(seen["withheld"])
            rows.append(seen)
    return Seen(rows, own, tuple(said))


def _ledger(call: Call, seen: Seen, said: Mapping[str, Any]) -> Answered:
    year, day = queries.year(call), queries.on(call)
    found = lines(seen.rows, year, day)
    return YearLedger(**said, year=year, lines=found, total=summed(found, seen.rows))


def _money(call: Call, seen: Seen, said: Mapping[str, Any]) -> Answered:
    by = cast("By", queries.one_of(call, BY_PARAMETER, "unit"))
    return YearMoney(**said, money=spending(seen.rows, queries.year(call), by))


def _targets(call: Call, seen: Seen, said: Mapping[str, Any]) -> Answered:
    year = queries.year(call)
    return YearTargets(**said, year=year, projects=targets(seen.rows, year))


def _promises(call: Call, seen: Seen, said: Mapping[str, Any]) -> Answered:
    year = queries.year(call)
    return YearPromises(**said, year=year, projects=promises(seen.rows, year, queries.on(call)))


def _alerts(call: Call, seen: Seen, said: Mapping[str, Any]) -> Answered:
    found = alerts(seen.own, queries.on(call))
    return DayAlerts(**said, alerts=_of_unit(call, found))


def _todo(call: Call, seen: Seen, said: Mapping[str, Any]) -> Answered:
    """Rows of which the caller sees the outside alone ask nothing of him."""
    days, role = _days(call), queries.one_of(call, ROLE, "")
    others = [model for model in OF_TODO if model is not PROJECTS]
    rows: dict[str, list[Row]] = {PROJECTS.name: seen.own}
    for model in others:
        rows[model.name] = [row for row in days.rows(model) if sees_inside(call.actor, row["code"], "project")]
    found = (each for each in todo(rows, days.day) if role in ("", each.role))
    return DayTodo(**said, items=_of_unit(call, found))


def _satisfaction(_call: Call, seen: Seen, said: Mapping[str, Any]) -> Answered:
    return Grades(**said, satisfaction=satisfaction(seen.rows))


def _of_unit(call: Call, found: Iterable[Any]) -> tuple[Any, ...]:
    unit = call.query.get(OF_UNIT.name)
    return tuple(each for each in found if unit is None or unit in each.unit.split("、"))


Make = Callable[[Call, Seen, Mapping[str, Any]], Answered]


def _reading(  # noqa: PLR0913 - a door has that many sides
    path: str,
    summary: str,
    make: Make,
    answer: type[Answered],
    parameters: tuple[Parameter, ...],
    *,
    audience: Audience = EVERYONE,
    models: tuple[ReadModel, ...] = (PROJECTS, SATISFACTION),
) -> Route:
    def handle(call: Call) -> Reply:
        queries.refuse_unknown(call, parameters)
        wait(call, *models)
        seen = _projects(call)
        made = make(call, seen, {"on": str(queries.on(call)), "withheld": seen.withheld, "links": LINKS})
        return Reply(content=without_positions(orjson.loads(orjson.dumps(made))) if seen.outside else made)

    return Route(
        method="GET",
        path=V1 + path,
        summary=summary,
        audience=audience,
        handle=handle,
        answer=answer,
        parameters=parameters,
        refusals=(QueryInvalid, NotYet),
    )


ROUTES: Final[tuple[Route, ...]] = (
    many("/projects", PROJECTS, "项目"),
    one("/projects/{project}", PROJECTS, "项目"),
    _reading("/ledger", "一个年度的台账", _ledger, YearLedger, YEARLY),
    _reading("/money", "一个年度的资金", _money, YearMoney, (*YEARLY, BY_PARAMETER)),
    _reading("/targets", "一个年度的目标任务", _targets, YearTargets, YEARLY),
    _reading("/promises", "承诺、调整和兑现", _promises, YearPromises, YEARLY),
    _reading("/satisfaction-years", "历年测评等次", _satisfaction, Grades, WHERE),
    _reading("/alerts", "预警", _alerts, DayAlerts, (*WHERE, OF_UNIT), audience=WATCHERS),
    _reading("/todo", "待办", _todo, DayTodo, (*WHERE, ROLE, OF_UNIT), audience=WATCHERS, models=OF_TODO),
)
