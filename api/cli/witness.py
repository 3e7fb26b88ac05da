"""How does a witness cosign over the network or by file, and how do its cosignatures come to the checkpoint?"""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from pathlib import Path
from typing import Any, Final

import click

from api.cli.chinese import LAST_PORT, Number, Verbs
from api.cli.ending import NO, OK
from api.cli.files import FILE, about, read_file, read_policy, write_file
from api.cli.listening import address, listen
from api.http.statuses import status_of
from api.http.witness import build_witness
from api.log.asking import cosigned_by
from api.log.keyfile import read_key
from api.log.witness_memory import WitnessMemory
from api.log.witnessing import OtherSizeRemembered, Witness
from domain.refusals import Refusal
from domain.transparency.checkpoints import open_checkpoint
from domain.transparency.keys import KeyKindUnknown, Kind, VerifierKey
from domain.transparency.notes import LARGEST_NOTE_BYTES
from domain.transparency.submissions import LARGEST_SUBMISSION_BYTES, Submission, cosignatures_in

MOST_AT_ONCE: Final = 64
witness: Final = Verbs(
    name="witness",
    verbs={name: f"api.cli.witness:{name}" for name in ("serve", "cosign", "collect")}
    | {"request": "api.cli.witness_request:request"},
    help="见证：核对台账只增不改，再签名。见证单位用serve（联网）或者cosign（用文件），台账一方用request写申请，用collect收答复。",
)
OPTIONS: Final = (
    click.option("--key", "key_file", required=True, type=FILE, metavar="文件", help="见证人的钥匙文件。"),
    click.option(
        "--state", required=True, type=FILE, metavar="文件夹", help="见证人的记忆：每个台账上一次见证的是什么。"
    ),
    click.option("--log", "logs", multiple=True, metavar="核对钥匙", help="为哪个台账见证，可写多次。"),
    click.option("--policy", type=FILE, metavar="文件", help="策略文件，为其中每个log见证。"),
    click.option("--begin", is_flag=True, help="第一次使用，建立记忆；以后不再写。"),
)


def as_witness(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options that say who witnesses whom."""
    for option in reversed(OPTIONS):
        command = option(command)
    return command


@click.command("serve", help="打开见证服务（C2SP tlog-witness）：台账把签名的根和证明送来，核对后签名；按Ctrl+C停止。")
@as_witness
@click.option("--host", default="127.0.0.1", metavar="地址", help="监听的地址；不写时只有本机能连。")
@click.option("--port", type=Number(LAST_PORT), default=8010, metavar="端口", help="监听的端口；不写时是8010。")
def serve(host: str, port: int, **who: Any) -> None:
    """Witness until stopped."""
    found = _witness(**who)
    said = f"见证服务已打开：http://{address(host, port)}，核对钥匙{found.key.verifier}，按Ctrl+C停止。"
    listen(build_witness(found, _warn), host, port, said, limit_concurrency=MOST_AT_ONCE)
    click.echo("已停止。")


@click.command("cosign", help="不联网见证：读申请文件，核对后把见证签名写成答复文件。")
@click.argument("request", type=FILE, metavar="申请文件")
@as_witness
@click.option("--out", required=True, type=FILE, metavar="文件", help="答复写到哪个文件。")
def cosign(request: Path, out: Path, **who: Any) -> None:
    """Witness once, by file."""
    raw = read_file(request, LARGEST_SUBMISSION_BYTES)
    with about(request):
        # Before a memory is begun for a file that is none.
        Submission.parse(raw)
    found = _witness(**who)
    try:
        cosignature = found.add(raw)
    except OtherSizeRemembered:
        # The answer may have been lost on its way to the stick; who has cosigned may say so again.
        if not (given := found.given(raw)):
            raise
        cosignature = given
    write_file(out, cosignature.line.encode())
    click.echo(f"已见证，答复写入{out}，请带回台账一方。")


@click.command("collect", help="把见证人的答复文件收进签名的根；策略要求的家数齐了，退出码是0，不齐是1。")
@click.argument("note_file", type=FILE, metavar="签名的根")
@click.argument("answers", type=FILE, metavar="答复文件…", nargs=-1, required=True)
@click.option("--policy", required=True, type=FILE, metavar="文件", help="策略文件：认哪些台账、哪些见证人，要几家。")
def collect(note_file: Path, answers: tuple[Path, ...], policy: Path) -> int:
    """Add cosignatures to a checkpoint."""
    rules = read_policy(policy)
    keys = tuple(each.key for each in rules.witnesses.values())
    with about(note_file):
        note = open_checkpoint(read_file(note_file, LARGEST_NOTE_BYTES), rules.logs, keys).opened.note
    for path in answers:
        with about(path):
            note = note.signed(*cosignatures_in(read_file(path, LARGEST_NOTE_BYTES), note, keys))
    write_file(note_file, note.encoded)
    cosigned = cosigned_by(note, rules)
    for each in rules.witnesses.values():
        click.echo(f"{each.name}：{'已见证' if each.key in cosigned else '没有见证'}")
    enough = rules.is_met_by(cosigned)
    click.echo("达到策略的要求。" if enough else "还没有达到策略的要求。")
    return OK if enough else NO


def _witness(key_file: Path, state: Path, logs: tuple[str, ...], policy: Path | None, *, begin: bool) -> Witness:
    known = (*map(VerifierKey.parse, logs), *(read_policy(policy).logs if policy else ()))
    if not known:
        raise click.UsageError("请用--log或者--policy写明为哪个台账见证。")
    if other := next((each for each in known if each.kind is not Kind.NOTE), None):
        raise KeyKindUnknown(f"{other.label}不是台账的核对钥匙。")
    key = read_key(key_file, Kind.COSIGNATURE)
    return Witness(key, tuple(dict.fromkeys(known)), (WitnessMemory.begin if begin else WitnessMemory.open)(state))


def _warn(refused: Refusal) -> None:
    # What anybody can bring about from outside is not worth a line; a log that was rewritten and a broken memory are.
    if status_of(type(refused)) in {HTTPStatus.UNPROCESSABLE_ENTITY, HTTPStatus.SERVICE_UNAVAILABLE}:
        click.echo(f"警告：没有见证。{refused.detail}", err=True)
