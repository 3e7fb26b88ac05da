"""How is content erased from the ledger by law on the command line, and an erasure finished that was cut short?"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from typing import Any, Final, TextIO

import click
import orjson

from api.actor import Actor
from api.cli.chinese import Number
from api.cli.ending import NO, OK, Trouble
from api.desk import open_redaction
from api.history import entries
from api.http.streams import stream_named
from api.http.use_cases import on
from api.redaction import CarriedOut, carry_out
from api.settings import read_settings
from api.usecases import Answer, Request, Stated, execute
from domain.actors import REF
from domain.congress.commands import EraseContent
from domain.congress.decider import CONGRESS
from domain.events import Basis, Person
from domain.refusals import NotFound
from domain.storage import Ledger, LedgerConnection
from domain.streams import stream_id

HELP: Final = (
    "依法删除：登记删去哪几号的内容、为什么、依据什么、谁录的、谁确认的，再把内容删去；标题行留着，核验照样通过。"
    "断在半路的，原样再来一次，或者写--finish。"
)
NEEDED: Final = ("code", "positions", "reason", "basis", "by", "approved_by")
"""What an erasure is recorded with; `--finish` records none."""
OPTIONS: Final = ("行政区划代码", "--position", "--reason", "--basis", "--by", "--approved-by")


@click.command("redact", help=HELP)
@click.argument("code", metavar="[行政区划代码]", default="")
@click.option(
    "--position", "positions", metavar="号", type=Number(), multiple=True, help="删去台账第几号的内容，可以写几次。"
)
@click.option("--reason", metavar="理由", help="为什么删；这句话不再删去，不要写进要删的内容。")
@click.option(
    "--basis", metavar="文号:条", multiple=True, help="法律依据，例如“个人信息保护法:第四十七条”，可以写几次。"
)
@click.option("--by", metavar="编号", help="录入的人大经办。")
@click.option("--approved-by", metavar="编号", help="确认的人大负责人。")
@click.option("--people", is_flag=True, help="只在这几号里出现的人，姓名、电话也一并删去。")
@click.option("--finish", is_flag=True, help="不登记新的，只把登记了还没有删的删完。")
@click.option("--yes", is_flag=True, help="不问，马上登记、删去；没有人在终端前面时（脚本里）要写。")
@click.option("--json", "as_json", is_flag=True, help="输出JSON。")
def redact(*, finish: bool, yes: bool, as_json: bool, **asked: Any) -> int:
    """Record the erasure, if one is asked for and meant, and carry out whatever is owed."""
    _refuse_half(asked, finish=finish)
    asks = not (finish or yes)
    if asks and not _somebody_is_there():
        raise click.UsageError(
            "删去的找不回来，要在终端里回答yes才删；不在终端里的，核对过要删的几号以后写--yes。什么也没有登记。"
        )
    with open_redaction(read_settings()) as (ledger, redactor):
        request = None if finish else _request(ledger, **asked)
        if asks and not _is_meant(ledger, asked["positions"]):
            click.echo("没有删，什么也没有登记。", err=True)
            return NO
        answer = None if request is None else execute(ledger, request)
        done = _carried_out(ledger, redactor)
    if as_json:
        click.echo(orjson.dumps({"position": answer.position if answer else None, **asdict(done)}))
    else:
        click.echo("\n".join(_lines(answer, done)))
    if done.stuck:
        raise Trouble(
            f"{'、'.join(done.stuck)}没有重建成，里面可能还有删去的内容；用minsheng doctor看原因，再用--finish。"
        )
    return OK


def _somebody_is_there() -> bool:
    """Whether somebody reads what is asked and can answer; a stream that was closed is None."""
    streams: tuple[TextIO | None, ...] = (sys.stdin, sys.stderr)
    return all(each is not None and each.isatty() for each in streams)


def _is_meant(ledger: Ledger, positions: Iterable[int]) -> bool:
    """Show on the error stream what would go, and ask."""
    click.echo("要删去的是：", err=True)
    for position in positions:
        click.echo(f"第{position}号  {_told(ledger, position)}", err=True)
    said = click.prompt(
        "确定删去？删去的找不回来。输入yes", default="", show_default=False, prompt_suffix="：", err=True
    )
    return str(said).strip() == "yes"


def _told(ledger: Ledger, position: int) -> str:
    recorded = ledger.at_position(position)
    if recorded is None:
        return "台账里没有这一号。"
    found = next(each for each in entries(ledger.history(recorded.originator_id)) if each.position == position)
    return f"{found.effective_on}  {found.sentence}"


def _refuse_half(asked: dict[str, Any], *, finish: bool) -> None:
    """An erasure is asked for as a whole, or not at all."""
    missing = [name for name in NEEDED if not _says_something(asked[name])]
    if finish and (len(missing) < len(NEEDED) or asked["people"]):
        raise click.UsageError("--finish只把登记了还没有删的删完，不写别的。")
    if not finish and missing:
        options = dict(zip(NEEDED, OPTIONS, strict=True))
        raise click.UsageError(f"缺少{'、'.join(options[name] for name in missing)}。")
    for name in ("by", "approved_by"):
        if not finish and not REF.fullmatch(asked[name]):
            raise click.UsageError("人的编号须为1至100个可打印的ASCII字符，不写姓名。")


def _says_something(value: str | tuple[object, ...] | None) -> bool:
    """Whether an option was given, and no blank in its place."""
    words = value if isinstance(value, tuple) else (value or "",)
    return bool(words) and all(str(each).strip() for each in words)


def _request(  # noqa: PLR0913 - a command line has that many options
    ledger: Ledger,
    *,
    code: str,
    positions: Sequence[int],
    reason: str,
    basis: Sequence[str],
    by: str,
    approved_by: str,
    people: bool,
) -> Request:
    """The same words have the same key: whoever says them again after a crash goes on where it was cut short."""
    stream = stream_named(code)
    congress = ledger.load(CONGRESS, stream).state
    if congress is None:
        raise NotFound(f"没有登记过代码为{code}的人大。")
    words = [str(stream), *map(str, sorted(positions)), reason, *basis, approved_by, str(people)]
    return Request(
        use_case=on(CONGRESS, EraseContent),
        command=EraseContent(positions=tuple(positions), reason=reason, people=people),
        actor=Actor(person=Person(ref=by, role="clerk"), congress=congress.code),
        key=f"redact-{stream_id('Erasure', *words)}",
        stated=Stated(approved_by=Person(ref=approved_by, role="chair"), basis=tuple(map(_basis, basis))),
        stream=stream,
    )


def _basis(text: str) -> Basis:
    document, _, article = text.replace("：", ":").partition(":")
    return Basis(document=document, article=article)


def _carried_out(ledger: Ledger, redactor: LedgerConnection) -> CarriedOut:
    """Erase and replay with a progress bar on the error stream."""
    with click.progressbar(range(ledger.head()), label="正在删除并重建", file=sys.stderr) as bar:

        def reached(position: int) -> None:
            bar.update(position - bar.pos)

        return carry_out(ledger, redactor, reached)


def _lines(answer: Answer | None, done: CarriedOut) -> Iterator[str]:
    if answer is not None:
        yield f"{'以前登记过' if answer.replayed else '登记了'}依法删除，台账第{answer.position}号。"
    if done.announced:
        yield f"删去了第{'、'.join(map(str, done.erased))}号的内容，{done.people}人的姓名、电话。"
        yield "以前的备份里还有，请按保管备份的规定处理。"
    else:
        yield "没有登记了还没有删的。"
    if done.rebuilt:
        yield f"已重建{'、'.join(done.rebuilt)}。"
