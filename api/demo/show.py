"""What does the demonstration print of its two years, read from the read models as anybody would?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final
from uuid import UUID

from api.days import Days
from api.demo.county import names as county
from api.demo.figures import SOURCE
from api.demo.town import names as town
from api.desk import Desk
from api.printed import ballots, funnel, ledger
from api.printed.columns import heading
from api.printed.life import sentences
from api.yearly import OF_TODO
from domain.calendar import say_day
from projections.ledger.alerts import alerts
from projections.ledger.lines import lines, summed
from projections.ledger.promises import promises
from projections.ledger.spending import spending
from projections.ledger.todo import todo
from projections.model import ReadModel, Row
from projections.models import PROJECTS, ROUND_RESULTS, SATISFACTION
from projections.proposals import read_funnel

LAST: Final = date(2025, 6, 30)
"""The day of the last step."""

WARNED: Final = date(2024, 9, 9)
"""The day before the standing committee asks why so little is paid."""

BEFORE_THE_GRADES: Final = date(2025, 1, 8)
LOOKED_AT: Final = 9


def printed(desk: Desk) -> Iterator[str]:
    """The lines: funnel, ballots, 台账, money, promises, warnings, grades, 待办, and the life of one project."""
    yield from _funnel(desk)
    yield from _ballots(desk)
    for names in (county, town):
        yield from _ledger(desk, names.CODE, names.NAME)
    yield from _money(desk)
    yield from _watched(desk)
    yield from _graded(desk)
    for names, day in ((county, BEFORE_THE_GRADES), (town, LAST)):
        yield from _todo(desk, names.CODE, names.NAME, day)
    yield from _life(desk, county.project(LOOKED_AT))


def _funnel(desk: Desk) -> Iterator[str]:
    found = read_funnel(desk.reading, county.CONGRESS, county.YEAR)
    assert found is not None, "the year has proposals"
    yield from heading(f"{county.NAME}2024年度建议项目", f"{SOURCE}：meilan-2025的136件、候选12项、确定10项")
    yield from funnel.funnel(found)


def _ballots(desk: Desk) -> Iterator[str]:
    for round_, source in (
        (county.FIRST, f"{SOURCE}：lishui-2025的应到、实到、发出、收回、票箱数"), (county.SECOND, ""), (town.ROUND_ID, ""),
    ):  # fmt: skip
        row = _row(desk, ROUND_RESULTS, round_)
        yield from heading(f"{row['meeting_title']}·{row['kind_word']}", source)
        yield from ballots.ballot(row)


def _ledger(desk: Desk, code: str, name: str) -> Iterator[str]:
    rows = _days(desk, code, LAST).rows(PROJECTS)
    found = lines(rows, county.YEAR, LAST)
    source = f"；{SOURCE}：ninghai-2013的15.4亿元、7.1亿元、7.5亿元、105.6%" if code == county.CODE else ""
    yield from heading(f"{name}2024年度民生实事项目台账（单位：万元{source}）")
    yield from ledger.ledger(found, summed(found, rows))


def _money(desk: Desk) -> Iterator[str]:
    rows = _days(desk, county.CODE, LAST).rows(PROJECTS)
    for by in ("unit", "month", "source"):
        spent = spending(rows, county.YEAR, by)
        yield from heading(f"{county.NAME}2024年度资金，按{spent.by_word}（单位：万元）")
        yield from ledger.money(spent)
    yield from heading(f"{county.NAME}改动过的承诺")
    changed = [one for one in promises(rows, county.YEAR, LAST) if one.adjusted is not None]
    yield from ledger.promises(changed)


def _watched(desk: Desk) -> Iterator[str]:
    yield from heading(f"{county.NAME}{say_day(WARNED)}的预警")
    yield from ledger.alerts(alerts(_days(desk, county.CODE, WARNED).rows(PROJECTS), WARNED))


def _graded(desk: Desk) -> Iterator[str]:
    for evaluation, source in (
        (county.EVALUATED, f"{SOURCE}：zhenhai-2021的八行，06和09两行为示例"), (county.REEVALUATED, ""), (town.EVALUATED, ""),
    ):  # fmt: skip
        row = _row(desk, SATISFACTION, evaluation)
        yield from heading(f"{row['meeting_title']}·{row['project_year']}年度民生实事项目满意度测评", source)
        yield from ballots.evaluation(row)


def _todo(desk: Desk, code: str, name: str, day: date) -> Iterator[str]:
    days = _days(desk, code, day)
    yield from heading(f"{name}{say_day(day)}的待办")
    yield from ledger.todo(todo({model.name: days.rows(model) for model in OF_TODO}, day))


def _life(desk: Desk, project: UUID) -> Iterator[str]:
    row = _row(desk, PROJECTS, project)
    yield from heading(f"《{row['title']}》（{row['project']}）的全过程（每条后面是它在台账中的位置）")
    yield from sentences(desk.ledger.history(project))


def _days(desk: Desk, code: str, day: date) -> Days:
    return Days(reading=desk.reading, history=desk.ledger.history, congress=code, day=day, today=LAST)


def _row(desk: Desk, model: ReadModel, key: object) -> Row:
    found = desk.reading.row(model, str(key))
    assert found is not None, f"{model.name} has no row {key}"
    return found.row
