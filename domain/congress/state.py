"""What stands about a congress after everything that happened to it?"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from domain.congress.events import (
    CongressMerged,
    CongressRegistered,
    CongressRenamed,
    ContentErased,
    ProfileAdopted,
    RollChanged,
    TermBegun,
    UnitMerged,
    UnitRegistered,
    UnitRenamed,
)
from domain.refusals import NotFound

if TYPE_CHECKING:
    from domain.divisions import Level
    from domain.events import Envelope, Event


@dataclass(frozen=True, slots=True)
class Unit:
    """A responsible unit 承办单位; `merged_into` is the number of the one that goes on."""

    name: str
    merged_into: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Congress:
    """A registered congress; `profiles` by version, `deputies` in office now (0 before the first term), `deputies_since` a day."""

    code: str
    level: Level
    name: str
    labels: dict[str, str] = field(default_factory=dict)
    term: int = 0
    term_began_on: str = ""
    deputies: int = 0
    deputies_since: str = ""
    profiles: dict[int, dict[str, Any]] = field(default_factory=dict)
    units: dict[str, Unit] = field(default_factory=dict)
    merged_into: str = ""
    erased: frozenset[int] = frozenset()


def evolve(state: Congress | None, event: Event, envelope: Envelope) -> Congress | None:
    """The congress after one more event of its stream."""
    if isinstance(event, CongressRegistered):
        return Congress(code=event.code, level=event.level, name=event.name, labels=event.labels)
    if state is None:
        raise NotFound("没有找到这个人大。")
    match event:
        case TermBegun():
            return replace(
                state,
                term=event.term,
                term_began_on=event.began_on,
                deputies=event.deputies,
                deputies_since=event.began_on,
            )
        case RollChanged():
            return replace(state, deputies=event.after, deputies_since=envelope.effective_on)
        case ProfileAdopted():
            return replace(state, profiles={**state.profiles, event.version: event.profile})
        case CongressRenamed():
            return replace(state, name=event.name, code=event.code)
        case CongressMerged():
            return replace(state, merged_into=event.into)
        case ContentErased():
            return replace(state, erased=state.erased | set(event.positions))
        case UnitRegistered() | UnitRenamed():
            return replace(state, units={**state.units, event.unit: Unit(event.name)})
        case UnitMerged():
            merged = replace(state.units[event.unit], merged_into=event.into)
            return replace(state, units={**state.units, event.unit: merged})
        case _:
            raise AssertionError(f"not an event of a congress: {event!r}")
