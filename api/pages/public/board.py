"""Where does each of a year's projects stand, with its money, its light and the days that are left?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, Final

from api.http.reply import Reply
from api.http.route import Call
from api.pages.outside import every, read
from api.pages.places import congress_at, year_at
from api.pages.public.around import Row, about, home
from api.pages.public.lights import meanings
from api.pages.routes import shown
from domain.calendar import parse_day

BOARD: Final = "/congresses/{congress}/{year}"
MANY: Final = 30
"""From so many projects on they stand in groups, unless somebody asks otherwise."""
OVER: Final = {"completed", "accepted", "terminated"}
"""The standings in which no day is left to be counted."""
UNKNOWN: Final = "未报进度"

Says = Callable[[Row], str]
CHOICES: Final[dict[str, tuple[str, Says]]] = {
    "light": ("状态灯", lambda line: line["light_word"] or UNKNOWN),
    "standing": ("进展", lambda line: line["standing_word"]),
    "unit": ("承办单位", lambda line: line["unit_name"] or "还没有交办"),
    "category": ("类别", lambda line: line["category"] or "没有分类"),
}
"""By what the projects are chosen and put in groups: what it is called, and what it says of a line."""


def _board(call: Call) -> Reply:
    congress, year = congress_at(call), year_at(call)
    code = congress["code"]
    ledger = read(call, "/ledger", congress=code, year=year)
    cycles = list(every(call, "/cycles", congress=code))
    lines, today = ledger["lines"], parse_day(ledger["on"])
    chosen = {name: call.query.get(name, "") for name in CHOICES}
    words, place = call.query.get("q", "").strip(), call.query.get("place", "")
    kept = [line for line in lines if _asked_for(line, chosen, words, place)]
    group = call.query.get("group", "unit" if len(lines) > MANY else "")
    return about(
        call,
        "public/board.html",
        congress,
        year,
        title=f"{congress['name']}{year}年度民生实事项目",
        crumbs=home(),
        years=sorted({each["project_year"] for each in cycles}, reverse=True),
        cycle=next((each for each in cycles if each["project_year"] == year), None),
        ledger=ledger,
        total=ledger["total"],
        standings=_counted(lines, CHOICES["standing"][1]),
        lights=_counted(lines, CHOICES["light"][1]),
        meanings=meanings(call, lines),
        choices=[(name, word, _counted(lines, says), chosen[name]) for name, (word, says) in CHOICES.items() if lines],
        places=Counter(each for line in lines for each in line["places"]).most_common(),
        place=place,
        words=words,
        group=group,
        groups=_grouped(kept, group),
        kept=len(kept),
        narrowed=bool(words or place or any(chosen.values())),
        left={line["stream"]: days_left(line, today) for line in kept},
    )


def _asked_for(line: Row, chosen: dict[str, str], words: str, place: str) -> bool:
    if any(text and CHOICES[name][1](line) != text for name, text in chosen.items()):
        return False
    told = f"{line['project']} {line['title']} {line['unit_name']} {' '.join(line['places'])}"
    return (not place or place in line["places"]) and all(word in told for word in words.split())


def _grouped(lines: Iterable[Row], group: str) -> list[tuple[str, list[Row]]]:
    """The lines under their headings, in the order of the first of each; all under none where no group is asked for."""
    if group not in CHOICES:
        return [("", list(lines))]
    found: dict[str, list[Row]] = {}
    for line in lines:
        found.setdefault(CHOICES[group][1](line), []).append(line)
    return list(found.items())


def _counted(lines: list[Row], says: Says) -> list[tuple[str, int]]:
    return Counter(says(line) for line in lines).most_common()


def days_left(line: dict[str, Any], today: date) -> tuple[str, bool]:
    """How many days are left, in words, and whether none is."""
    if not line["deadline_on"] or line["standing"] in OVER:
        return "", False
    days = (parse_day(line["deadline_on"]) - today).days
    return (f"还有{days}天", False) if days >= 0 else (f"超期{-days}天", True)


ROUTES: Final = (shown(BOARD, "年度民生实事项目", _board),)
