"""How is an office's table handed in on the command line, and what does the clerk get back?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final
from uuid import UUID

import click
import orjson

from api.cli.chinese import Day, OneOf, Year
from api.cli.ending import BAD_INPUT, NO, OK, Trouble
from api.cli.files import FILE, check_target, read_file, write_once
from api.cli.naming import rounds_named
from api.cli.taken import Answered
from api.cli.user.asking import BY, JSON, Acting, acting
from api.cli.user.roles import CONGRESS, UNIT, admitted
from api.extract import congress_under
from api.intake.giving_back import faults_in, marked
from api.intake.handed import Handed
from api.intake.keypad import read_keypad
from api.intake.kinds import KINDS, OFFICE, Kind
from api.layouts import KEYPAD, LAYOUTS
from api.sheets import TOTALS, Typed, Typing
from api.workbooks.gate import LARGEST_FILE
from domain.calendar import day_of
from projections.models import MODELS

PATIENCE_S: Final = 60
MARKED: Final = "--marked"
MOST_MARKED: Final = 1000
MOST_LINES: Final = 40
HELP: Final = (
    "把办公室的表格（.xlsx、.xls、.ods、.csv）登记进台账："
    + "、".join(f"{name}{layout.title}" for name, layout in LAYOUTS.items())
    + "。一张表要么全部登记，要么一行也不登记；哪一行哪一列有毛病，标在您自己的文件里还给您。空表用minsheng export template做。"
)


@click.command("import", help=HELP)
@click.argument("kind", metavar="哪一种表", type=OneOf(list(LAYOUTS)))
@click.argument("file", metavar="文件", type=FILE)
@BY
@CONGRESS
@UNIT
@click.option("--role", default="", metavar="身份", help="用哪一种身份；不写是第一种。")
@click.option("--year", type=Year(), metavar="年度", help="哪个年度的；不写是今年。")
@click.option("--period", default="", metavar="报告期", help="进度台账报的是哪个月、哪个季度，例如2026-03、2026-Q1。")
@click.option(
    "--round", "ballot", default="", metavar="年度-批次-轮次", help="表决器统计表是哪一轮票决的，例如2026-1-1。"
)
@click.option("--on", "day", type=Day(), metavar="日期", help="表里没有写日期的，是哪一天的事；不写是今天。")
@click.option(
    "--set",
    "settings",
    multiple=True,
    metavar="列=值",
    help="表里没有这一列或者空着的，都是这个值，例如“项目性质=工程类”，可以写几次。",
)
@click.option("--register-units", is_flag=True, help="候选项目的责任单位、配合单位没有登记过的，一并登记。")
@click.option("--dry-run", is_flag=True, help="只看会登记什么，不登记。")
@click.option("--skip-faulty", is_flag=True, help="有毛病的行不登记，其他的登记。")
@click.option(
    "--marked",
    metavar="文件",
    type=FILE,
    help="标注好的文件写成哪个，不能已经有；不写时在原文件旁边，名称后面加“-已标注”。",
)
@JSON
def take_in(kind: str, file: Path, *, by: str, as_json: bool, **asked: Any) -> int:
    """Sign in, take the table in, give the file back."""
    content = read_file(file, LARGEST_FILE)
    # Before anything is recorded: what cannot be given back must not be taken.
    beside = asked["marked"] or _beside(file)
    check_target(beside, MARKED)
    with acting(by, asked["role"], asked["congress"], asked["unit"], work=True) as one:
        if not one.desk.waiting.wait_for(one.desk.ledger.head(), PATIENCE_S, [model.name for model in MODELS]):
            raise Trouble("结果还没有整理完，请稍后再试。")
        if kind == KEYPAD.name:
            return _keypad(one, content, file, asked, as_json=as_json)
        answered = _lines(one, KINDS[kind], content, file, {**asked, "beside": beside})
    click.echo(orjson.dumps(answered.content()) if as_json else "\n".join(answered.said()))
    if not answered.faults:
        return OK
    return NO if answered.taken.position else BAD_INPUT


def _lines(one: Acting, kind: Kind, content: bytes, file: Path, asked: Mapping[str, Any]) -> Answered:
    admitted(one.actor, *sorted(kind.roles))
    handed = Handed(
        kind=kind,
        content=content,
        file_name=file.name,
        year=asked["year"] or day_of(one.desk.clock()).year,
        period=asked["period"],
        on=asked["day"],
        settings=_settings(asked["settings"]),
        register_units=asked["register_units"],
    )
    table = handed.table()
    congress = UUID(congress_under(one.desk, one.actor.congress).key)
    taken = handed.intake(one.desk, one.actor, congress, table).take(
        rehearse=asked["dry_run"], skip_faulty=asked["skip_faulty"]
    )
    faults = faults_in(handed, table, taken)
    target = asked["beside"] if faults or asked["marked"] else None
    if target is not None:
        write_once(target, marked(handed, table, taken, faults), option=MARKED)
    return Answered(
        handed=handed, table=table, taken=taken, faults=faults, rehearsed=asked["dry_run"], marked=str(target or "")
    )


def _beside(file: Path) -> Path:
    """A name beside the file that nothing has: what is mended in an earlier marked file must not be lost."""
    names = (file.with_name(f"{file.stem}-已标注{number}.xlsx") for number in ("", *range(2, MOST_MARKED)))
    return next((name for name in names if not name.exists()), file)


def _settings(said: Sequence[str]) -> dict[str, str]:
    found = {}
    for each in said:
        head, equals, text = each.partition("=")
        if not (equals and head.strip() and text.strip()):
            raise click.BadParameter("应写成“列=值”，例如“项目性质=工程类”。", param_hint="--set")
        found[head.strip()] = text.strip()
    return found


def _keypad(one: Acting, content: bytes, file: Path, asked: Mapping[str, Any], *, as_json: bool) -> int:
    """One person's reading of a round's totals; it counts when a second person has read the same."""
    admitted(one.actor, *sorted(OFFICE), "scrutineer", "teller")
    if not asked["ballot"]:
        raise click.MissingParameter(param_hint="--round", param_type="option")
    streams = rounds_named(one.desk, one.actor.congress, asked["ballot"], None)
    if len(streams) != 1:
        raise click.UsageError(f"{asked['ballot']}有{len(streams)}轮，请在网页上录入。")
    typing = Typing(one.desk, one.actor, streams[0], TOTALS)
    totals = read_keypad(content, file.name, typing.candidates())
    if asked["dry_run"]:
        click.echo(orjson.dumps(totals) if as_json else f"{len(totals.items)}项，每项{totals.valid}人。没有登记。")
        return OK
    typed = typing.type_in(totals, asked["day"])
    click.echo(orjson.dumps(typed) if as_json else _of_two(typed))
    return NO if typed.differences else OK


def _of_two(typed: Typed) -> str:
    if typed.recorded:
        return "两个人录入的一致，已登记。"
    if typed.differences:
        said = "；".join(f"{each.name}您录的是{each.yours}，另一人录的是{each.other}" for each in typed.differences)
        return f"和另一人录入的不一致：{said}。请核对报告单。"
    return "已收下。第二个人录入一致以后才登记。"
