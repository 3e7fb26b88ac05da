"""Who proposes that somebody's rights change, and who decides it, so that nobody does it alone?"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID, uuid4

from api.accounts.base import Accounts
from api.accounts.halves import first_half, second_of_change
from api.accounts.refusals import GrantUnfit, NotSignedIn, RolesExclusive
from api.accounts.secrets import hashed
from api.accounts.signing_in import BY_CODE
from api.actor import ANYWHERE, Actor
from domain.divisions import canonical
from domain.refusals import NotFound, SamePerson
from domain.storage.accounts import Line
from domain.storage.accounts.acts import insert_act
from domain.storage.accounts.changes import Change, decide_change, insert_change, open_change, open_changes
from domain.storage.accounts.codes import withdraw_codes
from domain.storage.accounts.confirmations import withdraw_word
from domain.storage.accounts.failures import forget
from domain.storage.accounts.grants import Scope, grants_of, insert_grant, revoke_grant
from domain.storage.accounts.known import Account, account_of, hold_account, set_locked, set_password, set_totp
from domain.storage.accounts.sessions import end_sessions
from domain.storage.accounts.tokens import revoke_tokens

CODE: Final = re.compile("[0-9]{2,12}")
DECIDED_WITHIN: Final = timedelta(days=3)
SCOPED: Final = frozenset({"grant", "revoke"})
"""Kinds of changes that are of a role."""
GRANTED: Final = frozenset({"clerk", "chair", "government", "unit", "deputy", "auditor"}) | ANYWHERE - {"system"}
"""Roles that an account can have; who counts papers has a session pass instead."""


def propose(accounts: Accounts, actor: Actor, kind: str, account: UUID, scope: Scope) -> tuple[UUID, str]:
    """Propose a change; answers its id, and the first half of the code where one is to be printed, else ''.

    Raises `NotFound`, `GrantUnfit`, `SamePerson` where it is one's own account.
    """
    wanted = _fit(scope) if kind in SCOPED else Scope("")
    by, now, made = _person(actor), accounts.now(), uuid4()
    if by == account:
        raise SamePerson("本人账号的变动由别人提出、别人批准。")
    with accounts.together() as line:
        found = _known(line, account)
        if kind == "grant":
            _refuse_mixed(found, wanted)
        insert_change(
            line, Change(made, kind, account, *wanted[:3], list(wanted.projects), by, now, now + DECIDED_WITHIN)
        )
        insert_act(line, now, actor.person.ref, f"{kind}_proposed", account, change=str(made), **_said(wanted))
        if not _needs_code(found, kind, wanted):
            return made, ""
        return made, first_half(line, account, now, printed=made, by=str(by))


def decide(accounts: Accounts, actor: Actor, change: UUID, *, approved: bool) -> str:
    """Approve or refuse; answers the second half of the code where one is to be printed, else ''.

    Raises `NotFound`, `SamePerson`, `GrantUnfit` where this administrator does not decide such a change, `RolesExclusive`.
    """
    by, now = _person(actor), accounts.now()
    with accounts.together() as line:
        found = open_change(line, change, now)
        if found is None:
            raise NotFound("没有这项待批的变动，或者已经有人批了，或者过期了。")
        if by in {found.proposed_by, found.account}:
            raise SamePerson("提出的人和本人不能批准，请另一位管理员批。")
        account = hold_account(line, found.account)
        assert account is not None, "the change is of an account"
        if actor.role == "audit_admin" and not account.administers:
            raise GrantUnfit("审计管理员只批管理员账号的变动，其余的由安全管理员批。")
        decide_change(line, change, by, now, approved=approved)
        act = f"{found.kind}_{'approved' if approved else 'refused'}"
        insert_act(line, now, actor.person.ref, act, account.account, change=str(change), **_said(found.scope))
        if not approved:
            return ""
        _carry_out(line, account, found, now)
        return second_of_change(line, change, str(by), now)


def waiting(accounts: Accounts) -> list[tuple[Change, Account]]:
    """What waits for a decision, with the account that it is about: whoever decides looks at its name and subject too."""
    with accounts.line() as line:
        return [(each, _known(line, each.account)) for each in open_changes(line, accounts.now())]


def set_lock(line: Line, account: Account, now: datetime, *, locked: bool) -> None:
    """Lock an account, end its sessions, take back its printed codes and its word; or unlock it and forget its failures."""
    set_locked(line, account.account, now if locked else None)
    if locked:
        end_sessions(line, account.account, now)
        withdraw_codes(line, account.account, now)
        withdraw_word(line, str(account.account))
    else:
        forget(line, hashed("name", account.name))


def _needs_code(account: Account, kind: str, scope: Scope) -> bool:
    """Whether something is to be printed: for whoever lost what he knew, and whoever has no way in yet and needs one."""
    has_a_way = account.password is not None or account.subject is not None
    return kind == "code" or (kind == "grant" and not has_a_way and scope.role not in BY_CODE)


def _carry_out(line: Line, account: Account, change: Change, now: datetime) -> None:
    """What was approved happens at the moment of the decision: so is told which act gave somebody his role."""
    ref, scope = account.account, change.scope
    match change.kind:
        case "grant":
            _refuse_mixed(account, scope)
            if not insert_grant(line, ref, scope, now):
                raise RolesExclusive(_excluded(line, ref, scope))
            if scope.role not in BY_CODE:
                # What was printed for a deputy does not set up the account of somebody who is more than that.
                withdraw_codes(line, ref, now, but=change.id)
        case "revoke":
            if not revoke_grant(line, ref, scope, now):
                raise NotFound("这个账号没有这种身份。")
            withdraw_word(line, str(ref))
            if not grants_of(line, ref):
                end_sessions(line, ref, now)
                withdraw_codes(line, ref, now)
        case "lock" | "unlock":
            set_lock(line, account, now, locked=change.kind == "lock")
        case _:
            # Whoever lost what he knew begins anew; whoever found it has nothing.
            set_password(line, ref, None)
            set_totp(line, ref, None, None)
            end_sessions(line, ref, now)
            withdraw_codes(line, ref, now, but=change.id)
            revoke_tokens(line, ref, now)


def _fit(scope: Scope) -> Scope:
    """The role where it can hold, its code in the short form; raises `GrantUnfit`."""
    if scope.role not in GRANTED:
        raise GrantUnfit("没有这种可以授予的身份；监票人、计票人用会议口令。", pointer="/role")
    if (scope.role in ANYWHERE) != (scope.congress == ""):
        raise GrantUnfit("三员不写人大，其他身份要写所在人大的行政区划代码。", pointer="/congress")
    if scope.congress and not CODE.fullmatch(scope.congress):
        raise GrantUnfit("行政区划代码应为2至12位数字。", pointer="/congress")
    if (scope.role == "unit") != bool(scope.unit) or (scope.projects and scope.role != "unit"):
        raise GrantUnfit("承办单位要写单位编号，可以写项目编号；其他身份都不写。", pointer="/unit")
    return scope._replace(congress=canonical(scope.congress))


def _refuse_mixed(account: Account, scope: Scope) -> None:
    if account.administers != (scope.role in ANYWHERE):
        raise RolesExclusive("管理员的账号不办业务，办业务的账号不当管理员。", pointer="/role")


def _excluded(line: Line, account: UUID, scope: Scope) -> str:
    if any((each.role, each.congress, each.unit) == scope[:3] for each in grants_of(line, account)):
        return "这个账号已经有这种身份。"
    if scope.role in ANYWHERE:
        return "三员由三个人分别担任，一个账号只能是其中之一。"
    return "同一个人大的经办和负责人不能是同一个人。"


def _known(line: Line, account: UUID) -> Account:
    found = account_of(line, account)
    if found is None:
        raise NotFound("没有这个账号。")
    return found


def _person(actor: Actor) -> UUID:
    if actor.through != "session":
        raise NotSignedIn("管理员办事要本人登录。")
    return UUID(actor.person.ref)


def _said(scope: Scope) -> dict[str, str]:
    said = {"role": scope.role, "congress": scope.congress, "unit": scope.unit, "projects": "、".join(scope.projects)}
    return {name: value for name, value in said.items() if value}
