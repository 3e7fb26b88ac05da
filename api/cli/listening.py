"""How is an app served over HTTP on one address until somebody stops it?"""

from __future__ import annotations

import errno
import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

import click
import uvicorn

from api.cli.connections import ENDING_SECONDS, IDLE_SECONDS, MOST_CONNECTIONS, Connection
from api.cli.ending import Trouble

REASONS: Final = {
    errno.EADDRINUSE: "这个端口已被别的程序占用",
    errno.EACCES: "没有权限使用这个端口",
    errno.EADDRNOTAVAIL: "本机没有这个地址",
    socket.EAI_NONAME: "没有这个主机名",
}

LIMITS: Final[dict[str, Any]] = {
    "http": Connection,
    "limit_concurrency": MOST_CONNECTIONS,
    "timeout_keep_alive": IDLE_SECONDS,
    "timeout_graceful_shutdown": ENDING_SECONDS,
}


def listen(app: Any, host: str, port: int, said: str = "", **more: Any) -> None:
    """Serve an ASGI app until Ctrl+C or SIGTERM; raises `Trouble` where the address cannot be had.

    `said` is printed as soon as it can be had. `more` is for uvicorn.
    """
    # Access lines would say who did what when in a secret ballot: there are none. What goes wrong the app itself logs.
    quiet = {"access_log": False, "log_level": "critical", "server_header": False}
    config = uvicorn.Config(app, lifespan="on", **{**quiet, **LIMITS, **more})
    with _listening(host, port) as listener, _stopped_by_signals():
        if said:
            click.echo(said)
        uvicorn.Server(config).run(sockets=[listener])


def address(host: str, port: int) -> str:
    """Host and port as a URL writes them."""
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


@contextmanager
def _listening(host: str, port: int) -> Iterator[socket.socket]:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listener = socket.create_server((host, port), family=family, backlog=2048)
    except OSError as error:
        why = REASONS.get(error.errno or 0, str(error))
        raise Trouble(f"不能在{address(host, port)}上打开服务：{why}。请换一个地址或端口。") from error
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
