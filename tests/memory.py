"""How can use cases be executed on a log in memory?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from domain.deciders import Decider
from domain.events import Envelope, Recorded
from domain.storage import Append, CommandRow, Guard, Loaded, Receipt


class Memory:
    """Stands in for the ledger where nobody else writes: states are folded on from where they were read last."""

    def __init__(self) -> None:
        self.events: list[Recorded] = []
        self._streams: dict[UUID, list[Recorded]] = {}
        self._states: dict[tuple[str, UUID], Loaded[Any]] = {}

    def load(self, decider: Decider[Any], stream: UUID) -> Loaded[Any]:
        """The state of a stream now."""
        history = self._streams.get(stream, [])
        before = self._states.get((decider.name, stream)) or Loaded(stream, 0, decider.initial)
        state = decider.fold(history[before.version :], before.state)
        found = self._states[decider.name, stream] = Loaded(stream, len(history), state)
        return found

    def append(
        self,
        entries: Sequence[Append],
        *,
        envelope: Envelope,
        command: CommandRow,
        guards: Sequence[Guard] = (),
        **_: Any,
    ) -> Receipt:
        """Record what one command records."""
        assert all(len(self._streams.get(guard.stream, ())) == guard.version for guard in guards)
        for entry in entries:
            history = self._streams.setdefault(entry.stream, [])
            assert len(history) == entry.expected_version
            for event in entry.events:
                on, position = entry.envelope or envelope, len(self.events) + 1
                history.append(Recorded(entry.stream, len(history) + 1, on, event, position))
                self.events.append(history[-1])
        versions = {entry.stream: len(self._streams[entry.stream]) for entry in entries}
        return Receipt(len(self.events), versions, answer=command.answer)

    def head(self) -> int:
        """The position of the last event."""
        return len(self.events)

    def command(self, _actor: str, _key: str) -> None:
        """Nothing is asked for twice."""
