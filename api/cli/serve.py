"""How is the service opened, on which address, and closed again?"""

from __future__ import annotations

import errno
import ipaddress
import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import click
import uvicorn

from api.cli.ending import Trouble
from api.desk import Desk, open_desk
from api.http.actor import believed, unbelieved
from api.http.app import build_app
from api.http.table import ROUTES
from api.settings import Settings, read_settings

REASONS: Final = {
    errno.EADDRINUSE: "这个端口已被别的程序占用",
    errno.EACCES: "没有权限使用这个端口",
    errno.EADDRNOTAVAIL: "本机没有这个地址",
    socket.EAI_NONAME: "没有这个主机名",
}


@click.command("serve", help="打开服务：数据库、网络接口和整理工作都在这一个命令里；按Ctrl+C停止。")
@click.option("--host", metavar="地址", help="监听的地址；不写时取设置MINSHENG_HOST，默认只有本机能连。")
@click.option("--port", metavar="端口", help="监听的端口；不写时取设置MINSHENG_PORT。")
@click.option("--no-worker", is_flag=True, help="不做整理工作，由另外运行的minsheng worker去做。")
@click.option(
    "--believe-headers/--no-believe-headers",
    default=None,
    help="是否相信请求头里写明的操作人（登录功能建成之前的办法）；不写时只在本机地址上相信。",
)
def serve(host: str | None, port: str | None, *, no_worker: bool, believe_headers: bool | None) -> None:
    """Serve until stopped."""
    given = {"host": host, "port": port}
    settings = read_settings(**{name: value for name, value in given.items() if value is not None})
    run(
        settings, work=not no_worker, believe=is_loopback(settings.host) if believe_headers is None else believe_headers
    )


def run(settings: Settings, *, work: bool, believe: bool) -> None:
    """Serve on the address of `settings` until Ctrl+C or SIGTERM.

    `work`: keep the read models up to date in this process; `believe`: the headers say who is asking. Raises `Trouble` where the
    address cannot be had, and what `open_desk` raises.
    """
    with _listening(settings) as listener, open_desk(settings, work=work) as desk:

        @contextmanager
        def lent() -> Iterator[Desk]:
            click.echo(f"服务已打开：http://{_address(settings)}，按Ctrl+C停止。")
            yield desk

        app = build_app(ROUTES, lent, believed if believe else unbelieved)
        # Access lines would say who did what when in a secret ballot: there are none. What goes wrong the app itself logs.
        config = uvicorn.Config(app, access_log=False, log_level="critical", server_header=False, lifespan="on")
        with _stopped_by_signals():
            uvicorn.Server(config).run(sockets=[listener])
    click.echo("已停止。")


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach `host`."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


@contextmanager
def _listening(settings: Settings) -> Iterator[socket.socket]:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    try:
        listener = socket.create_server((settings.host, settings.port), family=family, backlog=2048)
    except OSError as error:
        why = REASONS.get(error.errno or 0, str(error))
        raise Trouble(f"不能在{_address(settings)}上打开服务：{why}。请换一个地址或端口。") from error
    with listener:
        yield listener


@contextmanager
def _stopped_by_signals() -> Iterator[None]:
    """Let `kill` end the service as Ctrl+C does: in order, and as what it should do."""
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    except KeyboardInterrupt:
        pass
    finally:
        signal.signal(signal.SIGTERM, before)


def _address(settings: Settings) -> str:
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    return f"{host}:{settings.port}"
