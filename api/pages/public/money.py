"""Where does a year's money stand: by unit, by category, by place, by source, and month by month against the plan?"""

from __future__ import annotations

from typing import Final

from api.http.reply import Reply
from api.http.route import Call
from api.lives.projects import say_period
from api.pages.chart import Series, over_months
from api.pages.inside import read
from api.pages.places import congress_at, year_at
from api.pages.public.around import about, from_year
from api.pages.public.project import AMOUNTS
from api.pages.routes import shown

WAYS: Final = ("unit", "category", "place", "source")


def _money(call: Call) -> Reply:
    congress, year = congress_at(call), year_at(call)
    asked = {by: read(call, "/money", congress=congress["code"], year=year, by=by) for by in (*WAYS, "month")}
    total = asked["unit"]["money"]["total"]
    months = [
        {"word": say_period(each["key"]), **each} for each in asked["month"]["money"]["groups"] if each["reported"]
    ]
    whole = [each for each in months if "Q" not in each["key"]]
    drawn = whole if len(whole) > 1 else months
    chart = over_months(
        [each["key"].partition("-")[2].lstrip("0").replace("Q", "季") for each in drawn],
        [
            Series(name=word, kind=name, amounts=[each["year_to_date"][name]["fen"] for each in drawn])
            for name, word in AMOUNTS
        ],
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


ROUTES: Final = (shown("/congresses/{congress}/{year}/money", "年度资金", _money),)
