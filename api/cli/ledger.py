"""How are 台账, money, funnel, targets, promises, warnings, 待办 and grades of a congress asked for on the command line?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, cast
from uuid import UUID

import click
import orjson

from api.cli.asking import of_congress
from api.cli.chinese import Day, OneOf
from api.cli.ending import Trouble
from api.cli.recorded import between, changes
from api.days import Days, up_to
from api.desk import Desk, open_desk, past_of
from api.extract import congress_under
from api.history import entries, hashes_of
from api.printed import details, funnel
from api.printed import ledger as printed
from api.printed.life import life
from api.printed.supervision import supervision
from api.settings import read_settings
from api.yearly import (
    OF_SUPERVISION,
    OF_TODO,
    Asked,
    day_alerts,
    day_todo,
    grades,
    year_ledger,
    year_money,
    year_promises,
    year_supervision,
    year_targets,
)
from domain.calendar import say_day
from domain.refusals import NotFound
from projections.ledger.said import stands_in
from projections.ledger.spending import BY, By
from projections.ledger.todo import ROLES
from projections.ledger.vouchers import vouchers_of
from projections.model import ReadModel, Row
from projections.models import CONGRESSES, PROJECTS
from projections.proposals import read_funnel
from projects.numbers import PROJECT

PATIENCE_S: Final = 60
YEARLY: Final = ("lines", "money", "funnel", "targets", "promises", "supervision", "changes")
WHAT: Final = {
    "lines": "台账（单位：万元）",
    "money": "资金（单位：万元）",
    "funnel": "征集漏斗",
    "targets": "目标任务",
    "promises": "承诺与兑现",
    "supervision": "监督",
    "alerts": "预警",
    "todo": "待办",
    "satisfaction": "历年测评等次",
    "project": "一个项目的全过程",
    "changes": "某一天以后的变动",
}
HELP: Final = f"查一个人大的台账：{'、'.join(f'{name}{word}' for name, word in WHAT.items())}；不写是lines。project后面写项目编号，changes要写--since。"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked of which congress (the id of its stream and its name), for which year and day."""

    what: str
    number: str
    congress: str
    name: str
    year: int
    days: Days
    by: By
    role: str
    since: date

    @property
    def title(self) -> str:
        """What stands above the answer."""
        when = f"{self.year}年度" if self.what in YEARLY else ""
        what = f"台账{say_day(self.since)}以后登记的变动" if self.what == "changes" else WHAT[self.what]
        known = "" if self.days.as_of is None else f"，按台账第{self.days.as_of}号为止的登记"
        return f"{self.name}{when}{what}，截至{say_day(self.days.day)}{known}"


@click.command("ledger", help=HELP)
@click.argument("what", metavar="[查什么]", type=OneOf(list(WHAT)), default="lines")
@click.argument("number", metavar="[项目编号]", default="")
@of_congress
@click.option("--since", type=Day(), metavar="日期", help="变动从哪一天以后算起，例如2024-03-31。")
@click.option("--by", type=OneOf(list(BY)), default="unit", metavar="分法", help=f"资金按什么分：{'、'.join(BY)}。")
@click.option("--role", type=OneOf(list(ROLES)), metavar="身份", help=f"只要这个身份的待办：{'、'.join(ROLES)}。")
@click.option("--json", "as_json", is_flag=True, help="输出JSON，每个数字带着出处（behind）。")
def ledger(what: str, number: str, *, as_json: bool, **asked: Any) -> None:
    """Read a congress's year and print it."""
    with open_desk(read_settings(), work=True) as desk:
        names = [CONGRESSES.name, *(model.name for model in (*OF_TODO, *OF_SUPERVISION))]
        if not desk.waiting.wait_for(desk.ledger.head(), PATIENCE_S, names):
            raise Trouble("结果还没有整理完，请稍后再试。")
        question = _question(desk, what, number, **asked)
        content, lines = _answered(desk, question)
        if as_json:
            click.echo(orjson.dumps(content))
            return
        for line in (question.title, *lines):
            click.echo(line)


