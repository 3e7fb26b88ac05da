"""How does a congress's year leave the house in an open format?"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final, cast

import click

from api.cli.asking import of_congress
from api.cli.bars import positions
from api.cli.chinese import OneOf
from api.cli.files import FILE, check_target, write_once
from api.desk import open_desk
from api.extract import AUDIENCES, Audience
from api.opendata.kinds import KINDS
from api.opendata.taken import INSIDE_ONLY, Taken, take
from api.settings import read_settings

OWN, SHARED = 0o600, 0o666
HELP: Final = (
    f"导出开放数据：{'；'.join(f'{name}{kind.title}' for name, kind in KINDS.items())}。"
    "不写--audience的，只有公开的，没有公布的在文件里写明；cvr、pabulib是一轮票决的，一年有几轮时用--round写明。"
)


@click.command("data", help=HELP)
@click.argument("kind", metavar="哪一种", type=OneOf(list(KINDS)))
@of_congress
@click.option("--round", "named", metavar="轮次", default="", help="哪一轮票决：年度-批次-轮次，例如2024-1-1。")
@click.option(
    "--audience",
    type=OneOf(list(AUDIENCES)),
    default="public",
    metavar="给谁",
    help="public公众，不写就是；inside内部，不按公开范围筛选，文件里写明不得公开。",
)
@click.option("--output", "target", metavar="文件", required=True, type=FILE, help="写成哪个文件，不能已经有。")
def data(kind: str, *, named: str, audience: str, target: Path, **asked: Any) -> None:
    """Write one file of open data and say what is in it."""
    if named and not KINDS[kind].of_round:
        raise click.UsageError(f"{kind}是一个年度的，不写--round。")
    check_target(target)
    with open_desk(read_settings(), work=True) as desk:
        taken = take(desk, **asked, audience=cast("Audience", audience))
        made = KINDS[kind].prepare(taken, named)
        with positions(made.steps, f"正在写{kind}", made.unit) as reached:
            content = made.make(reached)
            reached(made.steps)
    write_once(target, content, everybody=not taken.inside)
    click.echo(f"已写成：{target}")
    click.echo(_said(taken))


def _said(taken: Taken) -> str:
    return taken.sentence() + (f"{INSIDE_ONLY}。" if taken.inside else "没有公布的，文件里逐项写明。")
