"""What stands about one inspection 视察调研?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from domain.refusals import NotFound
from projects.events import inspections as i
from projects.numbers import INSPECTION
from projects.states.home import Home, home

if TYPE_CHECKING:
    from domain.events import Envelope, Event


@dataclass(frozen=True, slots=True)
class Planned:
    """安排: on which day, and for which."""

    on: str
    planned_on: str


@dataclass(frozen=True, slots=True)
class Held:
    """已进行: on which day; to whom the opinions were handed over since."""

    on: str
    handed_to: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CalledOff:
    """已取消."""

    on: str


Stage = Planned | Held | CalledOff


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspection:
    """An inspection and the projects that it was planned for."""

    home: Home
    year: int
    number: int
    stage: Stage
    projects: tuple[str, ...]

    @property
    def says(self) -> str:
        """The number as people say it."""
        return INSPECTION.say(self.year, self.number)


def evolve(state: Inspection | None, event: Event, envelope: Envelope) -> Inspection | None:
    """The inspection after one more event of its stream."""
    on = envelope.effective_on
    if isinstance(event, i.InspectionPlanned):
        return Inspection(
            home=home(event), year=event.year, number=event.number,
            stage=Planned(on, event.planned_on), projects=event.projects,
        )  # fmt: skip
    if state is None:
        raise NotFound("没有找到这次视察。")
    match event, state.stage:
        case i.InspectionHeld(), _:
            return replace(state, stage=Held(on))
        case i.InspectionOpinionsHandedOver(), Held() as held:
            return replace(state, stage=replace(held, handed_to=(*held.handed_to, event.to)))
        case i.InspectionOpinionsHandedOver(), _:
            return state
        case i.InspectionCalledOff(), _:
            return replace(state, stage=CalledOff(on))
        case _:
            raise AssertionError(f"not an event of an inspection: {event!r}")
