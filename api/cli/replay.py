"""How is the history of a stream told on the command line, sentence by sentence, with its envelope?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import click
import orjson

from api.desk import open_ledger
from api.history import Entry, entries
from api.http.streams import stream_named
from api.settings import read_settings
from domain.refusals import NotFound

SAID: Final = {
    "by": "登记人",
    "approved_by": "确认人",
    "decided_by": "决定",
    "basis": "依据",
    "refs": "外部编号",
}
"""What of an envelope is told, and under which name."""


@click.command(help="按登记次序逐条说明一条记录的经过：每条一句话，附登记人、时间、依据。")
@click.argument("stream", metavar="记录编号|行政区划代码")
@click.option("--json", "as_json", is_flag=True, help="每行输出一个JSON对象，含事件原文。")
def replay(stream: str, *, as_json: bool) -> None:
    """Tell the history of one stream."""
    with open_ledger(read_settings()) as ledger:
        history = ledger.history(stream_named(stream))
    if not history:
        raise NotFound(f"没有编号为{stream}的记录。")
    for entry in entries(history):
        click.echo(orjson.dumps(entry) if as_json else "\n".join(_lines(entry)))


def _lines(entry: Entry) -> Iterator[str]:
    yield f"{entry.version:>3}  {entry.effective_on}  {entry.sentence}"
    yield f"     第{entry.position}号登记，{entry.recorded_at}，{entry.topic}"
    for name, value in (entry.envelope or {}).items():
        if name in SAID:
            yield f"     {SAID[name]}：{orjson.dumps(value).decode()}"
