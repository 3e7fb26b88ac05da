"""Where does a visitor begin: which congresses are there, and which years of theirs?"""

from __future__ import annotations

from typing import Any, Final

from api.http.reply import Reply
from api.http.route import Call
from api.pages.look import NAME, page
from api.pages.outside import every
from api.pages.routes import shown


def _front(call: Call) -> Reply:
    cycles: dict[str, list[dict[str, Any]]] = {}
    for cycle in every(call, "/cycles"):
        cycles.setdefault(cycle["congress"], []).append(cycle)
    congresses = [
        {**each, "cycles": sorted(cycles.get(each["stream"], []), key=lambda one: -one["project_year"])}
        for each in every(call, "/congresses")
        if not each["merged_into"]
    ]
    return page(call, "public/front.html", title=NAME, congresses=congresses)


ROUTES: Final = (shown("/", "首页", _front),)
