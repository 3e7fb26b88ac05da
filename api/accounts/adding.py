"""How does an account come to be, the first three of a deployment among them?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final
from uuid import UUID

from api.accounts.base import Accounts
from api.accounts.halves import NOBODY, whole_code
from api.accounts.refusals import GrantUnfit
from domain.people import PersonalData
from domain.refusals import AlreadyExists
from domain.storage import select_persons
from domain.storage.accounts import Line
from domain.storage.accounts.acts import insert_act
from domain.storage.accounts.grants import Scope, insert_grant
from domain.storage.accounts.known import all_accounts, hold_accounts, insert_account, is_name

ADMINISTRATORS: Final = ("system_admin", "security_admin", "audit_admin")


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """A new account: the reference of its owner. The first three have a code with which they come in the first time."""

    account: UUID
    name: str
    printed: str = ""


def bootstrap(accounts: Accounts, names: Mapping[str, str]) -> list[Added]:
    """The three administrators with their codes, before there is any account; raises `AlreadyExists` later, `GrantUnfit`."""
    with accounts.together() as line:
        hold_accounts(line)
        if all_accounts(line):
            raise AlreadyExists("已经有账号了，三员只在头一次建立；以后的变动由两位管理员办理。")
        made = []
        for role in ADMINISTRATORS:
            added = add(accounts, line, names[role], by=NOBODY, administers=True)
            insert_grant(line, added.account, Scope(role), accounts.now())
            insert_act(line, accounts.now(), NOBODY, "granted", added.account, role=role)
            made.append(replace(added, printed=whole_code(line, added.account, accounts.now())))
    return made


def add(  # noqa: PLR0913 - an account has that many parts
    accounts: Accounts,
    line: Line,
    name: str,
    *,
    by: str,
    administers: bool,
    person: UUID | None = None,
    called: str = "",
    subject: str | None = None,
) -> Added:
    """An account without a role or a way in, for somebody entered before or now; raises `AlreadyExists`, `GrantUnfit`."""
    if not is_name(name):
        raise GrantUnfit("账号须以小写字母开头，2至64个小写字母、数字、点、横线或者下划线。", pointer="/name")
    if person is not None and not select_persons(accounts.ledger, [person]):
        raise GrantUnfit("没有登记过这个人，请先登记人员，或者写姓名。", pointer="/person")
    ref = person or _entered(accounts, line, called or name)
    if not insert_account(line, ref, name, accounts.now(), administers=administers, subject=subject):
        raise AlreadyExists(f"账号{name}，或者这个人的、这个统一身份的账号已经有了。", pointer="/name")
    insert_act(line, accounts.now(), by, "account_added", ref, name=name, administers=administers)
    return Added(account=ref, name=name)


def _entered(accounts: Accounts, line: Line, called: str) -> UUID:
    ref, statement = accounts.people().enter(PersonalData(name=called))
    line.execute(statement.sql.encode(), statement.params)
    return UUID(ref)
