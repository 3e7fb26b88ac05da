"""How satisfied were the deputies with a congress's projects, year by year, and how did an evaluation go?"""

from __future__ import annotations

from collections import Counter
from typing import Any, Final

from api.http.reply import Reply
from api.http.route import Call
from api.pages.outside import every, read
from api.pages.places import congress_at
from api.pages.public.around import Row, about, congress_of, from_year
from api.pages.public.latest import year_asked
from api.pages.public.result import told
from api.pages.routes import shown


def _satisfaction(call: Call) -> Reply:
    congress = congress_at(call)
    code = congress["code"]
    year = year_asked(call, code)
    grades = read(call, "/satisfaction-years", congress=code)
    projects = grades["satisfaction"]["projects"]
    evaluations = sorted(every(call, "/evaluations", congress=code), key=lambda each: -each["project_year"])
    years = sorted({grade["project_year"] for each in projects for grade in each["grades"]}, reverse=True)
    return about(
        call,
        "public/satisfaction.html",
        congress,
        year,
        title=f"{congress['name']}民生实事项目测评",
        crumbs=from_year(congress, year),
        projects=[{**each, "of": _by_year(each["grades"])} for each in projects if each["grades"]],
        years=years,
        counted=[(one, _counted(projects, one)) for one in years],
        evaluations=evaluations,
        withheld_words=grades["withheld"],
    )


def _by_year(grades: list[Row]) -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = {}
    for grade in grades:
        found.setdefault(grade["project_year"], []).append(grade)
    return found


def _counted(projects: list[dict[str, Any]], year: int) -> list[tuple[str, int]]:
    """How often each grade was given, a project's newest grade of the year alone."""
    newest = [[grade for grade in each["grades"] if grade["project_year"] == year][-1:] for each in projects]
    return Counter(grade["grade_word"] for grades in newest for grade in grades).most_common()


def _evaluation(call: Call) -> Reply:
    row = read(call, "/evaluations/{evaluation}", {"evaluation": call.path["evaluation"]})
    congress, year = congress_of(call, row["code"]), row["project_year"]
    return about(
        call,
        "public/evaluation.html",
        congress,
        year,
        title=f"{year}年度民生实事项目{row['subject_word']}测评",
        crumbs=from_year(congress, year),
        evaluation=row,
        acts=told(call, row["stream"]),
    )


ROUTES: Final = (
    shown("/congresses/{congress}/satisfaction", "历年测评", _satisfaction),
    shown("/evaluations/{evaluation}", "一次测评", _evaluation),
)
