"""What is there to do today, for whoever signed in?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from api.http.audience import COUNTERS, EVERYONE, NAMES
from api.http.queries import year_named
from api.http.reply import Reply
from api.http.resources.ledger import WATCHERS
from api.http.route import Call
from api.pages.desk.stepper import Way, stepper
from api.pages.desk.todos import grouped, numbers
from api.pages.forms.menu import beginnings
from api.pages.inside import read
from api.pages.look import page
from api.pages.routes import shown
from projections.ledger.todo import ROLES

OFFICES: Final = (
    Way("建议项目收件、筛选", "/desk/proposals"),
    Way("群众交来的建议", "/desk/incoming"),
    Way("候选名单", "/desk/candidates"),
    Way("会议准备", "/desk/meetings"),
    Way("会后补录", "/desk/session/rounds"),
    Way("登记表格", "/desk/import"),
    Way("群众测评", "/desk/surveys"),
    Way("规则", "/desk/rules"),
    Way("人大和承办单位", "/desk/congress"),
    Way("附件归档", "/desk/documents"),
    Way("打印、导出", "/desk/files"),
    Way("岗位交接", "/desk/handover"),
)
PAGES_OF: Final[Mapping[str, tuple[Way, ...]]] = {
    "clerk": OFFICES,
    "chair": OFFICES,
    "government": (
        Way("候选、报告、调整", "/government"),
        Way("交办", "/government/assignments"),
        Way("建议项目收件、筛选", "/desk/proposals"),
        Way("登记表格", "/desk/import"),
    ),
    "unit": (Way("本单位的项目", "/unit"), Way("登记表格", "/desk/import")),
    "deputy": (Way("代表看的", "/deputy"),),
    "auditor": (Way("审计", "/audit"),),
}
"""The pages of each role's own work."""


def _desk(call: Call) -> Reply:
    actor = call.actor
    todo = grouped(call, _todo(call))
    asked = _asked(call)
    return page(
        call,
        "desk/front.html",
        title=f"{NAMES[actor.role]}工作台",
        groups=todo,
        counts=list(numbers(todo)),
        confirmations=_confirmations(call),
        asked=asked,
        confirmed=[each for each in asked if each["confirmed_at"]],
        stepper=stepper(call, year_named(call.query["year"]) if call.query.get("year") else 0),
        pages=PAGES_OF.get(actor.role, ()),
        begin=beginnings(actor),
        roles=read(call, "/session")["roles"],
    )


def _todo(call: Call) -> list[dict[str, Any]]:
    actor = call.actor
    if actor.role not in WATCHERS:
        return []
    role = actor.role if actor.role in ROLES else None
    found: list[dict[str, Any]] = read(call, "/todo", congress=actor.congress, role=role, unit=actor.unit or None)[
        "items"
    ]
    return found


def _confirmations(call: Call) -> list[dict[str, Any]]:
    if call.actor.role not in COUNTERS or call.actor.through not in {"session", "pass"}:
        return []
    found: list[dict[str, Any]] = read(call, "/confirmations")["items"]
    return found


def _asked(call: Call) -> list[dict[str, Any]]:
    """What he asked others to confirm, where anybody knows who he is."""
    if call.actor.through not in {"session", "pass"}:
        return []
    found: list[dict[str, Any]] = read(call, "/confirmations/asked")["items"]
    return found


ROUTES: Final = (shown("/desk", "工作台", _desk, EVERYONE - {"public", "system"}),)
