"""What does whoever leaves the post hand over to whoever comes, on one sheet that both sign?"""

from __future__ import annotations

from typing import Any, Final

from api.http.audience import NAMES, OFFICE
from api.http.reply import Reply
from api.http.route import Call
from api.pages.desk.documents import OWED
from api.pages.desk.todos import grouped
from api.pages.inside import every, read
from api.pages.look import Crumb, page
from api.pages.routes import shown
from domain.calendar import day_of
from domain.divisions import canonical
from domain.storage.accounts.grants import all_grants
from domain.storage.accounts.known import all_accounts

MOST_DATES: Final = 20


def _handover(call: Call) -> Reply:
    rows = read(call, "/todo", congress=call.actor.congress)["items"]
    ahead = sorted((row for row in rows if row["due_on"] and row["days_left"] >= 0), key=lambda row: row["due_on"])
    return page(
        call,
        "desk/handover.html",
        title="岗位交接单",
        crumbs=(Crumb("工作台", "/desk"),),
        congress=read(call, "/congresses/{congress}", {"congress": call.actor.congress}),
        today=str(day_of(call.desk.clock())),
        position=call.desk.ledger.head(),
        years=[row for row in every(call, "/cycles", congress=call.actor.congress) if not row["closed"]],
        groups=grouped(call, (row for row in rows if row["role"] in OFFICE and row["what"] not in OWED)),
        others=_counts(rows),
        owed=[row for row in rows if row["what"] in OWED],
        ahead=ahead[:MOST_DATES],
        asked=read(call, "/confirmations/asked")["items"] if call.actor.through == "session" else [],
        accounts=_accounts(call),
    )


def _counts(rows: list[dict[str, Any]]) -> dict[str, int]:
    """How many lines wait for those who do not work in the office."""
    found: dict[str, int] = {}
    for row in rows:
        if row["role"] not in OFFICE:
            found[row["role_word"]] = found.get(row["role_word"], 0) + 1
    return found


def _accounts(call: Call) -> list[dict[str, str]]:
    """Every account of this congress with its role, and whether it is locked: who leaves has his taken away."""
    with call.desk.accounts().line() as line:
        accounts = {each.account: each for each in all_accounts(line)}
        grants = [each for each in all_grants(line) if canonical(each.congress) == canonical(call.actor.congress)]
    return [
        {
            "name": accounts[each.account].name,
            "role": next((word for role, word in NAMES.items() if role == each.role), each.role),
            "unit": each.unit,
            "state": "已锁定" if accounts[each.account].locked_at else "在用",
        }
        for each in grants
        if each.account in accounts
    ]


ROUTES: Final = (shown("/desk/handover", "岗位交接单", _handover, OFFICE),)
