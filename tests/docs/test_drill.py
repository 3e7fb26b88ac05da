"""Does the drill of the handbook work when it is typed in as it is printed, and the machine is really gone in between?"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from api.log.keyfile import create_key
from api.postgres import server
from api.postgres.binaries import wheel_folder
from api.postgres.postmaster import read_postmaster
from tests.api.conftest import made, record
from tests.api.erasing import served
from tests.backup.conftest import place
from tests.backup.place import Place
from tests.docs.markdown import blocks, section
from tests.log.notes import KEY
from tests.logins import as_service
from tests.postgres_fixture import (
    FreshDatabase,
    databases_to_drop,
    fresh_database,
    open_folder,
    pg_server,
    settings_for,
)
from tests.verbs import run

__all__ = ["databases_to_drop", "fresh_database", "made", "pg_server", "place"]

Read = pytest.CaptureFixture[str]
WHEEL = wheel_folder()
BEFORE, AFTER = (block.text.splitlines() for block in blocks(section("operations.md", "恢复演练")))


@pytest.fixture
def machines(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Sequence[Path]]:
    """Two machines with embedded databases of their own, and a folder that is carried from one to the other."""
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.chdir(tmp_path)
    with open_folder() as first, open_folder() as second:
        yield (first, second)


def typed(lines: Sequence[str], capsys: Read) -> None:
    """Type commands into a shell of which we need no more than `>` and `cmp`."""
    for line in lines:
        command, _, file = line.partition(" > ")
        program, *words = command.split()
        if program == "cmp":
            assert Path(words[0]).read_bytes() == Path(words[1]).read_bytes() != b""
            continue
        capsys.readouterr()
        assert run(*words) == 0, (line, capsys.readouterr())
        if file:
            Path(file).write_text(capsys.readouterr().out, encoding="utf-8")


def test_the_dump_of_the_handbook_comes_back_sound(
    place: Place, fresh_database: FreshDatabase, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with served(place.url, place.key, work=True) as api:
        record(api)
    place.sign()
    assert place.run("rebuild") == 0
    monkeypatch.chdir(tmp_path)
    elsewhere = Place(tmp_path / "elsewhere", fresh_database())
    elsewhere.trust_as(place)
    (block,) = (each for each in blocks(section("operations.md", "备份")) if "pg_dump" in each.text)
    for line, url in zip(block.text.splitlines(), (place.url, elsewhere.url), strict=True):
        program, *words = re.sub("postgresql://\\S+", "DATABASE", line).split()
        told = [word.replace("DATABASE", url) for word in words]
        subprocess.run([WHEEL / program, *told], check=True)
    assert elsewhere.rows() == place.rows()
    assert elsewhere.tree() == place.tree()
    assert elsewhere.run("rebuild") == 0
    assert elsewhere.read_models() == place.read_models()
    elsewhere.backup()
    with elsewhere.here(), as_service(elsewhere.url):
        assert run("doctor") == 0
    assert elsewhere.run("verify") == 0


def test_the_drill_brings_everything_back_on_another_machine(
    machines: Sequence[Path], monkeypatch: pytest.MonkeyPatch, capsys: Read
) -> None:
    first, second = machines
    monkeypatch.setenv("MINSHENG_DATA", str(first))
    with server(settings_for(first), stop_after=False):
        assert run("rebuild") == 0
    with server(settings_for(first), stop_after=False) as running:
        with served(running.owner_conninfo, first / "person.key", work=False) as api:
            record(api)
        create_key(Path("log.key"), KEY)
        assert run("sign", "--key", "log.key", "--memory", "memory", "--begin", "--once") == 0
        (first / "policy.txt").write_text(f"log {KEY.verifier}\nquorum none\n", encoding="utf-8")
        typed(BEFORE, capsys)
        postmaster = read_postmaster(first / "postgres/data")
        assert postmaster is not None
        os.kill(postmaster.pid, signal.SIGKILL)
    shutil.copy(first / "policy.txt", second)
    shutil.rmtree(first / "postgres", ignore_errors=True)
    monkeypatch.setenv("MINSHENG_DATA", str(second))
    typed(AFTER, capsys)
    assert [path.name for path in (second / "checkpoints").iterdir()] == [
        path.name for path in (first / "checkpoints").iterdir()
    ]
