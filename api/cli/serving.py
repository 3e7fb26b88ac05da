"""How is an open desk served over HTTP until somebody stops it?"""

from __future__ import annotations

import errno
import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import click
import uvicorn

from api.cli.ending import Trouble
from api.desk import Desk
from api.http.actor import believed, believed_here, is_loopback, unbelieved
from api.http.app import build_app
from api.http.table import ROUTES
from api.settings import Settings

REASONS: Final = {
    errno.EADDRINUSE: "这个端口已被别的程序占用",
    errno.EACCES: "没有权限使用这个端口",
    errno.EADDRNOTAVAIL: "本机没有这个地址",
    socket.EAI_NONAME: "没有这个主机名",
}


def serve_on(desk: Desk, settings: Settings, *, believe_headers: bool | None = None) -> None:
    """Serve on the address of `settings` until Ctrl+C or SIGTERM; raises `Trouble` where the address cannot be had.

    `believe_headers`: whether the headers say who is asking; where it is None, only on an address that this machine alone
    reaches.
    """
    here = is_loopback(settings.host)
    believe = here if believe_headers is None else believe_headers
    actors = (believed_here if here else believed) if believe else unbelieved

    @contextmanager
    def lent() -> Iterator[Desk]:
        click.echo(f"服务已打开：http://{_address(settings)}，按Ctrl+C停止。")
        yield desk

    app = build_app(ROUTES, lent, actors)
    # Access lines would say who did what when in a secret ballot: there are none. What goes wrong the app itself logs.
    config = uvicorn.Config(app, access_log=False, log_level="critical", server_header=False, lifespan="on")
    with _listening(settings) as listener, _stopped_by_signals():
        uvicorn.Server(config).run(sockets=[listener])
    click.echo("已停止。")


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
