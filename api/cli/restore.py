"""How does a backup come back into an empty database from the command line?"""

from __future__ import annotations

from pathlib import Path

import click
import orjson

from api.backup.archive import reading
from api.backup.manifest import Manifest
from api.backup.restoring import Sound, Trusted, checked
from api.backup.restoring import restore as put_back
from api.cli.bars import positions
from api.cli.files import FILE, fault, read_policy
from api.desk import checkpoints_folder, ledger_in, person_key_file, policy_if_any, prepare
from api.log.shelf import Shelf
from api.postgres import Server, server
from api.settings import Settings, read_settings, variable
from domain.storage import OtherHash
from domain.storage.archiving import refuse_filled
from projections.models import MODELS
from projections.rebuild import rebuild_apart

HELP = (
    "恢复：把备份放回空的数据库，逐行核对，与公布过的签名的根对照，再重建整理结果。备份损坏的、比签名的根旧的、不是同一个台账的，"
    "都不恢复，数据库里什么也不留。"
)


@click.command("restore", help=HELP)
@click.argument("file", metavar="文件", type=FILE)
@click.option(
    "--checkpoints", metavar="文件夹", type=FILE, help="公布签名的根的文件夹；不写时取设置MINSHENG_CHECKPOINTS。"
)
@click.option(
    "--policy",
    metavar="文件",
    type=FILE,
    help="按哪个策略文件认签名；不写时取设置MINSHENG_POLICY，也没有就不核对签名。",
)
@click.option("--json", "as_json", is_flag=True, help="输出JSON。")
def restore(file: Path, *, as_json: bool, **places: Path | None) -> None:
    """Restore a backup, all of it or nothing."""
    settings = read_settings(**{name: path for name, path in places.items() if path is not None})
    known = policy_if_any(settings)
    trusted = Trusted(Shelf(checkpoints_folder(settings)), read_policy(known) if known is not None else None)
    try:
        with reading(file.absolute()) as backup:
            sound = checked(backup, file.absolute(), trusted, _folders(settings), positions)
            _refuse_hash(sound.manifest, settings)
            with server(settings, stop_after=True) as found:
                _restored(sound, found, settings, trusted)
    except OSError as error:
        raise fault(f"没有恢复。{error.filename or file}", error) from error
    click.echo(orjson.dumps(_facts(sound)) if as_json else _said(sound, settings))


def _folders(settings: Settings) -> list[Path]:
    return [settings.backups] if settings.backups is not None else []


def _refuse_hash(manifest: Manifest, settings: Settings) -> None:
    if settings.log_hash not in {None, manifest.algorithm}:
        raise OtherHash(
            f"备份里的台账用的散列算法是{manifest.algorithm}，设置{variable('log_hash')}是{settings.log_hash}；照备份的改。"
        )


def _restored(sound: Sound, found: Server, settings: Settings, trusted: Trusted) -> None:
    found.for_owner("不能恢复备份")
    # Before anything is upgraded: what is not empty may be somebody's ledger.
    refuse_filled(found.conninfo())
    prepare(found, settings.model_copy(update={"log_hash": sound.manifest.algorithm}))
    put_back(sound, found.conninfo(), trusted, positions)
    ledger = ledger_in(found, settings)
    try:
        with positions(sound.manifest.size, "正在重建整理结果") as reached:
            rebuild_apart(ledger.open_connection, MODELS, ledger.read_log, progress=reached)
    finally:
        ledger.close()


def _facts(sound: Sound) -> dict[str, object]:
    return {"events": sound.manifest.size, "root": sound.manifest.root, "checkpoint": sound.manifest.checkpoint}


def _said(sound: Sound, settings: Settings) -> str:
    manifest = sound.manifest
    lines = [
        f"已恢复到第{manifest.size}号，整理结果已重建。",
        f"树根：{manifest.root}",
        f"与{len(sound.marks)}个签名的根对得上。"
        if sound.marks
        else "没有签名的根可以对照：请与印在结果单上的树根核对。",
        "接着运行minsheng doctor、minsheng verify，都通过再打开服务。",
    ]
    if not (key := person_key_file(settings)).exists():
        lines.append(f"警告：个人信息密钥文件{key}还没有放回来，没有它，姓名、电话读不出来。")
    return "\n".join(lines)
