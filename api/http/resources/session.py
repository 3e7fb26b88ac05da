"""How does somebody sign in and out, and who does the service take him for?"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from http import HTTPStatus
from typing import Any, Final
from uuid import UUID

from api.accounts import refusals
from api.accounts.enrolling import Proof, change_password, prove, renew_totp
from api.accounts.leaving import leave, take_role
from api.accounts.own_sessions import Living, end_own, own_sessions
from api.accounts.refusals import NotSignedIn
from api.accounts.signing_in import Opened, by_password, by_print
from api.desk import Desk
from api.http import queries
from api.http.audience import EVERYONE
from api.http.credential import brought, session_cookie, shown
from api.http.json_body import parse_json
from api.http.reply import Reply
from api.http.route import V1, Body, Call, Route
from api.http.shapes import read_shape
from api.refusals import QueryInvalid, ServiceAway
from api.shape import Shape
from domain.divisions import canonical
from domain.people import KeyFileInvalid, KeyFileMissing
from domain.refusals import NotFound
from domain.storage.accounts.grants import grants_of

SESSION: Final = f"{V1}/session"
SMALL: Final = 4096


@dataclass(frozen=True, slots=True, kw_only=True)
class SignIn(Shape):
    """Name, password and one-time password; or what was printed, be it a sign-in code or a session pass."""

    name: str = ""
    password: str = ""
    one_time: str = ""
    printed: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPassword(Shape):
    """The new password and, but for who came with a printed code, those of now."""

    password: str
    current: str = ""
    one_time: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewTotp(Shape):
    """The passwords of now, but for who came with a printed code."""

    current: str = ""
    one_time: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherRole(Shape):
    """One of the roles that the account has."""

    role: str
    congress: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended(Shape):
    """One of one's own sessions by the id that the list gives; none for all but the one that asks."""

    session: UUID | None = None


def _sign_in(call: Call) -> Reply:
    """Whoever is let in leaves the session that his browser brings: it may be somebody else's."""
    asked = read_shape(SignIn, parse_json(call.body))
    accounts = call.desk.accounts()
    if asked.printed:
        opened = by_print(accounts, asked.printed)
    else:
        opened = by_password(accounts, asked.name, asked.password, asked.one_time)
    leave_brought(call)
    return _opened(call.desk, opened)


def leave_brought(call: Call) -> None:
    """End the session whose cookie a request brings, whatever else it brings."""
    for secret in brought(call.headers):
        leave(call.desk.accounts(), secret)


def _opened(desk: Desk, opened: Opened) -> Reply:
    cookie = session_cookie(desk.limits, opened.secret, opened.ends_in_s)
    return Reply(content={"ends_in_s": opened.ends_in_s}, status=HTTPStatus.CREATED, cookies=(cookie,))


def _sign_out(call: Call) -> Reply:
    """Ends the session whose cookie is shown, and takes the cookie away, whatever it was worth."""
    leave_brought(call)
    return Reply(content={}, cookies=(session_cookie(call.desk.limits, "", 0),))


def _who(call: Call) -> Reply:
    actor = call.actor
    found: dict[str, Any] = {
        "person": actor.person.ref,
        "role": actor.role,
        "congress": actor.congress,
        "through": actor.through,
        "unit": actor.unit,
        "projects": list(actor.projects),
        "meeting": actor.meeting,
        "papers": actor.papers,
        "roles": _roles(call),
    }
    return Reply(content=found)


def _roles(call: Call) -> list[dict[str, str]]:
    if call.actor.through != "session":
        return []
    with call.desk.accounts().line() as line:
        found = grants_of(line, UUID(call.actor.person.ref))
    return [{"role": each.role, "congress": each.congress, "unit": each.unit} for each in found]


def _take_role(call: Call) -> Reply:
    asked = read_shape(OtherRole, parse_json(call.body))
    opened = take_role(
        call.desk.accounts(), _secret(call), asked.role, canonical(asked.congress) if asked.congress else "", asked.unit
    )
    return _opened(call.desk, opened)


def _own_sessions(call: Call) -> Reply:
    queries.refuse_unknown(call, ())
    found = own_sessions(call.desk.accounts(), call.actor, _secret(call))
    return Reply(content={"items": [asdict(each) for each in found]})


def _end_own(call: Call) -> Reply:
    asked = read_shape(Ended, parse_json(call.body))
    return Reply(content={"ended": end_own(call.desk.accounts(), call.actor, _secret(call), asked.session)})


def _set_password(call: Call) -> Reply:
    asked = read_shape(NewPassword, parse_json(call.body))
    prove(call.desk.accounts(), call.actor, Proof(password=asked.current, one_time=asked.one_time))
    change_password(call.desk.accounts(), call.actor, asked.password, _secret(call))
    return Reply(content={})


def _set_totp(call: Call) -> Reply:
    asked = read_shape(NewTotp, parse_json(call.body))
    prove(call.desk.accounts(), call.actor, Proof(password=asked.current, one_time=asked.one_time))
    address = renew_totp(call.desk.accounts(), call.actor, _secret(call))
    return Reply(content={"address": address}, status=HTTPStatus.CREATED)


def _secret(call: Call) -> str:
    credential = shown(call.headers)
    if credential is None or call.actor.through not in {"session", "pass"}:
        raise NotSignedIn("这件事由本人登录以后办理。")
    return credential.session(call.desk.limits)


def _route(method: Any, path: str, summary: str, handle: Any, **rest: Any) -> Route:
    return Route(method=method, path=SESSION + path, summary=summary, audience=EVERYONE, handle=handle, **rest)


KEYS: Final = (KeyFileMissing, KeyFileInvalid)
OWN: Final = (refusals.NotSignedIn, refusals.SignInRefused, ServiceAway, *KEYS)

ROUTES: Final = (
    _route(
        "POST",
        "",
        "登录",
        _sign_in,
        body=Body(shape=SignIn, limit_bytes=SMALL),
        answer=dict[str, int],
        answer_status=HTTPStatus.CREATED,
        refusals=(refusals.SignInRefused, ServiceAway, *KEYS),
        unasked=True,
    ),
    _route("GET", "", "我是谁", _who, answer=dict[str, Any]),
    _route(
        "PUT",
        "",
        "换一种身份办理",
        _take_role,
        body=Body(shape=OtherRole, limit_bytes=SMALL),
        answer=dict[str, int],
        answer_status=HTTPStatus.CREATED,
        refusals=(refusals.NotSignedIn, refusals.SessionOver),
    ),
    _route("DELETE", "", "退出登录", _sign_out, answer=dict[str, Any], unasked=True),
    _route(
        "GET",
        "/all",
        "本人各处的登录",
        _own_sessions,
        answer=dict[str, list[Living]],
        refusals=(refusals.NotSignedIn, QueryInvalid),
    ),
    _route(
        "POST",
        "/end",
        "结束本人的一处登录，或者别处的全部",
        _end_own,
        body=Body(shape=Ended, limit_bytes=SMALL),
        answer=dict[str, int],
        refusals=(refusals.NotSignedIn, NotFound),
    ),
    _route(
        "PUT",
        "/password",
        "设置本人的口令",
        _set_password,
        body=Body(shape=NewPassword, limit_bytes=SMALL),
        answer=dict[str, Any],
        refusals=(*OWN, refusals.PasswordUnfit),
    ),
    _route(
        "POST",
        "/one-time-password",
        "设置本人的动态口令",
        _set_totp,
        body=Body(shape=NewTotp, limit_bytes=SMALL),
        answer=dict[str, str],
        answer_status=HTTPStatus.CREATED,
        refusals=OWN,
    ),
)
