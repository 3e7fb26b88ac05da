"""What can be asked of the ledger as a whole: 台账, money, targets, promises, grades over the years, warnings, 待办?"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NamedTuple, cast

import orjson

from api.days import Days
from api.http import queries
from api.http.audience import EVERYONE, OFFICE, Audience
from api.http.filters import NUMBER, STANDING
from api.http.reads import many, one, wait
from api.http.reply import Reply
from api.http.route import V1, Call, Parameter, Route
from api.http.streams import stream_named
from api.refusals import NotYet, PastUnknown, QueryInvalid
from api.scope import sees_inside
from api.yearly import (
    OF_SUPERVISION,
    OF_TODO,
    Answered,
    Asked,
    DayAlerts,
    DayTodo,
    Grades,
    YearLedger,
    YearMoney,
    YearPromises,
    YearSupervision,
    YearTargets,
    day_alerts,
    day_todo,
    grades,
    year_ledger,
    year_money,
    year_promises,
    year_supervision,
    year_targets,
)
from domain.refusals import NotFound
from projections.ledger.spending import BY, By
from projections.ledger.todo import ROLES
from projections.model import ReadModel, Row
from projections.models import PROJECTS, SATISFACTION
from projections.publication import listed, project_as_seen, settings_of, without_positions

WATCHERS: Final[Audience] = OFFICE | {"government", "unit", "auditor"}
"""Those who watch over projects or carry them out; warnings and 待办 are for them."""

INSIDE: Final[Audience] = OFFICE | {"auditor"}
"""Those who see by reference who watches over a project."""

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

OF_PROJECT: Final = Parameter(name="project", place="query", summary="只要这个项目的（它的编号，即stream）")

WHERE: Final = (queries.AT_LEAST, queries.CONGRESS, queries.WITHIN, queries.AS_OF, queries.VALID_ON)
YEARLY: Final = (*WHERE, queries.YEAR)
OF_LINES: Final = (*YEARLY, OF_PROJECT)


class Seen(NamedTuple):
    """The projects as the caller may see them, those whose inside he sees, and the days on which all of it stands."""

    asked: Asked
    own: Asked
    days: Days

    @property
    def outside(self) -> bool:
        """Whether he sees any from outside."""
        return len(self.asked.rows) > len(self.own.rows)


def _days(call: Call) -> Days:
    as_of = queries.as_of(call)
    return Days(
        reading=call.desk.reading,
        history=call.desk.ledger.history,
        congress=queries.division(call, queries.CONGRESS),
        within=queries.division(call, queries.WITHIN),
        day=queries.valid_on(call) or as_of.day,
        today=as_of.day,
        as_of=as_of.position,
    )


def _seen(call: Call) -> Seen:
    """The projects that are asked for; whoever does not work with them gets them as published."""
    days = _days(call)
    rows: list[Row] = []
    own: list[Row] = []
    withheld: dict[str, None] = {}
    for row in _asked_for(call, days):
        if sees_inside(call.actor, row["code"], row["kind"], row):
            rows.append(row)
            own.append(row)
        elif listed(row):
            seen = project_as_seen(row, settings_of(row, None))
            withheld |= dict.fromkeys(seen["withheld"])
            rows.append(seen)
    return Seen(Asked(rows, days.day, tuple(withheld)), Asked(own, days.day), days)


def _asked_for(call: Call, days: Days) -> list[Row]:
    """The projects of the congress, or the one that is named; nothing where there is no such project."""
    named = call.query.get(OF_PROJECT.name)
    if named is None:
        return list(days.rows(PROJECTS))
    try:
        key = str(stream_named(named))
    except NotFound as refused:
        raise QueryInvalid(f"参数{OF_PROJECT.name}：{refused.detail}") from None
    shown = call.desk.reading.row(PROJECTS, key, days.as_of)
    return [] if shown is None else list(days.stood(PROJECTS, [shown]))


def _money(call: Call, seen: Seen) -> YearMoney:
    by = cast("By", queries.one_of(call, BY_PARAMETER, "unit"))
    return year_money(seen.asked, queries.year(call), by)


def _alerts(call: Call, seen: Seen) -> DayAlerts:
    return day_alerts(seen.own, call.query.get(OF_UNIT.name, ""))


def _todo(call: Call, seen: Seen) -> DayTodo:
    """Rows of which the caller sees the outside alone ask nothing of him."""
    role, rows = queries.one_of(call, ROLE, ""), _inside(call, OF_TODO, seen)
    return day_todo(rows, seen.days.day, role=role, unit=call.query.get(OF_UNIT.name, ""))


def _supervision(call: Call, seen: Seen) -> YearSupervision:
    return year_supervision(_inside(call, OF_SUPERVISION, seen), queries.year(call), seen.days.day)


def _inside(call: Call, models: tuple[ReadModel, ...], seen: Seen) -> dict[str, list[Row]]:
    """The rows by model whose inside the caller sees."""
    rows: dict[str, list[Row]] = {
        model.name: [row for row in seen.days.rows(model) if sees_inside(call.actor, row["code"], PROJECT, row)]
        for model in models
        if model is not PROJECTS
    }
    return {**rows, PROJECTS.name: list(seen.own.rows)}


PROJECT: Final = "project"
"""Whoever works with projects is told what the rest of the year asks of him, too."""


def _reading(  # noqa: PLR0913 - a door has that many sides
    path: str,
    summary: str,
    make: Callable[[Call, Seen], Answered],
    answer: type[Answered],
    parameters: tuple[Parameter, ...],
    *,
    audience: Audience = EVERYONE,
    models: tuple[ReadModel, ...] = (PROJECTS, SATISFACTION),
) -> Route:
    def handle(call: Call) -> Reply:
        queries.refuse_unknown(call, parameters)
        wait(call, *models)
        seen = _seen(call)
        made = make(call, seen)
        return Reply(content=without_positions(orjson.loads(orjson.dumps(made))) if seen.outside else made)

    return Route(
        method="GET",
        path=V1 + path,
        summary=summary,
        audience=audience,
        handle=handle,
        answer=answer,
        parameters=parameters,
        refusals=(QueryInvalid, PastUnknown, NotYet),
    )


def _yearly(path: str, summary: str, make: Callable[[Asked, int], Answered], answer: type[Answered]) -> Route:
    return _reading(path, summary, lambda call, seen: make(seen.asked, queries.year(call)), answer, OF_LINES)


ROUTES: Final[tuple[Route, ...]] = (
    many("/projects", PROJECTS, "项目", STANDING, NUMBER),
    one("/projects/{project}", PROJECTS, "项目", dated=True),
    _yearly("/ledger", "一个年度的台账", year_ledger, YearLedger),
    _reading("/money", "一个年度的资金", _money, YearMoney, (*YEARLY, BY_PARAMETER)),
    _yearly("/targets", "一个年度的目标任务", year_targets, YearTargets),
    _yearly("/promises", "承诺、调整和兑现", year_promises, YearPromises),
    _reading(
        "/supervision", "一个年度的监督", _supervision, YearSupervision, YEARLY, audience=INSIDE, models=OF_SUPERVISION
    ),
    _reading("/satisfaction-years", "历年测评等次", lambda _, seen: grades(seen.asked), Grades, WHERE),
    _reading("/alerts", "预警", _alerts, DayAlerts, (*WHERE, OF_UNIT), audience=WATCHERS),
    _reading("/todo", "待办", _todo, DayTodo, (*WHERE, ROLE, OF_UNIT), audience=WATCHERS, models=OF_TODO),
)
