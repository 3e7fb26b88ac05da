"""What is there to do today, for whoever signed in?"""

from __future__ import annotations

from typing import Any, Final

from api.http.audience import COUNTERS, EVERYONE, NAMES
from api.http.reply import Reply
from api.http.resources.ledger import WATCHERS
from api.http.route import Call
from api.pages.forms.menu import beginnings
from api.pages.inside import read
from api.pages.look import page
from api.pages.routes import shown
from projections.ledger.todo import ROLES


def _desk(call: Call) -> Reply:
    actor = call.actor
    role = NAMES[actor.role]
    return page(
        call,
        "desk/front.html",
        title=f"{role}工作台",
        todo=_todo(call),
        confirmations=_confirmations(call),
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
    return sorted(found, key=lambda each: (each["due_on"] == "", each["due_on"]))


def _confirmations(call: Call) -> list[dict[str, Any]]:
    if call.actor.role not in COUNTERS or call.actor.through not in {"session", "pass"}:
        return []
    found: list[dict[str, Any]] = read(call, "/confirmations")["items"]
    return found


ROUTES: Final = (shown("/desk", "工作台", _desk, EVERYONE - {"public", "system"}),)
