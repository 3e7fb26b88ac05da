"""How does each event of a finding change its row?"""

from __future__ import annotations

from domain.congress.events import ProfileAdopted
from domain.events import Event, Recorded
from projections.deeds import when
from projections.model import Fold, Rows, plain_but
from projections.newest import add_act, adopted, rules_key, stage
from projects.events import findings as f
from projects.numbers import FINDING


def _recorded(rows: Rows, recorded: Recorded, event: f.FindingRecorded) -> None:
    row = {
        **plain_but(event),
        "says": FINDING.say(event.year, event.number),
        "units": [],
        "unit_name": "",
        "due_on": "",
        "escalated": False,
        "acts": [{"act": "recorded", **when(recorded)}],
        "parts": [rules_key(event.congress)],
        **stage("unassigned"),
    }
    rows.put(recorded.stream, row, event.code)


def _assigned(rows: Rows, recorded: Recorded, event: f.FindingAssigned) -> None:
    to = {"units": [event.unit], "unit_name": event.unit_name, "due_on": event.due_on}
    add_act(rows, recorded, event, "assigned", **to, **stage("rectifying", event.due_on))


def _answered(rows: Rows, recorded: Recorded, event: f.FindingAnswered) -> None:
    add_act(rows, recorded, event, "answered", **stage("answered"))


def _accepted(rows: Rows, recorded: Recorded, event: f.AnswerAccepted) -> None:
    add_act(rows, recorded, event, "accepted", **stage("accepted"))


def _returned(rows: Rows, recorded: Recorded, event: f.AnswerReturned) -> None:
    add_act(rows, recorded, event, "returned", due_on=event.due_on, **stage("rectifying", event.due_on))


def _pressed(rows: Rows, recorded: Recorded, event: f.FindingPressed) -> None:
    add_act(rows, recorded, event, "pressed")


def _escalated(rows: Rows, recorded: Recorded, event: f.FindingEscalated) -> None:
    add_act(rows, recorded, event, "escalated", escalated=True)


def _closed(rows: Rows, recorded: Recorded, event: f.FindingClosed) -> None:
    add_act(rows, recorded, event, "closed", escalated=False, **stage("closed"))


def _reopened(rows: Rows, recorded: Recorded, event: f.FindingReopened) -> None:
    add_act(rows, recorded, event, "reopened", due_on=event.due_on, **stage("rectifying", event.due_on))


FOLDS: dict[type[Event], Fold] = {
    ProfileAdopted: adopted,
    f.FindingRecorded: _recorded,
    f.FindingAssigned: _assigned,
    f.FindingAnswered: _answered,
    f.AnswerAccepted: _accepted,
    f.AnswerReturned: _returned,
    f.FindingPressed: _pressed,
    f.FindingEscalated: _escalated,
    f.FindingClosed: _closed,
    f.FindingReopened: _reopened,
}
