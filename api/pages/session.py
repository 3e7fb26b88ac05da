"""How does somebody come in and leave, change his role, or ask for large type?"""

from __future__ import annotations

from typing import Final

from api.accounts.refusals import SignInRefused
from api.http.reply import Reply
from api.http.route import Asked, Call
from api.pages.inside import door, send
from api.pages.look import LARGE, is_ours, redirect
from api.pages.posted import posted
from api.pages.refusing import GONE, sign_in
from api.pages.routes import sent, shown

DESK: Final = "/desk"
A_YEAR_S: Final = 365 * 24 * 3600


def _sign_in(call: Call) -> Reply:
    asked = Asked(call.query.get("to", DESK), call.headers)
    return sign_in([], asked)


def _signed_in(call: Call) -> Reply:
    form = posted(call)
    said = {name: form.one(name) for name in ("name", "password", "one_time", "printed") if form.one(name)}
    to = form.one("to")
    try:
        reply = send(call, door("POST", "/session"), {}, said)
    except SignInRefused as refused:
        return sign_in([refused.detail], Asked("/sign-in", call.headers), status=401, go=to)
    return redirect(to if is_ours(to) else DESK, reply.cookies)


def _sign_out(call: Call) -> Reply:
    send(call, door("DELETE", "/session"), {}, None)
    return redirect("/", GONE)


def _take_role(call: Call) -> Reply:
    role, congress, unit = [*posted(call).one("as").split("|"), "", ""][:3]
    reply = send(call, door("PUT", "/session"), {}, {"role": role, "congress": congress, "unit": unit})
    return redirect(DESK, reply.cookies)


def _large(call: Call) -> Reply:
    form = posted(call)
    wanted, to = form.one("large") == "1", form.one("to")
    cookie = f"{LARGE}={int(wanted)}; Path=/; Max-Age={A_YEAR_S if wanted else 0}; SameSite=Lax"
    return redirect(to if is_ours(to) else "/", (cookie,))


ROUTES: Final = (
    shown("/sign-in", "登录", _sign_in, unasked=True),
    sent("/sign-in", "登录", _signed_in, unasked=True),
    sent("/sign-out", "退出", _sign_out, unasked=True),
    sent("/role", "换一种身份办理", _take_role),
    sent("/large", "大字版、标准字", _large, free=True),
)
