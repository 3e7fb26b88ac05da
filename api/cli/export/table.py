"""How does a table of a congress's year leave the house, for a spreadsheet or as CSV?"""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Final, cast

import click

from api.cli.asking import of_congress
from api.cli.bars import positions
from api.cli.chinese import OneOf
from api.cli.files import FILE, write_file
from api.desk import open_desk
from api.extract import extract
from api.settings import read_settings
from api.tables import TABLES, make
from api.tables.asked import AUDIENCES, Audience, asked_of
from api.tables.book import Book
from api.tables.csvs import aside, written
from api.tables.xlsx import workbook

FORMATS: Final = ("xlsx", "csv")
HELP: Final = (
    f"导出表格：{'、'.join(f'{name}{table.word}' for name, table in TABLES.items())}。"
    "xlsx照办公室的样子排好版，可以直接打印；csv给程序读，旁边另有一个.txt，写着标题、不公布的内容和出处。"
    "--audience写给谁看：inside内部（不写就是），public公众，只有按规则公布的。"
)


@click.command("table", help=HELP)
@click.argument("what", metavar="哪一种", type=OneOf(list(TABLES)))
@of_congress
@click.option("--format", "form", type=OneOf(FORMATS), metavar="格式", required=True, help="xlsx或者csv。")
@click.option("--output", "target", metavar="文件", required=True, type=FILE, help="写成哪个文件，不能已经有。")
@click.option("--audience", type=OneOf(list(AUDIENCES)), metavar="给谁", default="inside", help="inside或者public。")
def table(  # noqa: PLR0913 - a command line has that many options
    what: str, *, code: str, year: int | None, as_of: str, day: date | None, form: str, target: Path, audience: str
) -> None:
    """Write a table and say from where it was taken."""
    files = [target, *([_beside(target)] if form == "csv" else [])]
    for file in files:
        _check_target(file)
    with open_desk(read_settings(), work=True) as desk:
        taken = extract(desk, code, year, as_of, day)
        book = make(what, asked_of(taken, cast("Audience", audience)))
    lines = sum(max(1, len(block.parts)) for sheet in book.sheets for block in sheet.blocks)
    with positions(lines, f"正在写{TABLES[what].word}", "行") as reached:
        contents = _contents(book, form, _Counting(reached))
    for file, content in zip(files, contents, strict=True):
        write_file(file, content)
    click.echo(f"{TABLES[what].word}已写成：{'、'.join(map(str, files))}")
    click.echo(
        f"{lines}行，按台账第{book.taken.position}号为止的登记，截至{book.taken.day}，给{AUDIENCES[cast('Audience', audience)]}。"
    )


class _Counting:
    """Tells a bar how many lines are written."""

    def __init__(self, reached: Callable[[int], None]) -> None:
        self.reached, self.lines = reached, 0

    def __call__(self) -> None:
        self.lines += 1
        self.reached(self.lines)


def _contents(book: Book, form: str, told: _Counting) -> list[bytes]:
    if form == "xlsx":
        return [workbook(book, told)]
    content = written(book, told)
    return [content, aside(book, content)]


def _beside(target: Path) -> Path:
    """The text beside a CSV."""
    return target.with_name(f"{target.name}.txt")


def _check_target(file: Path) -> None:
    if file.exists():
        raise click.BadParameter(f"{file}已经有了，请换一个文件名。", param_hint="--output")
    if not (file.parent.is_dir() and os.access(file.parent, os.W_OK)):
        raise click.BadParameter(f"文件夹{file.parent}不存在或者写不进去。", param_hint="--output")
