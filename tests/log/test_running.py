"""Does the signer go on by itself, through restarts and full disks, until it is told to stop?"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest

from api.clock import now
from api.log import running
from api.log.memory import SignerRefused
from api.log.patrolling import Patrol
from api.log.running import run
from api.log.shelf import Published
from api.log.signing import Signer
from api.log.walking import Rows
from api.postgres import server
from domain import files
from domain.calendar import rfc3339
from domain.storage import Append, Ledger
from tests.examples import EXAMPLES
from tests.log.notes import KEY
from tests.log.office import Office
from tests.postgres.conftest import kill_postmaster
from tests.postgres_fixture import open_folder, settings_for
from tests.storage.conftest import migrated
from tests.storage.told import ENVELOPE, append, stream

PATIENCE_SECONDS = 60


class Running:
    """A signer in a thread of its own, and what it said."""

    def __init__(
        self, office: Office, told: Callable[[Published], object] | None = None, accepted: frozenset[int] = frozenset()
    ) -> None:
        self.office = office
        self.told = told
        self.said: list[str] = []
        self.error: BaseException | None = None
        self.signer = Signer(KEY, office.memory, office.shelf, accepted)
        self.thread = threading.Thread(target=self._run)

    def _run(self) -> None:
        try:
            with self.office.memory.held():
                run(self.signer, self.office.source, said=self.said.append, told=self.told)
        except BaseException as error:  # noqa: BLE001 - the story asks what it was
            self.error = error

    def wait(self, until: Callable[[], object]) -> None:
        """Wait until something is so."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not until():
            assert time.monotonic() < deadline, self.said
            time.sleep(0.01)

    def wait_for(self, size: int) -> None:
        """Wait until a checkpoint of this size is on the shelf."""
        self.wait(lambda: size in self.office.sizes())


@contextmanager
def running_signer(
    office: Office, told: Callable[[Published], object] | None = None, accepted: frozenset[int] = frozenset()
) -> Iterator[Running]:
    """A signer that runs as `minsheng sign` does."""
    found = Running(office, told, accepted)
    found.thread.start()
    try:
        yield found
    finally:
        found.signer.stopping.set()
        found.thread.join(PATIENCE_SECONDS)
        assert not found.thread.is_alive()


def seal(ledger: Ledger, name: str) -> None:
    """Record a result, which is signed at once."""
    envelope = replace(ENVELOPE, at=rfc3339(now()))
    ledger.append([Append(stream(name), 0, [EXAMPLES["voting:ResultDeclared"][0][1]])], envelope=envelope, command=None)


@pytest.mark.parametrize("told", [True, False])
def test_what_is_recorded_is_signed_whether_the_signer_is_told_of_it_or_not(
    office: Office, ledger: Ledger, *, told: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Told, it would wait for ever otherwise; untold, it looks by itself.
    monkeypatch.setattr(running, "POLL_SECONDS", 30.0 if told else 0.05)
    if not told:
        monkeypatch.setattr(psycopg.Connection, "notifies", lambda _self, **_: iter(()))
    seal(ledger, "一")
    with running_signer(office) as signer:
        signer.wait_for(1)
        seal(ledger, "二")
        signer.wait_for(2)
        monkeypatch.setattr(running, "POLL_SECONDS", 0.01)
        seal(ledger, "三")
        signer.wait_for(3)
    assert signer.error is None
    assert [line.split("：")[0] for line in signer.said] == ["已签到第1号", "已签到第2号", "已签到第3号"]


def test_lost_connections_are_taken_up_again(office: Office, ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "POLL_SECONDS", 0.05)
    with running_signer(office) as signer:
        for number in range(1, 4):
            seal(ledger, str(number))
            signer.wait_for(number)
            office.database.ask(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'minsheng_signer'"
            )
    assert signer.error is None


def test_a_database_that_is_killed_and_started_again_is_signed_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "POLL_SECONDS", 0.05)
    with open_folder() as folder, server(settings_for(folder), stop_after=True) as first:
        office = Office.begun(migrated(first, first.owner_conninfo), tmp_path)
        with running_signer(office) as signer:
            for number in range(1, 4):
                with (
                    server(settings_for(folder), stop_after=True) as found,
                    Ledger.at(office.database.service) as ledger,
                ):
                    seal(ledger, str(number))
                    signer.wait_for(number)
                    kill_postmaster(found)
        assert signer.error is None
        with server(settings_for(folder), stop_after=True):
            assert [each.checkpoint.root for each in office.shelf.all()] == [office.root(size) for size in (1, 2, 3)]


