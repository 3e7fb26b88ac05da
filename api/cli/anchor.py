"""How does the newest root come where no administrator reaches: onto paper, and to a timestamp authority?"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import click

from api.cli.chinese import Number, Verbs
from api.cli.files import FILE, about, fault, read_file, read_policy, write_file
from api.desk import checkpoints_folder, policy_file, policy_if_any
from api.log import timestamps
from api.log.shelf import Published, Shelf
from api.printed.anchor import printed_root, svg
from api.settings import read_settings
from domain.refusals import NotFound
from domain.transparency.checkpoints import open_checkpoint
from domain.transparency.notes import Note

PATIENCE_SECONDS: Final = 30.0
LARGEST_FILE_BYTES: Final = 2**20
anchor: Final = Verbs(
    name="anchor",
    verbs={
        "print": "api.cli.anchor:print_root",
        **{name: f"api.cli.anchor:{name}" for name in ("timestamp", "request", "accept")},
    },
    help="旁证：把签名的根印在纸上，请时间戳机构盖章。不用签名的钥匙。",
)


def on_shelf(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the option that says where the checkpoints lie."""
    place = "公布签名的根的文件夹；不写时取设置MINSHENG_CHECKPOINTS。"
    return click.option("--checkpoints", type=FILE, metavar="文件夹", help=place)(command)


def by_authority(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the option that says whose timestamps are believed."""
    said = "时间戳机构的证书（PEM）：根证书，和到它为止的中间证书。"
    return click.option("--authority", required=True, type=FILE, metavar="文件", help=said)(command)


@click.command("print", help="打印最新的签名的根，供印在计票结果报告单上：四位一组，最后是校验组和二维码。")
@on_shelf
@click.option("--covers", type=Number(), default=1, metavar="号", help="要包括第几号登记；还没有签到的，最多等30秒。")
@click.option("--svg", "drawing", type=FILE, metavar="文件", help="另存一张可以印、可以贴的小条。")
def print_root(checkpoints: Path | None, covers: int, drawing: Path | None) -> None:
    """Print the newest root."""
    note = signed_note(_newest(_shelf(checkpoints), covers))
    click.echo("\n".join(printed_root(note)))
    if drawing is not None:
        write_file(drawing, svg(note))
        click.echo(f"小条已写入{drawing}。", err=True)


@click.command("timestamp", help="请时间戳机构（RFC 3161）给最新的签名的根盖章，核对以后放在它旁边。")
@click.argument("url", metavar="地址")
@on_shelf
@by_authority
def timestamp(url: str, checkpoints: Path | None, authority: Path) -> None:
    """Get a timestamp over the network."""
    shelf = _shelf(checkpoints)
    newest = _newest(shelf)
    asked, certificates = timestamps.request_for(signed_note(newest)), _certificates(authority)
    _keep(shelf, newest, timestamps.ask(url, asked), asked, certificates)


@click.command("request", help="不联网盖章的第一步：写出申请文件（.tsq），带到能联网的电脑上。")
@on_shelf
@click.option("--out", required=True, type=FILE, metavar="文件", help="申请写到哪个文件。")
def request(checkpoints: Path | None, out: Path) -> None:
    """Write the request for a timestamp to a file."""
    newest = _newest(_shelf(checkpoints))
    write_file(out, timestamps.request_for(signed_note(newest)).as_bytes())
    click.echo(f"第{newest.size}号的申请已写入{out}，请留着，收答复时要用。")


@click.command("accept", help="不联网盖章的第二步：核对机构的答复（.tsr），放在签名的根旁边。")
@click.argument("asked", type=FILE, metavar="申请文件")
@click.argument("answer", type=FILE, metavar="答复文件")
@on_shelf
@by_authority
def accept(asked: Path, answer: Path, checkpoints: Path | None, authority: Path) -> None:
    """Take the answer to a request."""
    certificates, shelf = _certificates(authority), _shelf(checkpoints)
    with about(asked):
        known = timestamps.read_request(read_file(asked, LARGEST_FILE_BYTES))
    place = next((each for each in reversed(shelf.all()) if timestamps.is_about(known, each.note)), None)
    if place is None:
        raise NotFound(f"{shelf.folder}里没有{asked}所申请的那个签名的根。")
    with about(answer):
        _keep(shelf, place, read_file(answer, LARGEST_FILE_BYTES), known, certificates)


def _shelf(folder: Path | None) -> Shelf:
    return Shelf(folder or checkpoints_folder(read_settings()))


def _newest(shelf: Shelf, covers: int = 1) -> Published:
    """The newest checkpoint, of at least so many events: the signer is given a moment to come so far."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        newest = shelf.newest()
        if newest is not None and newest.size >= covers:
            return newest
        if newest is None or time.monotonic() > deadline:
            reached = f"只签到第{newest.size}号" if newest is not None else "还没有签名的根"
            raise NotFound(f"{shelf.folder}里{reached}，请看签名的程序是否在运行。")
        time.sleep(0.2)


def signed_note(place: Published) -> Note:
    """The note, signed by a log of the deployment's policy, for others may write to the folder; without a policy file that is said.

    Raises what `open_checkpoint` and `Policy.parse` raise, `ShelfDamaged`.
    """
    note, file = place.note, policy_if_any(settings := read_settings())
    if file is None:
        click.echo(f"没有策略文件{policy_file(settings)}，没有核对{place.path}是不是台账签的。", err=True)
        return note
    policy = read_policy(file)
    with about(place.path):
        open_checkpoint(note.encoded, policy.logs)
    return note


def _certificates(authority: Path) -> list[Any]:
    """Read before anybody is asked."""
    with about(authority):
        return timestamps.read_authority(read_file(authority, LARGEST_FILE_BYTES))


def _keep(shelf: Shelf, place: Published, answer: bytes, asked: Any, certificates: list[Any]) -> None:
    at = timestamps.check(answer, place.note, asked, certificates)
    try:
        shelf.keep_token(place, answer)
    except OSError as error:
        raise fault(f"写不了{place.token_path}", error) from error
    click.echo(f"第{place.size}号已盖时间戳，机构的时刻是{at:%Y-%m-%d %H:%M:%S}（世界时），在{place.token_path}。")
