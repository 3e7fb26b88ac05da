"""How does a session end, or go on in another role?"""

from __future__ import annotations

from api.accounts.attempts import count, hour_of
from api.accounts.base import Accounts
from api.accounts.refusals import NotSignedIn, SessionOver
from api.accounts.secrets import draw, hashed
from api.accounts.sessions import OVER, session_of
from api.accounts.signing_in import Opened
from domain.storage.accounts.grants import grants_of
from domain.storage.accounts.known import hold_account
from domain.storage.accounts.sessions import NewSession, end_session, insert_session


def leave(accounts: Accounts, secret: str) -> None:
    """End the session with this secret, if there is one."""
    with accounts.line() as line:
        end_session(line, hashed("session", secret), accounts.now())


def take_role(accounts: Accounts, secret: str, role: str, congress: str, unit: str) -> Opened:
    """The same session in another role of its account, under a new secret; it lasts no longer than it would have.

    Raises `SessionOver`; `NotSignedIn` where the account has no such role, or is only being set up.
    """
    known = session_of(accounts, secret)
    now = accounts.now()
    with accounts.together() as line:
        if known.account:
            hold_account(line, known.account)
        own = grants_of(line, known.account) if known.account and known.granted else []
        chosen = next((each for each in own if (each.role, each.congress, each.unit) == (role, congress, unit)), None)
        if chosen is None:
            raise NotSignedIn("您没有这种身份，或者还没有登录。")
        if not end_session(line, hashed("session", secret), now):
            raise SessionOver(OVER)
        fresh = draw()
        new = NewSession(hashed("session", fresh), known.account, chosen.id, None, now, known.ends_at)
        insert_session(line, new)
        count(line, hour_of(now), "role_taken", str(known.account), " ".join(filter(None, (role, congress, unit))))
    return Opened(secret=fresh, ends_in_s=int((known.ends_at - now).total_seconds()))
