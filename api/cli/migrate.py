"""How does the owner of the database make its tables and roles, or bring them up to this program?"""

from __future__ import annotations

import click

from api.desk import prepare
from api.postgres import server
from api.settings import read_settings
from domain.storage.migrate import migrations


@click.command(
    help="建库、升级：由数据库属主运行，建好各张表、角色和权利；已经是最新的，什么也不改。用自带的数据库的不用运行。"
)
def migrate() -> None:
    """Make or upgrade the tables, roles and rights, and say which steps were carried out."""
    settings = read_settings()
    with server(settings, stop_after=True) as found:
        found.for_owner("不能建库、升级")
        steps = prepare(found, settings)
    newest = migrations()[-1].number
    click.echo(
        f"走了第{'、'.join(map(str, steps))}步，数据库结构现在是第{newest}版。"
        if steps
        else f"数据库结构已经是第{newest}版，没有改动。"
    )
