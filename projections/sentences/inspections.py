"""How is what happened with an inspection 视察调研 told?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from domain.calendar import say_day
from domain.events import Event
from projections.sentences.words import Names, Shown, inline
from projections.words.years import INSPECTION_KINDS
from projects.events import inspections as i
from projects.numbers import INSPECTION


def planned(event: i.InspectionPlanned, _names: Names, _shown: Shown) -> str:
    """视察安排."""
    group = f"，由{event.group}进行" if event.group else ""
    projects = f"，看项目{'、'.join(event.projects)}" if event.projects else ""
    return (
        f"安排{INSPECTION_KINDS[event.kind]}{INSPECTION.say(event.year, event.number)}《{event.title}》，"
        f"{say_day(event.planned_on)}{group}{projects}"
    )


def held(event: i.InspectionHeld, _names: Names, _shown: Shown) -> str:
    """视察进行."""
    places = f"，到{'、'.join(event.places)}" if event.places else ""
    return f"视察进行，{event.count}人参加{places}，看项目{'、'.join(event.projects)}：{inline(event.summary)}"


def handed_over(event: i.InspectionOpinionsHandedOver, _names: Names, _shown: Shown) -> str:
    """视察意见转交."""
    due = f"，{say_day(event.reply_due_on)}前答复" if event.reply_due_on else ""
    return f"视察意见{len(event.opinions)}条转交{event.to}{due}：{'；'.join(map(inline, event.opinions))}"


def called_off(event: i.InspectionCalledOff, _names: Names, _shown: Shown) -> str:
    """取消视察."""
    return f"取消视察：{inline(event.reason)}"


TELLS: Final[Mapping[type[Event], Any]] = {
    i.InspectionPlanned: planned,
    i.InspectionHeld: held,
    i.InspectionOpinionsHandedOver: handed_over,
    i.InspectionCalledOff: called_off,
}
