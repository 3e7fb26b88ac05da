"""How does a test make a bundle of a log in memory?"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from domain.events import Event, Recorded
from domain.leaves import entry
from domain.merkle import leaf_hash, root_of
from domain.storage.commitment import commit
from domain.storage.mapper import RecordedMapper
from domain.storage.stretches import Content, Header
from projections.model import ReadModel, Row
from tests.bundle.keys import publish
from tests.projections.kit import folded


class MemorySource:
    """A log in memory as its database would give it; every blind is derived from its position, so that it is the same each time."""

    def __init__(self, events: Sequence[Recorded]) -> None:
        self.events = list(events)
        mapper = RecordedMapper()
        self.all_contents: dict[int, Content] = {}
        self.all_headers: list[Header] = []
        for one in events:
            assert isinstance(one.event, Event)
            stored = mapper.encode(one.originator_id, one.originator_version, one.envelope, one.event)
            blind = hashlib.sha256(b"blind %d" % one.position).digest()
            self.all_contents[one.position] = Content(one.position, blind, stored.state)
            self.all_headers.append(
                Header(
                    one.position, one.originator_id, one.originator_version, stored.topic, commit(blind, stored.state)
                )
            )

    def headers(self, after: int, last: int) -> list[Header]:
        return [header for header in self.all_headers[after:last] if header.position <= last]

    def contents(self, positions: Sequence[int]) -> dict[int, Content]:
        return {position: self.all_contents[position] for position in positions if position in self.all_contents}

    def rows(self, model: ReadModel, until: int) -> Iterator[tuple[str, Row]]:
        yield from self._shown(model, until).items()

    def sign(self, folder: Path, sizes: Iterable[int]) -> None:
        """Publish a checkpoint of each of these sizes, at the moment when the last event of the tree was recorded."""
        leaves = [leaf_hash(entry(*header)) for header in self.all_headers]
        for size in sizes:
            at = max(datetime.fromisoformat(one.envelope.at) for one in self.events[:size])
            publish(folder, size, root_of(leaves[:size]), at.astimezone(UTC) + timedelta(seconds=1))

    def _shown(self, model: ReadModel, until: int) -> dict[str, Any]:
        return folded(model, self.events[:until]).shown(model)
