"""Out of what is a bundle made: headers, contents and rows of the ledger as of a position?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final, Protocol

from domain.storage import Ledger
from domain.storage.stretches import Content, Header, select_contents, select_headers
from projections.model import ReadModel, Row
from projections.reading import Reading

PAGE: Final = 500


class Source(Protocol):
    """The ledger as bundles see it."""

    def headers(self, after: int, last: int) -> Sequence[Header]:
        """The headers at the positions behind `after` up to `last`, in this order."""

    def contents(self, positions: Sequence[int]) -> dict[int, Content]:
        """What stands at these positions; nothing where it was erased."""

    def rows(self, model: ReadModel, until: int) -> Iterator[tuple[str, Row]]:
        """The listed rows of a read model as of a position, by stream."""


@dataclass(frozen=True, slots=True)
class LedgerSource:
    """The ledger in its database; the read models must have come as far as the rows are asked for."""

    ledger: Ledger
    reading: Reading

    def headers(self, after: int, last: int) -> list[Header]:
        """Of the log itself."""
        return self.ledger.read(partial(select_headers, after=after, last=last))

    def contents(self, positions: Sequence[int]) -> dict[int, Content]:
        """Of the log itself."""
        return self.ledger.read(partial(select_contents, positions=positions)) if positions else {}

    def rows(self, model: ReadModel, until: int) -> Iterator[tuple[str, Row]]:
        """Of the table of the read model, a page at a time."""
        place = None
        while page := self.reading.rows(model, as_of=until, after=place, limit=PAGE):
            yield from ((shown.key, shown.row) for shown in page)
            place = page[-1].place
