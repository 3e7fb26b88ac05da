"""How does somebody set his own password and the seed of his one-time passwords?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import cast
from uuid import UUID

from api.accounts.attempts import counted
from api.accounts.base import Accounts
from api.accounts.passwords import hash_password, verify
from api.accounts.refusals import NotSignedIn, SignInRefused
from api.accounts.secrets import hashed
from api.accounts.signing_in import REFUSED, spend, spend_code
from api.accounts.totp import draw_seed, enrolment
from api.accounts.words import words_around
from api.actor import Actor
from domain.people import seal_secret
from domain.storage.accounts import Line
from domain.storage.accounts.acts import insert_act
from domain.storage.accounts.codes import withdraw_codes
from domain.storage.accounts.failures import charge
from domain.storage.accounts.grants import grants_of
from domain.storage.accounts.known import Account, account_of, set_password, set_totp
from domain.storage.accounts.sessions import end_sessions


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """What somebody knows now: nothing where he came with both halves of a code, which was proof enough."""

    password: str = ""
    one_time: str = ""


@counted("printed")
def set_up(accounts: Accounts, code: str, name: str, password: str) -> str:
    """Both at once for the account `name`, by both halves of its code: the address that an authenticator reads.

    Raises `SignInRefused`, `PasswordUnfit`, `ServiceAway`; the code is not spent then.
    """
    seed, now = draw_seed(), accounts.now()
    with accounts.together() as line:
        account = spend_code(line, code, now)
        if account.name != name or not grants_of(line, account.account):
            raise SignInRefused(REFUSED)
        made = hash_password(password, account.name, words_around(accounts, account))
        insert_act(line, now, str(account.account), "code_used", account.account)
        _keep_password(line, account, made, now)
        _keep_seed(accounts, line, account, seed, now)
    return enrolment(seed, account.name)


def change_password(accounts: Accounts, actor: Actor, password: str, session: str) -> None:
    """Set one's own password and end one's other sessions; raises `PasswordUnfit`, `NotSignedIn`, `ServiceAway`."""
    account = _own(accounts, actor)
    made, now = hash_password(password, account.name, words_around(accounts, account)), accounts.now()
    with accounts.together() as line:
        _keep_password(line, account, made, now)
        end_sessions(line, account.account, now, but=hashed("session", session))


def renew_totp(accounts: Accounts, actor: Actor, session: str) -> str:
    """A fresh seed of one's own, as the address that an authenticator reads, shown this once; raises `NotSignedIn`."""
    account = _own(accounts, actor)
    seed, now = draw_seed(), accounts.now()
    with accounts.together() as line:
        _keep_seed(accounts, line, account, seed, now)
        end_sessions(line, account.account, now, but=hashed("session", session))
    return enrolment(seed, account.name)


def _keep_password(line: Line, account: Account, made: str, now: datetime) -> None:
    set_password(line, account.account, made)
    # Codes that were printed before are worth nothing once there is another way in.
    withdraw_codes(line, account.account, now)
    insert_act(line, now, str(account.account), "password_set", account.account)


def _keep_seed(accounts: Accounts, line: Line, account: Account, seed: bytes, now: datetime) -> None:
    key_id, sealed = seal_secret(account.account, seed, accounts.people().keys)
    set_totp(line, account.account, key_id, sealed)
    insert_act(line, now, str(account.account), "totp_set", account.account)


def _own(accounts: Accounts, actor: Actor) -> Account:
    """The account of whoever is signed in to it; nobody else has a password."""
    if actor.through != "session":
        raise NotSignedIn("口令由本人登录以后设置。")
    with accounts.line() as line:
        found = account_of(line, UUID(actor.person.ref))
    assert found is not None, "a session stands on an account"
    return found


@counted("proof", lambda _accounts, actor: UUID(cast("Actor", actor).person.ref))
def prove(accounts: Accounts, actor: Actor, proof: Proof) -> None:
    """A session that was left open is not enough to take an account over: what is known now is asked for, under lock-out.

    Raises `SignInRefused`, `NotSignedIn`, `ServiceAway`.
    """
    account = _own(accounts, actor)
    if actor.role == "public" and (account.password is None or account.totp_sealed is None):
        # A session without a role is that of a printed code and of nothing else, until both are set.
        return
    with accounts.line() as line:
        free = charge(line, hashed("name", account.name), accounts.now())
    right = verify(account.password, proof.password) and free
    with accounts.together() as line:
        if not (right and spend(accounts, line, account, proof.one_time)):
            raise SignInRefused(REFUSED)
