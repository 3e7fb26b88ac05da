"""What changed in a congress's ledger between two days, project by project, and by which decision?"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Final

from api.http.reply import Reply
from api.http.route import Call
from api.pages.inside import NOTHING
from api.pages.outside import every, read
from api.pages.places import congress_at
from api.pages.public.around import about, from_year
from api.pages.public.latest import today, year_asked
from api.pages.routes import shown
from api.refusals import QueryInvalid
from domain.calendar import parse_day
from domain.refusals import Refusal

PAGES: Final = {
    "project": "/projects/",
    "round": "/rounds/",
    "meeting": "/meetings/",
    "evaluation": "/evaluations/",
    "proposal": "/proposals/",
    "finding": "/findings/",
    "inspection": "/inspections/",
    "report": "/reports/",
}
PARTS: Final = (
    ("project", "项目"),
    ("round", "票决"),
    ("meeting", "会议"),
    ("evaluation", "测评"),
    ("cycle", "年度工作"),
    ("finding", "问题"),
    ("inspection", "视察"),
    ("report", "专项报告"),
    ("proposal", "建议项目"),
)
DECEMBER: Final = 12


def _changes(call: Call) -> Reply:
    congress = congress_at(call)
    code = congress["code"]
    now = today(call, code)
    first, last = _between(call, now)
    between: dict[str, object] = {"from": first.isoformat(), "to": last.isoformat()}
    found = read(call, "/changes", NOTHING, congress=code, **between)
    year = year_asked(call, code)
    years = sorted((each["project_year"] for each in every(call, "/cycles", congress=code)), reverse=True)
    rows: dict[str, list[dict[str, Any]]] = {}
    for row in found["rows"]:
        rows.setdefault(row["kind"], []).append(row)
    return about(
        call,
        "public/changes.html",
        congress,
        year,
        title=f"从{_said(first)}到{_said(last)}有哪些变化",
        crumbs=from_year(congress, year),
        first=first,
        last=last,
        parts=[(word, rows[kind]) for kind, word in PARTS if kind in rows],
        changed=len(found["rows"]),
        pages=PAGES,
        month=_month_before(now),
        months=[(each, _months_of(each, now)) for each in range(now.year, min(years, default=now.year) - 2, -1)],
    )


def _between(call: Call, now: date) -> tuple[date, date]:
    """The days that are asked for; last month where `month` asks for it, or nothing is asked for."""
    first, last = call.query.get("from", ""), call.query.get("to", "")
    if not first:
        return _month_before(now)
    try:
        return parse_day(first[:10]), parse_day(last[:10]) if last else now
    except Refusal as refused:
        raise QueryInvalid(f"日期：{refused.detail}") from None


def _month_before(now: date) -> tuple[date, date]:
    """From the end of the month before last to the end of last month."""
    last = now.replace(day=1) - timedelta(days=1)
    return last.replace(day=1) - timedelta(days=1), last


def _months_of(year: int, now: date) -> list[tuple[int, date, date]]:
    """The months of a year that have begun, each from the end of the one before it."""
    found = []
    for month in range(1, DECEMBER + 1):
        begins = date(year, month, 1)
        ends = (begins + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        if begins <= now:
            found.append((month, begins - timedelta(days=1), min(ends, now)))
    return found


def _said(on: date) -> str:
    return f"{on.year}年{on.month}月{on.day}日"


ROUTES: Final = (shown("/congresses/{congress}/changes", "两天之间的变化", _changes),)
