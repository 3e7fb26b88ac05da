"""How long is waited for a server to come or to go, and what is said when it does not?"""

import time
from pathlib import Path

from api.postgres.access import Server
from api.postgres.faults import PostgresUnavailable, explained
from api.postgres.folder import Home
from api.postgres.locks import POLL_SECONDS, is_free
from api.postgres.postmaster import is_postmaster_of, read_postmaster, signal_stop
from api.postgres.reach import NoAnswer, reach
from api.postgres.sockets import remove_socket_folders

START_SECONDS = 60.0
"""Recovery after a power cut may take this long; an ordinary start takes a fraction of a second."""
SILENT_SECONDS = 5.0
"""A server whose process is not to be seen here is given this long to answer or to be gone."""
STOP_SECONDS = 30.0


def await_server(home: Home, password: str, *, by_hand: bool = False, log_from: int | None = None) -> Server | None:
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
        if not (started_by_hand(home) if by_hand else not is_free(home.alive_lock)):
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


def stop_server(home: Home) -> None:
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


def started_by_hand(home: Home) -> bool:
    """Tell whether an operator's own server, which does not hold our lock, works on the folder."""
    found = read_postmaster(home.data)
    return found is not None and is_postmaster_of(found.pid, home.data)


def _log_since(log: Path, begin: int) -> str:
    with log.open("rb") as file:
        file.seek(begin)
        return file.read().decode(errors="replace")


def _free_within(lock: Path, seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while not is_free(lock):
        if time.monotonic() > deadline:
            return False
        time.sleep(POLL_SECONDS)
    return True
