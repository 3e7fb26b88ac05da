"""How does a test make a bundle of a log in memory?"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from domain.events import Event, Recorded
from domain.merkle import Hash, hasher, root_of
from domain.storage.commitment import commit
from domain.storage.mapper import RecordedMapper
from domain.storage.tree import Header
from projections.model import ReadModel, Row
from tests.bundle.keys import publish
from tests.projections.kit import folded


class MemorySource:
    """A log in memory as its database would give it; every blind is derived from its position, so that it is the same each time."""

    def __init__(
        self, events: Sequence[Recorded], files: Mapping[str, bytes] | None = None, algorithm: str = "sha256"
    ) -> None:
        self.events = list(events)
        self.files = files or {}
        self.algorithm = algorithm
        mapper = RecordedMapper()
        self.all_headers = [_header(mapper, one, hasher(algorithm)) for one in events]
        self._folded: dict[tuple[str, int], dict[str, dict[str, Any]]] = {}

    def headers(self, after: int, last: int) -> list[Header]:
        return self.all_headers[after:last]

    def recorded(self, topics: Sequence[str], last: int) -> Iterator[Recorded]:
        return (one for one in self.events[:last] if isinstance(one.event, Event) and one.event.TOPIC in topics)

    def history(self, stream: UUID, last: int) -> list[Recorded]:
        return [one for one in self.events[:last] if one.originator_id == stream]

    def rows(self, model: ReadModel, until: int, congress: str = "") -> Iterator[tuple[str, Row]]:
        rows = self._shown(model, until).items()
        yield from ((key, row) for key, row in rows if congress in {"", row["code"]})

    def rows_of(self, model: ReadModel, streams: Sequence[str], until: int) -> dict[str, Row]:
        return {key: row for key, row in self._shown(model, until).items() if key in streams}

    def document(self, sha256: str) -> bytes | None:
        return self.files.get(sha256)

    def erase(self, *positions: int) -> None:
        """Remove content and blind, as the redactor does."""
        for position in positions:
            self.all_headers[position - 1] = self.all_headers[position - 1]._replace(blind=None, state=None)

    def sign(self, folder: Path, sizes: Iterable[int]) -> None:
        """Publish a checkpoint of each of these sizes, when the last event of its tree was recorded."""
        hash_ = hasher(self.algorithm)
        leaves = [header.leaf(hash_) for header in self.all_headers]
        for size in sizes:
            at = max(datetime.fromisoformat(one.envelope.at) for one in self.events[:size])
            publish(folder, size, root_of(leaves[:size], hash_), at, self.algorithm)

    def _shown(self, model: ReadModel, until: int) -> dict[str, dict[str, Any]]:
        asked = (model.name, until)
        if asked not in self._folded:
            self._folded[asked] = folded(model, self.events[:until]).shown(model)
        return self._folded[asked]


def _header(mapper: RecordedMapper, one: Recorded, hash_: Hash) -> Header:
    assert isinstance(one.event, Event)
    stored = mapper.encode(one.originator_id, one.originator_version, one.envelope, one.event)
    blind = hashlib.sha256(b"blind %d" % one.position).digest()
    committed = commit(blind, stored.state, hash_)
    return Header(one.position, one.originator_id, one.originator_version, stored.topic, committed, blind, stored.state)
