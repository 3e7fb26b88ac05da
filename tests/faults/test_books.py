"""Would the faults' own books notice what must not be?"""

from __future__ import annotations

from dataclasses import replace

from domain.storage import Ledger
from tests.faults.books import Books
from tests.faults.found import Found, Told
from tests.storage.conftest import Database
from tests.storage.told import ENVELOPE, append

WHOLE = Told("c-2", 3, 2)


def record(ledger: Ledger) -> None:
    """Three commands: one event, two, and again two under the id of the first."""
    for name, command, events in (("a", "c-1", 1), ("b", "c-2", 2), ("c", "c-1", 2)):
        ledger.append([append(name, 0, events)], envelope=replace(ENVELOPE, command_id=command), command=None)


def looked(database: Database, *told: Told, **open_: int) -> Found:
    books = Books(Found("示例"))
    books.look(database.owner, told, open_={name.replace("_", "-"): events for name, events in open_.items()}, notes={})
    return books.found


def test_what_is_there_once_is_well(database: Database, ledger: Ledger) -> None:
    record(ledger)
    found = looked(database, WHOLE, c_2=2, c_9=1)
    assert (found.wrong, found.events) == ([], 5)


def test_what_was_told_and_is_not_there_or_elsewhere_is_lost(database: Database, ledger: Ledger) -> None:
    record(ledger)
    missing = [Told("c-9", 6, 1), WHOLE._replace(position=4), WHOLE._replace(events=3)]
    assert len(looked(database, *missing).lost) == 3


def test_what_is_there_twice_is_doubled(database: Database, ledger: Ledger) -> None:
    record(ledger)
    assert len(looked(database, Told("c-1", 1, 1)).doubled) == 1


def test_half_of_what_is_open_and_what_nobody_asked_for_are_false(database: Database, ledger: Ledger) -> None:
    record(ledger)
    assert len(looked(database, c_2=3).false) == 1
    books = Books(Found("示例"))
    books.look(database.owner, (), open_={}, notes={})
    books.hold_nothing_else({"c-1"})
    assert len(books.found.false) == 1


def test_a_head_that_is_not_that_of_the_rows_is_false(database: Database, ledger: Ledger) -> None:
    record(ledger)
    books = Books(Found("示例"))
    books.look(database.owner, (), open_={}, notes={})
    assert books.found.wrong == []
    books.tree.hashes[0] = bytes(32)
    books.look(database.owner, (), open_={}, notes={})
    assert len(books.found.false) == 1
