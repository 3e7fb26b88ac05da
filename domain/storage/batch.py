"""What does one command put into the log, and which commands may be put there in one call?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate, chain
from typing import Any, cast
from uuid import UUID

import orjson
from eventsourcing.persistence import StoredEvent

from domain.merkle import Hash
from domain.storage.arrays import bigints, byteas, digests, texts, uuids
from domain.storage.commitment import commit_all, draw_blinds
from domain.storage.terms import Receipt, Terms


class Batch:
    """The events of one command with their blinds, ready to be sent, and sent again in the very same bytes if need be.

    `hash_` is the log's.
    """

    def __init__(self, stored_events: Sequence[StoredEvent], terms: Terms, hash_: Hash) -> None:
        self.terms = terms
        self.events = stored_events
        self.states = [event.state for event in stored_events]
        self.blinds = draw_blinds(len(self.states))
        self.commitments = commit_all(self.blinds, self.states, hash_)
        # The last one of a stream stands.
        self.versions = {cast("UUID", event.originator_id): event.originator_version for event in stored_events}

    @property
    def kept(self) -> bytes:
        """What its command row keeps: a line of JSON with the versions, then the answer."""
        versions = {str(stream): version for stream, version in self.versions.items()}
        return orjson.dumps(versions) + b"\n" + self.answer

    @property
    def answer(self) -> bytes:
        """What whoever asks again will be told besides."""
        return self.terms.command.answer if self.terms.command and self.terms.command.answer else b""


def kept_receipt(position: int, kept: bytes) -> Receipt:
    """The receipt of a command that was recorded before."""
    versions, _, answer = kept.partition(b"\n")
    read = {UUID(stream): version for stream, version in orjson.loads(versions).items()}
    return Receipt(position, read, repeated=True, answer=answer or None)


def independent(batches: Sequence[Batch]) -> bool:
    """Whether none of `batches` writes what another reads or writes, or reads a stream at another version than it."""
    read: dict[UUID, int] = {}
    written: set[UUID] = set()
    for batch in batches:
        expected = batch.terms.expected or {}
        if not (read.keys().isdisjoint(batch.versions) and written.isdisjoint(expected)):
            return False
        if any(read.setdefault(stream, version) != version for stream, version in expected.items()):
            return False
        written |= batch.versions.keys()
    return True


def parameters(batches: Sequence[Batch], *, strict: bool) -> tuple[Any, ...]:
    """The parameters of `ledger.append_events` for independent `batches`."""
    events = list(chain.from_iterable(batch.events for batch in batches))
    ends = accumulate(len(batch.events) for batch in batches)
    expected: dict[UUID, int] = {}
    for batch in batches:
        expected.update(batch.terms.expected or {})
    known = all(batch.terms.expected is not None for batch in batches)
    rows = [
        (batch.terms.command, batch.kept, end) for batch, end in zip(batches, ends, strict=True) if batch.terms.command
    ]
    return (
        uuids([cast("UUID", event.originator_id) for event in events]),
        bigints([event.originator_version for event in events]),
        texts([event.topic for event in events]),
        digests(_all(batch.commitments for batch in batches)),
        digests(_all(batch.blinds for batch in batches)),
        byteas(_all(batch.states for batch in batches)),
        uuids(list(expected)) if known else None,
        bigints(list(expected.values())) if known else None,
        texts([command.actor for command, _, _ in rows]),
        texts([command.key for command, _, _ in rows]),
        digests([command.body_hash for command, _, _ in rows]),
        byteas([kept for _, kept, _ in rows]),
        bigints([end for _, _, end in rows]),
        strict,
    )


def _all(lists: Iterable[list[bytes]]) -> list[bytes]:
    return list(chain.from_iterable(lists))
