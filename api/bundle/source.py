"""Out of what is a bundle made: headers, contents and rows of the ledger as of a position?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Final, Protocol
from uuid import UUID

from domain.events import Recorded
from domain.storage import Ledger
from domain.storage.tree import Header, read_headers
from projections.model import ReadModel, Row
from projections.reading import Reading

PAGE: Final = 500
LOG: Final = 2000


class Source(Protocol):
    """The ledger as bundles see it."""

    def headers(self, after: int, last: int) -> Sequence[Header]:
        """The header rows behind position `after` up to `last`, in this order, with blind and state where they stand."""

    def recorded(self, topics: Sequence[str], last: int) -> Iterator[Recorded]:
        """The events of these topics up to position `last`, in order."""

    def history(self, stream: UUID, last: int) -> Sequence[Recorded]:
        """The events of a stream up to position `last`."""

    def rows(self, model: ReadModel, until: int, congress: str = "") -> Iterator[tuple[str, Row]]:
        """The rows of a read model as of a position, by stream; those listed under one congress's code, or all."""

    def rows_of(self, model: ReadModel, streams: Sequence[str], until: int) -> Mapping[str, Row]:
        """Those of these streams."""

    def document(self, sha256: str) -> bytes | None:
        """The bytes of a document, if they are there."""


@dataclass(frozen=True, slots=True)
class LedgerSource:
    """The ledger in its database; the read models must have come as far as the rows are asked for."""

    ledger: Ledger
    reading: Reading

    def headers(self, after: int, last: int) -> list[Header]:
        """Of the log itself."""
        return self.ledger.read(partial(read_headers, after=after, limit=last - after))

    def recorded(self, topics: Sequence[str], last: int) -> Iterator[Recorded]:
        """Of the log itself, a page at a time."""
        after = 0
        while page := self.ledger.read_log(after, LOG, topics):
            yield from (each for each in page if each.position <= last)
            after = page[-1].position

    def history(self, stream: UUID, last: int) -> list[Recorded]:
        """Of the log itself."""
        return [recorded for recorded in self.ledger.history(stream) if recorded.position <= last]

    def rows(self, model: ReadModel, until: int, congress: str = "") -> Iterator[tuple[str, Row]]:
        """Of the table of the read model, a page at a time."""
        place = None
        while page := self.reading.rows(model, congress=congress, as_of=until, after=place, limit=PAGE):
            yield from ((shown.key, shown.row) for shown in page)
            place = page[-1].place

    def rows_of(self, model: ReadModel, streams: Sequence[str], until: int) -> dict[str, Row]:
        """Of the table of the read model."""
        return {shown.key: shown.row for shown in self.reading.rows_of(model, streams, until)}

    def document(self, sha256: str) -> bytes | None:
        """Of the side table."""
        with self.ledger.connection() as connection:
            asked: Any = (bytes.fromhex(sha256),)
            row = connection.execute("SELECT bytes FROM ledger.document_bytes WHERE sha256 = %s", asked).fetchone()
        return None if row is None else bytes(row["bytes"])
