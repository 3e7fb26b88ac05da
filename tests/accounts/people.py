"""How does a test let people in: administrators, a clerk and a chair with their passwords, and what each of them sends?"""

from __future__ import annotations

import base64
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

import orjson

from api.accounts.adding import add, bootstrap
from api.accounts.halves import whole_code
from api.accounts.totp import STEP_S, password_at, step_at
from api.http.credential import PLAIN
from domain.storage.accounts.grants import Scope, insert_grant
from tests.api.kit import COUNTY, Caller, Said, _said

PASSWORD = "示例口令 correct horse 7"  # noqa: S105 - of nobody
NAMES = {"system_admin": "sys", "security_admin": "sec", "audit_admin": "aud"}


@dataclass(slots=True)
class Signed:
    """Somebody with an account, and the cookie of his session."""

    api: Caller
    name: str
    account: UUID
    seed: bytes = b""
    cookie: str = ""
    keys: list[int] = field(default_factory=list)

    @property
    def one_time(self) -> str:
        """The one-time password of now."""
        return password_at(self.seed, step_at(self.api.hands()))

    def sign_in(self, **instead: Any) -> Said:
        """Sign in half a minute later, as a new one-time password needs; keeps the cookie."""
        self.api.hands.moment += timedelta(seconds=STEP_S)
        body = {"name": self.name, "password": PASSWORD, "one_time": self.one_time, **instead}
        said = send(self.api, "POST", "/session", body)
        if said.status == 201:
            self.cookie = cookie_of(said)
        return said

    def send(self, method: str, path: str, body: Any = None, **headers: str) -> Said:
        """A request with the cookie."""
        return send(self.api, method, path, body, Cookie=f"{PLAIN}={self.cookie}", **headers)


def send(api: Caller, method: str, path: str, body: Any = None, **headers: str) -> Said:
    """A request with these headers alone."""
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    content = None if body is None else orjson.dumps(body)
    if content is not None:
        sent["Content-Type"] = "application/json"
    response = api.client.request(method, f"/api/v1{path}", content=content, headers=sent)
    # The next request is somebody else's.
    api.client.cookies.clear()
    return _said(response)


def cookie_of(said: Said) -> str:
    """The secret in the cookie that an answer sets."""
    return said.headers["set-cookie"].partition(";")[0].partition("=")[2]


def enrol(api: Caller, name: str, account: UUID, code: str) -> Signed:
    """Come with the printed code, set password and one-time passwords, and sign in with them."""
    who = Signed(api, name, account)
    said = send(api, "POST", "/session", {"printed": code})
    assert said.status == 201, said.json
    who.cookie = cookie_of(said)
    assert who.send("PUT", "/session/password", {"password": PASSWORD}).status == 200
    address = who.send("POST", "/session/one-time-password", {}).json["address"]
    secret = parse_qs(urlsplit(address).query)["secret"][0]
    who.seed = base64.b32decode(secret + "=" * (-len(secret) % 8))
    assert who.sign_in().status == 201
    return who


def administrators(api: Caller) -> dict[str, Signed]:
    """The three, signed in, by role."""
    made = bootstrap(api.desk.accounts(), NAMES)
    return {role: enrol(api, one.name, one.account, one.printed) for role, one in zip(NAMES, made, strict=True)}


def granted(api: Caller, name: str, *scopes: Scope) -> tuple[UUID, str]:
    """An account with these roles, as if two administrators had agreed, and a code of its owner's."""
    accounts = api.desk.accounts()
    with accounts.together() as line:
        made = add(accounts, line, name, by="test", administers=False)
        for scope in scopes:
            assert insert_grant(line, made.account, scope, accounts.now())
        return made.account, whole_code(line, made.account, accounts.now())


def staff(api: Caller, name: str, *scopes: Scope) -> Signed:
    """Somebody with these roles, signed in."""
    return enrol(api, name, *granted(api, name, *scopes))


def whole(second: Signed, issued: Said) -> str:
    """Both halves of a pass, typed one after the other, once `second` has printed the other."""
    said = second.send("POST", f"/halves/{issued.json['pass']}")
    assert said.status == 201, said.json
    return f"{issued.json['half']} {said.json['halves'][0]}"


def clerk(api: Caller) -> Signed:
    return staff(api, "jingban", Scope("clerk", COUNTY))


def chair(api: Caller) -> Signed:
    return staff(api, "fuzeren", Scope("chair", COUNTY))
