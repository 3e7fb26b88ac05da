"""How does somebody come in: with name and password, or with what was printed for him?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from time import monotonic
from typing import Final
from uuid import UUID

from api.accounts.attempts import count, counted, day_begun
from api.accounts.base import SET_UP, Accounts
from api.accounts.passwords import renewed, verify
from api.accounts.refusals import SignInRefused
from api.accounts.secrets import draw, hashed, printed_hash
from api.accounts.totp import matching_step
from api.accounts.unheard import Unheard, remember
from api.budget import Rate
from domain.people import unseal_secret
from domain.storage.accounts import Line
from domain.storage.accounts.acts import insert_act
from domain.storage.accounts.codes import owner_of_code, use_code
from domain.storage.accounts.failures import charge, forget
from domain.storage.accounts.grants import Grant, grants_of
from domain.storage.accounts.known import Account, account_named, hold_account, set_password, spend_totp
from domain.storage.accounts.passes import Pass, living_pass
from domain.storage.accounts.sessions import NewSession, end_sessions_of_pass, insert_session
from domain.storage.accounts.sweeping import sweep

REFUSED: Final = (
    "账号、口令、动态口令或者打印的登录码不对，或者账号被锁定。连续输错的，账号要停一会儿才能再试，每错一次停得更久。"
)
"""The one answer to everybody who is not let in."""

STRANGERS: Final = Rate(burst=60, per_second=2)
"""Names that nobody has, all together: whoever mistypes his own is told that it is wrong all the same."""

BY_CODE: Final = frozenset({"deputy"})
"""Roles in which a printed code alone lets somebody in to work; others set their password with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A session that was just opened: the secret that the cookie carries, and until when it can last."""

    secret: str
    ends_in_s: int


def _named(accounts: Accounts, name: object) -> UUID | None:
    with accounts.line() as line:
        found = account_named(line, str(name))
    return found.account if found else None


@counted("password", _named)
def by_password(accounts: Accounts, name: str, password: str, one_time: str) -> Opened:
    """A session for the owner of both; raises `SignInRefused`, `ServiceAway`.

    An attempt is counted before it is looked at. Names that nobody has are worked on as any other while there is a budget for
    them, so that a flood of them takes nothing from those who have one; what is not worked on, as during a pause, is `Unheard`:
    what is refused is refused alike, in words and in time.
    """
    now, name_hash, began = accounts.now(), hashed("name", name), monotonic()
    with accounts.line() as line:
        account = account_named(line, name)
        heard = account is not None or not accounts.strangers.missing_s("names", STRANGERS)
        heard = heard and charge(line, name_hash, now)
    if not heard:
        raise Unheard(SignInRefused(REFUSED))
    right = verify(account.password if account else None, password)
    if not right or account is None:
        remember(monotonic() - began)
        raise SignInRefused(REFUSED)
    fresh = renewed(account.password, password)
    with accounts.together() as line:
        # What was looked at stands: nobody locked it, or took its password away, while that was worked on.
        same = hold_account(line, account.account) == account
        if not same or account.locked_at is not None or not spend(accounts, line, account, one_time):
            raise SignInRefused(REFUSED)
        forget(line, name_hash)
        if fresh is not None:
            set_password(line, account.account, fresh)
        return open_for(accounts, line, account.account)


@counted("printed")
def by_print(accounts: Accounts, code: str) -> Opened:
    """A session for whoever holds both halves of a code that was not used, or of a pass that is alive; raises `SignInRefused`."""
    now = accounts.now()
    with accounts.together() as line:
        if (found := living_pass(line, printed_hash("pass", code), now)) is not None:
            return _with_pass(accounts, line, found)
        return open_for(accounts, line, spend_code(line, code, now).account, printed=True)


def spend_code(line: Line, code: str, now: datetime) -> Account:
    """The account for which both halves of this code were printed, held; raises `SignInRefused`."""
    owner = owner_of_code(line, given := printed_hash("code", code))
    account = hold_account(line, owner) if owner else None
    if account is None or account.locked_at is not None or not use_code(line, given, now):
        raise SignInRefused(REFUSED)
    return account


def spend(accounts: Accounts, line: Line, account: Account, one_time: str) -> bool:
    """Whether this is the account's one-time password of now, and nobody used it before."""
    if account.totp_sealed is None or account.totp_key_id is None:
        return False
    seed = unseal_secret(account.account, account.totp_key_id, account.totp_sealed, accounts.people().keys)
    step = matching_step(seed, one_time, accounts.now())
    return step is not None and spend_totp(line, account.account, step)


def open_for(accounts: Accounts, line: Line, account: UUID, *, printed: bool = False) -> Opened:
    """A session of an account under the eldest of its grants, or to set itself up; raises `SignInRefused` where it has none."""
    grants = grants_of(line, account)
    if not grants:
        raise SignInRefused(REFUSED)
    ready = [grant for grant in grants if not printed or _by_code_alone(grants)]
    # When and how, and not from where.
    insert_act(line, accounts.now(), str(account), "code_used" if printed else "signed_in", account)
    return _open(accounts, line, account=account, granted=ready[0].id if ready else None)


def _by_code_alone(grants: list[Grant]) -> bool:
    return all(grant.role in BY_CODE for grant in grants)


def _with_pass(accounts: Accounts, line: Line, one: Pass) -> Opened:
    end_sessions_of_pass(line, one.id, accounts.now())
    # That it was used and how often, of the day alone: it is used where votes are counted.
    count(line, day_begun(accounts.now()), "pass_used", str(one.id))
    return _open(accounts, line, pass_id=one.id)


def _open(
    accounts: Accounts,
    line: Line,
    *,
    account: UUID | None = None,
    granted: UUID | None = None,
    pass_id: UUID | None = None,
) -> Opened:
    """A session under a secret that was drawn here: none that somebody brings is ever taken."""
    secret, now = draw(), accounts.now()
    lasts = accounts.limits.absolute if granted or pass_id else min(SET_UP, accounts.limits.absolute)
    sweep(line, now)
    insert_session(line, NewSession(hashed("session", secret), account, granted, pass_id, now, now + lasts))
    return Opened(secret=secret, ends_in_s=int(lasts.total_seconds()))
