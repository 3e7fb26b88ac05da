"""Where is somebody signed in just now, and how does he end what he left open elsewhere?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from api.accounts.base import Accounts
from api.accounts.refusals import NotSignedIn
from api.accounts.secrets import hashed
from api.actor import Actor
from domain.refusals import NotFound
from domain.storage.accounts.acts import insert_act
from domain.storage.accounts.known import hold_account
from domain.storage.accounts.sessions import end_session_named, end_sessions, sessions_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Living:
    """One living session; `here`: the one that asks."""

    session: UUID
    role: str
    congress: str
    unit: str
    began_at: datetime
    seen_at: datetime
    ends_at: datetime
    here: bool


def own_sessions(accounts: Accounts, actor: Actor, secret: str) -> list[Living]:
    """One's own living sessions, the eldest first; raises `NotSignedIn`."""
    known = hashed("session", secret)
    with accounts.line() as line:
        found = sessions_of(line, _account(actor), accounts.now(), accounts.limits.idle)
    return [
        Living(
            session=each.id,
            role=each.role,
            congress=each.congress,
            unit=each.unit,
            began_at=each.began_at,
            seen_at=each.seen_at,
            ends_at=each.ends_at,
            here=each.hash == known,
        )
        for each in found
    ]


def end_own(accounts: Accounts, actor: Actor, secret: str, session: UUID | None) -> int:
    """End one of one's own sessions, or all but the one that asks; answers how many. Raises `NotSignedIn`, `NotFound`."""
    account, now = _account(actor), accounts.now()
    with accounts.together() as line:
        hold_account(line, account)
        if session is None:
            ended = end_sessions(line, account, now, but=hashed("session", secret))
        elif not (ended := end_session_named(line, account, session, now)):
            raise NotFound("您没有这个登录，或者已经结束。")
        if ended:
            insert_act(line, now, actor.person.ref, "sessions_ended", account, count=ended)
    return ended


def _account(actor: Actor) -> UUID:
    if actor.through != "session":
        raise NotSignedIn("各处的登录，本人登录账号以后看、结束；会议口令同一时间只在一处登录。")
    return UUID(actor.person.ref)
