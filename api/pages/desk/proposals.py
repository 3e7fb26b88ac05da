"""How are hundreds of proposals looked through and screened, one after the other, beside those that may say the same?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from http import HTTPStatus
from typing import Any, Final
from urllib.parse import urlencode

from api.http.queries import year_named
from api.http.reply import Reply
from api.http.resources.proposals import SCREENERS
from api.http.route import V1, Call
from api.pages.desk.alike import alike
from api.pages.forms.doing import DO, DOINGS, Doing
from api.pages.inside import every, read, versioned
from api.pages.look import Crumb, new_key, page, redirect
from api.pages.posted import EITHER
from api.pages.routes import sent, shown
from api.refusals import NoSuchPath
from domain.refusals import NotFound

Row = dict[str, Any]
PAGE: Final = 50
INBOX: Final = "/desk/proposals"
SCREENING: Final = "/desk/screening"
DEEDS: Final[Mapping[str, str]] = {
    "adoption": "列入",
    "merger": "合并",
    "reserve": "储备",
    "transfer": "转办",
    "refusal": "不予列入",
}
"""The five ways in which a proposal is screened, by the last part of their doors."""
STATES: Final[Mapping[str, str]] = {
    "open": "还没有筛选",
    "done": "已经筛选",
    "feedback": "还没有反馈",
    "alike": "可能重复、还没有筛选",
}


def _inbox(call: Call) -> Reply:
    rows = list(every(call, "/proposals", congress=call.actor.congress))
    years = sorted({row["project_year"] for row in rows}, reverse=True)
    year = year_named(call.query["year"]) if call.query.get("year") else next(iter(years), 0)
    of_year = [row for row in rows if row["project_year"] == year]
    found = _filtered(call, of_year, rows)
    at = max(int(call.query["from"]), 0) if call.query.get("from", "").isdecimal() else 0
    here = found[at : at + PAGE]
    return page(
        call,
        "desk/proposals.html",
        title="建议项目收件、筛选",
        crumbs=(Crumb("工作台", "/desk"),),
        year=year,
        years=years,
        rows=[{**row, "alike": alike(row, rows) if unscreened(row) else []} for row in here],
        total=len(found),
        begin=at,
        further=_address(call, at + PAGE) if at + PAGE < len(found) else "",
        before=_address(call, max(at - PAGE, 0)) if at else "",
        counts={
            "收到": len(of_year),
            "还没有筛选": sum(map(unscreened, of_year)),
            "还没有反馈": sum(row["feedback_owed"] for row in of_year),
        },
        states=STATES,
        channels={row["channel"]: row["channel_word"] for row in of_year},
        categories=sorted({row["category"] for row in of_year if row["category"]}),
        asked={name: call.query.get(name, "") for name in ("state", "channel", "category", "words")},
        first=next((row["stream"] for row in sorted(of_year, key=_number) if unscreened(row)), ""),
        notice=_notice(call, year),
    )


def _filtered(call: Call, rows: Sequence[Row], everything: Sequence[Row]) -> list[Row]:
    asked = call.query
    words = asked.get("words", "").split()
    kept = [
        row
        for row in rows
        if (not asked.get("channel") or row["channel"] == asked["channel"])
        and (not asked.get("category") or row["category"] == asked["category"])
        and all(word in f"{row['number']}{row['title']}{row['content']}{row['place']}" for word in words)
    ]
    match asked.get("state", ""):
        case "open":
            kept = [row for row in kept if unscreened(row)]
        case "done":
            kept = [row for row in kept if not unscreened(row)]
        case "feedback":
            kept = [row for row in kept if row["feedback_owed"]]
        case "alike":
            kept = [row for row in kept if unscreened(row) and alike(row, everything)]
    return sorted(kept, key=_number)


def unscreened(row: Mapping[str, Any]) -> bool:
    """Whether nobody has said yet what becomes of it; one that was transferred may stay open for its number alone."""
    return bool(row["status"] == "open")


def _number(row: Mapping[str, Any]) -> str:
    return str(row["number"])


def _address(call: Call, at: int) -> str:
    asked = [(name, text) for name, text in call.query.multi_items() if name != "from" and text]
    return f"{INBOX}?{urlencode([*asked, ('from', str(at))])}"


def _notice(call: Call, year: int) -> str:
    """Where all that is owed of a year is answered at once."""
    cycles = every(call, "/cycles", congress=call.actor.congress)
    return next(
        (
            f"{DO}/cycles/{each['stream']}/feedback-notices?year={year}"
            for each in cycles
            if each["project_year"] == year
        ),
        "",
    )


def _screen(call: Call) -> Reply:
    """A proposal beside those like it; the form of one of the five ways where it is asked for."""
    if "deed" in call.query:
        return _doing(call).show(_of(call))
    rows = list(every(call, "/proposals", congress=call.actor.congress))
    row, version = versioned(call, "/proposals/{proposal}", {"proposal": call.query.get("proposal", "")})
    left = [each for each in rows if unscreened(each) and each["project_year"] == row["project_year"]]
    return page(
        call,
        "desk/screening.html",
        title=f"{row['number']} {row['title']}",
        crumbs=(Crumb("工作台", "/desk"), Crumb("建议项目", f"{INBOX}?year={row['project_year']}")),
        row=row,
        found=alike(row, rows),
        ways=DEEDS,
        left=len(left),
        unscreened=unscreened(row),
        following=_following(row, left),
        hidden={"_key": new_key(), "_version": version},
        address=SCREENING,
    )


def _following(row: Mapping[str, Any], left: Sequence[Mapping[str, Any]]) -> str:
    """The next proposal of the year that is open; after the last one the first again; '' where none is left."""
    others = sorted((each for each in left if each["stream"] != row["stream"]), key=_number)
    later = (each["stream"] for each in others if each["number"] > row["number"])
    return next(later, others[0]["stream"] if others else "")


def _record(call: Call) -> Reply:
    """Record how it was screened, and lead on to the next one."""
    place = {"proposal": call.query.get("proposal", "")}
    row = read(call, "/proposals/{proposal}", place)
    reply = _doing(call).take(_of(call))
    if reply.status != HTTPStatus.SEE_OTHER:
        return reply
    position = reply.headers["Location"].partition("done=")[2].partition("&")[0]
    rows = every(call, "/proposals", congress=call.actor.congress, year=row["project_year"], at_least=position)
    following = _following(row, [each for each in rows if unscreened(each)])
    ahead = f"{SCREENING}?proposal={following}&" if following else f"{INBOX}?year={row['project_year']}&"
    return redirect(f"{ahead}done={position}")


def _doing(call: Call) -> Doing:
    deed = call.query.get("deed", "")
    wanted = f"{V1}/proposals/{{proposal}}/{deed}"
    found = next((each for each in DOINGS if each.door.path == wanted and deed in DEEDS), None)
    if found is None:
        raise NoSuchPath("没有这种办法。筛选的办法有列入、合并、储备、转办、不予列入。")
    return found


def _of(call: Call) -> Call:
    if not call.query.get("proposal"):
        raise NotFound("没有找到建议项目。")
    return replace(call, path={"proposal": call.query["proposal"]})


ROUTES: Final = (
    shown(INBOX, "建议项目收件、筛选", _inbox, SCREENERS),
    shown(SCREENING, "筛选一条建议项目", _screen, SCREENERS),
    sent(SCREENING, "登记筛选结果", _record, SCREENERS, EITHER),
)
