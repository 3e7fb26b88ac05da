"""Which figures over the months are forecasts and metrics of a project: plan, money, targets, physical progress, satisfaction?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

from api.opendata.oc4ids_values import at, end_of, kept_if, yuan
from projections.ledger.figures import NAMES
from projections.ledger.said import Report, reports
from projections.model import Row
from projections.words.years import CHECKED
from projects.numbers import whole

Value = dict[str, Any]

AMOUNTS: Final = {"allotted": "下达资金", "received": "到位资金", "paid": "支付资金", "completed": "完成投资"}
SCOPES: Final = {"year": "本年累计", "start": "开工累计"}
RATES: Final = {"satisfied_rate": "满意率", "acceptable_rate": "满意和基本满意率"}
SATISFACTION: Final = "satisfaction"


def forecasts_of(row: Row) -> Iterator[Value]:
    """What was planned: the amount of each year, and the targets."""
    plans = [(year, plans[-1]) for year, plans in sorted(row["annual"].items())]
    planned = [
        {
            "id": f"plan-{year}",
            "period": {"startDate": at(f"{year}-01-01"), "endDate": end_of(f"{year}-12-31")},
            "value": yuan(plan["amount_fen"]),
        }
        for year, plan in plans
        if plan["amount_fen"] is not None
    ]
    if planned:
        yield {"id": "plan", "title": "年度计划投资", "observations": planned}
    brief = row["now"]["brief"]
    for target in brief["targets"]:
        yield _target(target, [_planned(target, "", brief["deadline_on"]), *_of_years(target, plans)])


def metrics_of(row: Row, evaluations: Iterable[Row]) -> Iterator[Value]:
    """What was reported month by month, what was graded, what surveys answered."""
    said = reports(row)
    for name, title in AMOUNTS.items():
        if found := list(_money(name, said)):
            yield {"id": name, "title": title, "observations": found}
    if found := [_physical(report) for report in said if report.said["physical_percent"] is not None]:
        yield {"id": "physicalProgress", "title": "形象进度", "observations": found}
    for target in row["now"]["brief"]["targets"]:
        if found := list(_done(target, said)):
            yield _target(target, found)
    if found := list(_satisfaction(row, evaluations)):
        yield {"id": SATISFACTION, "title": "满意度测评", "observations": found}


def _target(target: Row, observations: list[Value]) -> Value:
    sense = "不超过" if target["sense"] == "at_most" else ""
    return {"id": f"target-{target['id']}", "title": f"目标任务：{target['name']}{sense}", "observations": observations}


def _planned(target: Row, year: str, until: str) -> Value:
    period = {"endDate": at(until)} if until else {}
    unit = {"unit": {"name": target["unit"]}} if target["unit"] else {}
    named = f"target-{target['id']}-plan{f'-{year}' if year else ''}"
    return {"id": named, **({"period": period} if period else {}), "measure": target["planned"], **unit}


def _of_years(target: Row, plans: Iterable[tuple[str, Row]]) -> Iterator[Value]:
    for year, plan in plans:
        yield from (_planned(each, year, f"{year}-12-31") for each in plan["targets"] if each["id"] == target["id"])


def _money(name: str, said: Iterable[Report]) -> Iterator[Value]:
    """An observation a period and scope: what had come together by its end, this year and since the start."""
    assert name in NAMES
    for report in said:
        for scope, word in SCOPES.items():
            fen = report.said[scope][f"{name}_fen"]
            if fen is not None:
                yield {
                    "id": f"{name}-{scope}-{report.period}",
                    "period": _until(report, scope),
                    "value": yuan(fen),
                    "dimensions": {"cumulative": scope, "checked": report.said["status"]},
                    "notes": f"{word}，{CHECKED[report.said['status']]}",
                }


def _until(report: Report, scope: str) -> Value:
    """The time that a cumulative figure covers; since the start, from a day that no report names."""
    start = {"startDate": at(f"{report.period.year}-01-01")} if scope == "year" else {}
    return {**start, "endDate": end_of(report.period.last_day.isoformat())}


def _physical(report: Report) -> Value:
    return {
        "id": f"physicalProgress-{report.period}",
        "period": _until(report, "start"),
        "measure": report.said["physical_percent"],
        "unit": {"name": "%"},
    }


def _done(target: Row, said: Iterable[Report]) -> Iterator[Value]:
    for report in said:
        for each in report.said["targets"]:
            if each["target"] == target["id"]:
                unit = {"unit": {"name": target["unit"]}} if target["unit"] else {}
                yield {
                    "id": f"target-{target['id']}-{report.period}",
                    "period": _until(report, "start"),
                    "measure": each["done"],
                    **unit,
                }


def _satisfaction(row: Row, evaluations: Iterable[Row]) -> Iterator[Value]:
    """Grades with the rates where they are published, and what surveys answered, each with the evaluation it belongs to."""
    for each in evaluations:
        for item in each.get("items", ()):
            if each.get("announced") and whole(item["item"]) == row["project"] and each["congress"] == row["congress"]:
                yield from _graded(each, item)
        for survey in each.get("surveys", ()):
            for line in survey["items"]:
                if whole(line["item"]) == row["project"] and each["congress"] == row["congress"]:
                    yield from _surveyed(each, survey, line)


def _graded(evaluation: Row, item: Row) -> Iterator[Value]:
    named = f"{SATISFACTION}-{evaluation['project_year']}-{evaluation['subject']}-{evaluation['number']}-{item['item']}"
    about = _about(evaluation, item["item"], evaluation["announced"]["on"])
    if item.get("grade_word"):
        yield {"id": named, **about, "measure": item["grade_word"]}
    for rate, word in RATES.items():
        if item.get(rate) is not None:
            yield {"id": f"{named}-{rate}", **about, "measure": item[rate], "unit": {"name": "%"}, "notes": word}


def _surveyed(evaluation: Row, survey: Row, line: Row) -> Iterator[Value]:
    named = f"survey-{evaluation['project_year']}-{evaluation['subject']}-{evaluation['number']}-{survey['survey']}"
    about = _about(evaluation, line["item"], survey["on"])
    for rate, word in RATES.items():
        if line[rate] is not None:
            note = f"{survey['survey_word']}，样本{survey['sample']}，答卷{survey['responses']}，{word}"
            yield {
                "id": f"{named}-{line['item']}-{rate}",
                **about,
                "measure": line[rate],
                "unit": {"name": "%"},
                "notes": note,
            }


def _about(evaluation: Row, item: str, on: str) -> Value:
    dimensions = {"subject": evaluation["subject"], "item": item, "meeting": evaluation["meeting_title"]}
    return kept_if({"period": {"endDate": at(on)}, "dimensions": dimensions})
