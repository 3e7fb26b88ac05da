"""How is the service opened, on which address, and closed again?"""

from __future__ import annotations

import ipaddress
import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import click
import uvicorn

from api.cli.ending import Trouble
from api.desk import Desk, open_desk
from api.http.actor import believed, unbelieved
from api.http.app import build_app
from api.http.table import ROUTES
from api.settings import Settings, read_settings


@click.command(help="打开服务：数据库、网络接口和整理工作都在这一个命令里；按Ctrl+C停止。")
@click.option("--host", metavar="地址", help="监听的地址；不写时取设置MINSHENG_HOST，默认只有本机能连。")
@click.option("--port", type=int, metavar="端口", help="监听的端口；不写时取设置MINSHENG_PORT。")
@click.option("--no-worker", is_flag=True, help="不做整理工作，由另外运行的minsheng worker去做。")
@click.option(
    "--believe-headers/--no-believe-headers",
    default=None,
    help="是否相信请求头里写明的操作人（登录功能建成之前的办法）；不写时只在本机地址上相信。",
)
def serve(host: str | None, port: int | None, *, no_worker: bool, believe_headers: bool | None) -> None:
    """Serve until stopped."""
    given = {"host": host, "port": port}
    settings = read_settings(**{name: value for name, value in given.items() if value is not None})
    run(
        settings, work=not no_worker, believe=is_loopback(settings.host) if believe_headers is None else believe_headers
    )


def run(settings: Settings, *, work: bool, believe: bool) -> None:
    """Serve on the address of `settings` until Ctrl+C or SIGTERM; raises what kept the service from starting."""
    opening = Opening(settings, work)
    app = build_app(ROUTES, opening.desk, believed if believe else unbelieved)
    with _listening(settings) as listener:
        # Access lines would say who voted when: there are none. What goes wrong the app itself logs.
        config = uvicorn.Config(app, access_log=False, log_level="critical", server_header=False, lifespan="on")
        # `kill` and Ctrl+C end the service alike.
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        try:
            uvicorn.Server(config).run(sockets=[listener])
        except KeyboardInterrupt:
            click.echo("已停止。")
    for error in opening.failed:
        raise error


@dataclass
class Opening:
    """Opens the desk when the service starts; says where it is then, or keeps what went wrong."""

    settings: Settings
    work: bool
    failed: list[Exception] = field(default_factory=list)

    @contextmanager
    def desk(self) -> Iterator[Desk]:
        """The desk of this service."""
        try:
            with open_desk(self.settings, work=self.work) as desk:
                click.echo(f"服务已打开：http://{_shown(self.settings)}，按Ctrl+C停止。")
                yield desk
        except Exception as error:
            self.failed.append(error)
            raise


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
        raise Trouble(f"不能在{_shown(settings)}上打开服务：{error.strerror}。请换一个端口（--port）。") from error
    with listener:
        yield listener


def _shown(settings: Settings) -> str:
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    return f"{host}:{settings.port}"
