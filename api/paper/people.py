"""Who counts the votes, and who watches over which project?

Names stand beside the log and are read for the paper alone; where a name is not to be read, a line is left to write it on.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from api.paper.asked import Asked, Printed
from api.paper.refusals import NotPrintable
from api.paper.rounds import name_of, rounds
from api.paper.sheets import NUMBER, WIDE, Column, Sheet, footer
from api.yearly import OF_SUPERVISION, year_supervision
from projections.ledger.supervision import WatchingGroup
from projections.model import Row
from projections.models import MEETING_BOARD

TITLES: Final = {"chief": "总监票人", "scrutineers": "监票人", "tellers": "计票人"}
MISSING: Final = "姓名没有登记或者已经删去的，空着，请手写补上。"


def officers(asked: Asked) -> Printed:
    """监票人、计票人名单 of the meeting at which the round is held, else of the newest that has them; raises `NotPrintable`."""
    meeting = _meeting(asked)
    passed, named = meeting["scrutineers"], meeting["tellers"]
    people = [("总监票人", passed["chief"]), *(("监票人", each) for each in passed["scrutineers"])]
    if named is not None:
        people += [("总计票人", named["chief"]), *(("计票人", each) for each in named["tellers"])]
    rows = [
        [str(place), title, asked.name(officer["person"]), officer["delegation"]]
        for place, (title, officer) in enumerate(people, start=1)
    ]
    notes = ["总监票人、监票人由会议通过，计票人由会议指定。"] if named is not None else ["计票人还没有登记指定。"]
    return Sheet(
        above=meeting["title"],
        heading="监票人、计票人名单",
        on=date.fromisoformat((named or passed)["on"]),
        columns=[
            NUMBER,
            Column(head="职务", width=8),
            Column(head="姓名", width=10),
            Column(head="代表团", align="center"),
        ],
        rows=rows,
        notes=[*notes, *_missing([row[2] for row in rows])],
        roomy=0.7,
    ).printed()


def _meeting(asked: Asked) -> Row:
    held = {row["meeting"] for row in rounds(asked) if asked.ballot in ("", row["stream"], name_of(row))}
    found = [
        row
        for row in asked.extract.days.rows(MEETING_BOARD)
        if row["scrutineers"] is not None and (not asked.ballot or row["stream"] in held)
    ]
    if not found:
        raise NotPrintable("还没有登记通过监票人，名单印不出来。请先登记。")
    return found[-1]


def _missing(names: Sequence[str]) -> list[str]:
    return [] if all(names) else [MISSING]


def groups(asked: Asked) -> Printed:
    """监督小组名单: who watches over which project, and how often it was seen; raises `NotPrintable` where there is no group."""
    extract = asked.extract
    rows = {model.name: extract.days.rows(model) for model in OF_SUPERVISION}
    found = year_supervision(rows, extract.year, extract.days.day).supervision
    if not found.groups:
        raise NotPrintable(f"{extract.year}年度还没有登记监督小组。")
    titles = {each.project: each.title for each in found.projects}
    lines = [_group(asked, place, group, titles) for place, group in enumerate(found.groups, start=1)]
    return Sheet(
        above=extract.name,
        heading=f"{extract.year}年民生实事项目监督小组名单",
        on=extract.days.day,
        columns=[
            NUMBER,
            Column(head="监督小组", width=8),
            Column(head="监督的项目", align="left"),
            Column(head="牵头工委", width=6),
            Column(head="挂钩的主席团成员", width=5),
            Column(head="组长", width=5),
            Column(head="组员", width=14, align="left"),
        ],
        rows=lines,
        notes=_missing([line[5] for line in lines]),
        footer=footer(extract),
        paper="a4-landscape",
        sizes=WIDE,
    ).printed()


def _group(asked: Asked, place: int, group: WatchingGroup, titles: dict[str, str]) -> list[str]:
    watched = "\n".join(f"{number}　{titles.get(number, '')}" for number in group.projects)
    members = "、".join(filter(None, map(asked.name, group.members)))
    linked = asked.name(group.linked_member) if group.linked_member else ""
    leader = asked.name(group.leader) if group.leader else ""
    return [str(place), group.name, watched, group.lead_office, linked, leader, members]
