"""Is what PostgreSQL and the system say in English turned into the right code?"""

import errno
import re
from pathlib import Path

import psycopg
import pytest

from api.postgres import Server
from api.postgres.account import account_for
from api.postgres.faults import explained, os_errors_explained
from api.postgres.folder import Home
from api.postgres.postmaster import read_postmaster
from api.postgres.reach import NoAnswer, reach
from tests.postgres.conftest import refused

FOLDER, LOG = Path("/data/postgres/data"), Path("/data/postgres/server.log")


# Seen on a full file system with PostgreSQL 18: initdb, start, start after a crash, first connection.
FULL = (
    "initdb: error: could not create directory: No space left on device\ninitdb: removing contents\n",
    '[1] LOG:  starting\n[1] FATAL:  could not write lock file "postmaster.pid": No space left on device\n',
    '[9] FATAL:  could not write to file "pg_wal/xlogtemp.9": No space left on device\n[1] LOG:  shutting down\n',
    "connection failed: FATAL:  could not write init file: No space left on device",
)


@pytest.mark.parametrize("output", FULL)
def test_a_full_disk_is_told(output: str) -> None:
    assert explained(output, folder=FOLDER, log=LOG).code == "disk_full"


@pytest.mark.parametrize(
    ("output", "code", "words"),
    [
        # The words of a full disk, about limits of the kernel.
        ("FATAL:  could not create shared memory segment: No space left on device\n", "start_failed", "shared memory"),
        ("FATAL:  could not create semaphores: No space left on device\n", "start_failed", "semaphores"),
        ('FATAL:  lock file "postmaster.pid" already exists\n', "data_folder_in_use", "already exists"),
        (
            "FATAL:  pre-existing shared memory block (key 1, ID 2) is still in use\n",
            "data_folder_in_use",
            "still in use",
        ),
        ('FATAL:  could not open file "base/1/PG_VERSION": Permission denied\n', "no_permission", str(FOLDER)),
        ("FATAL:  database files are incompatible with server\n", "data_folder_damaged", "incompatible"),
        ('FATAL:  could not read file "global/pg_control": read 0 of 296\n', "data_folder_damaged", "pg_control"),
        ("PANIC:  could not locate a valid checkpoint record at 0/1\n", "data_folder_damaged", "checkpoint record"),
        ('FATAL:  unrecognized configuration parameter "x"\n', "start_failed", str(LOG)),
        ("sh: 1: postgres: Text file busy\n", "start_failed", "Text file busy"),
        ("", "start_failed", "没有输出"),
    ],
)
def test_output_is_explained(output: str, code: str, words: str) -> None:
    fault = explained(output, folder=FOLDER, log=LOG)
    assert fault.code == code
    assert words in fault.message


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "disk_full"),
        (errno.EDQUOT, "disk_full"),
        (errno.EACCES, "no_permission"),
        (errno.EPERM, "no_permission"),
        (errno.EROFS, "no_permission"),
        (errno.EIO, "start_failed"),
    ],
)
def test_errors_of_the_system_are_explained(number: int, code: str) -> None:
    for where, named in (("/data/elsewhere", "/data/elsewhere"), (None, str(FOLDER))):
        with refused(code, named), os_errors_explained(FOLDER):
            raise OSError(number, "some words", where)


@pytest.mark.parametrize(
    "words",
    [
        "connection to server on socket failed: Connection refused",
        "FATAL:  the database system is starting up",
        "FATAL:  the database system is not yet accepting connections",
        "FATAL:  the database system is shutting down",
        "FATAL:  the database system is in recovery mode",
        "FATAL:  terminating connection due to unexpected postmaster exit",
    ],
)
def test_a_server_that_comes_or_goes_is_asked_again(
    words: str, pg_server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(NoAnswer, match=re.escape(words)):
        reached(words, pg_server, monkeypatch)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("FATAL:  password authentication failed for user", "owner_password_refused"),
        ("FATAL:  could not write init file: No space left on device", "disk_full"),
        ("FATAL:  sorry, too many clients already", "start_failed"),
    ],
)
def test_a_server_that_refuses_for_good_is_not(
    words: str, code: str, pg_server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    with refused(code):
        reached(words, pg_server, monkeypatch)


def reached(words: str, found: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise psycopg.OperationalError(words)

    assert found.data_dir is not None
    assert found.owner_password is not None
    master = read_postmaster(found.data_dir)
    assert master is not None
    home = Home(found.data_dir.parent, account_for(found.data_dir))
    with monkeypatch.context() as broken:
        broken.setattr(psycopg, "connect", fail)
        reach(home, master, found.owner_password)
