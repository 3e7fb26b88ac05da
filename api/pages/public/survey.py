"""How does anybody say how satisfied he is with a year's projects, while the office asks?"""

from __future__ import annotations

from typing import Final
from uuid import UUID, uuid4

from api.http.reply import Reply
from api.http.route import Call
from api.incoming.surveys import GRADES, Surveys
from api.pages.look import HOME, Crumb, page, redirect
from api.pages.places import congress_at, year_at
from api.pages.posted import posted
from api.pages.routes import sent, shown
from api.refusals import Malformed

HERE: Final = "/congresses/{congress}/{year}/survey"


def _show(call: Call) -> Reply:
    congress, year = congress_at(call), year_at(call)
    found = Surveys(call.desk, congress["code"]).open_in(year)
    return page(
        call,
        "public/survey.html",
        title=f"{year}年度民生实事群众测评",
        crumbs=(Crumb(HOME, "/"), Crumb(f"{year}年度民生实事项目", f"/congresses/{congress['code']}/{year}")),
        congress=congress,
        year=year,
        survey=found,
        grades=GRADES,
        key=str(uuid4()),
        received=call.query.get("received", "") == "yes",
    )


def _take(call: Call) -> Reply:
    congress, year = congress_at(call), year_at(call)
    surveys, given = Surveys(call.desk, congress["code"]), posted(call)
    found = surveys.open_in(year)
    here = f"/congresses/{congress['code']}/{year}/survey"
    if found is None:
        return redirect(here)
    try:
        key = UUID(given.one("_key"))
    except ValueError:
        raise Malformed("交来的不是这张表单，请刷新页面再填。") from None
    grades = {item: given.one(f"grade/{item}") for item in found.items if given.one(f"grade/{item}") in GRADES}
    aware = {"yes": True, "no": False}.get(given.one("aware"))
    if not grades and aware is None:
        return redirect(here)
    kept = surveys.answer(found.id, key, aware=aware, grades=grades)
    return redirect(f"{here}?received=yes" if kept else here)


ROUTES: Final = (
    shown(HERE, "群众测评", _show),
    sent(HERE, "群众测评", _take),
)
