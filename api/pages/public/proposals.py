"""What was proposed for a year, and what became of it?"""

from __future__ import annotations

from typing import Any, Final

from api.http.reply import Reply
from api.http.route import Call
from api.pages.outside import every, read
from api.pages.places import congress_at, year_at
from api.pages.public.around import Row, about, congress_of, from_year, of_year
from api.pages.routes import shown
from domain.refusals import NotFound

WORD: Final = "建议项目"
COLUMNS: Final = (
    ("received", "收到"),
    ("adopted", "列入"),
    ("merged", "合并"),
    ("reserved", "储备"),
    ("transferred", "转办"),
    ("declined", "不予列入"),
    ("open", "待筛选"),
    ("chosen", "最后确定"),
)


def _proposals(call: Call) -> Reply:
    congress, year = congress_at(call), year_at(call)
    code = congress["code"]
    cycle = next((each for each in every(call, "/cycles", congress=code) if each["project_year"] == year), None)
    projects = list(every(call, "/projects", congress=code, year=year))
    return about(
        call,
        "public/proposals.html",
        congress,
        year,
        title=f"{congress['name']}{year}年度建议项目和它们的去向",
        crumbs=from_year(congress, year),
        funnel=_funnel(call, code, year),
        proposals=list(every(call, "/proposals", congress=code, year=year)),
        notices=cycle["notices"] if cycle else [],
        finished=sum(each["standing"] in {"completed", "accepted"} for each in projects),
        chosen=len(projects),
        columns=COLUMNS,
    )


def _funnel(call: Call, code: str, year: int) -> dict[str, Any] | None:
    """The funnel; None where there was no solicitation."""
    try:
        found: dict[str, Any] = read(call, "/proposal-funnel", congress=code, year=year)
    except NotFound:
        return None
    if stages := found.get("stages"):
        most = max(1, stages[0]["count"])
        shares = [{**each, "percent": str(100 * each["count"] / most)} for each in stages]
        return {**found, "stages": shares}
    return found


def _proposal(call: Call) -> Reply:
    row: Row = read(call, "/proposals/{proposal}", {"proposal": call.path["proposal"]})
    congress, year = congress_of(call, row["code"]), row["project_year"]
    return about(
        call,
        "public/proposal.html",
        congress,
        year,
        title=row["title"],
        crumbs=from_year(congress, year, of_year(congress, year, "proposals", WORD)),
        proposal=row,
    )


ROUTES: Final = (
    shown("/congresses/{congress}/{year}/proposals", "年度建议项目", _proposals),
    shown("/proposals/{proposal}", "一件建议项目", _proposal),
)
