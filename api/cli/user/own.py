"""How does somebody set his own password and one-time passwords, or make a token, on the command line?"""

from __future__ import annotations

import click

from api.accounts.enrolling import change_password, renew_totp, set_up
from api.accounts.tokens import LONGEST_DAYS, make_token
from api.cli.chinese import Number, OneOf
from api.cli.user.asking import JSON, NAME, acting, new_secret, say, secret
from api.cli.user.roles import CONGRESS, UNIT
from api.desk import open_desk
from api.settings import read_settings


@click.command(
    "password", help="设置本人的口令：先问现在的口令和动态口令，再问新口令；头一次的写--code，只问登录码和新口令。"
)
@NAME
@click.option("--code", "printed", is_flag=True, help="凭打印的登录码，同时设置动态口令，打印给验证器的地址。")
@JSON
def password(name: str, *, printed: bool, as_json: bool) -> None:
    """Set one's own password."""
    if printed:
        _set_up(name, as_json=as_json)
        return
    with acting(name) as one:
        change_password(one.accounts, one.actor, new_secret("新口令"), one.secret)
    say({"name": name}, "口令已换。", as_json=as_json)


@click.command("totp", help="换本人的动态口令：先问现在的口令和动态口令，再打印给验证器的新地址，只显示这一次。")
@NAME
@JSON
def totp(name: str, *, as_json: bool) -> None:
    """Set one's own seed of one-time passwords."""
    with acting(name) as one:
        _tell(name, renew_totp(one.accounts, one.actor, one.secret), as_json=as_json)


@click.command("token", help="给程序生成访问令牌：先问口令和动态口令，令牌只显示这一次，到期作废。")
@NAME
@click.option("--purpose", required=True, metavar="用途", help="哪个程序、做什么用。")
@click.option(
    "--scope",
    type=OneOf(("read", "write")),
    default="read",
    metavar="范围",
    help="read只能查，write还能登记；不写是read。",
)
@click.option(
    "--days", type=Number(LONGEST_DAYS), default=30, metavar="天数", help="几天以后到期，最多90天；不写是30天。"
)
@click.option("--role", default="", metavar="身份", help="用哪一种身份；不写是第一种。")
@CONGRESS
@UNIT
@JSON
def token(name: str, *, as_json: bool, role: str, congress: str, unit: str, **asked: object) -> None:
    """Make a token for a program."""
    with acting(name, role, congress, unit) as one:
        made, shown = make_token(one.accounts, one.actor, **asked)  # type: ignore[arg-type] # as click typed them
    say({"token": str(made), "secret": shown}, f"编号{made}\n{shown}", as_json=as_json)


def _set_up(name: str, *, as_json: bool) -> None:
    code, new = secret("登录码的前半、后半，接着输"), new_secret("新口令")
    with open_desk(read_settings(), work=False) as desk:
        address = set_up(desk.accounts(), code, name, new)
    _tell(name, address, as_json=as_json)


def _tell(name: str, address: str, *, as_json: bool) -> None:
    said = f"{address}\n把上面的地址交给手机上的验证器（或者输入secret=后面的一串），以后登录要用它的动态口令。这里不再显示。"
    say({"name": name, "address": address}, said, as_json=as_json)
