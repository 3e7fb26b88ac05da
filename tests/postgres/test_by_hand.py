"""What happens when an operator has started PostgreSQL himself on our data folder?"""

import os
import signal
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from api.postgres import server, stop, waiting
from api.postgres.account import account_for
from api.postgres.binaries import find_binaries
from api.postgres.postmaster import is_postmaster_of, read_postmaster
from api.settings import Settings
from tests.postgres.conftest import answers, refused, start
from tests.postgres_fixture import open_folder


def test_a_server_without_a_socket_is_in_the_way(stopped: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waiting, "SILENT_SECONDS", 0.2)
    with started_by_hand(stopped, sockets=None), refused("data_folder_in_use", str(stopped.data), "套接字"):
        start(stopped)


def test_a_server_with_a_socket_is_used_and_never_stopped(stopped: Settings) -> None:
    with open_folder() as sockets:
        sockets.chmod(0o777)
        with started_by_hand(stopped, sockets=sockets):
            with server(stopped, stop_after=True) as found:
                assert f"host={sockets}" in found.owner_conninfo
            assert not stop(stopped)
            assert answers(found.owner_conninfo)


def test_a_server_that_hangs_is_in_the_way(stopped: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waiting, "SILENT_SECONDS", 0.2)
    with server(stopped, stop_after=True) as found:
        assert found.data_dir is not None
        master = read_postmaster(found.data_dir)
        assert master is not None
        os.kill(master.pid, signal.SIGSTOP)
        try:
            with refused("data_folder_in_use", str(found.data_dir)):
                start(stopped)
        finally:
            os.kill(master.pid, signal.SIGCONT)


@contextmanager
def started_by_hand(settings: Settings, *, sockets: Path | None) -> Iterator[None]:
    data = settings.data / "postgres" / "data"
    account = account_for(data)
    postgres = find_binaries(settings.pg_bin, account, settings.data).folder / "postgres"
    listen = "" if sockets else "127.0.0.1"
    where = {"unix_socket_directories": sockets or "", "listen_addresses": listen, "port": free_port()}
    options = [part for name, value in where.items() for part in ("-c", f"{name}={value}")]
    account.run(["/bin/sh", "-c", '"$@" >/dev/null 2>&1 &', "sh", str(postgres), "-D", str(data), *options])
    while (master := read_postmaster(data)) is None or master.status != "ready":
        time.sleep(0.01)
    try:
        yield
    finally:
        os.kill(master.pid, signal.SIGINT)
        while is_postmaster_of(master.pid, data):
            time.sleep(0.01)


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
