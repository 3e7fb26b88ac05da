"""What is left when the machine, the disk or somebody with kill -9 ends a backup or a restore in its midst?"""

from __future__ import annotations

import errno
import os
import resource
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from api.backup import archive
from api.backup.agreeing import Bar
from api.backup.archive import DRAFT, reading, writing
from api.backup.restoring import Trusted, checked, restore
from api.backup.saving import save
from api.clock import now
from api.postgres.locks import try_lock
from domain.storage import DatabaseUnavailable
from tests.backup.conftest import NewPlace
from tests.backup.place import Place
from tests.verbs import process, until

Read = pytest.CaptureFixture[str]

# Whoever passes the door of that name for the n-th time is dead at once.
KILLED = """
import importlib, os, signal, sys
module, name, left, *words = sys.argv[1:]
place = importlib.import_module(module)
kept, left = getattr(place, name), int(left)

def door(*arguments, **named):
    global left
    left -= 1
    if left <= 0:
        os.kill(os.getpid(), signal.SIGKILL)
    return kept(*arguments, **named)

setattr(place, name, door)
from api.cli import main
main(words)
"""
WRITING = [("api.backup.saving", "copy_out", 1), ("api.backup.saving", "copy_out", 4), ("api.backup.archive", "sync", 1), ("api.backup.archive", "rename", 1)]  # fmt: skip
PUTTING_BACK = [("api.cli.restore", "put_back", 1), ("api.backup.restoring", "copy_in", 2), ("api.backup.restoring", "grown", 1), ("api.backup.restoring", "_shelve", 1)]  # fmt: skip


def killed(place: Place, door: tuple[str, str, int], *words: object) -> None:
    """Run a verb in a process of its own, which is killed at a door."""
    with place.here(), process(*door, *words, program=KILLED) as run:
        _, said = run.communicate(timeout=120)
        assert run.returncode == -signal.SIGKILL, said


@pytest.mark.parametrize("door", WRITING)
def test_a_killed_backup_leaves_none_and_the_next_one_clears_up(place: Place, door: tuple[str, str, int]) -> None:
    place.record(5)
    first = place.backup()
    place.record(1)
    killed(place, door, "backup")
    (left,) = set(place.backups.iterdir()) - {first}
    assert left.name.startswith(DRAFT)
    assert place.run("backup") == 0
    assert [path.suffix for path in place.backups.iterdir()] == [".zip", ".zip"]


def test_a_backup_killed_after_its_name_is_whole(place: Place, new_place: NewPlace) -> None:
    place.record(5)
    place.backups.mkdir()
    killed(place, ("api.backup.archive", "sync_folder", 1), "backup")
    (backup,) = place.backups.iterdir()
    assert new_place().run("restore", backup) == 0


@pytest.mark.parametrize("door", PUTTING_BACK)
def test_a_killed_restore_leaves_nothing_and_is_done_by_the_next_one(
    place: Place, new_place: NewPlace, door: tuple[str, str, int]
) -> None:
    place.record(5)
    place.sign()
    backup, elsewhere = place.backup(), new_place()
    killed(elsewhere, door, "restore", backup)
    until(elsewhere.has_nothing)
    assert elsewhere.run("restore", backup) == 0
    assert elsewhere.rows() == place.rows()


def test_a_restore_killed_before_the_read_models_is_whole_and_they_are_made_by_whoever_works(
    place: Place, new_place: NewPlace
) -> None:
    place.record(5)
    place.sign()
    backup, elsewhere = place.backup(), new_place()
    killed(elsewhere, ("api.cli.restore", "rebuild_apart", 1), "restore", backup)
    assert elsewhere.rows() == place.rows()
    assert [each.raw for each in elsewhere.shelf.all()] == [each.raw for each in place.shelf.all()]
    for each in (place, elsewhere):
        assert each.run("rebuild") == 0
    assert elsewhere.read_models() == place.read_models()


@contextmanager
def room_for(most_bytes: int) -> Iterator[None]:
    """No file of this process grows beyond that, as on a disk that is full."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.parametrize("most_bytes", [0, 1000, 3000])
def test_a_disk_that_fills_up_leaves_no_backup_and_says_so(place: Place, capsys: Read, most_bytes: int) -> None:
    place.record(60)
    place.backups.mkdir()
    with room_for(most_bytes):
        assert place.run("backup") == 3
    assert "备份没有做成，什么也没有留下" in capsys.readouterr().err
    assert list(place.backups.iterdir()) == []
    assert place.run("backup") == 0


def test_a_disk_that_is_full_when_it_is_to_be_safe_leaves_no_backup(
    place: Place, capsys: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    place.record(5)
    place.backups.mkdir()

    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(archive, "sync", full)
    assert place.run("backup") == 3
    assert "磁盘满了" in capsys.readouterr().err
    assert list(place.backups.iterdir()) == []


def test_one_who_writes_beside_another_takes_nothing_from_him(tmp_path: Path) -> None:
    with writing(tmp_path / "one.zip") as one:
        one.add("a", [b"1"])
        with writing(tmp_path / "two.zip") as two:
            two.add("b", [b"2"])
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one.zip", "two.zip"]


def test_a_draft_is_cleared_away_only_when_its_writer_is_dead(tmp_path: Path) -> None:
    alive = try_lock(tmp_path / f"{DRAFT}alive")
    assert alive is not None
    (tmp_path / f"{DRAFT}dead").touch()
    archive.sweep_drafts(tmp_path)
    os.close(alive)
    assert [path.name for path in tmp_path.iterdir()] == [f"{DRAFT}alive"]


def test_a_name_that_is_taken_is_not_overwritten(place: Place, capsys: Read) -> None:
    place.record(1)
    taken = place.folder / "taken.zip"
    taken.write_bytes(b"1")
    assert place.run("backup", taken) == 2
    assert "没有改动它" in capsys.readouterr().err
    assert taken.read_bytes() == b"1"
    assert place.run("backup", place.folder / "nowhere" / "x.zip") == 2
    assert place.run("backup") == 3
    assert "请先建好" in capsys.readouterr().err
    assert place.run("restore", place.folder / "nowhere.zip") == 2


CUT = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"


def cutting(place: Place, label: str) -> Bar:
    """A bar at whose label every connection to the database is cut."""

    @contextmanager
    def bar(_last: int, shown: str, _unit: str) -> Iterator[Callable[[int], None]]:
        if shown == label:
            place.execute(CUT)
        yield lambda _reached: None

    return bar


@pytest.mark.parametrize("label", ["正在核对台账", "正在备份"])
def test_a_backup_whose_database_goes_away_is_none(place: Place, label: str) -> None:
    place.record(5)
    place.backups.mkdir()
    with pytest.raises(DatabaseUnavailable):
        save(place.url, place.shelf, place.backups, now(), cutting(place, label))
    assert list(place.backups.iterdir()) == []


@pytest.mark.parametrize("label", ["正在恢复", "正在核对台账"])
def test_a_restore_whose_database_goes_away_leaves_nothing(place: Place, new_place: NewPlace, label: str) -> None:
    place.record(5)
    place.sign()
    backup, elsewhere = place.backup(), new_place()
    assert elsewhere.run("rebuild") == 0
    trusted = Trusted(elsewhere.shelf)
    with reading(backup) as found, pytest.raises(DatabaseUnavailable):
        restore(checked(found, backup, trusted), elsewhere.url, trusted, cutting(elsewhere, label))
    assert elsewhere.has_nothing()
