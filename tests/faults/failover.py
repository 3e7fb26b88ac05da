"""What is found after the primary died and its standby took over, with two real servers?"""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import psycopg

from api.desk import ROLES
from api.postgres import Server, server, stop
from tests.faults.books import Books
from tests.faults.deployment import Deployment, deployment, end_database, postmaster_of
from tests.faults.found import Found
from tests.postgres_fixture import open_folder, settings_for
from tests.standby import alter, copy_stopped, follow_primary, promote
from tests.verbs import until

NAMES: Final = "synchronous_standby_names"
MORE: Final = 20
"""So many commands are acknowledged before anything is done to the primary."""


@dataclass
class Pair:
    """Two servers below two folders, the first of which is the primary, with a writer and a signer."""

    made: Deployment
    primary: Path
    standby: Path

    @contextmanager
    def following(self, *, synchronous: bool) -> Iterator[tuple[Server, Server]]:
        """The primary and a new standby of it, which the primary waits for or not."""
        stop(settings_for(self.primary))
        copy_stopped(self.primary, self.standby)
        one = _started(self.primary)
        follow_primary(self.standby / "postgres/data", one)
        two = _started(self.standby)
        alter(one, NAMES, "*" if synchronous else "")
        until(
            lambda: _ask(
                one, f"SELECT count(*) FROM pg_stat_replication WHERE sync_state {'=' if synchronous else '<>'} 'sync'"
            )
        )
        yield one, two
        self.primary, self.standby = self.standby, self.primary

    def write(self, running: Server) -> None:
        """A writer at work, who was told of some commands when this returns."""
        before = len(self.made.written())
        self.made.launch("writer", *self.made.command("writer", running))
        self.more(before)

    def more(self, before: int) -> None:
        """Wait for more acknowledgements than `before`."""
        until(lambda: len(self.made.written()) >= before + MORE)

    def sign(self, running: Server, standby: Server | None = None) -> None:
        """A signer of what `running` holds, and the standby too where there is one."""
        held = [f"--standby={standby.conninfo(user=ROLES.signer)}"] if standby else []
        self.made.launch("signer", *self.made.command("signer", running), *held)

    def die(self) -> None:
        """The primary's machine loses its power: all its processes are gone at once."""
        postmaster = postmaster_of(self.primary)
        children = Path(f"/proc/{postmaster}/task/{postmaster}/children").read_text(encoding="utf-8").split()
        for pid in map(int, (str(postmaster), *children)):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)

    def silence(self) -> None:
        """Writer and signer are gone."""
        for name in ("writer", "signer"):
            self.made.parts[name].kill()
            self.made.parts[name].wait()


def failed_over(failovers: int, seed: int) -> Found:
    """So many times to a synchronous standby: what was acknowledged is there, and what was signed is what is there."""
    chance, found = random.Random(seed), Found("failover to a synchronous standby", seed)  # noqa: S311 - when
    with pair(found) as two_servers:
        books, checked, made = Books(found), 0, two_servers.made
        for _ in range(failovers):
            with two_servers.following(synchronous=True) as (one, two):
                two_servers.sign(one, two)
                two_servers.write(one)
                time.sleep(chance.uniform(0, 1))
                two_servers.die()
                two_servers.silence()
                promote(two)
                found.tried["failovers"] += 1
            alter(two, NAMES, "")
            told = made.written()
            books.look(two.owner_conninfo, told[checked:], open_={}, notes=dict(made.seen))
            checked = found.acknowledged = len(told)
            # It goes on where it was, and refuses nothing.
            two_servers.sign(two)
            made.until_signed(two)
            books.look(two.owner_conninfo, (), open_={}, notes=dict(made.seen))
            made.kill(["signer"])
            del found.tried["signer"]
    return found


def failed_over_behind(seed: int) -> Found:
    """Once to a standby that nobody waited for: it loses, and the signer does not sign another log."""
    found, inner = Found("failover to an asynchronous standby", seed), Found("", seed)
    with pair(inner) as two_servers:
        books, made = Books(inner), two_servers.made
        with two_servers.following(synchronous=False) as (one, two):
            two_servers.sign(one)
            two_servers.write(one)
            alter(two, "primary_conninfo", "")
            two_servers.more(len(made.written()))
            made.until_signed(one)
            two_servers.die()
            two_servers.silence()
            promote(two)
            found.tried["failovers"] += 1
        books.look(two.owner_conninfo, made.written(), open_={}, notes=dict(made.seen))
        alter(two, NAMES, "")
        signed = set(made.seen)
        two_servers.sign(two)
        if made.parts["signer"].wait(60) == 0 or set(made.seen) != signed or "拒绝" not in made.said("signer"):
            found.false.append(f"the signer noticed nothing: {made.said('signer')}")
        forks = [line for line in inner.false if "checkpoint" in line]
        found.false += [line for line in inner.false if line not in forks]
        if not inner.lost or not forks:
            found.false.append("nothing was lost: the experiment shows nothing")
        found.acknowledged, found.events, found.checkpoints = len(made.written()), inner.events, len(signed)
        found.shown = {"lost_for_want_of_waiting": len(inner.lost), "forked": len(forks), "noticed": 1}
    return found


@contextmanager
def pair(found: Found) -> Iterator[Pair]:
    """Two servers to be, of which the first has an empty ledger."""
    with deployment(found) as (made, _), open_folder() as other:
        try:
            yield Pair(made, made.folder, other)
        finally:
            end_database(other)


def _started(folder: Path) -> Server:
    with server(settings_for(folder), stop_after=False) as running:
        return running


def _ask(running: Server, sql: str) -> int:
    with psycopg.connect(running.owner_conninfo, autocommit=True) as connection:
        ((found,),) = connection.execute(sql.encode()).fetchall()
    return int(found)
