"""How does a congress's year look at a glance: the funnel, the money against plan, the lights, satisfaction, what warns?"""

from __future__ import annotations

from collections import Counter
from typing import Any, Final

from api.http.queries import year_named
from api.http.reply import Reply
from api.http.resources.ledger import WATCHERS
from api.http.route import Call
from api.pages.dashboard import charts
from api.pages.inside import every, read
from api.pages.look import HOME, Crumb, page
from api.pages.routes import shown
from domain.divisions import canonical
from domain.refusals import NotFound
from projects.measures import LIGHTS

COMPLETED: Final = frozenset({"completed", "accepted"})


def _dashboard(call: Call) -> Reply:
    congresses = [each for each in every(call, "/congresses") if not each["merged_into"]]
    congress = _chosen(call, congresses)
    cycles = [] if congress is None else list(every(call, "/cycles", congress=congress["code"]))
    years = sorted({each["project_year"] for each in cycles}, reverse=True)
    asked = call.query.get("year", "")
    year = year_named(asked) if asked else next(iter(years), None)
    return page(
        call,
        "dashboard/front.html",
        title="看板" if congress is None or year is None else f"{congress['name']}{year}年度看板",
        crumbs=(Crumb(HOME, "/"),),
        congresses=congresses,
        congress=congress,
        years=years,
        year=year,
        light_words=LIGHTS,
        **(_nothing() if congress is None or year is None else _shown(call, congress["code"], year)),
    )


def _chosen(call: Call, congresses: list[dict[str, Any]]) -> dict[str, Any] | None:
    """The congress that is asked for, the caller's own, or the first; raises `NotFound`."""
    code = canonical(call.query.get("congress", ""))
    if code:
        found = next((each for each in congresses if canonical(each["code"]) == code), None)
        if found is None:
            raise NotFound("没有登记过这个代码的人大。")
        return found
    own = canonical(call.actor.congress)
    return next((each for each in congresses if own and canonical(each["code"]) == own), next(iter(congresses), None))


def _nothing() -> dict[str, Any]:
    return {"ledger": None}


def _shown(call: Call, code: str, year: int) -> dict[str, Any]:
    ledger = read(call, "/ledger", congress=code, year=year)
    lines = ledger["lines"]
    stages = _stages(call, code, year, lines)
    months = charts.running(read(call, "/money", congress=code, year=year, by="month")["money"]["groups"])
    by_unit = charts.by_light(lines, {line["stream"]: [line["unit_name"] or "还没有交办"] for line in lines})
    by_place = charts.by_light(lines, {line["stream"]: line.get("places") or ["没有写明"] for line in lines})
    graded = read(call, "/satisfaction-years", congress=code)["satisfaction"]["years"]
    plan = ledger["total"]["plan"]
    return {
        "ledger": ledger,
        "stages": stages,
        "months": months,
        "plan": plan,
        "by_unit": by_unit,
        "by_place": by_place,
        "graded": graded,
        "said_year": charts.said_year,
        "grades": [name for name, _ in charts.GRADES],
        "alerts": _alerts(call, code),
        "drawn": {
            "funnel": charts.funnel(stages),
            "months": charts.by_month(months, plan),
            "units": charts.lights(by_unit),
            "places": charts.lights(by_place),
            "grades": charts.satisfaction(graded),
        },
    }


def _stages(call: Call, code: str, year: int, lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """From what was received to what is completed; what the caller is not shown is not among them."""
    try:
        funnel = read(call, "/proposal-funnel", congress=code, year=year)
    except NotFound:
        funnel = {"stages": []}
    found = [{"word": each["word"], "count": each.get("count")} for each in funnel.get("stages", ())]
    if lines:
        done = sum(line["standing"] in COMPLETED for line in lines)
        found.append({"word": "已经完工", "count": done})
    return [each for each in found if each["count"] is not None]


def _alerts(call: Call, code: str) -> dict[str, Any] | None:
    """What warns today, counted by what it is; None for those to whom that door is closed."""
    if call.actor.role not in WATCHERS:
        return None
    found = read(call, "/alerts", congress=code)["alerts"]
    return {"all": found, "counted": Counter(each["word"] for each in found).most_common()}


ROUTES: Final = (shown("/dashboard", "看板", _dashboard),)
