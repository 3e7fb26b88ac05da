"""Does an event on which a fold breaks, or that nobody here can read, stop what it must and nothing else, and is it named?"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Mapping
from typing import Final

from api.desk import ROLES
from api.postgres import Server
from domain.storage import Ledger
from projections.bookmarks import Bookmark
from projections.models import MODELS
from projections.reading import Reading
from tests.faults.books import Books
from tests.faults.clients import Asked, requests, send
from tests.faults.deployment import Deployment, deployment
from tests.faults.found import Found, Told
from tests.faults.reading import hold_read_models
from tests.verbs import MAIN, ROOT, until

STUCK: Final = "congresses"
BROKEN: Final = f"""
from projections.models import MODELS
from domain.congress.events import UnitRegistered

def broken(rows, recorded, event):
    raise ValueError("示例")

for model in MODELS:
    if model.name == "{STUCK}":
        model.folds[UnitRegistered] = broken
{MAIN}"""
"""A release whose fold breaks on every unit."""

NEWER: Final = """
from dataclasses import dataclass
from typing import ClassVar
from domain.events import Event

@dataclass(frozen=True, slots=True, kw_only=True)
class FromTheFuture(Event):
    TOPIC: ClassVar[str] = "congress:FromTheFuture"
    word: str
"""
"""A release that knows one more kind of event."""

RECORDS: Final = f"""{NEWER}
import sys
from domain.storage import Append, Ledger
from tests.storage.told import ENVELOPE, stream
with Ledger.at(sys.argv[1]) as ledger:
    ledger.append([Append(stream("future"), 0, [FromTheFuture(word="示例")])], envelope=ENVELOPE, command=None)
"""
READS: Final = f"{NEWER}{MAIN}"

Marks = Mapping[str, Bookmark]


def poisoned(seed: int) -> Found:
    """A release with a broken fold, and one that is older than the log: each is put in, and mended."""
    found = Found("an event on which a fold breaks, and one that cannot be read", seed)
    with deployment(found) as (made, running):
        office = _Office(found, made, running)
        _break_a_fold(office, found)
        _record_from_the_future(office, found)
        Books(found).look(running.owner_conninfo, office.told, open_={}, notes={})
        found.acknowledged = len(office.told)
    return found


def _break_a_fold(office: _Office, found: Found) -> None:
    """One read model stops before the event and names it; all others go on."""
    office.work(BROKEN)
    told = office.ask(3)
    first = told[0].position
    stuck = office.until(lambda marks: marks[STUCK].trouble and _others(marks) == {told[-1].position})
    if stuck[STUCK].position != first - 1 or f"第{first}号" not in stuck[STUCK].trouble:
        found.false.append(f"{STUCK} stands before {first}: {stuck[STUCK]}")
    office.heal(MAIN)
    hold_read_models(found, office.running)
    found.tried["fold"] += 1


def _record_from_the_future(office: _Office, found: Found) -> None:
    """All read models stop before the event and name it; what is recorded goes on."""
    future = office.head + 1
    command = [sys.executable, "-c", RECORDS, office.running.conninfo(user=ROLES.service)]
    subprocess.run(command, cwd=ROOT, check=True)
    office.ask(3)
    stuck = office.until(lambda marks: all(mark.trouble for mark in marks.values()))
    if any(mark.position != future - 1 or f"第{future}号" not in mark.trouble for mark in stuck.values()):
        found.false.append(f"not all stand before {future}: {stuck}")
    office.heal(READS)
    found.tried["topic"] += 1


class _Office:
    """A service that goes on recording, and a worker of one release or another."""

    def __init__(self, found: Found, made: Deployment, running: Server) -> None:
        self.found, self.made, self.running = found, made, running
        self.requests = requests(iter((990101,)), "p")
        self.told: list[Told] = []
        made.names = ("service", "worker")
        made.until_served()
        self.ask(3)
        self.until(lambda marks: {mark.position for mark in marks.values()} == {self.head})
        self.stop()

    @property
    def head(self) -> int:
        with Ledger.at(self.running.conninfo(user=ROLES.service), connections=1) as ledger:
            return ledger.head()

    def ask(self, count: int) -> list[Told]:
        """So many commands, each of which is acknowledged whatever the worker does."""
        said = [self._acknowledged(next(self.requests)) for _ in range(count)]
        self.told += said
        return said

    def work(self, release: str) -> None:
        """The worker of a release."""
        self.made.launch("worker", "-c", release, "worker")

    def stop(self) -> None:
        """Take the worker away."""
        self.made.parts["worker"].terminate()
        self.made.parts["worker"].wait()

    def until(self, true: Callable[[Marks], object]) -> Marks:
        """The bookmarks, when something is true of them."""
        with Ledger.at(self.running.conninfo(user=ROLES.service), connections=1) as ledger:
            reading = Reading(ledger.connection)
            found: Marks = until(lambda: (marks := reading.positions()) and true(marks) and marks)
            return found

    def heal(self, release: str) -> None:
        """Another release is put in, and everything goes on where it stood to the end of the log."""
        self.stop()
        self.work(release)
        head = self.head
        self.until(lambda marks: all((mark.position, mark.trouble) == (head, "") for mark in marks.values()))

    def _acknowledged(self, asked: Asked) -> Told:
        status, answer = send(self.made.port, asked)
        assert status in {200, 201}, answer
        return Told(asked.command, answer["position"], 1)


def _others(marks: Marks) -> set[int]:
    return {marks[model.name].position for model in MODELS if model.name != STUCK}
