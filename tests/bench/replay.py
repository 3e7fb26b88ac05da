"""How many events a second become a state again, beside the library's default?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID, uuid4

from domain.congress.events import UnitRegistered
from domain.deciders import Decider
from domain.events import Envelope, Event
from domain.storage import Append
from tests.bench.figures import figure, rates
from tests.bench.stores import CLERK, DAY, Stores, Units, envelope, stores, unit

EVENTS = 1000
TURNS = 5
ROUNDS = 9


@dataclass(frozen=True, slots=True)
class Registered:
    """The last unit registered, and how many there are: the least that a fold of small immutable states does."""

    count: int = 0
    last: str = ""


def evolve(state: Registered, event: Event, _envelope: Envelope) -> Registered:
    """The state after one more unit."""
    assert isinstance(event, UnitRegistered)
    return Registered(state.count + 1, event.unit)


REGISTERED = Decider("单位", Registered(), lambda _state, _command, _envelope: (), evolve)


def bench() -> Iterator[dict[str, object]]:
    """A stream of 1,000 events, each with an envelope of its own, loaded from the database."""
    with stores() as found:
        ours, librarys = _write(found), _librarys_write(found)
        speeds = rates({"ours": lambda: _load(found, ours), "library": lambda: _librarys_load(found, librarys)}, ROUNDS)
    ratio = speeds["ours"] / speeds["library"]
    details = {f"{name}_per_second": round(speed) for name, speed in speeds.items()}
    yield figure("replay of a 1,000-event stream", ratio, ">= 6 x library", met=ratio >= 6, **details)


def _write(found: Stores) -> UUID:
    stream = uuid4()
    for number in range(EVENTS):
        found.ledger.append([Append(stream, number, [unit(number)])], envelope=envelope(uuid4()), command=None)
    return stream


def _librarys_write(found: Stores) -> UUID:
    units = Units(CLERK, uuid4())
    for number in range(EVENTS - 1):
        units.register(f"u{number}", unit(number).name, CLERK, "clerk", uuid4(), DAY)
    found.library.save(units)
    return units.id


def _load(found: Stores, stream: UUID) -> int:
    for _ in range(TURNS):
        assert found.ledger.load(REGISTERED, stream).state.count == EVENTS
    return TURNS * EVENTS


def _librarys_load(found: Stores, stream: UUID) -> int:
    for _ in range(TURNS):
        units: Units = found.library.repository.get(stream)
        assert units.version == EVENTS
    return TURNS * EVENTS
