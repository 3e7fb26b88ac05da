"""What has a unit to carry out, where does it stand, and what does it owe?"""

from __future__ import annotations

from typing import Any, Final

from api.http.reply import Reply
from api.http.route import Call
from api.pages.inside import every, read
from api.pages.look import page
from api.pages.routes import shown
from api.pages.unit.known import last, owed
from api.pages.ways import way_to
from domain.calendar import day_of

UNIT: Final = "/unit"
GOING_ON: Final = frozenset({"chosen", "running", "completed", "suspended"})


def _front(call: Call) -> Reply:
    actor = call.actor
    projects = [each for each in every(call, "/projects", congress=actor.congress) if _is_own(call, each)]
    owing = sorted(
        read(call, "/todo", congress=actor.congress, role="unit", unit=actor.unit)["items"],
        key=lambda each: (each["due_on"] == "", each["due_on"]),
    )
    reports = [each for each in owing if each["what"] == "report"]
    others = [each for each in owing if each["what"] != "report"]
    findings = [each for each in every(call, "/findings", congress=actor.congress, unit=actor.unit) if each["open"]]
    congress = read(call, "/congresses/{congress}", {"congress": actor.congress})
    return page(
        call,
        "unit/front.html",
        title="承办的项目",
        name=next((each["name"] for each in congress["units"] if each["unit"] == actor.unit), actor.unit),
        going_on=[_card(call, each) for each in projects if each["standing"] in GOING_ON],
        finished=[each for each in projects if each["standing"] not in GOING_ON],
        others=others,
        late=len([each for each in reports if (each["days_left"] or 0) < 0]),
        findings=findings,
        way_to=way_to,
    )


def _is_own(call: Call, row: dict[str, Any]) -> bool:
    if row["unit"] != call.actor.unit or row["standing"] in ("drafted", "not_chosen"):
        return False
    return not call.actor.projects or row["project"] in call.actor.projects


def _card(call: Call, row: dict[str, Any]) -> dict[str, Any]:
    """A project with its line of the newest year of the ledger in which it stands."""
    year = max(row["years"])
    lines = read(call, "/ledger", congress=call.actor.congress, year=year)["lines"]
    line = next((each for each in lines if each["stream"] == row["stream"]), None)
    today = day_of(call.desk.clock())
    return {"row": row, "line": line, "last": last(row), "owed": [str(each) for each in owed(row, today)]}


ROUTES: Final = (shown(UNIT, "承办的项目", _front, frozenset({"unit"})),)
