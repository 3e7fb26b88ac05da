"""How is the history of a stream told on the command line, sentence by sentence, with its envelope?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final
from uuid import UUID

import click
import orjson

from api.cli.naming import rounds_named
from api.cli.recorded import recorded_by
from api.days import up_to
from api.desk import open_desk, past_of
from api.history import Entry, entries
from api.http.streams import stream_named
from api.settings import read_settings
from domain.events import Recorded
from domain.refusals import NotFound
from projects.numbers import stream_said

PATIENCE_S: Final = 60
HELP: Final = (
    "按登记次序逐条说明一条记录的经过：每条一句话，附登记人、时间和依据。代码后面可以再写编号：2024年度工作，2024-03项目，"
    "2024征-001建议项目，2024问-007问题，2024视-003视察，2024报-002专项报告。"
)


@click.command("replay", help=HELP)
@click.argument("stream", metavar="记录编号|行政区划代码")
@click.argument("number", metavar="[编号]", default="")
@click.option("--round", "ballot", metavar="年度-批次-轮次", help="该代码的人大的这一轮票决，例如2024-1-1。")
@click.option("--as-of", metavar="何时", default="", help="只说到position:号、某日结束、某一时刻为止已经登记的。")
@click.option("--json", "as_json", is_flag=True, help="每行输出一个JSON对象，含登记的原文。")
def replay(stream: str, number: str, ballot: str | None, *, as_of: str, as_json: bool) -> None:
    """Tell the history of one stream, or of what people name by a number in a congress."""
    with open_desk(read_settings(), work=bool(as_of) or ballot is not None) as desk:
        position = past_of(desk).find(as_of).position
        for found in rounds_named(desk, stream, ballot, position) if ballot is not None else [_named(stream, number)]:
            _tell(up_to(position, desk.ledger.history(found)), number or stream, as_json=as_json)


def _named(stream: str, number: str) -> UUID:
    """The stream of this id, of the congress of this code, or of what is numbered in that congress."""
    found = stream_named(stream)
    return stream_said(str(found), number) if number else found


def _tell(history: Sequence[Recorded], stream: str, *, as_json: bool) -> None:
    if not history:
        raise NotFound(f"没有登记过编号{stream}。")
    for entry, recorded in zip(entries(history), history, strict=True):
        click.echo(orjson.dumps(entry) if as_json else "\n".join(_lines(entry, recorded)))


def _lines(entry: Entry, recorded: Recorded) -> Iterator[str]:
    yield f"{entry.version:>3}  {entry.effective_on}  {entry.sentence}"
    if by := recorded_by(recorded):
        yield f"     {by}"
