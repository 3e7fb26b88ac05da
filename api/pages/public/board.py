"""Where does each of a year's projects stand, with its money, its light and the days that are left?"""

from __future__ import annotations

from collections import Counter
from typing import Any, Final

from api.http.reply import Reply
from api.http.route import Call
from api.pages.inside import every, read
from api.pages.look import HOME, Crumb, page
from api.pages.places import congress_at, year_at
from api.pages.routes import shown

BOARD: Final = "/congresses/{congress}/{year}"


def _board(call: Call) -> Reply:
    congress, year = congress_at(call), year_at(call)
    code = congress["code"]
    ledger = read(call, "/ledger", congress=code, year=year)
    cycles = list(every(call, "/cycles", congress=code))
    return page(
        call,
        "public/board.html",
        title=f"{congress['name']}{year}年度民生实事项目",
        crumbs=(Crumb(HOME, "/"),),
        congress=congress,
        year=year,
        years=sorted({each["project_year"] for each in cycles}, reverse=True),
        cycle=next((each for each in cycles if each["project_year"] == year), None),
        ledger=ledger,
        standings=_counted(ledger["lines"], "standing_word"),
        lights=_counted(ledger["lines"], "light_word"),
    )


def _counted(lines: list[dict[str, Any]], name: str) -> list[tuple[str, int]]:
    return Counter(line[name] for line in lines if line[name]).most_common()


ROUTES: Final = (shown(BOARD, "年度民生实事项目", _board),)
