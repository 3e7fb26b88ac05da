"""What does a request show for who sends it: the cookie of a session, or a token?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from starlette.requests import cookie_parser

from api.accounts.base import Limits
from api.accounts.refusals import SessionOver
from api.accounts.sessions import OVER, actor_of_session
from api.accounts.tokens import actor_of_token
from api.refusals import ActorInvalid

if TYPE_CHECKING:
    from starlette.datastructures import Headers

    from api.actor import Actor
    from api.desk import Desk

# A browser takes the first only from HTTPS, for this host alone and for all of it: no neighbour can plant one.
SECURE: Final = "__Host-minsheng"
PLAIN: Final = "minsheng"
SCHEME: Final = "bearer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Credential:
    """A token, or the cookies by their names; what they are worth is known where the sessions are."""

    token: str
    cookies: dict[str, str]

    def actor(self, desk: Desk) -> Actor:
        """Whose it is; raises `SessionOver`."""
        if self.token:
            return actor_of_token(desk.accounts(), self.token)
        return actor_of_session(desk.accounts(), self.session(desk.limits))

    def session(self, limits: Limits) -> str:
        """The secret of the session; raises `SessionOver` where only the cookie of another kind of connection came."""
        secret = self.cookies.get(cookie_name(limits), "")
        if not secret:
            raise SessionOver(OVER)
        return secret


def shown(headers: Headers) -> Credential | None:
    """What these headers show; raises `ActorInvalid` where they show a token and a cookie, which may be two people's."""
    scheme, _, token = headers.get("authorization", "").partition(" ")
    cookies = {
        name: value for name, value in cookie_parser(headers.get("cookie", "")).items() if name in {SECURE, PLAIN}
    }
    if not scheme and not cookies:
        return None
    if scheme and (scheme.lower() != SCHEME or not token.strip()):
        raise ActorInvalid("请求头Authorization应写成“Bearer 访问令牌”。")
    if scheme and cookies:
        raise ActorInvalid("访问令牌和登录的Cookie只能用一样。")
    return Credential(token=token.strip(), cookies=cookies)


def brought(headers: Headers) -> list[str]:
    """The secrets in the cookies of a session, whatever they are worth and whatever else is shown."""
    return [value for name, value in cookie_parser(headers.get("cookie", "")).items() if name in {SECURE, PLAIN}]


def bears_session(headers: Headers) -> bool:
    """Whether the cookie of a session came, whatever it is worth."""
    return bool(brought(headers))


def cookie_name(limits: Limits) -> str:
    """What the cookie of a session is called."""
    return SECURE if limits.secure else PLAIN


def passing_name(limits: Limits) -> str:
    """What the cookie is called by which a browser is known again that went away to sign in."""
    return f"{cookie_name(limits)}-provider"


def passing_cookie(limits: Limits, secret: str, lasts_s: int) -> str:
    """The `Set-Cookie` of such a browser; Lax, for it comes back from another site."""
    return session_cookie(limits, secret, lasts_s).replace(cookie_name(limits), passing_name(limits), 1)


def session_cookie(limits: Limits, secret: str, lasts_s: int) -> str:
    """The `Set-Cookie` of a session; no script reads it, and no other site's form sends it."""
    secure = "; Secure" if limits.secure else ""
    return f"{cookie_name(limits)}={secret}; Path=/; Max-Age={lasts_s}; HttpOnly; SameSite=Lax{secure}"
