"""How does an office get an empty table to fill in?"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import click

from api.cli.chinese import OneOf
from api.cli.ending import Trouble
from api.cli.files import FILE, check_target, write_once
from api.desk import open_desk
from api.extract import congress_under
from api.layouts import LAYOUTS
from api.settings import read_settings
from api.workbooks.template import template
from projections.models import CONGRESSES, PROJECTS

PATIENCE_S: Final = 60
MOST: Final = 500

KINDS = "、".join(f"{name}{layout.title}" for name, layout in LAYOUTS.items())


@click.command("template", help=f"做一张空表，填好以后用minsheng import登记：{KINDS}。")
@click.argument("kind", metavar="哪一种表", type=OneOf(list(LAYOUTS)))
@click.option(
    "--congress", "code", default="", metavar="行政区划代码", help="责任单位、项目名称可以从这个人大的里面选。"
)
@click.option(
    "--output", "target", metavar="文件", required=True, type=FILE, help="写成哪个文件（.xlsx），不能已经有。"
)
def empty(kind: str, code: str, target: Path) -> None:
    """Write the template."""
    check_target(target)
    write_once(target, template(LAYOUTS[kind], _offered(code) if code else {}), everybody=True)
    click.echo(f"空表已写成：{target}")


def _offered(code: str) -> dict[str, list[str]]:
    """The names of a congress's units and of the projects that it has chosen or may choose."""
    with open_desk(read_settings(), work=True) as desk:
        if not desk.waiting.wait_for(desk.ledger.head(), PATIENCE_S, [CONGRESSES.name, PROJECTS.name]):
            raise Trouble("结果还没有整理完，请稍后再试。")
        congress = congress_under(desk, code)
        rows = desk.reading.rows(PROJECTS, congress=congress.congress, limit=MOST)
        units = [unit["name"] for unit in congress.row["units"] if not unit.get("merged_into")]
        return {"unit": units, "title": [shown.row["title"] for shown in rows]}
