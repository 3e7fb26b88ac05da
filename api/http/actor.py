"""Who sent this request: by a session, by a token, or, on a machine that nobody else reaches, by his own word?"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final, get_args

from starlette.datastructures import Headers

from api.actor import ANONYMOUS, ANYWHERE, Actor
from api.http.credential import Credential, shown
from api.http.origins import host_of
from api.refusals import ActorInvalid, ActorNotAccepted
from api.settings import is_loopback
from domain.actors import REF
from domain.events import Person, Role

Actors = Callable[[Headers], Actor | Credential]
"""Answers who sent the request with these headers, or what he shows for it; raises `ActorInvalid`, `ActorNotAccepted`."""

PERSON: Final = "x-minsheng-person"
ROLE: Final = "x-minsheng-role"
CONGRESS: Final = "x-minsheng-congress"

_CODE: Final = re.compile(r"[0-9]{2,12}")
_NO_CONGRESS: Final = ANYWHERE | {"public"}


def believed(headers: Headers) -> Actor | Credential:
    """Whoever the headers say; where they say nothing, as `unbelieved`.

    Anybody can write a header: this is for a machine that nobody else reaches, and only where the settings say so.
    """
    person, role, congress = (headers.get(name, "") for name in (PERSON, ROLE, CONGRESS))
    if not (person or role or congress):
        return shown(headers) or ANONYMOUS
    if shown(headers) is not None:
        raise ActorInvalid("已经登录的，不再用请求头说明操作人。")
    if not REF.fullmatch(person):
        raise ActorInvalid(f"请求头{PERSON}须为1至100个可打印的ASCII字符的人员编号，不写姓名。")
    known = _role(role)
    if known not in _NO_CONGRESS and not _CODE.fullmatch(congress):
        raise ActorInvalid(f"请求头{CONGRESS}须为所在人大的行政区划代码，2至12位数字。")
    return Actor(person=Person(ref=person, role=known), congress=congress)


def believed_here(headers: Headers) -> Actor | Credential:
    """As `believed`, but only in requests addressed to this machine by its own name.

    A web page elsewhere can point its own name at this machine and send any header; it cannot send our name.
    """
    if _claims(headers) and not is_loopback(host_of(headers)):
        raise ActorNotAccepted("操作人信息只在以127.0.0.1或localhost访问本机服务时有效。")
    return believed(headers)


def unbelieved(headers: Headers) -> Actor | Credential:
    """Whoever signed in, else nobody in particular; headers that claim to be somebody are refused."""
    if _claims(headers):
        raise ActorNotAccepted("本服务没有开启以请求头说明操作人，请登录。")
    return shown(headers) or ANONYMOUS


def _claims(headers: Headers) -> bool:
    return any(name in headers for name in (PERSON, ROLE, CONGRESS))


def _role(text: str) -> Role:
    for role in get_args(Role):
        # The system's own reactions are not something that a request can pretend to be.
        if role == text != "system":
            return role  # type: ignore[no-any-return] # one of the roles
    raise ActorInvalid(f"请求头{ROLE}须为{'、'.join(role for role in get_args(Role) if role != 'system')}之一。")
