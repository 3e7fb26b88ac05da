"""How is what two people announced as erased by law carried out on the command line, however often it is cut short?"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Final, TextIO

import click
import orjson

from api.cli.ending import NO, OK, Trouble
from api.desk import open_redaction
from api.erasing import Erasure, erasures
from api.history import entries
from api.redaction import CarriedOut, carry_out
from api.settings import read_settings
from domain.storage import Ledger, LedgerConnection

HELP: Final = (
    "依法删除：两个人从接口登记了删除的，把内容真正删去；标题行留着，核验照样通过。先逐号说一句，问过才删。"
    "断在半路的，再来一次。登记不在这里办。"
)


@click.command("redact", help=HELP)
@click.option("--yes", is_flag=True, help="不问，马上删去；没有人在终端前面时（脚本里）要写。")
@click.option("--json", "as_json", is_flag=True, help="输出JSON。")
def redact(*, yes: bool, as_json: bool) -> int:
    """Carry out whatever was announced and is owed, if it is meant."""
    with open_redaction(read_settings()) as (ledger, redactor):
        owed = [erasure for erasure in erasures(ledger) if erasure.owed]
        if owed and not yes:
            if not _somebody_is_there():
                raise click.UsageError(
                    "删去的找不回来，要在终端里回答yes才删；不在终端里的，核对过登记了哪几号以后写--yes。什么也没有删。"
                )
            if not _is_meant(ledger, owed):
                click.echo("没有删。", err=True)
                return NO
        done = _carried_out(ledger, redactor)
    click.echo(orjson.dumps(asdict(done)) if as_json else "\n".join(_lines(done)))
    if done.stuck:
        raise Trouble(
            f"{'、'.join(done.stuck)}没有重建成，里面可能还有删去的内容；用minsheng doctor看原因，再运行一次。"
        )
    return OK


def _somebody_is_there() -> bool:
    """Whether somebody reads what is asked and can answer; a stream that was closed is None."""
    streams: tuple[TextIO | None, ...] = (sys.stdin, sys.stderr)
    return all(each is not None and each.isatty() for each in streams)


def _is_meant(ledger: Ledger, owed: Sequence[Erasure]) -> bool:
    """Show on the error stream what would go, and ask."""
    for erasure in owed:
        click.echo(
            f"第{erasure.recorded.position}号登记的依法删除，理由：{erasure.event.reason}。要删去的是：", err=True
        )
        for position in erasure.positions:
            click.echo(f"第{position}号  {_told(ledger, position)}", err=True)
        if erasure.people:
            click.echo(f"{len(erasure.people)}人的姓名、电话", err=True)
    said = click.prompt(
        "确定删去？删去的找不回来。输入yes", default="", show_default=False, prompt_suffix="：", err=True
    )
    return str(said).strip() == "yes"


def _told(ledger: Ledger, position: int) -> str:
    recorded = ledger.at_position(position)
    assert recorded is not None, "its bytes are there"
    found = next(each for each in entries(ledger.history(recorded.originator_id)) if each.position == position)
    return f"{found.effective_on}  {found.sentence}"


def _carried_out(ledger: Ledger, redactor: LedgerConnection) -> CarriedOut:
    """Erase and replay with a progress bar on the error stream."""
    with click.progressbar(range(ledger.head()), label="正在删除并重建", file=sys.stderr) as bar:

        def reached(position: int) -> None:
            bar.update(position - bar.pos)

        return carry_out(ledger, redactor, reached)


def _lines(done: CarriedOut) -> Iterator[str]:
    if done.announced:
        yield f"删去了第{'、'.join(map(str, done.erased))}号的内容，{done.people}人的姓名、电话。"
        yield "以前的备份里还有，请按保管备份的规定处理。"
    else:
        yield "没有登记了还没有删的。"
    if done.rebuilt:
        yield f"已重建{'、'.join(done.rebuilt)}。"
