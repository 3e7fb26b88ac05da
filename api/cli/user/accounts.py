"""How does an administrator add, list, lock and unlock accounts on the command line?"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

import click

from api.accounts.administering import NewAccount, add_account, known_accounts
from api.accounts.administering import lock as set_lock
from api.accounts.changing import propose
from api.accounts.refusals import NeedsTwo
from api.cli.user.asking import BY, JSON, NAME, account, acting, say
from api.cli.user.roles import admitted, said
from domain.storage.accounts.grants import Grant, Scope
from domain.storage.accounts.known import Account


@click.command("add", help="新建账号；等两位管理员授予身份，各打印登录码的一半以后，本人才登录得了。")
@NAME
@BY
@click.option("--called", metavar="姓名", default="", help="本人姓名，加密存放。")
@click.option("--person", type=click.UUID, metavar="编号", help="已经登记过的人员的编号，与--called写一样。")
@click.option("--subject", metavar="编号", default="", help="他在统一身份认证里的编号（sub）。")
@click.option("--administrator", is_flag=True, help="管理员的账号，以后不办业务。")
@JSON
def add(name: str, by: str, *, as_json: bool, administrator: bool, **asked: object) -> None:
    """Add an account."""
    with acting(by) as one:
        admitted(one.actor, "system_admin")
        new = NewAccount(name=name, administers=administrator, **asked)  # type: ignore[arg-type] # as click typed them
        made = add_account(one.accounts, one.actor, new)
    say({"name": made.name, "account": str(made.account)}, f"{made.name}  编号{made.account}", as_json=as_json)


@click.command("list", help="列出账号和身份。")
@BY
@JSON
def listed(by: str, *, as_json: bool) -> None:
    """List the accounts."""
    with acting(by) as one:
        admitted(one.actor, "system_admin", "security_admin", "audit_admin")
        found = known_accounts(one.accounts)
    for each, grants in found:
        roles = [{"role": grant.role, "congress": grant.congress, "unit": grant.unit} for grant in grants]
        content = {
            "name": each.name,
            "account": str(each.account),
            "locked": each.locked_at is not None,
            "roles": roles,
        }
        say(content, "  ".join(_line(each, grants)), as_json=as_json)


@click.command("lock", help="锁定账号，他的登录当即失效；管理员的账号只是提出，另一位管理员批准以后才锁定。")
@NAME
@BY
@JSON
def lock(name: str, by: str, *, as_json: bool) -> None:
    """Lock an account."""
    _set(name, by, locked=True, as_json=as_json)


@click.command("unlock", help="解锁账号，连同输错口令的停顿一并解除；管理员的账号同样要另一位批准。")
@NAME
@BY
@JSON
def unlock(name: str, by: str, *, as_json: bool) -> None:
    """Unlock an account."""
    _set(name, by, locked=False, as_json=as_json)


def _set(name: str, by: str, *, locked: bool, as_json: bool) -> None:
    what = "锁定" if locked else "解锁"
    with acting(by) as one:
        admitted(one.actor, "system_admin", "security_admin")
        found = account(one.accounts, name)
        if one.actor.role == "security_admin":
            with suppress(NeedsTwo):
                set_lock(one.accounts, one.actor, found, locked=locked)
                say({"name": name, "locked": locked}, f"账号{name}已{what}。", as_json=as_json)
                return
        made, _ = propose(one.accounts, one.actor, "lock" if locked else "unlock", found, Scope(""))
        said_so = f"已提出{what}账号{name}，编号{made}，请另一位管理员批准。"
        say({"name": name, "change": str(made)}, said_so, as_json=as_json)


def _line(each: Account, grants: list[Grant]) -> Iterator[str]:
    yield each.name
    yield str(each.account)
    yield "、".join(said(grant.role, grant.congress, grant.unit) for grant in grants) or "还没有身份"
    if each.locked_at is not None:
        yield "已锁定"
    elif each.password is None:
        yield "还没有设置口令"
