"""How is a stream played with random commands, and what must hold after each of them, whatever it was?"""

from __future__ import annotations

import json
from copy import deepcopy
from typing import TYPE_CHECKING, Any, Generic, TypeVar, get_args
from uuid import UUID

from hypothesis import strategies as st

from domain.canonical import canonical_bytes, from_json
from domain.events import Body, Decision, Envelope, Event, How, Recorded
from domain.refusals import Faults, Refusal
from tests.given import CHAIR, CLERK
from tests.goldens import stored

if TYPE_CHECKING:
    from datetime import date

    from domain.deciders import Command, Decider

S = TypeVar("S")
STREAM = UUID(int=1)


class Played(Generic[S]):
    """A stream and its history; `tell` decides a command and checks what every decider owes to everybody.

    A command is recorded or refused and never breaks anything; what is recorded can be stored, comes back from its bytes, and
    folds to the same state again; what is refused changes nothing and says why in words and numbers that can be printed.
    """

    def __init__(self, decider: Decider[S]) -> None:
        self.decider = decider
        self.state = decider.initial
        self.history: list[Recorded] = []

    def tell(self, command: Command, envelope: Envelope) -> tuple[Event, ...] | tuple[Refusal, ...]:
        """The events that were recorded, or the refusals; raises `AssertionError` where something is owed."""
        before = deepcopy(self.state)
        try:
            events = tuple(self.decider.decide(self.state, command, envelope))
        except (Refusal, Faults) as refusal:
            assert self.state == before, "a decider changed the state that it was given"
            return checked(refusal)
        assert self.state == before, "a decider changed the state that it was given"
        assert events, "neither recorded nor refused"
        for event in events:
            self._record(envelope, event)
        assert self.decider.fold(self.history) == self.state
        return events

    def _record(self, envelope: Envelope, event: Event) -> None:
        data = json.loads(stored(envelope, event))
        read = Recorded(
            STREAM,
            len(self.history) + 1,
            from_json(Envelope, data["envelope"]),
            from_json(type(event), data["event"]),
            len(self.history) + 1,
        )
        assert (read.envelope, read.event) == (envelope, event)
        self.history.append(read)
        self.state = self.decider.evolve(self.state, event, envelope)


def checked(refusal: Refusal | Faults) -> tuple[Refusal, ...]:
    """Every single refusal, after a look at its sentence, its numbers and its pointer."""
    faults = refusal.faults if isinstance(refusal, Faults) else (refusal,)
    assert faults
    for fault in faults:
        assert fault.detail.endswith(("。", "？")), f"not a sentence: {fault.detail!r}"
        assert fault.pointer == "" or fault.pointer.startswith("/")
        assert canonical_bytes({"detail": fault.detail, "pointer": fault.pointer, **fault.numbers})
    return faults


def recorded(told: tuple[Event, ...] | tuple[Refusal, ...]) -> bool:
    """Whether a command was recorded."""
    return all(isinstance(each, Event) for each in told)


def envelopes(days: st.SearchStrategy[date], *bodies: Body) -> st.SearchStrategy[Envelope]:
    """Envelopes on some of `days`, decided by nobody or one of `bodies` (of all), confirmed or not."""
    decisions = st.builds(
        Decision,
        body=st.sampled_from(bodies or get_args(Body)),
        how=st.sampled_from(get_args(How)),
        unanimous=st.booleans(),
    )
    return st.builds(_envelope, days, st.none() | decisions, st.sampled_from([None, CLERK, CHAIR]))


def _envelope(day: date, decision: Decision | None, second: Any) -> Envelope:
    return Envelope(
        at=f"{day.isoformat()}T07:42:13.508112Z",
        by=CLERK,
        command_id="played",
        effective_on=day.isoformat(),
        approved_by=second,
        decided_by=decision,
    )
