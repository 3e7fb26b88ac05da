"""How is the report of a keypad system handed in on a page, as one person's reading of a round's totals?"""

from __future__ import annotations

from uuid import UUID

from api.http.reply import Reply
from api.http.route import Call
from api.http.streams import stream_named
from api.intake.keypad import read_keypad
from api.pages.desk.handed_in import HandedIn
from api.pages.inside import every
from api.pages.look import Crumb, page
from api.sheets import TOTALS, Typing
from domain.refusals import Refusal


class RoundMissing(Refusal):
    """It is not said which round was counted."""


def rounds(call: Call) -> dict[str, str]:
    """The rounds of this congress whose totals are not signed yet, newest first."""
    found = reversed(list(every(call, "/rounds", congress=call.actor.congress)))
    return {
        each["stream"]: f"{each['meeting_title']}：{each['project_year']}年度第{each['batch']}批第{each['number']}轮"
        for each in found
        if not each.get("announced")
    }


def taken(call: Call, one: HandedIn, *, rehearse: bool) -> Reply:
    """What the report says of each candidate; recorded as what this person has typed."""
    if not one.said.one("round"):
        raise RoundMissing("请选是哪一轮票决。", pointer="/round")
    stream: UUID = stream_named(one.said.one("round"))
    typing = Typing(call.desk, call.actor, stream, TOTALS)
    candidates = typing.candidates()
    totals = read_keypad(one.content, one.name, candidates)
    typed = None if rehearse else typing.type_in(totals, one.day())
    titles = {each.id: each.title for each in candidates}
    return page(
        call,
        "desk/import_keypad.html",
        title="核对后录入" if rehearse else "已录入",
        crumbs=(Crumb("工作台", "/desk"), Crumb("登记表格", "/desk/import?kind=keypad")),
        name=one.name,
        totals=totals,
        titles=titles,
        typed=typed,
        hidden=list(one.hidden()),
    )
