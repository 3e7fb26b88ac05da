"""How does anybody propose one matter for the year's list, without signing in?"""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID, uuid4

from api.http.reply import Reply
from api.http.route import Call
from api.incoming.proposals import LONGEST, Incoming, Sent
from api.pages.forms.form import placed
from api.pages.look import HOME, Crumb, page, redirect
from api.pages.outside import every
from api.pages.places import congress_at
from api.pages.posted import Posted, posted
from api.pages.routes import sent, shown
from api.refusals import Malformed
from domain.calendar import day_of
from domain.money import parse_amount
from domain.refusals import Faults, Refusal

HERE: Final = "/congresses/{congress}/propose"
NOTHING: Final = Posted()
TEXTS: Final = ("title", "content", "place", "category", "name", "phone")


def _form(call: Call, given: Posted = NOTHING, faults: list[tuple[str, str]] | None = None) -> Reply:
    congress = congress_at(call)
    year, until = _year(call, congress)
    return page(
        call,
        "public/propose.html",
        title="提一件建议",
        crumbs=(Crumb(HOME, "/"), Crumb(congress["name"], f"/congresses/{congress['code']}")),
        status=422 if faults else 200,
        congress=congress,
        year=year,
        until=until,
        given=given,
        faults=faults or [],
        longest=LONGEST,
        key=given.one("_key") or str(uuid4()),
        received=call.query.get("received", "") == "yes",
    )


def _show(call: Call) -> Reply:
    return _form(call)


def _take(call: Call) -> Reply:
    congress, given = congress_at(call), posted(call)
    try:
        estimate = (
            parse_amount(given.one("estimate"), "万元", pointer="/estimate").fen if given.one("estimate") else None
        )
        matter = Sent(estimate_fen=estimate, **{name: given.one(name) for name in TEXTS})
        Incoming(call.desk, congress["code"]).send_in(_key(given), _year(call, congress)[0], matter)
    except Malformed:
        raise
    except (Refusal, Faults) as refused:
        return _form(call, given, placed(refused))
    return redirect(f"/congresses/{congress['code']}/propose?received=yes")


def _key(given: Posted) -> UUID:
    try:
        return UUID(given.one("_key"))
    except ValueError:
        raise Malformed("交来的不是这张表单，请刷新页面再填。") from None


def _year(call: Call, congress: dict[str, Any]) -> tuple[int, str]:
    """The year for which proposals are taken now, and until when; outside of a solicitation the next year."""
    today = day_of(call.desk.clock())
    for cycle in every(call, "/cycles", congress=congress["code"]):
        for each in cycle["solicitations"]:
            if each["from_on"] <= today.isoformat() <= (each["to_on"] or "9999"):
                return cycle["project_year"], each["to_on"] or ""
    return today.year + 1, ""


ROUTES: Final = (
    shown(HERE, "提一件建议", _show),
    sent(HERE, "提一件建议", _take),
)
