"""How do several processes share one embedded server, and who starts and stops it?"""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from api.postgres.access import Server
from api.postgres.binaries import Binaries, find_binaries
from api.postgres.cluster import ensure_cluster
from api.postgres.faults import PostgresUnavailable, explained, os_errors_explained
from api.postgres.folder import Home, existing_home, find_home
from api.postgres.locks import POLL_SECONDS, anyone_left, held, is_free, take_lease, try_lock
from api.postgres.postmaster import is_postmaster_of, launch, read_postmaster, signal_stop
from api.postgres.reach import NoAnswer, reach
from api.postgres.sockets import make_socket_folder, remove_socket_folders

START_SECONDS = 60.0
"""Recovery after a power cut may take this long; an ordinary start takes a fraction of a second."""
SILENT_SECONDS = 5.0
"""A server whose process is not to be seen here is given this long to answer or to be gone."""
STOP_SECONDS = 30.0


@contextmanager
def embedded_server(
    data: Path, *, chosen: bool, pg_bin: Path | None, stop_after: bool, durable: bool
) -> Iterator[Server]:
    """Join the server of a data folder, or start it; see `server` of this package."""
    with os_errors_explained(data):
        home = find_home(data, chosen=chosen)
        with held(home.start_lock, seconds=START_SECONDS):
            binaries = find_binaries(pg_bin, home.account, home.folder)
            password = ensure_cluster(home, binaries, durable=durable)
            server = _join(home, binaries, password, stop_after=stop_after, durable=durable)
            lease = take_lease(home.leases)
    try:
        yield server
    finally:
        lease.release()
        # The folder may have been removed meanwhile: then its server notices and ends by itself.
        with os_errors_explained(data), suppress(FileNotFoundError), held(home.start_lock, seconds=START_SECONDS):
            if home.stop_when_idle.exists() and not anyone_left(home.leases):
                _stop(home)


def stop_embedded(data: Path, *, chosen: bool) -> bool:
    """Stop an idle server and tell whether one was stopped; never one that is in use or was started by hand."""
    with os_errors_explained(data):
        home = existing_home(data, chosen=chosen)
        if home is None:
            return False
        with held(home.start_lock, seconds=START_SECONDS):
            if is_free(home.alive_lock) or anyone_left(home.leases):
                return False
            _stop(home)
            return True


def _join(home: Home, binaries: Binaries, password: str, *, stop_after: bool, durable: bool) -> Server:
    """Return a server that answers; called under the start lock."""
    while True:
        alive = try_lock(home.alive_lock)
        if alive is None:
            server = _awaited(home, password)
        elif _started_by_hand(home):
            os.close(alive)
            server = _awaited(home, password, by_hand=True)
        else:
            server = _started(home, binaries, password, alive, stop_after=stop_after, durable=durable)
        if server is not None:
            return server


def _started_by_hand(home: Home) -> bool:
    """Tell whether an operator's own server, which does not hold our lock, works on the folder."""
    found = read_postmaster(home.data)
    return found is not None and is_postmaster_of(found.pid, home.data)


def _started(  # noqa: PLR0913 (one call, all of them named)
    home: Home, binaries: Binaries, password: str, alive: int, *, stop_after: bool, durable: bool
) -> Server | None:
    """Start the server with our lock `alive` for its own, and wait; one that cannot be used is stopped again."""
    try:
        # Its lock is free, so its author is dead, whoever has that number by now; PostgreSQL would believe the number.
        (home.data / "postmaster.pid").unlink(missing_ok=True)
        if stop_after:
            home.stop_when_idle.touch(mode=0o600)
        elif not anyone_left(home.leases):
            home.stop_when_idle.unlink(missing_ok=True)
        log_from = launch(home, binaries, sockets=make_socket_folder(home), alive=alive, durable=durable)
    finally:
        os.close(alive)
    try:
        return _awaited(home, password, log_from=log_from)
    except PostgresUnavailable as fault:
        # One that recovers goes on: the next try will find it further.
        if fault.code != "start_timeout":
            _stop(home)
        raise


def _awaited(home: Home, password: str, *, by_hand: bool = False, log_from: int | None = None) -> Server | None:
    """Wait until the server answers; None when one that we did not start has ended meanwhile.

    `log_from` is the length of the log before our own start, in bytes; None when the server was there before us.
    """
    begun = time.monotonic()
    reason = ""
    while True:
        found = read_postmaster(home.data)
        if found is not None and found.status == "ready":
            try:
                return reach(home, found, password)
            except NoAnswer as silence:
                reason = str(silence)
        if not (_started_by_hand(home) if by_hand else not is_free(home.alive_lock)):
            if log_from is None:
                return None
            raise explained(_log_since(home.log, log_from), folder=home.data, log=home.log)
        waited = time.monotonic() - begun
        starting = log_from is not None or (found is not None and found.status == "starting")
        if starting and waited > START_SECONDS:
            raise PostgresUnavailable("start_timeout", seconds=round(waited), log=home.log)
        if not starting and waited > SILENT_SECONDS:
            raise PostgresUnavailable("data_folder_in_use", folder=home.data, reason=reason)
        time.sleep(POLL_SECONDS)


def _log_since(log: Path, begin: int) -> str:
    with log.open("rb") as file:
        file.seek(begin)
        return file.read().decode(errors="replace")


def _stop(home: Home) -> None:
    """Stop the server that was started here, if it lives; called under the start lock."""
    found = read_postmaster(home.data)
    if not is_free(home.alive_lock):
        for at_once, seconds in ((False, STOP_SECONDS), (True, SILENT_SECONDS)):
            if found is not None and is_postmaster_of(found.pid, home.data):
                signal_stop(found.pid, at_once=at_once)
            if _free_within(home.alive_lock, seconds):
                break
        else:
            raise PostgresUnavailable("stop_timeout", seconds=round(STOP_SECONDS + SILENT_SECONDS), log=home.log)
    remove_socket_folders(home, found.sockets if found else None)
    home.stop_when_idle.unlink(missing_ok=True)


def _free_within(lock: Path, seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while not is_free(lock):
        if time.monotonic() > deadline:
            return False
        time.sleep(POLL_SECONDS)
    return True
