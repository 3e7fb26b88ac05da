"""Which other streams does a use case find in a test?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from uuid import UUID

    from domain.deciders import Decider

S = TypeVar("S")


class Known:
    """A reader that knows a few streams and notes which ones were read, as the edge does for its guards."""

    def __init__(self, states: dict[UUID, Any]) -> None:
        self.states = states
        self.read: list[UUID] = []

    def __call__(self, decider: Decider[S], stream: UUID) -> S:
        """The state of `stream`, the decider's start where it has not begun."""
        self.read.append(stream)
        found: S = self.states.get(stream, decider.initial)
        return found
