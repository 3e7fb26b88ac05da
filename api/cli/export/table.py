"""How does a table of a congress's year leave the house, for a spreadsheet or as CSV?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import count
from pathlib import Path
from typing import Final, cast

import click

from api.cli.asking import of_congress
from api.cli.bars import positions
from api.cli.chinese import OneOf
from api.cli.files import FILE, check_target, write_once
from api.desk import open_desk
from api.extract import AUDIENCES, Audience
from api.settings import read_settings
from api.tables import TABLES, make
from api.tables.asked import ask
from api.tables.book import Book
from api.tables.csvs import aside, written
from api.tables.xlsx import workbook
from domain.calendar import say_day

FORMATS: Final = ("xlsx", "csv")
HELP: Final = (
    f"导出表格：{'、'.join(f'{name}{table.word}' for name, table in TABLES.items())}。"
    "xlsx照办公室的样子排好版，可以直接打印；csv给程序读，旁边另写一个.txt，里面是标题、说明、不公布什么和出处。"
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
    reader = cast("Audience", audience)
    files = [target, *([target.with_name(f"{target.name}.txt")] if form == "csv" else [])]
    for file in files:
        check_target(file)
    with open_desk(read_settings(), work=True) as desk:
        book = make(what, ask(desk, reader, code, year=year, as_of=as_of, day=day))
    with positions(book.lines, f"正在写{TABLES[what].word}", "行") as reached:
        contents = _contents(book, form, reached)
    for file, content in zip(files, contents, strict=True):
        write_once(file, content, everybody=reader == "public")
    click.echo(f"{TABLES[what].word}已写成：{'、'.join(map(str, files))}")
    taken = book.taken
    click.echo(
        f"{book.lines}行，按台账第{taken.position}号为止的登记，截至{say_day(taken.day)}，给{AUDIENCES[reader]}。"
    )


def _contents(book: Book, form: str, reached: Callable[[int], None]) -> list[bytes]:
    """The files of a format; after each line `reached` is told how many are written."""
    lines = count(1)

    def told() -> None:
        reached(next(lines))

    if form == "xlsx":
        return [workbook(book, told)]
    content = written(book, told)
    return [content, aside(book, content)]
