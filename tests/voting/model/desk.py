"""How is a public command decided on streams in memory, as the edge does it on the log?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from domain.refusals import Faults, Refusal
from tests.goldens import stored
from tests.stateful import Played, checked
from voting.application import USE_CASES

if TYPE_CHECKING:
    from uuid import UUID

    from domain.congress.state import Congress
    from domain.deciders import Command, Decider
    from domain.events import Envelope

CASES = {(case.command, case.decider.name): case for case in USE_CASES}


class Watched(Played[Any]):
    """A stream that is folded again only when somebody looks, because a session asks a thousand things."""

    def tell(self, command: Command, envelope: Envelope) -> tuple[Any, ...]:
        """The events that were recorded, or the refusals."""
        try:
            events = tuple(self.decider.decide(self.state, command, envelope))
        except (Refusal, Faults) as refusal:
            return checked(refusal)
        assert events, "neither recorded nor refused"
        for event in events:
            self._record(envelope, event)
        return events

    def look(self) -> None:
        """Fold what was recorded from its beginning: it must be what the commands were decided on."""
        assert self.decider.fold(self.history) == self.state


class Desk:
    """A congress as it stands, and whatever streams its commands have begun."""

    def __init__(self, stream: UUID, congress: Congress) -> None:
        self.congress_stream = stream
        self.congress = congress
        self.streams: dict[UUID, Watched] = {}

    def ask(
        self, command: Command, envelope: Envelope, decider: Decider[Any], stream: UUID | None = None
    ) -> tuple[UUID | None, tuple[Any, ...]]:
        """The stream and its events, or the refusals; `stream` is None for a command that begins one."""
        case = CASES[type(command), decider.name]
        try:
            on = case.begins(command) if case.begins else stream
            assert on is not None
            informed = case.inform(self._read, on, command)
        except (Refusal, Faults) as refusal:
            return None, checked(refusal)
        played = self.streams.get(on) or Watched(decider)
        told = played.tell(informed, envelope)
        if played.history:
            self.streams[on] = played
        return on, told

    def consider(
        self, command: Command, envelope: Envelope, decider: Decider[Any], stream: UUID | None
    ) -> tuple[Any, ...]:
        """The events that the command would make, each fit to be stored and folded, or the refusals; nothing is recorded."""
        case = CASES[type(command), decider.name]
        try:
            on = case.begins(command) if case.begins else stream
            assert on is not None
            state = self._read(decider, on)
            events = tuple(decider.decide(state, case.inform(self._read, on, command), envelope))
        except (Refusal, Faults) as refusal:
            return checked(refusal)
        for event in events:
            assert stored(envelope, event)
            state = decider.evolve(state, event, envelope)
        return events

    def _read(self, decider: Decider[Any], stream: UUID) -> Any:
        """The stream folded by whoever reads it, whatever kind of stream it is."""
        if stream == self.congress_stream:
            return self.congress
        played = self.streams.get(stream)
        if played is None:
            return decider.initial
        return played.state if played.decider is decider else decider.fold(played.history)
