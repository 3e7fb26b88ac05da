"""Who is it that shows this cookie or this token, and in which role may he act?"""

from __future__ import annotations

from datetime import timedelta
from typing import Final, cast

from api.accounts.base import Accounts
from api.accounts.refusals import SessionOver
from api.accounts.secrets import hashed
from api.actor import Actor
from domain.events import Person, Role
from domain.storage.accounts.sessions import Session, open_session, see_session

SEEN_EVERY: Final = timedelta(minutes=1)
"""How exactly it is known when a session was last used: every request would otherwise write."""

OVER: Final = "登录已经失效：太久没有操作、已经退出，或者身份有变动。请重新登录。"


def actor_of_session(accounts: Accounts, secret: str) -> Actor:
    """Whoever opened the session with this secret; raises `SessionOver`."""
    found = session_of(accounts, secret)
    if found.person is not None:
        return Actor(
            person=Person(ref=str(found.person), role=cast("Role", found.task)),
            congress=found.pass_congress,
            through="pass",
            meeting=str(found.meeting),
            papers=str(found.papers or ""),
        )
    role = cast("Role", found.role or "public")
    return Actor(
        person=Person(ref=str(found.account), role=role),
        congress=found.congress,
        through="session",
        unit=found.unit,
        projects=tuple(found.projects),
    )


def session_of(accounts: Accounts, secret: str) -> Session:
    """The open session with this secret, which is noted as used; raises `SessionOver`."""
    now, known = accounts.now(), hashed("session", secret)
    with accounts.line() as line:
        found = open_session(line, known, now, accounts.limits.idle)
        if found is None:
            raise SessionOver(OVER)
        if now - found.seen_at >= SEEN_EVERY:
            see_session(line, known, now)
    return found
