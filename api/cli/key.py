"""How are the keys of log and witnesses made, shown to those who write the minutes, and followed by others?"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import click
import orjson

from api.cli.chinese import Verbs
from api.cli.files import FILE, about, read_file, write_file
from api.clock import now
from api.log.keyfile import check_absent, create_key, read_key, read_verifier
from api.printed.keys import minutes
from domain.transparency.checkpoints import open_checkpoint
from domain.transparency.keys import Kind, SignerKey, VerifierKey
from domain.transparency.notes import LARGEST_NOTE_BYTES
from domain.transparency.rotations import open_rotation, sign_rotation

key: Final = Verbs(
    name="key",
    verbs={name: f"api.cli.key:{name}" for name in ("create", "show", "rotate", "follow")},
    help="签名的钥匙：台账和见证人各自的钥匙怎样生成、怎样写进仪式记录、怎样轮换。",
)


@click.command("create", help="生成一把钥匙，打印核对钥匙。文件只有本账户能读；已有的文件不覆盖。")
@click.option(
    "--name", required=True, metavar="名称", help="台账名，或者见证人的名称，例如example.com/99；不能有空格和加号。"
)
@click.option("--out", required=True, type=FILE, metavar="文件", help="钥匙写到哪个文件。")
@click.option("--witness", "for_witness", is_flag=True, help="生成见证人的钥匙；不写的是台账的钥匙。")
def create(name: str, out: Path, *, for_witness: bool) -> None:
    """Make a key."""
    drawn = SignerKey.draw(name, Kind.COSIGNATURE if for_witness else Kind.NOTE)
    create_key(out, drawn)
    click.echo(str(drawn.verifier))
    click.echo(f"钥匙已写入{out}。请用minsheng key show {out}打印指纹，写进仪式记录。", err=True)


@click.command("show", help="打印钥匙文件或者核对钥匙文件的指纹和可以读进仪式记录的一段话；不打印签名的钥匙本身。")
@click.argument("file", type=FILE, metavar="文件")
@click.option("--json", "as_json", is_flag=True, help="输出一个JSON对象。")
def show(file: Path, *, as_json: bool) -> None:
    """Show the public half of a key."""
    shown = read_verifier(file)
    if as_json:
        said = {"name": shown.name, "kind": shown.kind, "key_id": shown.key_id, "fingerprint": shown.fingerprint}
        click.echo(orjson.dumps(said | {"verifier_key": str(shown)}))
        return
    click.echo("\n".join(minutes(shown)))


@click.command("rotate", help="给台账换一把钥匙：生成新的，写一份新旧两把都签名的轮换声明，放在新钥匙文件旁边。")
@click.argument("file", type=FILE, metavar="旧钥匙文件")
@click.option("--out", required=True, type=FILE, metavar="文件", help="新钥匙写到哪个文件；声明写到它旁边，加.note。")
@click.option("--checkpoint", required=True, type=FILE, metavar="文件", help="旧钥匙签的最后一个签名的根。")
def rotate(file: Path, out: Path, checkpoint: Path) -> None:
    """Make the key that follows another."""
    old = read_key(file, Kind.NOTE)
    with about(checkpoint):
        last = open_checkpoint(read_file(checkpoint, LARGEST_NOTE_BYTES), [old.verifier]).checkpoint
    new = SignerKey.draw(old.name)
    check_absent(out)
    # The statement first: one without its key is replaced when this is repeated, a key without a statement could not be followed.
    write_file(Path(f"{out}.note"), sign_rotation(old, new, last, now()).encoded)
    create_key(out, new)
    click.echo(f"log {old.verifier}\nlog {new.verifier}")
    click.echo(
        f"新钥匙已写入{out}，轮换声明已写入{out}.note：第{last.size}号以后由新钥匙签名。上面两行写进策略文件；声明交给见证人和核验人。",
        err=True,
    )


@click.command(
    "follow", help="核对台账的钥匙轮换声明：旧钥匙、新钥匙都签了名的，打印新钥匙的指纹和可以读进仪式记录的一段话。"
)
@click.argument("statement", type=FILE, metavar="声明文件")
@click.argument("old", metavar="旧的核对钥匙")
def follow(statement: Path, old: str) -> None:
    """Check which key follows another."""
    known = VerifierKey.parse(old)
    with about(statement):
        rotation = open_rotation(read_file(statement, LARGEST_NOTE_BYTES), known)
    click.echo("\n".join(minutes(rotation.new)))
    click.echo(
        f"声明上旧钥匙、新钥匙的签名都对：旧钥匙签到第{rotation.size}号，树根{rotation.root.hex()}，以后由这把新钥匙签名；"
        f"轮换的时刻{rotation.time:%Y-%m-%d %H:%M:%S}（世界时）。请把指纹与仪式记录逐组核对。",
        err=True,
    )
