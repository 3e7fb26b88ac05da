"""Is what PostgreSQL and the system say in English turned into the right code?"""

import errno
from pathlib import Path

import pytest

from api.postgres.faults import explained, os_errors_explained
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
