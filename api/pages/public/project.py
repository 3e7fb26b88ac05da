"""What was promised of a project, what came of it, and how: its page?"""

from __future__ import annotations

from typing import Any, Final

from api.http.reply import Reply
from api.http.route import Call
from api.lives.projects import say_period
from api.pages.chart import Chart, Series, over_months
from api.pages.look import carried, redirect
from api.pages.outside import every, read
from api.pages.places import congress_at
from api.pages.public.around import Row, about, congress_of, from_year
from api.pages.public.board import days_left
from api.pages.routes import shown
from domain.calendar import parse_day
from domain.refusals import NotFound
from projects.measures import SOURCES

AMOUNTS: Final = (("received", "到位"), ("paid", "拨付"), ("completed", "完成投资"))


def _project(call: Call) -> Reply:
    stream = call.path["project"]
    row = read(call, "/projects/{project}", {"project": stream})
    stream, code = row["stream"], row["code"]
    congress = congress_of(call, code)
    year = _year(call, row)
    ledger = read(call, "/ledger", congress=code, year=year, project=stream)
    promises = read(call, "/promises", congress=code, year=year, project=stream)
    line = next(iter(ledger["lines"]), None)
    months = _months(row, year)
    return about(
        call,
        "public/project.html",
        congress,
        year,
        title=row["title"],
        crumbs=from_year(congress, year),
        project=row,
        line=line,
        left=days_left(line, parse_day(ledger["on"])) if line else ("", False),
        on=ledger["on"],
        kept=next(iter(promises["projects"]), None),
        months=months,
        chart=_chart(months, line),
        acts=read(call, "/streams/{stream}/told", {"stream": stream})["acts"],
        findings=_concerned(call, "/findings", row),
        inspections=_concerned(call, "/inspections", row),
        reports=_concerned(call, "/reports", row),
        sources=SOURCES,
        years=[each for each in row["years"] if each != year],
    )


def _year(call: Call, row: Row) -> int:
    """The year that is asked for, else the newest in which the project stands."""
    asked = call.query.get("year", "")
    years = row["years"] or [row["project_year"]]
    return int(asked) if asked.isdigit() and int(asked) in years else int(years[-1])


def _months(row: Row, year: int) -> list[dict[str, Any]]:
    """The checked figures of the year, period by period."""
    return [
        {
            "period": report["period"],
            "word": say_period(report["period"]),
            "on": version["on"],
            "physical_percent": version["physical_percent"],
            **{name: version["year"][f"{name}_fen"] for name, _ in AMOUNTS},
        }
        for report in sorted(row["reports"], key=lambda each: each["period"])
        for version in report["versions"]
        if report["period"].startswith(str(year))
    ]


def _chart(months: list[dict[str, Any]], line: Row | None) -> Chart | None:
    return over_months(
        [each["period"].partition("-")[2].lstrip("0").replace("Q", "季") for each in months],
        [Series(name=word, kind=name, amounts=[each[name] for each in months]) for name, word in AMOUNTS],
        line["plan"]["fen"] if line else None,
    )


def _concerned(call: Call, path: str, row: Row) -> list[Row]:
    """The rows of a list that name the project by its number."""
    return list(every(call, path, congress=row["code"], project=row["project"]))


def _numbered(call: Call) -> Reply:
    """To the project of this number, wherever it is named by it alone."""
    found = read(call, "/projects", congress=congress_at(call)["code"], number=call.path["number"])["items"]
    if not found:
        raise NotFound("没有找到项目。")
    return redirect(carried(f"/projects/{found[0]['stream']}", call.query.get("as_of", "")))


ROUTES: Final = (
    shown("/projects/{project}", "一个项目", _project),
    shown("/congresses/{congress}/projects/{number}", "某个编号的项目", _numbered),
)
