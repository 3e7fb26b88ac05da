"""What does a bundle give of each event to whom it is made for?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol
from uuid import UUID

from domain.storage.tree import Header
from projections.publication import Audience


class Giving(Protocol):
    """Decides event by event; asked in the order of the log, so that it can note what the results follow from."""

    audience: Audience

    def given(self, headers: Sequence[Header]) -> frozenset[int]:
        """The positions of those of these events whose content is given, where it is not erased."""

    def result(self, stream: str) -> bool:
        """Whether a stream's result follows from what was given."""

    def counts(self, stream: str) -> bool:
        """Whether its figures follow too."""


class Everything:
    """For those who see the inside: all that is not erased."""

    audience: Audience = "inside"

    def __init__(self, streams: frozenset[UUID] | None) -> None:
        self._streams = streams

    def given(self, headers: Sequence[Header]) -> frozenset[int]:
        """All of them."""
        return frozenset(header.position for header in headers)

    def result(self, stream: str) -> bool:
        """Of every stream in the bundle."""
        return self._streams is None or UUID(stream) in self._streams

    counts = result


class HeadersAlone:
    """Nothing but the headers, so that nothing follows."""

    def __init__(self, audience: Audience) -> None:
        self.audience = audience

    def given(self, _headers: Sequence[Header]) -> frozenset[int]:
        """None of them."""
        return frozenset()

    def result(self, _stream: str) -> bool:
        """None."""
        return False

    counts = result
