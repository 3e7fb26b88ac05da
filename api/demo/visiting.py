"""How does a visitor of the demonstration look at it as each of those who work with it?

These doors are open in the demonstration alone, whose congresses, people and figures are all invented.
"""

from __future__ import annotations

from typing import Final

from api.accounts.adding import add
from api.accounts.signing_in import open_for
from api.demo.county import names as county
from api.demo.town import names as town
from api.http.audience import NAMES
from api.http.credential import session_cookie
from api.http.reply import Reply
from api.http.resources.session import leave_brought
from api.http.route import Call, Route
from api.pages.look import page, redirect
from api.pages.posted import posted
from api.pages.routes import sent, shown
from domain.refusals import NotFound
from domain.storage.accounts.grants import Scope, insert_grant
from domain.storage.accounts.known import account_named

VISITORS: Final = {
    f"shili-{role}-{place.CODE}{unit}": (place, Scope(role, place.CODE, unit), label)
    for place in (county, town)
    for role, unit, label in (
        ("clerk", "", ""),
        ("chair", "", ""),
        ("government", "", ""),
        ("unit", "01", place.UNITS["01"]),
        ("unit", "03", place.UNITS["03"]),
        ("deputy", "", ""),
        ("auditor", "", ""),
    )
}
"""The accounts of the demonstration by name: whose congress, in which role, of which unit."""


def _list(call: Call) -> Reply:
    visitors = [
        {"account": account, "congress": f"{place.NAME}人大", "role": NAMES[scope.role], "unit": unit}  # type: ignore[index] # a role
        for account, (place, scope, unit) in VISITORS.items()
    ]
    return page(call, "demonstration.html", title="换一种身份看演示", visitors=visitors)


def _enter(call: Call) -> Reply:
    name = posted(call).one("account")
    if name not in VISITORS:
        raise NotFound("演示里没有这个账号。")
    _, scope, _ = VISITORS[name]
    accounts = call.desk.accounts()
    leave_brought(call)
    with accounts.together() as line:
        known = account_named(line, name)
        if known is None:
            account = add(accounts, line, name, by="demo", administers=False, called=f"示例{name}").account
            insert_grant(line, account, scope, accounts.now())
        else:
            account = known.account
        opened = open_for(accounts, line, account)
    return redirect("/desk", (session_cookie(call.desk.limits, opened.secret, opened.ends_in_s),))


ROUTES: Final[tuple[Route, ...]] = (
    shown("/demonstration", "换一种身份看演示", _list),
    sent("/demonstration", "换一种身份看演示", _enter, unasked=True),
)
