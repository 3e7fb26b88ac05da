"""What does a forger make of the rows, so that each still fits the next: numbers, versions, bytes and commitments?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import orjson

from domain.canonical import canonical_bytes
from domain.merkle import root_of, sha256
from domain.storage.commitment import commit
from domain.storage.tree import Header
from tests.attacks.history import Rows

State = dict[str, Any]


def root(rows: Rows, size: int | None = None) -> bytes:
    """The root over the rows, or the first so many of them."""
    return root_of(row.leaf(sha256) for row in rows[:size])


def edited(rows: Rows, position: int, change: Callable[[State], object], *, committed: bool = True) -> Rows:
    """One event says something else; `committed`: its row commits to that."""
    row = rows[position - 1]
    state = orjson.loads(row.state or b"")
    change(state)
    written = canonical_bytes(state)
    commitment = commit(row.blind or b"", written, sha256) if committed else row.commitment
    return (*rows[: position - 1], row._replace(state=written, commitment=commitment), *rows[position:])


def removed(rows: Rows, position: int) -> Rows:
    """One event never was."""
    return numbered((*rows[: position - 1], *rows[position:]))


def inserted(rows: Rows, position: int, row: Header) -> Rows:
    """One event more, before the one at this position."""
    return numbered((*rows[: position - 1], row, *rows[position - 1 :]))


def swapped(rows: Rows, position: int) -> Rows:
    """One event and the next took place the other way round."""
    one, next_ = rows[position - 1 : position + 1]
    return numbered((*rows[: position - 1], next_, one, *rows[position + 1 :]))


def dated_back(rows: Rows, position: int, days: float) -> Rows:
    """One event was recorded and took effect so many days earlier."""

    def change(state: State) -> None:
        envelope = state["envelope"]
        moment = datetime.fromisoformat(envelope["at"]) - timedelta(days=days)
        envelope["at"] = moment.isoformat(timespec="microseconds").replace("+00:00", "Z")
        envelope["effective_on"] = moment.date().isoformat()

    return edited(rows, position, change)


def numbered(rows: Iterable[Header]) -> Rows:
    """Positions without a gap, versions without a gap in each stream, in the order in which the rows come."""
    versions: Counter[UUID] = Counter()
    done = []
    for position, row in enumerate(rows, 1):
        versions[row.stream] += 1
        done.append(row._replace(position=position, version=versions[row.stream]))
    return tuple(done)
