"""How does somebody go to a provider of sign-in (统一身份认证), and come back signed in?"""

from __future__ import annotations

from http import HTTPStatus
from typing import Any, Final, Literal

from starlette.requests import cookie_parser

from api.accounts.oidc import Provider, came_back, destination
from api.accounts.refusals import OidcRefused, SignInRefused
from api.accounts.secrets import draw
from api.http.audience import EVERYONE
from api.http.credential import passing_cookie, passing_name, session_cookie
from api.http.reply import Reply
from api.http.resources.session import SESSION, leave_brought
from api.http.route import Call, Parameter, Route
from api.refusals import ServiceAway
from domain.refusals import NotFound

GOING: Final = f"{SESSION}/provider"
BACK: Final = f"{GOING}/answer"
PASSES_AFTER_S: Final = 600


def _go(call: Call) -> Reply:
    """Sends the browser away with a secret of its own, by which it is known again.

    By POST, which no page of another site can send: nobody is signed in who did not ask for it.
    """
    secret = draw()
    cookie = passing_cookie(call.desk.limits, secret, PASSES_AFTER_S)
    return _elsewhere(destination(_provider(call), secret), cookie)


def _come_back(call: Call) -> Reply:
    """The secret has served, whatever comes of it."""
    limits = call.desk.limits
    secret = cookie_parser(call.headers.get("cookie", "")).get(passing_name(limits), "")
    if not secret:
        raise OidcRefused("没有从这个浏览器去登录过，或者隔得太久，请重新登录。")
    opened = came_back(call.desk.accounts(), _provider(call), secret, call.query)
    leave_brought(call)
    return _elsewhere(SESSION, session_cookie(limits, opened.secret, opened.ends_in_s), passing_cookie(limits, "", 0))


def _elsewhere(address: str, *cookies: str) -> Reply:
    return Reply(content={}, status=HTTPStatus.SEE_OTHER, headers={"Location": address}, cookies=cookies)


def _provider(call: Call) -> Provider:
    if call.desk.provider is None:
        raise NotFound("本服务没有接统一身份认证。")
    return call.desk.provider


def _route(
    method: Literal["GET", "POST"],
    path: str,
    summary: str,
    handle: Any,
    *refusals: Any,
    parameters: tuple[Parameter, ...] = (),
) -> Route:
    return Route(
        method=method,
        path=path,
        summary=summary,
        audience=EVERYONE,
        handle=handle,
        answer=dict[str, Any],
        answer_status=HTTPStatus.SEE_OTHER,
        parameters=parameters,
        refusals=(OidcRefused, ServiceAway, NotFound, *refusals),
        unasked=True,
    )


ANSWERED: Final = tuple(
    Parameter(name=name, place="query", summary=summary)
    for name, summary in (
        ("code", "统一身份认证给的授权码"),
        ("state", "去登录时带去的，原样带回"),
        ("iss", "统一身份认证的网址"),
        ("error", "统一身份认证说的原因"),
    )
)

ROUTES: Final = (
    _route("POST", GOING, "去统一身份认证登录", _go),
    _route("GET", BACK, "从统一身份认证回来", _come_back, SignInRefused, parameters=ANSWERED),
)
