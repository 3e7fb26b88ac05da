"""How is a command of projects decided on streams in memory, its number given, its congress read?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from domain.congress.decider import CONGRESS
from domain.events import Erased
from domain.refusals import Faults, Refusal
from domain.streams import congress_id
from domain.usecase import Numbered, UseCase, first_free
from projects.application import USE_CASES
from tests.goldens import stored
from tests.projections.kit import Log
from tests.stateful import checked

if TYPE_CHECKING:
    from uuid import UUID

    from domain.congress.state import Congress
    from domain.deciders import Command, Decider
    from domain.events import Envelope, Event

CASES = {case.command: case for case in USE_CASES}


class Desk:
    """A congress as it stands, and the streams that its commands have begun, on a log in memory."""

    def __init__(self, congress: Congress) -> None:
        self.congress = congress
        self.home = congress_id(congress.code)
        self.log = Log()
        self._states: dict[UUID, tuple[int, Any]] = {}

    def ask(self, asked: Command, on: Envelope, stream: UUID | None = None) -> UUID:
        """Record what is asked for on an existing stream or a new one; raises its refusals."""
        case = CASES[type(asked)]
        own, command = self._own(case, asked, stream)
        return self.tell(case.decider, own, case.inform(self.read, own, command), on)

    def tell(self, decider: Decider[Any], stream: UUID, command: Command, on: Envelope) -> UUID:
        """Record what a command makes that knows all that it needs; raises its refusals, after a look at them."""
        try:
            events = tuple(decider.decide(self.read(decider, stream), command, on))
        except (Refusal, Faults) as refusal:
            checked(refusal)
            raise
        assert events, "neither recorded nor refused"
        for event in events:
            self.record(stream, event, on)
        return stream

    def record(self, stream: UUID, event: Event, on: Envelope) -> None:
        """Record an event that nobody decides here."""
        assert stored(on, event)
        self.log.append(stream, event, on=on)

    def read(self, decider: Decider[Any], stream: UUID) -> Any:
        """The state of a stream, folded on from where it was read last."""
        if decider is CONGRESS:
            return self.congress if stream == self.home else None
        known, state = self._states.get(stream, (0, decider.initial))
        new = [recorded for recorded in self.log.events[known:] if recorded.originator_id == stream]
        state = decider.fold(new, state)
        self._states[stream] = len(self.log.events), state
        return state

    def forget(self, length: int) -> None:
        """Go back to the log of the first `length` events, as if nothing had been recorded since."""
        kept = self.log.events[:length]
        self.log, self._states = Log(), {}
        for recorded in kept:
            assert not isinstance(recorded.event, Erased)
            self.log.append(recorded.originator_id, recorded.event, on=recorded.envelope)

    def _own(self, case: UseCase, asked: Command, stream: UUID | None) -> tuple[UUID, Command]:
        if case.series is not None:
            series = case.series
            number = first_free(lambda n: self.read(case.decider, series(asked, n)) is not None)
            return series(asked, number), Numbered(asked=asked, number=number)
        own = case.begins(asked) if case.begins is not None else stream
        assert own is not None
        return own, asked
