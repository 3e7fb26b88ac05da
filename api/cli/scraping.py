"""Where are the figures of the service scraped, and by whom?"""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from prometheus_client import CollectorRegistry, start_http_server

from api.cli.ending import Trouble
from api.cli.listening import REASONS

if TYPE_CHECKING:
    from prometheus_client.registry import Collector

HERE = "127.0.0.1"
"""By programs of this machine alone, whatever the service itself listens on."""


@contextmanager
def scraped(figures: Collector, port: int | None) -> Iterator[None]:
    """Give the figures to whoever asks on this port of the loopback, in a thread; to nobody where it is None. Raises `Trouble`."""
    if port is None:
        yield
        return
    registry = CollectorRegistry(auto_describe=False)
    registry.register(figures)
    try:
        server, thread = start_http_server(port, HERE, registry)
    except OSError as error:
        why = REASONS.get(error.errno or errno.EIO, str(error))
        raise Trouble(f"不能在{HERE}:{port}上给出监测的数字：{why}。请换一个端口。") from error
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
