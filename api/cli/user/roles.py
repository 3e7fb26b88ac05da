"""How do two administrators change somebody's role on the command line?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, cast
from uuid import UUID

import click

from api.accounts.administering import print_codes
from api.accounts.changing import decide, propose
from api.actor import Actor
from api.cli.user.asking import BY, JSON, NAME, account, acting, say
from api.http.audience import NAMES, OFFICE
from api.refusals import NotYourRole
from domain.divisions import canonical
from domain.events import Role
from domain.storage.accounts.grants import Scope

ROLE: Final = click.option("--role", required=True, metavar="身份", help="身份的代码，例如clerk、chair，见接口文件。")
CONGRESS: Final = click.option("--congress", default="", metavar="行政区划代码", help="所在人大；三员不写。")
UNIT: Final = click.option("--unit", default="", metavar="编号", help="承办单位的编号，身份是unit的要写。")


@click.command("grant", help="提出授予身份；另一位管理员批准以后才有。")
@NAME
@ROLE
@CONGRESS
@UNIT
@click.option(
    "--project", "projects", multiple=True, metavar="编号", help="承办单位只办这个项目（如2024-03），可以写几次。"
)
@BY
@JSON
def grant(name: str, by: str, **asked: Any) -> None:
    """Propose that a role be granted."""
    _propose("grant", name, by, **asked)


@click.command("revoke", help="提出取消身份；另一位管理员批准以后才取消。")
@NAME
@ROLE
@CONGRESS
@UNIT
@BY
@JSON
def revoke(name: str, by: str, **asked: Any) -> None:
    """Propose that a role be taken away."""
    _propose("revoke", name, by, **asked)


@click.command(
    "code",
    help="打印登录码的前半：经办、负责人给本人大的代表；管理员给别人换登录码，另一位批准时打印后半，原来的口令作废。",
)
@NAME
@click.option(
    "--count", type=click.IntRange(1, 20), default=1, metavar="个数", help="给代表打印几个，每个用一次；不写是1个。"
)
@BY
@JSON
def code(name: str, by: str, count: int, *, as_json: bool) -> None:
    """Print codes for a deputy, or propose one for somebody else."""
    with acting(by) as one:
        owner = account(one.accounts, name)
        if one.actor.role in OFFICE:
            printed, halves = print_codes(one.accounts, one.actor, owner, count)
            content = {"name": name, "list": str(printed), "halves": halves}
            say(content, "\n".join([f"{name}  编号{printed}", *numbered("前半", halves)]), as_json=as_json)
            return
        admitted(one.actor, "system_admin", "security_admin")
        made, half = propose(one.accounts, one.actor, "code", owner, Scope(""))
    _tell(f"给{name}换登录码", made, half, as_json=as_json)


@click.command("approve", help="批准（或者不批准）身份变动，后面写提出时给的编号；提出的人和本人不能批。")
@click.argument("change", type=click.UUID, metavar="编号")
@click.option("--refuse", is_flag=True, help="不批准。")
@BY
@JSON
def approve(change: Any, by: str, *, refuse: bool, as_json: bool) -> None:
    """Decide a proposal."""
    with acting(by) as one:
        admitted(one.actor, "security_admin", "audit_admin")
        half = decide(one.accounts, one.actor, change, approved=not refuse)
    said_so = "没有批准。" if refuse else "已批准。"
    content = {"change": str(change), "approved": not refuse, "half": half or None}
    say(content, f"{said_so}登录码后半{half}" if half else said_so, as_json=as_json)


def numbered(which: str, halves: Sequence[str]) -> list[str]:
    """A line for each half of a list, so that two lists can be laid side by side."""
    return [f"第{number}张  {which}{half}" for number, half in enumerate(halves, start=1)]


def admitted(actor: Actor, *roles: Role) -> None:
    """Raise `NotYourRole` unless the actor has one of these roles."""
    if actor.role not in roles:
        open_to = "、".join(NAMES[role] for role in roles)
        raise NotYourRole(f"这件事由{open_to}办理，您的身份是{NAMES[actor.role]}。")


def said(role: str, congress: str, unit: str) -> str:
    """A role and where it holds."""
    return "".join([NAMES[cast("Role", role)], *([f"（{congress}{'，' + unit if unit else ''}）"] if congress else [])])


def _propose(kind: str, name: str, by: str, *, as_json: bool, projects: tuple[str, ...] = (), **asked: str) -> None:
    scope = Scope(asked["role"], canonical(asked["congress"]), asked["unit"], projects)
    with acting(by) as one:
        admitted(one.actor, "system_admin", "security_admin")
        made, half = propose(one.accounts, one.actor, kind, account(one.accounts, name), scope)
    _tell(f"{'授予' if kind == 'grant' else '取消'}{name}的身份", made, half, as_json=as_json)


def _tell(what: str, made: UUID, half: str, *, as_json: bool) -> None:
    """What was proposed, and the first half of the code where one is to be printed."""
    said_so = f"已提出{what}，编号{made}，请另一位管理员批准。"
    content = {"change": str(made), "half": half or None}
    say(content, f"{said_so}登录码前半{half}" if half else said_so, as_json=as_json)
