"""How does a stream of events become a state, and a command become events?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from domain.events import Erased, Value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from domain.events import Envelope, Event, Recorded

S = TypeVar("S")


@dataclass(frozen=True, slots=True, kw_only=True)
class Command(Value):
    """Something that somebody asks to be recorded, in the imperative.

    The edge builds commands straight from JSON bodies; a key that no field knows is a fault, never ignored.
    """

    __pydantic_config__ = {"extra": "forbid", "strict": False}  # noqa: RUF012 - read by the edge's validator, never written


@dataclass(frozen=True, slots=True)
class Decider(Generic[S]):
    """One kind of stream: its Chinese and code name, its start, and two pure functions.

    `decide(state, command, envelope)` answers the events or raises a `Refusal`; `evolve(state, event, envelope)` the next state.
    Neither knows a clock, chance, a database or the environment: what they need stands in the envelope and the command.
    """

    name: str
    initial: S
    decide: Callable[[S, Any, Envelope], Sequence[Event]]
    evolve: Callable[[S, Event, Envelope], S]

    def fold(self, history: Iterable[Recorded], state: S | None = None) -> S:
        """The state after `history`, from `state` or from the start; erased events are skipped."""
        evolve = self.evolve
        now = self.initial if state is None else state
        for recorded in history:
            event = recorded.event
            if not isinstance(event, Erased):
                now = evolve(now, event, recorded.envelope)
        return now