def test_a_full_disk_is_waited_for(office: Office, ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "POLL_SECONDS", 0.05)

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    seal(ledger, "一")
    with monkeypatch.context() as patched:
        patched.setattr(files, "sync", full)
        with running_signer(office) as signer:
            signer.wait(lambda: signer.said)
            patched.undo()
            signer.wait_for(1)
    assert "last.json：磁盘满了" in signer.said[0]
    assert len(signer.said) == 2  # the same trouble is said once


@pytest.fixture
def patrolled(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """A patrol that begins anew all the time: the size of each, as it goes by."""
    monkeypatch.setattr(running, "POLL_SECONDS", 0.05)
    monkeypatch.setattr("api.log.signing.PATROL_PAUSE", timedelta(0))
    found: list[int] = []
    step = Patrol.step

    def seen(patrol: Patrol, log: Rows) -> bool:
        found.append(patrol.size)
        return step(patrol, log)

    monkeypatch.setattr(Patrol, "step", seen)
    return found


def test_a_signer_that_waits_for_people_says_so_once_and_watches_over_the_old_rows(
    office: Office, ledger: Ledger, patrolled: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "LONGEST_PAUSE_SECONDS", 0.05)
    seal(ledger, "一")
    with running_signer(office) as signer:
        signer.wait_for(1)
        long_ago = replace(ENVELOPE, at=rfc3339(now() - timedelta(days=30)))
        ledger.append([append("b", 0)], envelope=long_ago, command=None)
        signer.wait(lambda: len(signer.said) == 2)
        before = len(patrolled)
        signer.wait(lambda: len(patrolled) > before + 5)
        assert "--accept 2照签" in signer.said[1]
        assert len(signer.said) == 2
        assert office.sizes() == [1]
        office.tamper("UPDATE ledger.event_headers SET version = 99 WHERE position = 1")
        signer.wait(lambda: signer.error is not None)
    assert isinstance(signer.error, SignerRefused)


def test_what_people_accepted_when_it_was_started_again_is_signed_and_need_not_be_accepted_later(
    office: Office, ledger: Ledger
) -> None:
    seal(ledger, "一")
    with running_signer(office) as signer:
        signer.wait_for(1)
    ledger.append([append("b", 0)], envelope=replace(ENVELOPE, at=rfc3339(now() - timedelta(days=30))), command=None)
    seal(ledger, "二")
    for accepted, size in ((frozenset({2}), 3), (frozenset({2}), 4), (frozenset[int](), 5)):
        with running_signer(office, accepted=accepted) as signer:
            if size > 3:
                seal(ledger, str(size))
            signer.wait_for(size)
        assert signer.error is None
    assert office.sizes() == [1, 3, 4, 5]


def test_an_edit_of_an_old_row_is_found_while_nothing_else_happens(
    office: Office, ledger: Ledger, patrolled: list[int]
) -> None:
    office.record(ledger, 30)
    office.sign()
    with running_signer(office) as signer:
        # One before the start, and then those of a signer that goes on.
        signer.wait(lambda: len(patrolled) > 2)
        office.tamper("UPDATE ledger.event_headers SET version = 99 WHERE position = 6")
        signer.wait(lambda: signer.error is not None)
    assert isinstance(signer.error, SignerRefused)


def test_a_signer_that_is_stopped_in_its_first_patrol_ends(
    office: Office, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.record(ledger, 30)
    office.sign()
    found = Running(office)

    def endless(*_: object) -> bool:
        found.signer.stopping.set()
        return False

    monkeypatch.setattr(Patrol, "step", endless)
    found.thread.start()
    found.thread.join(PATIENCE_SECONDS)
    assert not found.thread.is_alive()
    assert found.error is None
    assert office.sizes() == [30]
