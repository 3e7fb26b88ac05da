"""What does a deputy need before a ballot and between meetings, on one page of his phone?"""

from __future__ import annotations

from typing import Any, Final

from api.http.audience import OFFICE
from api.http.reply import Reply
from api.http.route import Call
from api.pages.inside import every, read
from api.pages.look import page
from api.pages.routes import shown

DEPUTY: Final = "/deputy"
GRADES: Final = ("满意", "基本满意", "不满意")
DONE: Final = frozenset({"announced", "voided", "closed"})


def _front(call: Call) -> Reply:
    code = call.actor.congress
    congress = read(call, "/congresses/{congress}", {"congress": code})
    projects = list(every(call, "/projects", congress=code))
    units = {each["unit"]: each["name"] for each in congress["units"]}
    year = max((each["project_year"] for each in projects), default=0)
    ledgers = [read(call, "/ledger", congress=code, year=each) for each in _years(projects)]
    evaluations = [each for each in every(call, "/evaluations", congress=code) if each["status"] not in DONE]
    return page(
        call,
        "deputy/front.html",
        title="代表",
        congress=congress,
        year=year,
        units=units,
        candidates=[each for each in projects if each["standing"] == "drafted"],
        running=[line for found in ledgers for line in found["lines"] if line["standing"] in ("running", "suspended")],
        inspections=list(every(call, "/inspections", congress=code))[-6:][::-1],
        findings=list(every(call, "/findings", congress=code))[-10:][::-1],
        evaluations=evaluations,
        grades=GRADES,
        brief_of=_brief_of,
    )


def _years(projects: list[dict[str, Any]]) -> list[int]:
    """The newest year in which each project that is carried out stands."""
    return sorted({max(each["years"]) for each in projects if each["standing"] in ("running", "suspended")})


def _brief_of(row: dict[str, Any]) -> dict[str, Any]:
    """What is told of a candidate: all of it, or as much as is published."""
    found: dict[str, Any] = (row.get("now") or row.get("drafted") or {}).get("brief", {})
    return found


ROUTES: Final = (shown(DEPUTY, "代表", _front, OFFICE | {"deputy"}),)
