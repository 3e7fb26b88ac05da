"""How are a year's projects watched over: what was found and put right, who looked where, and what was reported and answered?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any, Final

from api.http.reply import Reply
from api.http.route import Call
from api.pages.outside import every, read
from api.pages.places import congress_at, year_at
from api.pages.public.around import Row, about, congress_of, from_year, of_year, year_of
from api.pages.public.result import told
from api.pages.routes import shown

WORD: Final = "监督"


def _supervision(call: Call) -> Reply:
    congress, year = congress_at(call), year_at(call)
    code = congress["code"]
    findings = [each for each in every(call, "/findings", congress=code) if _in_year(each, year)]
    cycle = next((each for each in every(call, "/cycles", congress=code) if each["project_year"] == year), None)
    return about(
        call,
        "public/supervision.html",
        congress,
        year,
        title=f"{congress['name']}{year}年度民生实事项目监督",
        crumbs=from_year(congress, year),
        findings=findings,
        closed=sum(each["status"] == "closed" for each in findings),
        by_unit=Counter(each["unit_name"] or "还没有交办" for each in findings).most_common(),
        inspections=[each for each in every(call, "/inspections", congress=code) if _in_year(each, year)],
        reports=[each for each in every(call, "/reports", congress=code) if _of_report(each, year)],
        groups=cycle["groups"] if cycle else [],
    )


def _in_year(row: Row, year: int) -> bool:
    """Of the year of its projects; of its own where it names none."""
    return year in {year_of(number, row["year"]) for number in row["projects"] or [""]}


def _of_report(row: Row, year: int) -> bool:
    named = {row["completion_year"], row["candidates_year"]} - {0}
    return year in named if named else _in_year(row, year)


def _finding(call: Call) -> Reply:
    row = read(call, "/findings/{finding}", {"finding": call.path["finding"]})
    return _one(call, "public/finding.html", row, f"问题{row['says']}")


def _inspection(call: Call) -> Reply:
    row = read(call, "/inspections/{inspection}", {"inspection": call.path["inspection"]})
    return _one(call, "public/inspection.html", row, row["title"])


def _report(call: Call) -> Reply:
    row = read(call, "/reports/{report}", {"report": call.path["report"]})
    return _one(call, "public/report.html", row, row["title"])


def _one(call: Call, template: str, row: Row, title: str) -> Reply:
    congress, year = congress_of(call, row["code"]), _year(row)
    return about(
        call,
        template,
        congress,
        year,
        title=title,
        crumbs=from_year(congress, year, of_year(congress, year, "supervision", WORD)),
        row=row,
        projects=_named(call, row["code"], row["projects"]),
        acts=told(call, row["stream"]),
    )


def _year(row: Row) -> int:
    named: int = row.get("completion_year") or row.get("candidates_year") or 0
    return named or max((year_of(number, row["year"]) for number in row["projects"]), default=row["year"])


def _named(call: Call, code: str, numbers: Sequence[str]) -> list[dict[str, Any]]:
    """The projects of these numbers as far as they are published."""
    return [
        {"number": number, **project}
        for number in numbers
        for project in read(call, "/projects", congress=code, number=number)["items"][:1]
    ]


ROUTES: Final = (
    shown("/congresses/{congress}/{year}/supervision", "年度监督", _supervision),
    shown("/findings/{finding}", "一个问题", _finding),
    shown("/inspections/{inspection}", "一次视察", _inspection),
    shown("/reports/{report}", "一份专项报告", _report),
)
