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
from api.paper.sheets import NUMBER, Column, Sheet, footer
from api.yearly import OF_SUPERVISION, year_supervision
from projections.ledger.supervision import WatchingGroup
from projections.model import Row
from projections.models import MEETING_BOARD

TITLES: Final = {"chief": "总监票人", "scrutineers": "监票人", "tellers": "计票人"}
OPEN: Final = "＿＿＿"
MISSING: Final = "姓名没有登记或者已经删去的，空着，请手写补上。"


def officers(asked: Asked) -> Printed:
    """监票人、计票人名单 of the meeting at which the round is held, else of the newest that has them; raises `NotPrintable`."""
    meeting = _meeting(asked)
    passed, named = meeting["scrutineers"], meeting["tellers"]
    people = [("总监票人", passed["chief"]), *(("监票人", each) for each in passed["scrutineers"])]
    if named is not None:
        people += [("总计票人", named["chief"]), *(("计票人", each) for each in named["tellers"])]
    rows = [
        [str(place), title, _called(asked, [officer["person"]]), officer["delegation"]]
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
        notes=[*notes, *([MISSING] if any(row[2] == OPEN for row in rows) else [])],
        roomy=0.7,
    ).printed()


def _meeting(asked: Asked) -> Row:
    held = {row["meeting"] for row in rounds(asked) if asked.ballot in ("", row["stream"], name_of(row))}
    found = [
        row
        for row in asked.extract.rows(MEETING_BOARD)
        if row["scrutineers"] is not None and (not asked.ballot or row["stream"] in held)
    ]
    if not found:
        raise NotPrintable("还没有登记通过监票人，名单印不出来。请先登记。")
    return found[-1]


def groups(asked: Asked) -> Printed:
    """监督小组名单: who watches over which project, and how often it was seen; raises `NotPrintable` where there is no group."""
    extract = asked.extract
    rows = {model.name: extract.rows(model) for model in OF_SUPERVISION}
    found = year_supervision(rows, extract.year, extract.days.day).supervision
    if not found.groups:
        raise NotPrintable(f"{extract.year}年度还没有登记监督小组。")
    titles = {each.project: each.title for each in found.projects}
    columns = {
        "监督小组": (Column(head="监督小组", width=9.4), [group.name for group in found.groups]),
        "监督的项目": (Column(head="监督的项目", align="left"), [_watched(group, titles) for group in found.groups]),
        "牵头工委": (Column(head="牵头工委", width=8), [group.lead_office for group in found.groups]),
        "挂钩": (
            Column(head="挂钩的主席团成员", width=6),
            [_called(asked, [group.linked_member]) for group in found.groups],
        ),
        "组长": (Column(head="组长", width=5), [_called(asked, [group.leader]) for group in found.groups]),
        "组员": (Column(head="组员", align="left"), [_called(asked, group.members) for group in found.groups]),
    }
    kept = [each for each in columns.values() if any(each[1])]
    cells = [cell for _, column in kept for cell in column]
    return Sheet(
        above=extract.name,
        heading=f"{extract.year}年民生实事项目监督小组名单",
        on=extract.days.day,
        columns=[NUMBER, *(column for column, _ in kept)],
        rows=[[str(place), *(column[place - 1] for _, column in kept)] for place in range(1, len(found.groups) + 1)],
        notes=[MISSING] if any(OPEN in cell for cell in cells) else [],
        footer=footer(extract),
        papers=("a4-landscape",),
    ).printed()


def _watched(group: WatchingGroup, titles: dict[str, str]) -> str:
    return "\n".join(f"{number}　{titles.get(number, '')}" for number in group.projects)


def _called(asked: Asked, references: Sequence[str]) -> str:
    """The names behind references, an open place for each that is not to be read."""
    return "、".join(asked.name(each) or OPEN for each in references if each)
