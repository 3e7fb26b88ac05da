"""How does the government office check a unit's report: its figures beside last month's and the plan's, accepted or sent back?"""

from __future__ import annotations

from fractions import Fraction
from typing import Any, Final, NamedTuple

from api.http.commands import Written
from api.http.queries import number_in
from api.http.reply import Reply
from api.http.route import Call
from api.pages.forms.form import placed
from api.pages.government.front import CHECKERS, GOVERNMENT
from api.pages.inside import door, send, versioned
from api.pages.look import Crumb, new_key, page, redirect
from api.pages.posted import posted
from api.pages.routes import sent, shown
from api.pages.unit import reported
from api.pages.unit.known import as_said, before
from domain.money import print_number
from domain.quantities import print_quantity
from domain.refusals import Faults, NotFound, Refusal
from projects.states.figures import stated_figures

HERE: Final = "/government/projects/{project}/report"
RETURN: Final = "return"


class Line(NamedTuple):
    """A figure: what it is called, its unit, what is reported, what was before, by how much it moved, what is planned, and why it fell."""

    label: str
    unit: str
    now: str
    before: str
    moved: str
    plan: str
    why: str


def _show(call: Call, faults: list[tuple[str, str]] | None = None, reason: str = "") -> Reply:
    row, version = versioned(call, "/projects/{project}", call.path)
    period, newest = _reported(call, row)
    known = before(row, period)
    stated = stated_figures(as_said(period, newest), known)
    groups = [
        ("资金，本年累计", reported.money_of(row, known, period)),
        ("资金，开工以来累计", reported.since_start(known)),
        *reported.parts_of(row, known),
    ]
    physical = reported.physical_of(row, known)
    if physical is not None:
        groups.append(("形象进度", [physical]))
    falls = newest.get("falls", {})
    return page(
        call,
        "government/check.html",
        title=f"审核{period}进度",
        crumbs=(Crumb("政府办", GOVERNMENT),),
        status=422 if faults else 200,
        row=row,
        period=period,
        report=newest,
        groups=[(name, [_line(each, stated.get(each.place), falls) for each in group]) for name, group in groups],
        faults=faults or [],
        reason=reason,
        key=new_key(),
        version=version,
        waiting=[each["period"] for each in row["reports"] if each["versions"][-1]["status"] == "unchecked"],
    )


def _take(call: Call) -> Reply:
    """Accept the report, or send it back with what is wrong."""
    form = posted(call)
    back = form.one("act") == RETURN
    where = "returned-reports" if back else "accepted-reports"
    body = {"period": form.one("period")} | ({"reason": form.one("reason")} if back else {})
    try:
        reply = send(
            call,
            door("POST", f"/projects/{{project}}/{where}"),
            call.path,
            body,
            key=form.one("_key"),
            version=number_in(form.one("_version")) or 0,
        )
    except (Refusal, Faults) as refused:
        return _show(call, placed(refused), form.one("reason"))
    written = reply.content
    assert isinstance(written, Written)
    return redirect(f"{GOVERNMENT}?done={written.position}&at_least={written.position}")


def _reported(call: Call, row: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """The period that is asked for, else the first that nobody has checked, else the last, with its newest version."""
    reports = {each["period"]: each["versions"][-1] for each in row["reports"]}
    waiting = [period for period, version in reports.items() if version["status"] == "unchecked"]
    asked = call.query.get("period", "") or next(iter([*waiting, *reversed(reports)]), "")
    if asked not in reports:
        raise NotFound("这个项目还没有报过进度。" if not reports else f"没有{asked}的进度报告。")
    return asked, reports[asked]


def _line(each: reported.Figure, now: Fraction | None, falls: dict[str, str]) -> Line:
    money = "_fen" in each.place
    was = Fraction(each.before) * (10**6 if money else 1) if each.before else None
    moved = now - was if now is not None and was is not None else None
    sign = "+" if moved is not None and moved > 0 else ""
    return Line(
        each.label,
        each.unit,
        _said(now, money=money),
        each.before or "—",
        "" if moved is None or not moved else sign + _said(moved, money=money),
        each.plan or "—",
        falls.get(each.place, ""),
    )


def _said(figure: Fraction | None, *, money: bool) -> str:
    if figure is None:
        return "没有报"
    return print_number(int(figure)) if money else print_quantity(figure)


ROUTES: Final = (
    shown(HERE, "审核进度报告", _show, CHECKERS),
    sent(HERE, "审核进度报告", _take, CHECKERS),
)
