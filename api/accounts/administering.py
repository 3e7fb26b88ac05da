"""What does an administrator do with an account, and what can be seen of what all of them did?"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from api.accounts.adding import Added, add, print_code
from api.accounts.base import Accounts
from api.accounts.refusals import GrantUnfit
from api.accounts.secrets import hashed
from api.accounts.signing_in import BY_CODE
from api.actor import Actor
from domain.divisions import canonical
from domain.refusals import NotFound, SamePerson
from domain.storage.accounts.acts import Act, insert_act, read_acts
from domain.storage.accounts.failures import forget
from domain.storage.accounts.grants import Grant, all_grants, grants_of
from domain.storage.accounts.known import Account, account_of, all_accounts, set_locked
from domain.storage.accounts.sessions import end_sessions

MOST_CODES = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAccount:
    """A name to sign in with; the person entered before, or what he is called; his subject at a provider of sign-in."""

    __pydantic_config__ = {"extra": "forbid"}  # noqa: RUF012 - read by the edge's validator, never written

    name: str
    person: UUID | None = None
    called: str = ""
    subject: str = ""
    administers: bool = False


def add_account(accounts: Accounts, actor: Actor, asked: NewAccount) -> Added:
    """An account that can do nothing until somebody is granted a role; raises `AlreadyExists`, `GrantUnfit`."""
    with accounts.together() as line:
        return add(
            accounts,
            line,
            asked.name,
            by=actor.person.ref,
            administers=asked.administers,
            person=asked.person,
            called=asked.called,
            subject=asked.subject or None,
        )


def lock(accounts: Accounts, actor: Actor, account: UUID, *, locked: bool) -> None:
    """Lock an account and end its sessions, or unlock it and forget its failures; raises `NotFound`, `SamePerson`."""
    now = accounts.now()
    if actor.person.ref == str(account):
        raise SamePerson("不能锁定、解锁自己的账号。")
    with accounts.together() as line:
        found = account_of(line, account)
        if found is None:
            raise NotFound("没有这个账号。")
        set_locked(line, account, now if locked else None)
        if locked:
            end_sessions(line, account, now)
        else:
            forget(line, hashed("name", found.name))
        insert_act(line, now, actor.person.ref, "locked" if locked else "unlocked", account)


def print_codes(accounts: Accounts, actor: Actor, account: UUID, count: int) -> list[str]:
    """Sign-in codes for a deputy, each good for once; raises `NotFound` unless he is one of the actor's congress alone."""
    now = accounts.now()
    with accounts.together() as line:
        grants = grants_of(line, account)
        ours = grants and all(each.role in BY_CODE and each.congress == canonical(actor.congress) for each in grants)
        if not ours:
            raise NotFound("您的人大没有这个代表账号。")
        if not 1 <= count <= MOST_CODES:
            raise GrantUnfit(f"一次打印1至{MOST_CODES}个登录码。", pointer="/count")
        insert_act(line, now, actor.person.ref, "codes_printed", account, count=count)
        return [print_code(line, account, now) for _ in range(count)]


def known_accounts(accounts: Accounts) -> list[tuple[Account, list[Grant]]]:
    """Every account with its roles."""
    with accounts.line() as line:
        found, grants = all_accounts(line), all_grants(line)
    return [(each, [grant for grant in grants if grant.account == each.account]) for each in found]


def acts(accounts: Accounts, after: int, limit: int) -> list[Act]:
    """What was done to accounts, after number `after`."""
    with accounts.line() as line:
        return read_acts(line, after, limit)
