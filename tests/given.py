"""How does a test say: given these events, when this command, then these events or this refusal?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import pytest

from domain.events import Decision, Envelope, Event, Person
from domain.refusals import Faults, Refusal

if TYPE_CHECKING:
    from domain.deciders import Command, Decider
    from domain.events import Body, How

S = TypeVar("S")

CLERK = Person(ref="示例-经办", role="clerk")
CHAIR = Person(ref="示例-主席", role="chair")
ENVELOPE = Envelope(at="2024-01-18T02:00:00.000000Z", by=CLERK, command_id="c-1", effective_on="2024-01-18")


def envelope(  # noqa: PLR0913 - an envelope has that many sides
    *,
    on: str = "2024-01-18",
    body: Body | None = None,
    how: How = "show_of_hands",
    second: Person | None = None,
    by: Person = CLERK,
    meeting: str = "",
    unanimous: bool = False,
) -> Envelope:
    """An envelope for a test, dated `on`; `body` decided it, `second` confirmed it."""
    decision = Decision(body=body, how=how, meeting=meeting, unanimous=unanimous) if body else None
    return replace(ENVELOPE, by=by, effective_on=on, approved_by=second, decided_by=decision)


@dataclass(frozen=True)
class Given(Generic[S]):
    """A decider with a history; `when` runs a command on it."""

    decider: Decider[S]
    state: S

    def when(self, command: Command, on: Envelope = ENVELOPE) -> Outcome[S]:
        """What the decider answers to `command` under the envelope `on`."""
        try:
            events = tuple(self.decider.decide(self.state, command, on))
        except (Refusal, Faults) as refusal:
            return Outcome(self, (), on, refusal)
        return Outcome(self, events, on, None)


@dataclass(frozen=True)
class Outcome(Generic[S]):
    """Events or a refusal; `then`, `refused` check it, `and_then` goes on from the state that follows."""

    given: Given[S]
    events: tuple[Event, ...]
    on: Envelope
    refusal: Refusal | Faults | None

    def then(self, *expected: Event) -> Given[S]:
        """The command recorded exactly `expected`."""
        assert self.refusal is None, f"refused: {self.refusal!r}"
        assert self.events == expected
        return self.and_then()

    def and_then(self) -> Given[S]:
        """The decider with the new events folded in; a refusal fails the test."""
        assert self.refusal is None, f"refused: {self.refusal!r}"
        state = self.given.state
        for event in self.events:
            state = self.given.decider.evolve(state, event, self.on)
        return Given(self.given.decider, state)

    def refused(self, reason: type[Refusal], match: str = "", pointer: str | None = None) -> Refusal:
        """The command was refused for `reason` (possibly among others); its sentence contains `match`."""
        found = self.refusal.faults if isinstance(self.refusal, Faults) else (self.refusal,)
        for fault in found:
            if type(fault) is reason and match in fault.detail and pointer in (None, fault.pointer):
                return fault
        pytest.fail(f"expected {reason.__name__} {match!r} {pointer!r}, got {self.refusal!r} {self.events!r}")


def given(decider: Decider[Any], *history: Event | tuple[Envelope, Event]) -> Given[Any]:
    """A decider whose stream holds `history`; an event may come with its own envelope."""
    state = decider.initial
    for entry in history:
        on, event = entry if isinstance(entry, tuple) else (ENVELOPE, entry)
        state = decider.evolve(state, event, on)
    return Given(decider, state)
