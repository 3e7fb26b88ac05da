"""How does the second look 回头看 change a project's rows?"""

from __future__ import annotations

from typing import Any, Final

from domain.events import Event, Recorded
from projections.deeds import deed
from projections.model import Fold, Rows
from projections.projects.parts import LOOKS, part_of, set_part, with_numbered
from projects.events import followups as f


def _owed(rows: Rows, recorded: Recorded, event: f.FollowUpOwed) -> None:
    _at(rows, recorded, event.number, owed=deed(recorded, event, "number"))


def _plan(rows: Rows, recorded: Recorded, event: f.RectificationPlanFiled) -> None:
    _at(rows, recorded, event.number, plan=deed(recorded, event, "number"))


def _reported(rows: Rows, recorded: Recorded, event: f.RectificationReported) -> None:
    _also(rows, recorded, event.number, "reported", deed(recorded, event, "number"))


def _inspected(rows: Rows, recorded: Recorded, event: f.RectificationInspected) -> None:
    _also(rows, recorded, event.number, "inspected", deed(recorded, event, "number"))


def _reevaluated(rows: Rows, recorded: Recorded, event: f.ProjectReevaluated) -> None:
    _also(rows, recorded, event.number, "reevaluated", deed(recorded, event, "number"))


def _closed(rows: Rows, recorded: Recorded, event: f.FollowUpClosed) -> None:
    _at(rows, recorded, event.number, closed=deed(recorded, event, "number"))


def _escalated(rows: Rows, recorded: Recorded, event: f.FollowUpEscalated) -> None:
    _also(rows, recorded, event.number, "escalated", deed(recorded, event, "number"))


def _at(rows: Rows, recorded: Recorded, number: int, **changes: Any) -> None:
    known = part_of(rows, recorded, LOOKS).get("looks", [])
    set_part(rows, recorded, LOOKS, looks=with_numbered(known, number, **changes))


def _also(rows: Rows, recorded: Recorded, number: int, name: str, said: dict[str, Any]) -> None:
    known = part_of(rows, recorded, LOOKS).get("looks", [])
    found: dict[str, Any] = next((look for look in known if look["number"] == number), {})
    _at(rows, recorded, number, **{name: [*found.get(name, ()), said]})


FOLDS: Final[dict[type[Event], Fold]] = {
    f.FollowUpOwed: _owed,
    f.RectificationPlanFiled: _plan,
    f.RectificationReported: _reported,
    f.RectificationInspected: _inspected,
    f.ProjectReevaluated: _reevaluated,
    f.FollowUpClosed: _closed,
    f.FollowUpEscalated: _escalated,
}
