"""What does an administrator do with an account, and what can be seen of what all of them did?"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID, uuid4

from api.accounts.adding import Added, add
from api.accounts.base import Accounts
from api.accounts.changing import set_lock
from api.accounts.halves import first_half, in_person, is_deputy_here
from api.accounts.refusals import GrantUnfit, NeedsTwo
from api.actor import Actor
from api.shape import Shape
from domain.refusals import NotFound, SamePerson
from domain.storage.accounts.acts import Act, insert_act, read_acts
from domain.storage.accounts.grants import Grant, all_grants
from domain.storage.accounts.known import Account, all_accounts, hold_account

MOST_CODES = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAccount(Shape):
    """A name to sign in with; the person entered before, or what he is called; his subject at a provider of sign-in."""

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
    """Lock an account and end its sessions, or unlock it and forget its failures.

    Raises `NotFound`, `SamePerson`, or `NeedsTwo` for another administrator's.
    """
    now = accounts.now()
    if actor.person.ref == str(account):
        raise SamePerson("不能锁定、解锁自己的账号。")
    with accounts.together() as line:
        found = hold_account(line, account)
        if found is None:
            raise NotFound("没有这个账号。")
        if found.administers and locked != (found.locked_at is not None):
            raise NeedsTwo("管理员的账号由一位管理员提出锁定、解锁，另一位批准。")
        set_lock(line, found, now, locked=locked)
        insert_act(line, now, actor.person.ref, "locked" if locked else "unlocked", account)


def print_codes(accounts: Accounts, actor: Actor, account: UUID, count: int) -> tuple[UUID, list[str]]:
    """The first halves of a list of sign-in codes for a deputy, each good for once, and the list's id for the second halves.

    Raises `NotFound` unless he is a deputy of the actor's congress alone, `GrantUnfit`, `NotSignedIn`.
    """
    by, printed = in_person(actor), uuid4()
    with accounts.together() as line:
        if not is_deputy_here(line, actor, account):
            raise NotFound("您的人大没有这个代表账号。")
        if not 1 <= count <= MOST_CODES:
            raise GrantUnfit(f"一次打印1至{MOST_CODES}个登录码。", pointer="/count")
        now, numbers = accounts.now(), range(1, count + 1)
        insert_act(line, now, by, "codes_printed", account, list=str(printed), count=count)
        return printed, [first_half(line, account, now, printed=printed, by=by, number=number) for number in numbers]


def known_accounts(accounts: Accounts) -> list[tuple[Account, list[Grant]]]:
    """Every account with its roles."""
    with accounts.line() as line:
        found, grants = all_accounts(line), all_grants(line)
    return [(each, [grant for grant in grants if grant.account == each.account]) for each in found]


def acts(accounts: Accounts, after: int, limit: int) -> list[Act]:
    """What was done to accounts, after number `after`."""
    with accounts.line() as line:
        return read_acts(line, after, limit)
