"""How do several processes share one embedded server, and who starts and stops it?"""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from api.postgres.access import Server
from api.postgres.binaries import Binaries, find_binaries
from api.postgres.cluster import ensure_cluster
from api.postgres.faults import PostgresUnavailable, os_errors_explained
from api.postgres.folder import Home, existing_home, find_home
from api.postgres.locks import anyone_left, held, is_free, take_lease, try_lock
from api.postgres.postmaster import launch
from api.postgres.sockets import make_socket_folder
from api.postgres.waiting import await_server, started_by_hand, stop_server

LOCK_SECONDS = 60.0
"""How long somebody else may take to start, join, leave or stop before we give up."""


@contextmanager
def embedded_server(
    data: Path, *, chosen: bool, pg_bin: Path | None, stop_after: bool, durable: bool
) -> Iterator[Server]:
    """Join the server of a data folder, or start it; see `server` of this package."""
    with os_errors_explained(data):
        home = find_home(data, chosen=chosen)
        with held(home.start_lock, seconds=LOCK_SECONDS):
            binaries = find_binaries(pg_bin, home.account, home.folder)
            password = ensure_cluster(home, binaries, durable=durable)
            server = _join(home, binaries, password, stop_after=stop_after, durable=durable)
            lease = take_lease(home.leases)
    try:
        yield server
    finally:
        lease.release()
        # The folder may have been removed meanwhile: then its server notices and ends by itself.
        with os_errors_explained(data), suppress(FileNotFoundError), held(home.start_lock, seconds=LOCK_SECONDS):
            if home.stop_when_idle.exists() and not anyone_left(home.leases):
                stop_server(home)


def stop_embedded(data: Path, *, chosen: bool) -> bool:
    """Stop an idle server and tell whether one was stopped; never one that is in use or was started by hand."""
    with os_errors_explained(data):
        home = existing_home(data, chosen=chosen)
        if home is None:
            return False
        with held(home.start_lock, seconds=LOCK_SECONDS):
            if is_free(home.alive_lock) or anyone_left(home.leases):
                return False
            stop_server(home)
            return True


def _join(home: Home, binaries: Binaries, password: str, *, stop_after: bool, durable: bool) -> Server:
    """Return a server that answers; called under the start lock."""
    while True:
        alive = try_lock(home.alive_lock)
        if alive is None:
            server = await_server(home, password)
        elif started_by_hand(home):
            os.close(alive)
            server = await_server(home, password, by_hand=True)
        else:
            log_from = _launch(home, binaries, alive, stop_after=stop_after, durable=durable)
            server = _await_own(home, password, log_from)
        if server is not None:
            return server


def _launch(home: Home, binaries: Binaries, alive: int, *, stop_after: bool, durable: bool) -> int:
    """Start the server with our lock `alive` for its own, and leave the wish of whoever starts it."""
    try:
        # Its lock is free, so its author is dead, whoever has that number by now; PostgreSQL would believe the number.
        (home.data / "postmaster.pid").unlink(missing_ok=True)
        if stop_after:
            home.stop_when_idle.touch(mode=0o600)
        elif not anyone_left(home.leases):
            home.stop_when_idle.unlink(missing_ok=True)
        return launch(home, binaries, sockets=make_socket_folder(home), alive=alive, durable=durable)
    finally:
        os.close(alive)


def _await_own(home: Home, password: str, log_from: int) -> Server | None:
    try:
        return await_server(home, password, log_from=log_from)
    except PostgresUnavailable as fault:
        # One that recovers goes on, so that the next try finds it further; one of no use does not stay.
        if fault.code != "start_timeout":
            stop_server(home)
        raise
