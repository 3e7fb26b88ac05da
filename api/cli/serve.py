"""How is the service opened from the command line?"""

from __future__ import annotations

from contextlib import nullcontext

import click

from api.accounts.committing import committing
from api.cli.serving import serve_on
from api.desk import open_desk
from api.settings import read_settings


@click.command("serve", help="打开服务：数据库、网络接口和整理工作都在这一个命令里；按Ctrl+C停止。")
@click.option("--host", metavar="地址", help="监听的地址；不写时取设置MINSHENG_HOST，默认只有本机能连。")
@click.option("--port", metavar="端口", help="监听的端口；不写时取设置MINSHENG_PORT。")
@click.option("--no-worker", is_flag=True, help="不做整理工作，由另外运行的minsheng worker去做。")
@click.option(
    "--believe-headers/--no-believe-headers",
    default=None,
    help="是否相信请求头里写明的操作人（演示、试用的办法）；不写时只在本机地址上、没有设置对外网址时相信。",
)
def serve(host: str | None, port: str | None, *, no_worker: bool, believe_headers: bool | None) -> None:
    """Serve until stopped."""
    given = {"host": host, "port": port}
    settings = read_settings(**{name: value for name, value in given.items() if value is not None})
    with open_desk(settings, work=not no_worker) as desk, nullcontext() if no_worker else committing(desk.ledger):
        serve_on(desk, settings, believe_headers=believe_headers)