def _question(  # noqa: PLR0913 - a command line has that many options
    desk: Desk,
    what: str,
    number: str,
    *,
    code: str,
    year: int | None,
    as_of: str,
    day: date | None,
    since: date | None,
    by: str,
    role: str | None,
) -> Question:
    if (what == "changes") != (since is not None):
        raise click.BadParameter("查变动（changes）要写，查别的不写。", param_hint="--since")
    asked = past_of(desk).find(as_of)
    congress = congress_under(desk, code, asked.position)
    days = Days(
        reading=desk.reading,
        history=desk.ledger.history,
        congress=congress.congress,
        day=day or asked.day,
        today=asked.day,
        as_of=asked.position,
    )
    return Question(
        what=what,
        number=number,
        congress=congress.key,
        name=congress.row["name"],
        year=year or days.day.year,
        days=days,
        by=cast("By", by),
        role=role or "",
        since=since or asked.day,
    )


def _answered(desk: Desk, asked: Question) -> tuple[Any, Iterable[str]]:
    """The answer as JSON would have it, and its lines."""
    match asked.what:
        case "funnel":
            found = read_funnel(desk.reading, asked.congress, asked.year, asked.days.as_of)
            if found is None:
                raise NotFound(f"没有登记过{asked.year}年度的征集。")
            return found, funnel.funnel(found)
        case "project":
            return _project(desk, asked)
        case "changes":
            return _changes(desk, asked)
        case "supervision":
            watched = year_supervision(_rows(asked, OF_SUPERVISION), asked.year, asked.days.day)
            return watched, supervision(watched.supervision)
        case "todo":
            todo = day_todo(_rows(asked, OF_TODO), asked.days.day, role=asked.role)
            return todo, printed.todo(todo.items)
        case _:
            return _yearly(asked)


def _changes(desk: Desk, asked: Question) -> tuple[Any, Iterable[str]]:
    """What was recorded of the projects of the year after a day, whenever it happened."""
    since, until = asked.since, asked.days.day
    rows = [row for row in asked.days.rows(PROJECTS) if stands_in(row, asked.year)]
    found = [(row, up_to(asked.days.as_of, desk.ledger.history(UUID(row["stream"])))) for row in rows]
    content = [
        {"project": row["project"], "history": [entry for entry, one in zip(entries(history), history, strict=True) if between(one.envelope, since, until)]}
        for row, history in found
    ]  # fmt: skip
    return content, changes(found, since, until)


def _rows(asked: Question, models: Iterable[ReadModel]) -> Mapping[str, list[Row]]:
    return {model.name: list(asked.days.rows(model)) for model in models}


def _yearly(asked: Question) -> tuple[Any, Iterable[str]]:
    rows = Asked(asked.days.rows(PROJECTS), asked.days.day)
    match asked.what:
        case "money":
            money = year_money(rows, asked.year, asked.by)
            return money, printed.money(money.money)
        case "targets":
            targets = year_targets(rows, asked.year)
            return targets, details.targets(targets.projects)
        case "promises":
            promises = year_promises(rows, asked.year)
            return promises, printed.promises(promises.projects)
        case "alerts":
            alerts = day_alerts(rows)
            return alerts, printed.alerts(alerts.alerts)
        case "satisfaction":
            graded = grades(rows)
            return graded, details.grades(graded.satisfaction)
        case _:
            lines = year_ledger(rows, asked.year)
            if not lines.lines:
                raise NotFound(f"{asked.year}年度没有已确定的项目。")
            return lines, (*printed.ledger(lines.lines, lines.total), *details.details(lines.lines))


def _project(desk: Desk, asked: Question) -> tuple[Any, Iterable[str]]:
    stream = PROJECT.named(asked.congress, asked.number)
    row = next((row for row in asked.days.rows(PROJECTS) if row["stream"] == str(stream)), None)
    if row is None:
        raise NotFound(f"没有登记过编号为{asked.number}的项目。")
    recorded = up_to(asked.days.as_of, desk.ledger.history(stream))
    history = [each for each in recorded if each.envelope.effective_on <= str(asked.days.day)]
    hashes = hashes_of(desk.ledger.history, (vouched.document for vouched in vouchers_of(row)))
    return {**row, "history": list(entries(history))}, life(row, history, asked.days.day, hashes)
