"""Does a PostgreSQL that cannot be used get a stable code and a clear Chinese sentence?"""

import fcntl
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from api.postgres import embedded, waiting
from api.postgres.account import account_for
from api.postgres.binaries import check_major, find_binaries
from api.postgres.faults import MESSAGES
from api.settings import Settings
from tests.postgres.conftest import refused, start
from tests.postgres_fixture import settings_for


@pytest.mark.parametrize(
    ("version", "code", "words"),
    [
        (b"99\n", "data_folder_newer", ["较新", "99", "不要删除"]),
        (b"9\n", "data_folder_older", ["较旧", "PostgreSQL 9"]),
        (b"", "data_folder_damaged", ["备份"]),
        (b"\xff\xfe", "data_folder_damaged", ["备份"]),
        (None, "data_folder_damaged", ["备份"]),
    ],
)
def test_a_folder_of_another_major_is_refused(
    stopped: Settings, version: bytes | None, code: str, words: list[str]
) -> None:
    data = stopped.data / "postgres" / "data"
    with changed(data / "PG_VERSION", version), refused(code, str(data), *words):
        start(stopped)
    start(stopped)


def test_a_missing_password_file_is_named(stopped: Settings) -> None:
    file = stopped.data / "postgres" / "owner.password"
    with changed(file, None), refused("owner_password_missing", str(file)):
        start(stopped)


def test_a_password_of_other_data_is_refused_and_no_server_stays_behind(stopped: Settings) -> None:
    file = stopped.data / "postgres" / "owner.password"
    with changed(file, b"falsch\n"), refused("owner_password_refused", str(file)):
        start(stopped)
    assert not (stopped.data / "postgres" / "data" / "postmaster.pid").exists()


def test_a_folder_in_use_by_a_process_that_is_not_to_be_seen_is_refused(
    stopped: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(waiting, "SILENT_SECONDS", 0.2)
    # As from another container: the lock is held, and no process of ours is in sight.
    with (stopped.data / "postgres" / "alive.lock").open("r+b") as alive:
        fcntl.flock(alive, fcntl.LOCK_EX)
        with refused("data_folder_in_use", "占用", str(stopped.data)):
            start(stopped)
    start(stopped)


def test_a_folder_that_somebody_keeps_locked_is_refused(stopped: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedded, "LOCK_SECONDS", 0.2)
    with (stopped.data / "postgres" / "start.lock").open("r+b") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with refused("data_folder_in_use", "启动或停止"):
            start(stopped)


def test_a_server_that_cannot_start_says_why(stopped: Settings) -> None:
    control = stopped.data / "postgres" / "data" / "global" / "pg_control"
    with changed(control, b""), refused("data_folder_damaged", "备份", "pg_control"):
        start(stopped)


def test_a_missing_program_is_named(folder: Path) -> None:
    with refused("binaries_missing", str(folder), "MINSHENG_PG_BIN"):
        start(settings_for(folder).model_copy(update={"pg_bin": folder}))


@pytest.mark.parametrize("version", ["14.22", "9.6.24", "19beta1", "20.1"])
def test_an_installed_postgresql_of_an_unknown_major_is_refused(folder: Path, version: str) -> None:
    for program in ("postgres", "initdb"):
        (folder / program).write_text(f'#!/bin/sh\necho "{program} (PostgreSQL) {version}"\n')
        (folder / program).chmod(0o755)
    with refused("version_unsupported", version, "15至18"):
        find_binaries(folder, account_for(None), folder)


@pytest.mark.parametrize("version", ["15.0", "16.4", "17.10", "18.4"])
def test_fifteen_to_eighteen_are_accepted(version: str) -> None:
    check_major(version)


def test_the_codes_are_these_and_their_sentences_are_chinese() -> None:
    assert sorted(MESSAGES) == [
        "account_missing",
        "account_unnamed",
        "binaries_missing",
        "binaries_unreachable",
        "data_folder_damaged",
        "data_folder_in_use",
        "data_folder_newer",
        "data_folder_older",
        "data_folder_unreachable",
        "database_encoding",
        "database_not_encrypted",
        "database_unreachable",
        "database_url_invalid",
        "disk_full",
        "login_lacks_role",
        "no_permission",
        "owner_needed",
        "owner_password_missing",
        "owner_password_refused",
        "start_failed",
        "start_timeout",
        "stop_timeout",
        "version_unsupported",
    ]
    for sentence in MESSAGES.values():
        assert re.search(r"[\u4e00-\u9fff]{4}", sentence)
        assert not re.search(r"[,;!?](?=[\u4e00-\u9fff{])", sentence)


@contextmanager
def changed(file: Path, content: bytes | None) -> Iterator[None]:
    before, stat = file.read_bytes(), file.stat()
    if content is None:
        file.unlink()
    else:
        file.write_bytes(content)
    try:
        yield
    finally:
        file.write_bytes(before)
        file.chmod(stat.st_mode)
        os.chown(file, stat.st_uid, stat.st_gid)
