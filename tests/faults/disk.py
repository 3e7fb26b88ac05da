"""What is found after the disk was full, the one of the data or the one of the WAL, and then had room again?

It runs where a small file system was mounted that nobody else sees:

    python -m tests.faults.disk WHERE SEED SMALL
"""

from __future__ import annotations

import json
import os
import random
import shlex
import shutil
import subprocess
import sys
from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import Final

import psycopg

from api.postgres import Server, stop
from tests.faults.books import Books
from tests.faults.clients import Crowd
from tests.faults.deployment import Deployment, deployment, postmaster_of
from tests.faults.found import Found
from tests.faults.reading import hold_read_models
from tests.postgres_fixture import open_folder, settings_for
from tests.verbs import ROOT, until

CLIENTS: Final = 4
SIZE: Final = "160m"
DEADLINE_S: Final = 1.0
NOTICED: Final = 10
"""So many requests go unanswered before there is room again."""
PLACES: Final = ("data", "wal")


def apart(small: Path, *command: str) -> list[str]:
    """A command that runs where `small` is a small file system which nobody else sees, and goes with it.

    It takes the right to mount: root's, or a user namespace of one's own, in which the caller is then himself again.
    """
    mount = f"mount -t tmpfs -o size={SIZE},mode=711 tmpfs {shlex.quote(str(small))}"
    if os.geteuid() == 0:
        return ["unshare", "--mount", "sh", "-c", f"{mount} && exec {shlex.join(command)}"]
    again = f"unshare --user --map-user={os.geteuid()} --map-group={os.getegid()}"
    return [
        "unshare",
        "--user",
        "--map-root-user",
        "--mount",
        "sh",
        "-c",
        f"{mount} && exec {again} {shlex.join(command)}",
    ]


def mounts() -> bool:
    """Whether this machine lets us."""
    with open_folder() as small, suppress(FileNotFoundError):
        return subprocess.run(apart(small, "true"), capture_output=True, check=False).returncode == 0
    return False


def filled(where: str, seed: int) -> Found:
    """The fault, in a process of its own."""
    with open_folder() as small:
        command = apart(small, sys.executable, "-m", "tests.faults.disk", where, str(seed), str(small))
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    return Found(**{**told, "tried": Counter(told["tried"])})


def fill(where: str, seed: int, small: Path) -> Found:
    """An office at work while nothing more can be written, and after there was room again."""
    found = Found(f"disk full: {where}", seed)
    with deployment(found) as (made, _):
        stop(settings_for(made.folder))
        move(made.folder / "postgres", small, where)
        running = made.start()
        made.environment["DATABASE_URL"] = running.owner_conninfo
        made.environment["MINSHENG_STATEMENT_DEADLINE_SECONDS"] = str(DEADLINE_S)
        made.names = ("service", "worker")
        made.until_served()
        crowd, books = Crowd.of(CLIENTS, made.port, random.Random(seed), 3 * DEADLINE_S), Books(found)  # noqa: S311 - pauses
        with crowd.at_work():
            until(lambda: len(crowd.told) > CLIENTS)
            exhaust(small)
            until(lambda: _spoilt(made, running, crowd, where))
            found.tried[where] += 1
            with crowd.paused():
                (small / "filler").unlink()
                made.start()
                books.look(running.owner_conninfo, crowd.told, open_=crowd.open_, notes={})
            made.until_served()
        books.look(running.owner_conninfo, crowd.told, open_={}, notes={})
        books.hold_nothing_else({one.command for one in crowd.told})
        hold_read_models(found, running)
        crowd.add_to(found)
    return found


def move(home: Path, small: Path, where: str) -> None:
    """Put the data without the WAL, or the WAL alone, of a server that does not run onto the small file system."""
    if where == "data":
        _move(home / "data/pg_wal", home / "wal")
        _move(home / "data", small / "data")
    else:
        _move(home / "data/pg_wal", small / "wal")


def exhaust(small: Path) -> None:
    """Leave no byte free."""
    with (small / "filler").open("wb", buffering=0) as filler, suppress(OSError):
        while True:
            filler.write(bytes(1 << 20))


def _spoilt(made: Deployment, running: Server, crowd: Crowd, where: str) -> bool:
    """Whether enough went unanswered; the WAL comes to the end of its file the sooner for our asking."""
    if where == "wal" and postmaster_of(made.folder) is not None:
        with suppress(psycopg.Error), psycopg.connect(running.owner_conninfo, autocommit=True) as connection:
            connection.execute("SELECT pg_switch_wal()")
    return sum(client.again for client in crowd.clients) >= NOTICED


def _move(source: Path, target: Path) -> None:
    subprocess.run(["/bin/cp", "-a", str(source), str(target)], check=True)
    shutil.rmtree(source)
    source.symlink_to(target)


if __name__ == "__main__":
    print(json.dumps(vars(fill(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3])))))
