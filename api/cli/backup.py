"""How is a backup made from the command line, while the service goes on?"""

from __future__ import annotations

import os
from pathlib import Path

import click
import orjson

from api.backup.manifest import table_of
from api.backup.saving import Saved, save
from api.cli.bars import positions
from api.cli.ending import Trouble
from api.cli.files import FILE, fault
from api.clock import now
from api.desk import ROLES, checkpoints_folder
from api.log.shelf import Shelf
from api.postgres import server
from api.settings import Settings, read_settings, variable

HELP = (
    "备份：把台账、请求记录、加密的个人信息、附件、账号和公布过的签名的根写进一个文件，先逐行核对；服务照常登记。"
    "后面写文件名；写文件夹的，按第几号和时刻起名。里面没有密钥、设置和计票室里正在录的内容。"
)


@click.command("backup", help=HELP)
@click.argument("target", metavar="[文件夹|文件]", required=False, type=FILE)
@click.option(
    "--checkpoints", metavar="文件夹", type=FILE, help="公布签名的根的文件夹；不写时取设置MINSHENG_CHECKPOINTS。"
)
@click.option("--json", "as_json", is_flag=True, help="输出JSON。")
def backup(target: Path | None, checkpoints: Path | None, *, as_json: bool) -> None:
    """Write a backup and say how far it goes."""
    settings = read_settings(**({} if checkpoints is None else {"checkpoints": checkpoints}))
    to = _target(target, settings)
    with server(settings, stop_after=True) as found:
        conninfo, role = found.acting_as(ROLES.backup, "不能备份")
        try:
            saved = save(conninfo, Shelf(checkpoints_folder(settings)), to, now(), positions, role=role)
        except OSError as error:
            raise fault(f"备份没有做成，什么也没有留下。{to}", error) from error
    click.echo(orjson.dumps(_facts(saved)) if as_json else _said(saved))


def _target(target: Path | None, settings: Settings) -> Path:
    if target is None and settings.backups is None:
        raise click.UsageError(f"备份写到哪里？后面写文件夹或者文件，或者写好设置{variable('backups')}。")
    to = (target or settings.backups or Path()).absolute()
    if target is None and not to.is_dir():
        raise Trouble(f"设置{variable('backups')}所指的文件夹{to}没有。请先建好，权限设成700。")
    if to.exists() and not to.is_dir():
        raise click.UsageError(f"{to}已经有了，没有改动它；备份请另取文件名。")
    folder = to if to.is_dir() else to.parent
    if not (folder.is_dir() and os.access(folder, os.W_OK)):
        raise click.UsageError(f"文件夹{folder}不存在或者写不进去。")
    return to


def _facts(saved: Saved) -> dict[str, object]:
    manifest = saved.manifest
    return {
        "file": str(saved.path),
        "bytes": saved.path.stat().st_size,
        "events": manifest.size,
        "root": manifest.root,
        "signed": saved.signed,
        "rows": {table_of(file): file.rows for file in manifest.files if file.columns},
    }


def _said(saved: Saved) -> str:
    manifest = saved.manifest
    unsigned = manifest.size - saved.signed
    signed = f"签名的根到第{saved.signed}号" if saved.signed else "还没有签名的根"
    return (
        f"备份已写成：{saved.path}（{saved.path.stat().st_size / 2**20:.1f}MB）\n"
        f"到第{manifest.size}号，{signed}{f'，后面{unsigned}号还没有签' * bool(unsigned and saved.signed)}。\n"
        f"树根：{manifest.root}\n"
        "密钥不在里面：个人信息密钥文件另外保管，少了它姓名、电话读不出来。"
    )
