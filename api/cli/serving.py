"""How is an open desk served over HTTP until somebody stops it?"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import click

from api.cli.listening import address, listen
from api.desk import Desk
from api.http.actor import believed, believed_here, unbelieved
from api.http.app import build_app
from api.http.noting import log_request
from api.http.table import ROUTES
from api.http.terms import terms_of
from api.settings import Settings, is_loopback


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
        click.echo(f"服务已打开：http://{address(settings.host, settings.port)}，按Ctrl+C停止。")
        yield desk

    listen(build_app(ROUTES, lent, actors, terms_of(settings, log_request)), settings.host, settings.port)
    click.echo("已停止。")
