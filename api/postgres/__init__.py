"""How does the program get its PostgreSQL: embedded and its own, or an external one?"""

from collections.abc import Iterator
from contextlib import contextmanager

from api.postgres.access import Server
from api.postgres.embedded import embedded_server, stop_embedded
from api.postgres.external import external_server
from api.postgres.faults import PostgresUnavailable
from api.settings import Settings

__all__ = ["PostgresUnavailable", "Server", "server", "stop"]


@contextmanager
def server(settings: Settings, *, stop_after: bool, durable: bool = True) -> Iterator[Server]:
    """Yield a PostgreSQL 15 to 18 that answers: the one of DATABASE_URL, else the embedded one of the data folder.

    Several processes share the embedded server; whoever comes first starts it. `stop_after`: the server started by
    this call is stopped when its last user leaves, be it this one or another; otherwise it stays until `stop`. A server
    that ran before stays as its starter wished. `durable=False` gives up safety for speed and is for tests alone.
    Raises PostgresUnavailable.
    """
    if settings.database_url is not None:
        yield external_server(settings.database_url.get_secret_value(), seconds=settings.statement_deadline_seconds)
        return
    with embedded_server(
        settings.data,
        chosen=_chosen(settings),
        pg_bin=settings.pg_bin,
        stop_after=stop_after,
        durable=durable,
    ) as found:
        yield found


def stop(settings: Settings) -> bool:
    """Stop the embedded server if nobody uses it; tell whether one was stopped. Raises PostgresUnavailable."""
    return settings.database_url is None and stop_embedded(settings.data, chosen=_chosen(settings))


def _chosen(settings: Settings) -> bool:
    return "data" in settings.model_fields_set
