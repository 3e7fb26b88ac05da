"""How do database, service, worker and signer run as in an office, each to be killed without warning and started again?"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Collection, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Thread
from typing import Final

from api.desk import ROLES, prepare
from api.log.keyfile import create_key
from api.log.memory import Memory
from api.log.shelf import Shelf
from api.postgres import Server, server
from api.postgres.postmaster import is_postmaster_of, read_postmaster
from domain.storage import LedgerConnection, select_tree
from tests.bench.start import answers, free_port
from tests.faults.found import Found, Told
from tests.log.notes import KEY
from tests.postgres_fixture import open_folder, settings_for
from tests.verbs import DEADLINE_S, MAIN, ROOT

DATABASE: Final = "database"
# What a signer may take to sign to its end after everything runs again, and a service to answer.
PATIENCE_S: Final = float(DEADLINE_S)


@dataclass
class Deployment:
    """A database in `folder` and the `parts` on it, all of them processes of their own."""

    folder: Path
    names: Collection[str]
    found: Found
    port: int = field(default_factory=free_port)
    parts: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)
    seen: dict[str, bytes] = field(default_factory=dict)
    environment: dict[str, str] = field(default_factory=dict)

    @property
    def shelf(self) -> Shelf:
        return Shelf(self.folder / "checkpoints")

    def start(self) -> Server:
        """Start whatever does not run."""
        with server(settings_for(self.folder), stop_after=False) as running:
            pass
        for name in self.names:
            if name not in self.parts or self.parts[name].poll() is not None:
                self.launch(name, *self.command(name, running))
        return running

    def command(self, name: str, running: Server) -> list[str]:
        """The command line of a part, after the name of Python."""
        match name:
            case "writer":
                acknowledged = str(self.folder / "acknowledged")
                return ["-m", "tests.faults.writing", running.conninfo(user=ROLES.service), acknowledged]
            case "signer":
                places = [f"--{place}={self.folder / place}" for place in ("key", "memory", "checkpoints")]
                return ["-c", MAIN, "sign", *places, f"--database={running.conninfo(user=ROLES.signer)}"]
            case "service":
                alone = ["--no-worker"] if "worker" in self.names else []
                return ["-c", MAIN, "serve", f"--port={self.port}", *alone]
            case _:
                return ["-c", MAIN, name]

    def launch(self, name: str, *command: str) -> None:
        """A process that tells what it says to a file."""
        environment = {**os.environ, "MINSHENG_DATA": str(self.folder), **self.environment}
        with (self.folder / f"{name}.log").open("ab") as log:
            told = [sys.executable, *command]
            self.parts[name] = subprocess.Popen(told, cwd=ROOT, stdout=log, stderr=log, env=environment)

    def kill(self, victims: Collection[str]) -> None:
        """Kill at once and without warning."""
        for victim in victims:
            if victim == DATABASE:
                pid = postmaster_of(self.folder)
                assert pid is not None, "there is a database to be killed"
                os.kill(pid, signal.SIGKILL)
            else:
                self.parts[victim].kill()
                self.parts[victim].wait()
            self.found.tried[victim] += 1

    def until_served(self) -> None:
        """Wait until the service answers; one that ended because there was no database yet is started again, as by systemd."""
        deadline = time.monotonic() + PATIENCE_S
        while not answers(self.port):
            assert time.monotonic() < deadline, self.said("service")
            if any(name not in self.parts or self.parts[name].poll() is not None for name in self.names):
                self.start()
            time.sleep(0.1)

    def until_signed(self, running: Server) -> None:
        """Wait until the signer has signed what the log holds now."""
        with LedgerConnection.connect(running.owner_conninfo) as connection:
            size = select_tree(connection).size
        deadline = time.monotonic() + PATIENCE_S
        while (newest := self.shelf.newest()) is None or newest.checkpoint.size < size:
            ended = self.parts["signer"].poll()
            if ended is not None or time.monotonic() > deadline:
                self.found.false.append(f"{size} was not signed (the signer ended: {ended}): {self.said('signer')}")
                return
            time.sleep(0.05)

    def said(self, name: str) -> str:
        """The end of what a part said."""
        return (self.folder / f"{name}.log").read_text(encoding="utf-8")[-600:]

    def written(self) -> list[Told]:
        """What the writer was told."""
        file = self.folder / "acknowledged"
        lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
        return [Told(key, int(position), int(events)) for key, position, events in map(str.split, lines)]

    def watch(self, over: Event) -> None:
        """See whatever could be seen on the shelf, all the time: nothing half written, nothing changed, nothing taken away."""
        folder = self.folder / "checkpoints"
        while not over.is_set():
            there = {path.name: path.read_bytes() for path in folder.glob("*.note")} if folder.exists() else {}
            for name, raw in {**self.seen, **there}.items():
                if there.get(name) != raw or self.seen.setdefault(name, raw) != raw:
                    self.found.false.append(f"{name} was changed or taken away")
            over.wait(0.02)

    def end(self) -> None:
        """Leave nothing behind that runs."""
        for part in self.parts.values():
            part.kill()
            part.wait()
        end_database(self.folder)


def postmaster_of(folder: Path) -> int | None:
    """The process of the database below a folder, if it lives."""
    data = folder / "postgres/data"
    found = read_postmaster(data)
    return found.pid if found is not None and is_postmaster_of(found.pid, data) else None


def end_database(folder: Path) -> None:
    """Leave no database behind below a folder."""
    pid = postmaster_of(folder)
    if pid is not None:
        os.kill(pid, signal.SIGQUIT)


@contextmanager
def deployment(found: Found, *names: str, **environment: str) -> Iterator[tuple[Deployment, Server]]:
    """These parts running in a folder of their own, and somebody who watches the shelf."""
    over = Event()
    with open_folder() as folder, ExitStack() as stack:
        made = Deployment(folder, names, found)
        create_key(folder / "key", KEY)
        memory = Memory(folder / "memory")
        with memory.held():
            memory.begin()
        stack.callback(made.end)
        with server(settings_for(folder), stop_after=False) as running:
            prepare(running, settings_for(folder))
        made.environment = {"DATABASE_URL": running.owner_conninfo, **environment}
        made.start()
        watcher = Thread(target=made.watch, args=(over,))
        watcher.start()
        stack.callback(watcher.join)
        stack.callback(over.set)
        yield made, running
