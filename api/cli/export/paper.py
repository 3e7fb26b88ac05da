"""How does a paper come out of the ledger to be printed?"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import click

from api.cli.asking import of_congress
from api.cli.chinese import OneOf
from api.cli.files import FILE, check_target, write_file
from api.desk import open_desk
from api.extract import extract
from api.paper.asked import Asked
from api.paper.kinds import KINDS
from api.paper.typesetting import typeset
from api.settings import read_settings

HELP: Final = f"印材料，写成PDF：{'、'.join(f'{name}{kind.word}' for name, kind in KINDS.items())}。"


@click.command("paper", help=HELP)
@click.argument("kind", metavar="哪一种", type=OneOf(list(KINDS)))
@of_congress
@click.option(
    "--round",
    "ballot",
    metavar="轮次|编号",
    default="",
    help="哪一轮票决（年度-批次-轮次）或者哪次测评（记录编号），不写是最近的。",
)
@click.option(
    "--number",
    metavar="编号",
    default="",
    help="哪个项目（任务交办单）、问题（整改通知）、报告（审议意见），写它的编号。",
)
@click.option("--blank", is_flag=True, help="要空白的，印好用手填。")
@click.option("--colour", metavar="颜色", default="", help="票的颜色，例如“红色”，印在标题下面。")
@click.option("--code-points", is_flag=True, help="字库里没有的字印成码位，例如〔U+20BB7〕，印好后手写补上。")
@click.option("--output", "target", metavar="文件", required=True, type=FILE, help="写成哪个文件，不能已经有。")
def paper(  # noqa: PLR0913 - a command line has that many options
    kind: str, *, target: Path, code_points: bool, ballot: str, number: str, blank: bool, colour: str, **asked: Any
) -> None:
    """Set a paper and write it."""
    check_target(target, "--output")
    with open_desk(read_settings(), work=True) as desk:
        printed = KINDS[kind].make(
            Asked(extract=extract(desk, **asked), ballot=ballot, number=number, blank=blank, colour=colour)
        )
    write_file(target, typeset(printed, code_points=code_points))
    click.echo(f"{KINDS[kind].word}已写成：{target}")
