"""What waits for the government office: reports to check, reports owed, candidates, adjustments, projects to hand on?"""

from __future__ import annotations

from typing import Any, Final

from api.http.audience import OFFICE, Audience
from api.http.reply import Reply
from api.http.route import Call
from api.pages.inside import every, read
from api.pages.look import page
from api.pages.routes import shown
from api.pages.ways import way_to

GOVERNMENT: Final = "/government"
CHECKERS: Final[Audience] = OFFICE | {"government"}
APART: Final = frozenset({"report", "check_report"})


def _front(call: Call) -> Reply:
    code = call.actor.congress
    todo: list[dict[str, Any]] = read(call, "/todo", congress=code)["items"]
    projects = list(every(call, "/projects", congress=code))
    congress = read(call, "/congresses/{congress}", {"congress": code})
    return page(
        call,
        "government/front.html",
        title="政府办",
        units={each["unit"]: each["name"] for each in congress["units"]},
        checks=[each for each in todo if each["what"] == "check_report"],
        owing=_owing(todo),
        others=[each for each in todo if each["role"] == "government" and each["what"] not in APART],
        candidates=[each for each in projects if each["standing"] == "drafted"],
        chosen=[each for each in projects if each["standing"] == "chosen"],
        running=[each for each in projects if each["standing"] in ("running", "suspended")],
        adjusting=[(each, change) for each in projects for change in each["adjustments"] if not change["announced"]],
        way_to=way_to,
    )


def _owing(todo: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The reports that are owed, a line for each project: since when, and how many."""
    found: dict[str, dict[str, Any]] = {}
    for each in todo:
        if each["what"] == "report":
            line = found.setdefault(each["stream"], {**each, "times": 0})
            line["times"] += 1
            line["due_on"] = min(filter(None, (line["due_on"], each["due_on"])), default="")
    return sorted(found.values(), key=lambda each: each["due_on"])


ROUTES: Final = (shown(GOVERNMENT, "政府办", _front, CHECKERS),)
