"""How does a unit report a month in two minutes: last month's figures are there, and only what moved is typed?"""

from __future__ import annotations

from typing import Any, Final

from api.http.audience import OFFICE, Audience
from api.http.commands import Written
from api.http.queries import number_in
from api.http.reply import Reply
from api.http.route import Call
from api.pages.forms.form import placed
from api.pages.inside import door, send, versioned
from api.pages.look import Crumb, new_key, page, redirect
from api.pages.posted import Posted, posted
from api.pages.records import page_of
from api.pages.routes import sent, shown
from api.pages.unit import reported
from api.pages.unit.front import UNIT
from api.pages.unit.known import before, last, owed
from domain.calendar import day_of
from domain.refusals import Faults, Refusal, StaleVersion, refuse_all
from projects.measures import read_period

HERE: Final = "/unit/projects/{project}/report"
WORKERS: Final[Audience] = OFFICE | {"government", "unit"}
NOTHING: Final = Posted()


def _form(  # noqa: PLR0913 - a form has that many sides
    call: Call,
    row: dict[str, Any],
    version: int,
    *,
    given: Posted = NOTHING,
    faults: list[tuple[str, str]] | None = None,
    fell: list[str] | None = None,
) -> Reply:
    today = day_of(call.desk.clock())
    still = [str(each) for each in owed(row, today)]
    period = _period(call, row, still)
    known = before(row, period)
    money, start = reported.money_of(row, known, period), reported.since_start(known)
    newest = last(row)
    return page(
        call,
        "unit/report.html",
        title=f"报{period}进度",
        crumbs=(Crumb("承办的项目", UNIT) if call.actor.role == "unit" else Crumb("工作台", "/desk"),),
        status=422 if faults else 200,
        row=row,
        period=period,
        owed=still,
        over=(found := read_period(period)) is not None and found.last_day < today,
        revises=any(each["period"] == period for each in row["reports"]),
        last=newest,
        money=money,
        start=start,
        parts=reported.parts_of(row, known),
        physical=reported.physical_of(row, known),
        vouchers=reported.VOUCHERS,
        vouchers_of=reported.VOUCHERS_OF,
        given=given,
        faults=faults or [],
        fell={place: reported.said_of(place, row) for place in fell or ()},
        key=given.one("_key") or new_key(),
        version=version,
    )


def _show(call: Call) -> Reply:
    row, version = versioned(call, "/projects/{project}", call.path)
    return _form(call, row, version)


def _take(call: Call) -> Reply:
    row, version = versioned(call, "/projects/{project}", call.path)
    given = posted(call)
    period = given.one("period")
    found = reported.asked(row, before(row, period), period, given) if read_period(period) else reported.Asked()
    try:
        refuse_all(found.faults)
        reply = send(
            call,
            door("POST", "/projects/{project}/reports"),
            call.path,
            found.body or {"period": period, "year": {}, "start": {}},
            key=given.one("_key"),
            version=number_in(given.one("_version")) or 0,
        )
    except (Refusal, Faults) as refused:
        every = refused.faults if isinstance(refused, Faults) else (refused,)
        # What nobody typed falls with the year's figure, and is explained with it.
        every = tuple(each for each in every if each.numbers.get("place") not in found.derived)
        fell = [str(each.numbers["place"]) for each in every if each.code == "fall_unexplained"]
        seen = version if isinstance(refused, StaleVersion) else number_in(given.one("_version")) or version
        faults = [(place, _plain(text)) for place, text in placed(Faults(every) if every else refused)]
        return _form(call, row, seen, given=given, faults=faults, fell=fell)
    written = reply.content
    assert isinstance(written, Written)
    if call.actor.role == "unit":
        return redirect(f"{UNIT}?done={written.position}&at_least={written.position}")
    return redirect(page_of("/projects", written.stream, position=written.position))


def _plain(text: str) -> str:
    """What is asked of whoever fills in a form, not of a program."""
    sentence, asks, _ = text.partition("，请在falls里")
    return f"{sentence}，请在下面写明为什么减少。" if asks else text


def _period(call: Call, row: dict[str, Any], still: list[str]) -> str:
    """The period that is asked for, else the first that is owed, else the next one."""
    asked = call.query.get("period", "")
    if read_period(asked) is not None:
        return asked
    newest = last(row)
    then = read_period(newest["period"]) if newest else None
    if still or then is not None:
        return still[0] if still else str(then.next if then else "")
    today = day_of(call.desk.clock())
    quarterly = row["rules"]["implementation"]["report_frequency"] == "quarter"
    return f"{today.year}-Q{(today.month + 2) // 3}" if quarterly else f"{today:%Y-%m}"


ROUTES: Final = (
    shown(HERE, "报进度", _show, WORKERS),
    sent(HERE, "报进度", _take, WORKERS),
)
