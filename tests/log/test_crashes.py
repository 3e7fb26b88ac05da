"""If the signer dies between any two of its steps, is anything lost, or anything signed in two ways?"""

from __future__ import annotations

import signal
import subprocess
import sys
from itertools import count
from pathlib import Path

import pytest

from api.log.memory import SignerRefused
from domain import files
from domain.storage import Ledger
from tests.log.notes import KEY
from tests.log.office import Office, at

ROOT = Path(__file__).parents[2]

# It dies at the given rename: the first is that of the memory, the second that on the shelf.
DYING = """
import os, signal, sys
from datetime import datetime
from pathlib import Path
from domain import files
from api.log.memory import Memory
from api.log.running import Source, sign_once
from api.log.shelf import Shelf
from api.log.signing import Signer
from domain.transparency.keys import SignerKey
key, database, memory, shelf, at, die_before, die_after = sys.argv[1:]
done, rename = [], files.rename
def dying(draft, path):
    done.append(path)
    if len(done) == int(die_before):
        os.kill(os.getpid(), signal.SIGKILL)
    rename(draft, path)
    if len(done) == int(die_after):
        os.kill(os.getpid(), signal.SIGKILL)
files.rename = dying
signer = Signer(SignerKey.parse(key), Memory(Path(memory)), Shelf(Path(shelf)))
sign_once(signer, Source(database), datetime.fromisoformat(at))
"""


@pytest.mark.parametrize("step", ["sync", "rename"])
def test_a_crash_at_any_step_loses_nothing_and_signs_nothing_twice(
    office: Office, ledger: Ledger, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: dict[int, str] = {}
    crashes = 0
    # Another event each time, so that a second signature of one size would have another root or time.
    for place in range(8):
        office.record(ledger, 1)
        with monkeypatch.context() as patched:
            crash_at(patched, step, place)
            try:
                office.sign(100 * place)
            except OSError:
                crashes += 1
        look(office, seen)
        office.record(ledger, 1)
        office.sign(100 * place + 50)
        look(office, seen)
        assert office.sizes()[-1] == 2 * place + 2
    assert crashes >= 2
    remembered = office.memory.read()
    newest = office.shelf.newest()
    assert remembered is not None
    assert newest is not None
    assert remembered.note.text == newest.note.text
    assert [place.checkpoint.root for place in office.shelf.all()] == [office.root(size) for size in office.sizes()]


@pytest.mark.parametrize(("die_before", "die_after"), [(1, 0), (0, 1), (2, 0), (0, 2)])
def test_a_killed_signer_is_finished_by_the_next(
    office: Office, ledger: Ledger, die_before: int, die_after: int
) -> None:
    office.record(ledger, 3)
    office.sign(0)
    office.record(ledger, 2)
    places = [str(office.memory_folder), str(office.shelf_folder)]
    times = [at(100).isoformat(), str(die_before), str(die_after)]
    killed = subprocess.run(
        [sys.executable, "-c", DYING, KEY.secret, office.database.signer, *places, *times], cwd=ROOT, check=False
    )
    assert killed.returncode == -signal.SIGKILL
    seen: dict[int, str] = {}
    look(office, seen)
    office.sign(200)
    look(office, seen)
    assert office.sizes() == [3, 5]
    # What was remembered before the kill is what is published now, with the time of then.
    signed_at = 200 if die_before == 1 else 100
    assert [place.time for place in office.shelf.all()] == [at(0), at(signed_at)]
    assert not list(office.memory_folder.glob(".draft*"))


@pytest.mark.parametrize("step", ["sync", "rename"])
def test_a_refusal_that_a_crash_interrupts_is_found_again_or_stands(
    office: Office, ledger: Ledger, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.record(ledger, 4)
    office.sign(0)
    edit = "UPDATE ledger.event_headers SET version = {} WHERE position = 2"
    office.tamper(edit.format(99))
    crashes = 0
    for place in range(16):
        try:
            with office.recovering() as (signer, log), monkeypatch.context() as patched:
                crash_at(patched, step, place)
                signer.begin(log, at(100))
        except OSError:
            crashes += 1
        except SignerRefused:
            break
    assert crashes >= 4
    office.tamper(edit.format(2))
    with pytest.raises(SignerRefused):
        office.sign(300)
    kept = {path.name for path in (office.memory_folder / "refused").iterdir() if not path.name.startswith(".")}
    assert kept == {"why.txt", "remembered.note", "remembered.json", "offered.note"}


def test_a_refusal_stands_where_there_is_no_room_to_say_where(
    office: Office, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.record(ledger, 4)
    office.sign(0)
    works = files.write_whole

    def full(path: Path, data: bytes, *, mode: int = 0o644) -> None:
        if path.name == "where.txt":
            raise OSError("full")
        works(path, data, mode=mode)

    monkeypatch.setattr(files, "write_whole", full)
    edit = "UPDATE ledger.log_head SET position = {}"
    with office.signer() as (signer, log):
        office.tamper(edit.format(2))
        with pytest.raises(SignerRefused):
            signer.turn(log, at(200))
        # The same process refuses when the log is put right, too.
        office.tamper(edit.format(4))
        with pytest.raises(SignerRefused):
            signer.turn(log, at(300))


def crash_at(patched: pytest.MonkeyPatch, step: str, place: int) -> None:
    """Let the call number `place` of `step` fail, counted from 0."""
    calls, works = count(), getattr(files, step)

    def failing(*arguments: object) -> None:
        if next(calls) == place:
            raise OSError("crashed")
        works(*arguments)

    patched.setattr(files, step, failing)


def look(office: Office, seen: dict[int, str]) -> None:
    """Compare what anybody could see, the signer's own memory included, with everything that was seen before."""
    remembered = office.memory.read()
    notes = [place.note for place in office.shelf.all()] + ([remembered.note] if remembered is not None else [])
    for note in notes:
        size = int(note.text.split("\n")[1])
        assert seen.setdefault(size, note.text) == note.text
