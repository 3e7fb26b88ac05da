"""What do those who work with a record see of it, and what can they do on it?"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from api.http.audience import EVERYONE, INSIDERS
from api.http.reply import Reply
from api.http.route import Call, Route
from api.pages.forms.menu import deeds_on
from api.pages.inside import read
from api.pages.look import Crumb, page
from api.pages.records import title_of_row
from api.pages.routes import shown
from api.refusals import OtherCongress

WORK: Final = EVERYONE - {"public", "system"}
FACTS: Final[dict[str, tuple[tuple[str, str], ...]]] = {
    "project": (("进展", "standing_word"), ("性质", "nature_word"), ("类别", "category"), ("来源", "origin_word")),
    "proposal": (("状态", "status_word"), ("渠道", "channel_word"), ("类别", "category"), ("地点", "place"), ("内容", "content")),
    "round": (("会议", "meeting_title"), ("哪一轮", "kind_word"), ("状态", "status_word"), ("应选", "seats")),
    "evaluation": (("会议", "meeting_title"), ("测评什么", "subject_word"), ("状态", "status_word")),
    "finding": (("问题", "matter"), ("来源", "source_word"), ("地点", "place"), ("单位", "unit_name"), ("期限", "due_on"), ("状态", "status_word")),
    "inspection": (("方式", "kind_word"), ("安排在", "planned_on"), ("状态", "status_word")),
    "report": (("种类", "kind_word"), ("听取", "heard_by_word"), ("应提交", "due_on"), ("状态", "status_word")),
}  # fmt: skip
"""What is told of a record in short: the word, and the field of its row."""
COUNTED: Final = {"round": "/rounds/{}/steps", "evaluation": "/evaluations/{}/steps"}
"""Kinds with a page on which their way is walked."""


def _record(kind: str) -> Callable[[Call], Reply]:
    path = f"/{kind}s/{{{kind}}}"

    def handle(call: Call) -> Reply:
        row = read(call, path, {kind: call.path[kind]})
        stream = row["stream"]
        return page(
            call,
            "desk/record.html",
            title=title_of_row(row),
            crumbs=(Crumb("工作台", "/desk"),),
            facts=[(word, row[name]) for word, name in FACTS[kind] if row.get(name)],
            missing=row.get("missing") or (),
            entries=_told(call, stream),
            published=f"/{kind}s/{stream}",
            way=COUNTED[kind].format(stream) if kind in COUNTED else "",
            deeds=deeds_on(call.actor, path, stream),
        )

    return handle


def _told(call: Call, stream: str) -> list[dict[str, Any]]:
    """What happened, a sentence each, to those who may read it."""
    if call.actor.role not in INSIDERS:
        return []
    try:
        found: list[dict[str, Any]] = read(call, "/streams/{stream}/history", {"stream": stream})["entries"]
    except OtherCongress:
        return []
    return found


def _route(kind: str) -> Route:
    return shown(f"/desk/{kind}s/{{{kind}}}", "一条记录，和在上面能办的事", _record(kind), WORK)


ROUTES: Final = tuple(map(_route, FACTS))
