"""What stands in the open tables of projects and of their money by month?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from api.opendata.fields import Field, Table
from api.opendata.taken import Taken, withheld_of
from projections.ledger.figures import NAMES, Four
from projections.ledger.lines import Line, lines
from projections.ledger.said import chosen, reports_of, stands_in
from projections.model import Row
from projections.models import PROJECTS
from projections.words.years import CHECKED

Values = dict[str, Any]

DRAFT, CHOICE, PLAN, REPORT, CHANGE = (
    ("projects:ProjectDrafted", "projects:ProjectTakenOver", "projects:MinorChangeFiled", "projects:AdjustmentDecided"),
    ("projects:ProjectSelected", "projects:ProjectListed"),
    ("projects:AnnualPlanSet",),
    ("projects:ProgressReported", "projects:ReportAccepted"),
    ("projects:MinorChangeFiled", "projects:AdjustmentRequested", "projects:AdjustmentDecided"),
)
WAY: Final = (
    "projects:ProjectAssigned",
    "projects:ProjectCompleted",
    "projects:ProjectAccepted",
    "projects:AdjustmentDecided",
)
WORDS: Final[Mapping[str, str]] = {"allotted": "下达", "received": "到位", "paid": "支付", "completed": "完成投资"}
PROJECT: Final = (
    Field(name="year", head="年度", kind="year", events=("projects:CycleOpened", "projects:CycleTakenOver")),
    Field(name="project", head="项目编号", events=DRAFT),
    Field(name="title", head="项目名称", events=DRAFT),
)


def _four(scope: str, word: str) -> tuple[Field, ...]:
    return tuple(
        Field(name=f"{scope}_{name}_fen", head=f"{word}{WORDS[name]}", kind="integer", unit="分", events=REPORT, key="money")
        for name in NAMES
    )  # fmt: skip


PROJECT_FIELDS: Final = (
    *PROJECT,
    Field(name="category", head="类别", events=DRAFT),
    Field(name="nature", head="性质", events=DRAFT),
    Field(name="places", head="实施地点", events=DRAFT),
    Field(name="divisions", head="行政区划代码", events=DRAFT),
    Field(name="unit", head="承办单位编号", events=("projects:ProjectAssigned",)),
    Field(name="unit_name", head="承办单位", events=("projects:ProjectAssigned", "congress:UnitRegistered")),
    Field(name="origin", head="来源", events=CHOICE),
    Field(name="standing", head="状态", events=WAY),
    Field(name="carried_over", head="结转项目", kind="boolean", events=("projects:ProjectCarriedOver",)),
    Field(name="promised_fen", head="票面金额", kind="integer", unit="分", events=CHOICE, key="candidates"),
    Field(name="promised_text", head="票面金额的原文", events=CHOICE, key="candidates"),
    Field(name="total_fen", head="现总投资", kind="integer", unit="分", events=DRAFT, key="money"),
    Field(name="deadline_on", head="完成时限", kind="date", events=DRAFT),
    Field(name="deadline_text", head="完成时限的原文", events=DRAFT),
    Field(name="original_plan_fen", head="年初计划", kind="integer", unit="分", events=PLAN, key="money"),
    Field(name="plan_fen", head="年计划", kind="integer", unit="分", events=PLAN, key="money"),
    Field(name="period", head="最近报告期", events=REPORT),
    *_four("year", "本年累计"),
    *_four("start", "开工累计"),
    Field(name="physical_percent", head="形象进度", kind="integer", unit="%", events=REPORT),
    Field(name="adjustments", head="调整次数", kind="integer", unit="次", events=CHANGE),
    Field(name="light", head="亮灯", events=REPORT),
)
MONEY_FIELDS: Final = (
    *PROJECT,
    Field(name="period", head="报告期", events=REPORT),
    Field(name="reported_on", head="报告日期", kind="date", events=REPORT),
    Field(name="checked", head="审核", events=REPORT),
    *_four("year", "本年累计"),
    *_four("start", "开工累计"),
)


def _project_rows(taken: Taken) -> Iterator[Values]:
    rows = taken.rows(PROJECTS)
    by_stream = {row["stream"]: row for row in rows}
    for line in lines(rows, taken.year, taken.day):
        yield _project(taken, line, by_stream[line.stream])


def _project(taken: Taken, line: Line, row: Row) -> Values:
    places = row["now"]["brief"]["places"]
    return {
        **{name: getattr(line, name) for name in ("project", "title", "category", "unit", "unit_name", "carried_over")},
        **{name: getattr(line, name) for name in ("promised_text", "deadline_on", "deadline_text", "period")},
        **{name: getattr(line, name) for name in ("physical_percent", "adjustments")},
        "year": taken.year,
        "nature": line.nature_word,
        "places": "、".join(place["name"] for place in places),
        "divisions": "、".join(place["division"] for place in places if place["division"]),
        "origin": line.origin_word,
        "standing": line.standing_word,
        "promised_fen": line.promised.fen,
        "total_fen": line.total.fen,
        "original_plan_fen": line.original_plan.fen,
        "plan_fen": line.plan.fen,
        **_amounts("year", line.year_to_date),
        **_amounts("start", line.since_start),
        "light": line.light_word,
    }


def _amounts(scope: str, four: Four) -> Values:
    return {f"{scope}_{name}_fen": four.of(name).fen for name in NAMES}


def _money_rows(taken: Taken) -> Iterator[Values]:
    for row in chosen(taken.rows(PROJECTS)):
        for report in reports_of(row, taken.year) if stands_in(row, taken.year) else ():
            said = report.said
            yield {
                "year": taken.year,
                "project": row["project"],
                "title": row["title"],
                "period": str(report.period),
                "reported_on": said["on"],
                "checked": CHECKED[said["status"]],
                **{f"{scope}_{name}_fen": said[scope][f"{name}_fen"] for scope in ("year", "start") for name in NAMES},
            }


def _withheld(taken: Taken) -> tuple[str, ...]:
    if taken.inside:
        return ()
    return (*withheld_of(taken.rows(PROJECTS)), "未经审核的进度报告不公布")


PROJECTS_TABLE: Final = Table(
    name="projects", title="项目", fields=PROJECT_FIELDS, keys=("project",), rows=_project_rows, withheld=_withheld
)
MONEY_TABLE: Final = Table(
    name="money",
    title="按月资金",
    fields=MONEY_FIELDS,
    keys=("project", "period"),
    rows=_money_rows,
    withheld=_withheld,
)
