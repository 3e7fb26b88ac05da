"""How is an open desk served over HTTP until somebody stops it?"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import click

from api.cli.listening import address, listen
from api.cli.scraping import scraped
from api.desk import Desk
from api.http.actor import Actors, believed, believed_here, unbelieved
from api.http.app import build_app
from api.http.metrics import Metrics
from api.http.noting import Noted, log_request
from api.http.route import Route
from api.http.table import ROUTES
from api.http.terms import terms_of
from api.keying.keys import KeyingKeys
from api.keying.sealing import sweep
from api.pages.refusing import as_page
from api.pages.table import PAGES
from api.settings import Settings, is_loopback


def serve_on(
    desk: Desk, settings: Settings, *, believe_headers: bool | None = None, also: tuple[Route, ...] = ()
) -> None:
    """Serve on the address of `settings` until Ctrl+C or SIGTERM; raises `Trouble` where the address cannot be had.

    `believe_headers`: whether the headers say who is asking; where it is None, as `actors_of` has it. `also`: more pages than there are usually.
    """
    sweep(desk.ledger, KeyingKeys.beside(desk.key_file))

    @contextmanager
    def lent() -> Iterator[Desk]:
        click.echo(f"服务已打开：http://{address(settings.host, settings.port)}，按Ctrl+C停止。")
        yield desk

    figures = Metrics(desk)

    def note(noted: Noted) -> None:
        log_request(noted)
        figures.count(noted)

    app = build_app(
        (*ROUTES, *PAGES, *also), lent, actors_of(settings, believe_headers), terms_of(settings, note), as_page
    )
    with scraped(figures, settings.metrics_port):
        listen(app, settings.host, settings.port)
    click.echo("已停止。")


def actors_of(settings: Settings, believe_headers: bool | None) -> Actors:  # noqa: FBT001 - yes, no, or not said
    """Who is believed; where nothing is said, headers are, as long as nobody but this machine comes under any address."""
    here = is_loopback(settings.host)
    # A proxy on this machine hands on what anybody sends.
    believe = here and settings.origin is None if believe_headers is None else believe_headers
    return (believed_here if here else believed) if believe else unbelieved
