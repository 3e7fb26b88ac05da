"""Does what a killed process leaves behind ever keep the server from starting?"""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from api.postgres import Server, server
from api.postgres.account import Account, account_for
from api.postgres.postmaster import is_postmaster_of
from tests.postgres.conftest import kill_postmaster, postmaster_pid, store, stored
from tests.postgres_fixture import settings_for


def test_data_survive_kill_9_of_the_server(prepared: Path) -> None:
    settings = settings_for(prepared)
    for turn in range(3):
        with server(settings, stop_after=True) as found:
            store(found.owner_conninfo, f"第{turn}次")
            kill_postmaster(found)
    with server(settings, stop_after=True) as found:
        assert stored(found.owner_conninfo) == ["第0次", "第1次", "第2次"]


def test_a_process_number_that_another_program_has_by_now_is_not_believed(prepared: Path) -> None:
    with _sleeper(account_for(None)) as pid:
        _start_over_a_stale_pid_file(prepared, pid)


def test_a_process_number_that_another_postgresql_has_by_now_is_not_believed(prepared: Path, pg_server: Server) -> None:
    _start_over_a_stale_pid_file(prepared, postmaster_pid(pg_server))


def test_a_live_postmaster_is_told_from_everything_else(pg_server: Server, folder: Path) -> None:
    pid, data = postmaster_pid(pg_server), pg_server.data_dir
    assert data is not None
    assert is_postmaster_of(pid, data)
    assert not is_postmaster_of(pid, folder)
    assert not is_postmaster_of(os.getpid(), data)
    ended = subprocess.Popen(["/bin/sh", "-c", ":"])
    assert not is_postmaster_of(ended.pid, data), "it is a zombie or about to be one"
    ended.wait()
    assert not is_postmaster_of(ended.pid, data)


@pytest.mark.parametrize("text", ["", "12", "kein Prozess\n", "99999999\n/nowhere\n"])
def test_a_broken_pid_file_is_not_believed(prepared: Path, text: str) -> None:
    settings = settings_for(prepared)
    with server(settings, stop_after=True, durable=False) as found:
        pass
    assert found.data_dir is not None
    (found.data_dir / "postmaster.pid").write_text(text)
    with server(settings, stop_after=True, durable=False):
        pass


def test_stale_sockets_do_not_stand_in_the_way(prepared: Path) -> None:
    settings = settings_for(prepared)
    with server(settings, stop_after=True, durable=False) as found:
        place = _socket(found)
        kill_postmaster(found)
        assert place.exists()
        place.with_name(f"{place.name}.lock").write_text(f"{os.getpid()}\n{found.data_dir}\n1\n5432\n{place.parent}\n")
    with server(settings, stop_after=True, durable=False) as again:
        assert _socket(again) == place
    assert not place.parent.exists(), "a server that has stopped leaves no prepared behind"


def test_an_interrupted_initdb_is_begun_anew(folder: Path) -> None:
    half = folder / "postgres" / "data.unfinished"
    half.mkdir(parents=True)
    folder.joinpath("postgres").chmod(0o711)
    (half / "PG_VERSION").write_text("18\n")
    with server(settings_for(folder), stop_after=True, durable=False):
        assert not half.exists()


def test_data_that_were_moved_away_open_again_when_they_are_put_back(prepared: Path) -> None:
    settings = settings_for(prepared)
    with server(settings, stop_after=True) as found:
        store(found.owner_conninfo, "原数据")
    assert found.data_dir is not None
    aside = found.data_dir.rename(prepared / "aside")
    with server(settings, stop_after=True, durable=False):
        pass
    shutil.rmtree(found.data_dir)
    aside.rename(found.data_dir)
    with server(settings, stop_after=True) as back:
        assert stored(back.owner_conninfo) == ["原数据"]


def _start_over_a_stale_pid_file(folder: Path, pid: int) -> None:
    settings = settings_for(folder)
    with server(settings, stop_after=True) as found:
        store(found.owner_conninfo, "还在")
        sockets = _socket(found).parent
    data = found.data_dir
    assert data is not None
    (data / "postmaster.pid").write_text(f"{pid}\n{data}\n1700000000\n5432\n{sockets}\n\n 1 1\nready   \n")
    with server(settings, stop_after=True) as again:
        assert stored(again.owner_conninfo) == ["还在"]
        assert postmaster_pid(again) != pid


def _socket(found: Server) -> Path:
    assert found.data_dir is not None
    lines = (found.data_dir / "postmaster.pid").read_text().splitlines()
    return Path(lines[4]) / f".s.PGSQL.{lines[3]}"


@contextmanager
def _sleeper(account: Account) -> Iterator[int]:
    process = subprocess.Popen(
        ["/bin/sleep", "600"],
        user=account.uid if account.switch else None,
        group=account.gid if account.switch else None,
    )
    try:
        yield process.pid
    finally:
        process.kill()
        process.wait()
