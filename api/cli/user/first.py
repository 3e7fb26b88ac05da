"""How do the three administrators of a deployment come to be?"""

from __future__ import annotations

import click

from api.accounts.adding import ADMINISTRATORS
from api.accounts.adding import bootstrap as make_three
from api.cli.user.asking import JSON, say
from api.desk import open_desk
from api.http.audience import NAMES
from api.settings import read_settings


@click.command("bootstrap", help="头一次用：建立三员的账号，打印每人的登录码；已经有账号的不能再来一次。")
@click.option("--system", required=True, metavar="账号", help="系统管理员的账号。")
@click.option("--security", required=True, metavar="账号", help="安全管理员的账号。")
@click.option("--audit", required=True, metavar="账号", help="审计管理员的账号。")
@JSON
def bootstrap(system: str, security: str, audit: str, *, as_json: bool) -> None:
    """Make the three accounts."""
    if len({system, security, audit}) < len(ADMINISTRATORS):
        raise click.UsageError("三员由三个人分别担任，账号不能相同。")
    names = dict(zip(ADMINISTRATORS, (system, security, audit), strict=True))
    with open_desk(read_settings(), work=False) as desk:
        made = make_three(desk.accounts(), names)
    for role, one in zip(names, made, strict=True):
        content = {"name": one.name, "account": str(one.account), "role": role, "code": one.printed}
        say(content, f"{NAMES[role]}  {one.name}  登录码{one.printed}", as_json=as_json)  # type: ignore[index] # a role
    click.echo(
        "每人拿自己的登录码，用minsheng user password --code设置口令和动态口令；登录码只能用一次，这里不再显示。",
        err=True,
    )
