"""Can somebody on the way read or change what is said to the database, and is it the database at all that answers?"""

from __future__ import annotations

import os
from typing import Final

import psycopg
from psycopg.conninfo import conninfo_to_dict

from api.postgres.faults import PostgresUnavailable
from api.settings import is_loopback

SURE: Final = "verify-full"
"""The one `sslmode` under which libpq encrypts, and knows with whom it speaks; the others give way, or believe anybody."""
PLAIN: Final = "disable"
"""Said in the address itself, it is somebody's decision: for a network that does not leave the machine."""


def refuse_open_road(conninfo: str) -> None:
    """Refuse an address on another machine that asks for less than an encrypted connection to a database that proves who it is.

    Raises PostgresUnavailable `database_url_invalid` or `database_not_encrypted`.
    """
    where, mode = _road(conninfo)
    if where and mode not in {SURE, PLAIN}:
        raise PostgresUnavailable("database_not_encrypted", host=where, found=mode or "没有写")


def plain_road(conninfo: str) -> str:
    """The host to which the address says that nothing is encrypted; empty where there is none."""
    where, mode = _road(conninfo)
    return where if mode == PLAIN else ""


def _road(conninfo: str) -> tuple[str, str]:
    """The first host that is not this machine, empty where there is none, and the `sslmode` of the address."""
    try:
        given = {name: str(value) for name, value in conninfo_to_dict(conninfo).items() if value is not None}
    except psycopg.ProgrammingError:
        # libpq's own sentence would repeat the address, password included.
        raise PostgresUnavailable("database_url_invalid") from None
    hosts = given.get("hostaddr") or given.get("host") or os.environ.get("PGHOSTADDR") or os.environ.get("PGHOST") or ""
    if "service" in given:
        hosts = hosts or given["service"]  # It may name any host: the address says how to get there all the same.
    mode = given.get("sslmode", "")
    return next((host for host in hosts.split(",") if not _is_here(host)), ""), mode or _environment(given)


def _environment(given: dict[str, str]) -> str:
    """The mode of the environment: never `disable`, which is decided in the address or not at all."""
    mode = os.environ.get("PGSSLMODE", "")
    return "" if mode == PLAIN or "service" in given else mode


def _is_here(host: str) -> bool:
    """Whether a host is a socket of this machine or its loopback; libpq's default is a socket."""
    return not host or host.startswith(("/", "@")) or is_loopback(host)
