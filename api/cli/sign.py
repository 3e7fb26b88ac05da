"""How is the root of the log signed, by a process of its own?"""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

import click

from api.cli.chinese import Number
from api.cli.files import FILE, read_policy
from api.cli.sources import source_of
from api.clock import now
from api.desk import checkpoints_folder, policy_if_any
from api.log.cosigning import Cosigning
from api.log.keyfile import read_key
from api.log.memory import Memory
from api.log.running import Source, run, sign_once, signed
from api.log.shelf import Shelf
from api.log.signing import Signer, Stopped
from api.settings import read_settings
from domain.transparency.keys import Kind


@click.command("sign", help="给台账签名：核对每一行，签出树根；发现台账被改过就拒绝，以后也不再签。按Ctrl+C停止。")
@click.option("--key", "key_file", required=True, type=FILE, metavar="文件", help="台账的签名钥匙。")
@click.option("--memory", required=True, type=FILE, metavar="文件夹", help="签名人的记忆，不要与数据库放在一起。")
@click.option(
    "--checkpoints", type=FILE, metavar="文件夹", help="公布签名的根的文件夹；不写时取设置MINSHENG_CHECKPOINTS。"
)
@click.option("--database", metavar="地址", help="台账的数据库；不写时与minsheng serve用的相同。")
@click.option("--standby", metavar="地址", help="备机；写了它，只签备机也有的。")
@click.option("--policy", type=FILE, metavar="文件", help="策略文件，请其中的见证人见证；不写时取设置MINSHENG_POLICY。")
@click.option(
    "--accept",
    "accepted",
    metavar="号",
    type=Number(),
    multiple=True,
    help="第几号写明的时刻早于上一次签名，已查明，照签；可以写几次，签过以后不用再写。",
)
@click.option("--begin", is_flag=True, help="第一次启动，建立记忆；以后不再写。")
@click.option("--once", is_flag=True, help="签一次就结束。")
@click.option("--recover", is_flag=True, help="记忆丢了或者旧了，先逐行核对，再从公布的签名的根恢复。")
def sign(  # noqa: PLR0913, PLR0917 - one for each option
    key_file: Path,
    memory: Path,
    checkpoints: Path | None,
    database: str | None,
    standby: str | None,
    policy: Path | None,
    accepted: tuple[int, ...],
    *,
    begin: bool,
    once: bool,
    recover: bool,
) -> None:
    """Sign once, or until stopped."""
    key = read_key(key_file, Kind.NOTE)
    if begin and recover:
        raise click.UsageError("--begin建立空的记忆，--recover从公布的签名的根恢复，不能一起写。")
    settings = read_settings(**({} if policy is None else {"policy": policy}))
    known = policy_if_any(settings)
    rules = read_policy(known) if known is not None else None
    if rules is not None and key.verifier not in rules.logs:
        _warn(f"{known}里没有{key.verifier.label}，照它核验的人不认得这把钥匙签的根。")
    shelf = Shelf(checkpoints or checkpoints_folder(settings))
    signer = Signer(key, Memory(memory.absolute()), shelf, frozenset(accepted))
    with _troubles(), source_of(database, standby) as source:
        place = (signer.memory, signer.shelf, source.database, source.role)
        cosigning = Cosigning(rules, *place, _warn) if rules is not None else None
        if recover:
            _recover(signer, source)
        if begin:
            _begin(signer)
        if once:
            _sign_once(signer, source, cosigning)
        else:
            _sign_on(signer, source, cosigning)


def _recover(signer: Signer, source: Source) -> None:
    with signer.memory.held(), source.opened() as (log, _):
        found = signer.recover(log, now()).checkpoint
    click.echo(f"记忆已恢复到第{found.size}号，前{found.size}件都核对过。")


def _begin(signer: Signer) -> None:
    with signer.memory.held():
        signer.begin_memory()
    click.echo(f"记忆已建立：{signer.memory.folder}")


def _sign_once(signer: Signer, source: Source, cosigning: Cosigning | None) -> None:
    newest = sign_once(signer, source, now())
    if newest is None:
        click.echo("台账还是空的，没有可签的。")
        return
    click.echo(signed(newest))
    if cosigning is not None:
        cosigning.ask(newest)


def _sign_on(signer: Signer, source: Source, cosigning: Cosigning | None) -> None:
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: signer.stopping.set())
    with signer.memory.held(), cosigning.going_on() if cosigning else nullcontext() as told:
        click.echo("签名已开始，按Ctrl+C停止。")
        run(signer, source, said=click.echo, told=told)
    click.echo("已停止。")


@contextmanager
def _troubles() -> Iterator[None]:
    try:
        yield
    except Stopped:
        raise click.Abort from None


def _warn(said: str) -> None:
    click.echo(f"警告：{said}", err=True)
