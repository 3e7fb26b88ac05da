"""How does each event of an inspection change its row?"""

from __future__ import annotations

from domain.congress.events import ProfileAdopted
from domain.events import Event, Recorded
from projections.deeds import when
from projections.model import Fold, Rows, plain, plain_but
from projections.newest import add_act, adopted, rules_key
from projects.events import inspections as i
from projects.numbers import INSPECTION


def _planned(rows: Rows, recorded: Recorded, event: i.InspectionPlanned) -> None:
    row = {
        **plain_but(event, "kind"),
        "inspection_kind": event.kind,
        "says": INSPECTION.say(event.year, event.number),
        "planned_projects": plain(event.projects),
        "status": "planned",
        "open": True,
        "owed_on": event.planned_on,
        "acts": [{"act": "planned", **when(recorded)}],
        "parts": [rules_key(event.congress)],
    }
    rows.put(recorded.stream, row, event.code)


def _held(rows: Rows, recorded: Recorded, event: i.InspectionHeld) -> None:
    add_act(rows, recorded, event, "held", status="held", open=False, owed_on="", projects=plain(event.projects))


def _handed_over(rows: Rows, recorded: Recorded, event: i.InspectionOpinionsHandedOver) -> None:
    add_act(rows, recorded, event, "handed_over")


def _called_off(rows: Rows, recorded: Recorded, event: i.InspectionCalledOff) -> None:
    add_act(rows, recorded, event, "called_off", status="called_off", open=False, owed_on="")


FOLDS: dict[type[Event], Fold] = {
    ProfileAdopted: adopted,
    i.InspectionPlanned: _planned,
    i.InspectionHeld: _held,
    i.InspectionOpinionsHandedOver: _handed_over,
    i.InspectionCalledOff: _called_off,
}
