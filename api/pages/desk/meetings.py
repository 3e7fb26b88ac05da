"""What of a meeting is prepared, what is missing before a ballot can be opened, and which form does it?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from api.http.audience import OFFICE
from api.http.reply import Reply
from api.http.route import Call
from api.pages.forms.doing import DO
from api.pages.inside import every, read
from api.pages.look import Crumb, page
from api.pages.numbers import day
from api.pages.routes import shown

Row = Mapping[str, Any]
HERE: Final = "/desk/meetings"


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """One thing that a meeting needs: what it is called, what was recorded of it, and where it is recorded."""

    word: str
    said: str
    form: str


def _meetings(call: Call) -> Reply:
    rows = sorted(every(call, "/meetings", congress=call.actor.congress), key=lambda row: row["from_on"], reverse=True)
    return page(call, "desk/meetings.html", title="会议准备", crumbs=(Crumb("工作台", "/desk"),), rows=rows)


def _meeting(call: Call) -> Reply:
    row = read(call, "/meetings/{meeting}", {"meeting": call.path["meeting"]})
    prepared = _prepared(row)
    return page(
        call,
        "desk/meeting.html",
        title=row["title"],
        crumbs=(Crumb("工作台", "/desk"), Crumb("会议准备", HERE)),
        row=row,
        prepared=prepared,
        following=next((each.word for each in prepared if not each.said), "") if row["missing"] else "",
        rounds=row["rounds"],
        begin=f"{DO}/rounds",
        evaluate=f"{DO}/evaluations",
    )


def _prepared(row: Row) -> Sequence[Prepared]:
    """What stands between the convening and the ballot, in the order of a meeting."""
    form = f"{DO}/meetings/{row['stream']}"
    word = row["word"]
    counted = row["attendance"][-1] if row["attendance"] else None
    return (
        Prepared(word="代表团", said=_many(row["delegations"], "个"), form=f"{form}/delegations"),
        Prepared(word="各次会议", said="、".join(each["word"] for each in row["sittings"]), form=f"{form}/sittings"),
        Prepared(word="候选项目说明", said=_on(row["explained"]), form=f"{form}/explanations"),
        Prepared(word="代表团审议意见", said=_many(row["opinions"], "条"), form=f"{form}/opinions"),
        Prepared(word=f"{word}办法草案", said=_one(row["proposed"]), form=f"{form}/method-drafts"),
        Prepared(word=f"{word}办法", said=_one(row["adopted"]), form=f"{form}/method"),
        Prepared(word="监票人", said=_one(row["scrutineers"]), form=f"{form}/scrutineers"),
        Prepared(word="计票人", said=_one(row["tellers"]), form=f"{form}/tellers"),
        Prepared(
            word="清点人数",
            said=f"应到{counted['due']}人，实到{counted['present']}人（{day(counted['on'])}）" if counted else "",
            form=f"{form}/attendance",
        ),
    )


def _many(rows: Sequence[Row], unit: str) -> str:
    return f"{len(rows)}{unit}" if rows else ""


def _one(said: Row | None) -> str:
    return "" if said is None else day(said["on"])


def _on(rows: Sequence[Row]) -> str:
    return _one(rows[-1]) if rows else ""


ROUTES: Final = (
    shown(HERE, "会议准备", _meetings, OFFICE),
    shown(f"{HERE}/{{meeting}}", "一次会议的准备", _meeting, OFFICE),
)
