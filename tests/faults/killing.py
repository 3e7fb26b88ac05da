"""What is found after the database, the service or the signer was killed at any moment, over and over?"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Collection, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Thread
from typing import Any, Final

from api.desk import ROLES, prepare
from api.log.keyfile import create_key
from api.log.memory import Memory
from api.log.shelf import Shelf
from api.postgres import Server, server
from api.postgres.postmaster import read_postmaster
from domain.merkle import CompactRange, root_of
from domain.storage import LedgerConnection, iterate_headers, select_tree
from domain.streams import stream_id
from domain.transparency.checkpoints import open_checkpoint
from tests.log.notes import KEY
from tests.postgres_fixture import open_folder, settings_for

ROOT = Path(__file__).parents[2]
VICTIMS: Final = ("database", "service", "signer")
SIGN = "import sys; from api.cli import main; main(['sign', *sys.argv[1:]])"
# The longest that a round may take to be signed to its end after everything runs again.
SIGNED_WITHIN_S = 120.0


@dataclass
class Found:
    """What the rounds saw; `lost`, `doubled` and `false` say what must not be."""

    rounds: int = 0
    acknowledged: int = 0
    events: int = 0
    checkpoints: int = 0
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    false: list[str] = field(default_factory=list)


@dataclass
class Killing:
    """A deployment in `folder`, whose three parts are killed and started again."""

    folder: Path
    parts: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)
    found: Found = field(default_factory=Found)
    tree: CompactRange = field(default_factory=CompactRange)
    leaves: list[bytes] = field(default_factory=list)
    roots: dict[int, bytes] = field(default_factory=dict)
    streams: dict[Any, int] = field(default_factory=dict)
    checked: int = 0
    seen: dict[str, bytes] = field(default_factory=dict)

    @property
    def shelf(self) -> Shelf:
        return Shelf(self.folder / "checkpoints")

    @property
    def acknowledged(self) -> Path:
        return self.folder / "acknowledged"

    def start(self) -> Server:
        """Start whatever does not run."""
        with server(settings_for(self.folder), stop_after=False) as running:
            pass
        database = running.conninfo(user=ROLES.service)
        self._start("service", "-m", "tests.faults.writing", database, str(self.acknowledged))
        places = [f"--{name}={self.folder / name}" for name in ("key", "memory", "checkpoints")]
        self._start("signer", "-c", SIGN, *places, f"--database={running.conninfo(user=ROLES.signer)}")
        return running

    def kill(self, victims: list[str]) -> None:
        """Kill at once and without warning."""
        for victim in victims:
            if victim == "database":
                postmaster = read_postmaster(self.folder / "postgres/data")
                assert postmaster is not None
                os.kill(postmaster.pid, signal.SIGKILL)
            else:
                self.parts[victim].kill()
                self.parts[victim].wait()

    def look(self, running: Server) -> None:
        """Hold log, acknowledgements and checkpoints against one another."""
        with LedgerConnection.connect(running.owner_conninfo) as connection:
            told = self.acknowledged.read_text(encoding="utf-8").splitlines() if self.acknowledged.exists() else []
            published = {int(name[:12]): raw for name, raw in dict(self.seen).items()}
            head = select_tree(connection)
            self._walk(connection, head.size, published.keys())
        if self.tree.hashes != head.hashes:
            self.found.false.append(f"the head's compact range is not that of its {head.size} rows")
        self._hold_told(told)
        for size, raw in published.items():
            checkpoint = open_checkpoint(raw, [KEY.verifier]).checkpoint
            if size > head.size or self._root(size) != checkpoint.root:
                self.found.false.append(f"the checkpoint of {size} is not of this log, which has {head.size}")
        self.found.events, self.found.checkpoints = head.size, len(published)

    def wait_until_signed(self, running: Server) -> None:
        """Until the signer has signed what the log holds now; somebody waits whatever was killed."""
        with LedgerConnection.connect(running.owner_conninfo) as connection:
            size = select_tree(connection).size
        deadline = time.monotonic() + SIGNED_WITHIN_S
        while (newest := self.shelf.newest()) is None or newest.checkpoint.size < size:
            ended = self.parts["signer"].poll()
            if ended is not None or time.monotonic() > deadline:
                said = (self.folder / "signer.log").read_text(encoding="utf-8")[-600:]
                self.found.false.append(f"the signer did not sign {size} (it ended with {ended}): {said}")
                return
            time.sleep(0.05)

    def watch(self, over: Event) -> None:
        """See whatever could be seen on the shelf, all the time: nothing half written, nothing changed, nothing taken away."""
        folder = self.folder / "checkpoints"
        while not over.is_set():
            there = {path.name: path.read_bytes() for path in folder.glob("*.note")} if folder.exists() else {}
            for name, raw in {**self.seen, **there}.items():
                if there.get(name) != raw or self.seen.setdefault(name, raw) != raw:
                    self.found.false.append(f"{name} was changed or taken away")
            over.wait(0.02)

    def _start(self, part: str, *command: str) -> None:
        if part not in self.parts or self.parts[part].poll() is not None:
            with (self.folder / f"{part}.log").open("ab") as log:
                told = [sys.executable, *command]
                self.parts[part] = subprocess.Popen(told, cwd=ROOT, stdout=log, stderr=subprocess.STDOUT)

    def _root(self, size: int) -> bytes:
        if size not in self.roots:  # it was published after its rows were folded
            self.roots[size] = root_of(self.leaves[:size])
        return self.roots[size]

    def _walk(self, connection: LedgerConnection, upto: int, published: Collection[int]) -> None:
        """Fold the rows that are new, hold their bytes against them, and remember the roots of the sizes that were published."""
        for header in iterate_headers(connection, self.tree.size, upto):
            if header.position != self.tree.size + 1 or header.state is None or not header.holds(self.tree.hash_):
                self.found.false.append(f"the row after {self.tree.size} is not as it should be")
            self.leaves.append(header.leaf(self.tree.hash_))
            self.tree.append(self.leaves[-1])
            if self.tree.size in published:
                self.roots[self.tree.size] = self.tree.root()
            self.streams[header.stream] = self.streams.get(header.stream, 0) + 1

    def _hold_told(self, told: list[str]) -> None:
        for line in told[self.checked :]:
            key, position, events = line.split(" ")
            stored = self.streams.get(stream_id("Test", key), 0)
            if stored < int(events) or int(position) > self.tree.size:
                self.found.lost.append(line)
            if stored > int(events):
                self.found.doubled.append(line)
        self.checked = len(told)
        self.found.acknowledged = len(told)


def killed(rounds: int, seed: int) -> Found:
    """So many rounds: run, kill one or two, start again, look."""
    chance = random.Random(seed)  # noqa: S311 - whom to kill and when
    with open_folder() as folder, deployment(folder) as (killing, running):
        killing.wait_until_signed(running)
        for _ in range(rounds):
            time.sleep(chance.uniform(0.05, 0.6))
            killing.kill(chance.sample(VICTIMS, chance.choice((1, 1, 2))))
            again = killing.start()
            killing.wait_until_signed(again)
            killing.look(again)
            killing.found.rounds += 1
        return killing.found


@contextmanager
def deployment(folder: Path) -> Iterator[tuple[Killing, Server]]:
    """All three parts running, and somebody who watches the shelf."""
    killing, over = Killing(folder), Event()
    create_key(folder / "key", KEY)
    memory = Memory(folder / "memory")
    with memory.held():
        memory.begin()
    with server(settings_for(folder), stop_after=False) as found:
        prepare(found, settings_for(folder))
    watcher = Thread(target=killing.watch, args=(over,))
    with ExitStack() as stack:
        stack.callback(_end, killing)
        running = killing.start()
        watcher.start()
        stack.callback(watcher.join)
        stack.callback(over.set)
        yield killing, running


def _end(killing: Killing) -> None:
    for part in killing.parts.values():
        part.kill()
        part.wait()
    postmaster = read_postmaster(killing.folder / "postgres/data")
    if postmaster is not None:
        os.kill(postmaster.pid, signal.SIGQUIT)
