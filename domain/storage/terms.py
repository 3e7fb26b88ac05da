"""What is handed to storage with one command, and what comes back?"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, NamedTuple, TypeVar
from uuid import UUID

from domain.events import Envelope, Event

S = TypeVar("S")


class Append(NamedTuple):
    """Events for one stream, which must stand at `expected_version` (0: it does not exist yet).

    `envelope` is theirs where it differs from the command's: what follows from an announcement took effect on another day.
    """

    stream: UUID
    expected_version: int
    events: Sequence[Event]
    envelope: Envelope | None = None


class Guard(NamedTuple):
    """A stream that was only read: it must still stand at `version` when the events are stored."""

    stream: UUID
    version: int


class Statement(NamedTuple):
    """SQL with `%s` or `%(name)s` that runs in the transaction of the append, after it."""

    sql: str
    params: Sequence[Any] | Mapping[str, Any] = ()


@dataclass(frozen=True, slots=True)
class CommandRow:
    """What makes a command repeatable: `actor` and `key` name it, `body_hash` tells it from another one.

    `answer` is kept for whoever asks again, "" being none: small, and free of personal data, because it is never erased.
    """

    actor: str
    key: str
    body_hash: bytes
    answer: bytes | None = None


def body_hash(body: bytes) -> bytes:
    """SHA-256 of a command's canonical bytes."""
    return hashlib.sha256(body).digest()


@dataclass(frozen=True, slots=True)
class Receipt:
    """Where a command went: the log's position after it, and the version of each stream that it wrote.

    `repeated` says that the command had been recorded before, by an earlier request or by a lost attempt of this one.
    """

    position: int
    versions: dict[UUID, int]
    repeated: bool = False
    answer: bytes | None = None


@dataclass(frozen=True, slots=True)
class StoredCommand:
    """The row of a command that was recorded, with the receipt that it answered."""

    body_hash: bytes
    receipt: Receipt


@dataclass(frozen=True, slots=True)
class Loaded(Generic[S]):
    """A stream's state and the version that it stands at; version 0 and the decider's start where there is no such stream."""

    stream: UUID
    version: int
    state: S


class Write(NamedTuple):
    """What one of several commands records that are recorded together; later ones stand on what earlier ones write."""

    entries: Sequence[Append]
    envelope: Envelope
    command: CommandRow
    guards: Sequence[Guard] = ()
    statements: Sequence[Statement] = ()


@dataclass(frozen=True, slots=True)
class Terms:
    """Under which conditions, and together with what, the recorder inserts events.

    `expected` are the versions at which the streams must stand, written and guarded ones alike; None where the caller knows
    none, as the library's own calls do.
    """

    expected: dict[UUID, int] | None = None
    command: CommandRow | None = None
    statements: Sequence[Statement] = field(default=())
