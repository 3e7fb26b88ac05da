"""Where does a year's money stand: by unit, by category, by place, by source, and month by month against the plan?"""

from __future__ import annotations

from typing import Any, Final

from api.http.reply import Reply
from api.http.route import Call
from api.lives.projects import say_period
from api.pages.chart import Series, over_months
from api.pages.outside import read
from api.pages.places import congress_at, year_at
from api.pages.public.around import Row, about, from_year
from api.pages.public.project import AMOUNTS
from api.pages.routes import shown
from projects.measures import read_period

WAYS: Final = ("unit", "category", "place", "source")


def _money(call: Call) -> Reply:
    congress, year = congress_at(call), year_at(call)
    asked = {by: read(call, "/money", congress=congress["code"], year=year, by=by) for by in (*WAYS, "month")}
    total = asked["unit"]["money"]["total"]
    months = _summed(asked["month"]["money"]["groups"])
    chart = over_months(
        [str(each["month"]) for each in months],
        [Series(name=word, kind=name, amounts=[each["until"][name] for each in months]) for name, word in AMOUNTS],
        total["plan"]["fen"],
    )
    return about(
        call,
        "public/money.html",
        congress,
        year,
        title=f"{congress['name']}{year}年度民生实事项目资金",
        crumbs=from_year(congress, year),
        on=asked["unit"]["on"],
        withheld_words=asked["unit"]["withheld"],
        ways=[asked[by]["money"] for by in WAYS],
        total=total,
        months=months,
        chart=chart,
    )


def _summed(groups: list[Row]) -> list[dict[str, Any]]:
    """What came in each period, and all of it until then; periods of a month and of a quarter end in the same months."""
    until: dict[str, int | None] = dict.fromkeys((name for name, _ in AMOUNTS))
    found = []
    for period, group in sorted(
        ((period, group) for group in groups if (period := read_period(group["key"])) and group["reported"]),
        key=lambda each: each[0],
    ):
        came = {name: group["year_to_date"][name]["fen"] for name, _ in AMOUNTS}
        for name, fen in came.items():
            until[name] = until[name] if fen is None else (until[name] or 0) + fen
        said = {"word": say_period(group["key"]), "month": period.last_month, "reported": group["reported"]}
        found.append({**said, "came": came, "until": dict(until)})
    return found


ROUTES: Final = (shown("/congresses/{congress}/{year}/money", "年度资金", _money),)
