"""How do minor changes and adjustments change a project's rows?"""

from __future__ import annotations

from typing import Any, Final

from domain.events import Event, Recorded
from projections.deeds import deed, when
from projections.model import Fold, Rows, plain
from projections.projects.life import stand, stand_before_suspension
from projections.projects.parts import BRIEF, CHANGES, add_to, head_of, part_of, set_part, with_numbered
from projects.events import adjustments as a
from projects.events.values import Brief


def _minor(rows: Rows, recorded: Recorded, event: a.MinorChangeFiled) -> None:
    add_to(rows, recorded, CHANGES, "minor", {**deed(recorded, event, "brief"), "to": _terms(event.brief)})
    _now(rows, recorded, event.brief, event.reason)


def _requested(rows: Rows, recorded: Recorded, event: a.AdjustmentRequested) -> None:
    said = {**deed(recorded, event, "number", "brief", "kind"), "to": _terms(event.brief)}
    _at(rows, recorded, event.number, kind=event.kind, requested=said)


def _decided(rows: Rows, recorded: Recorded, event: a.AdjustmentDecided) -> None:
    said = {**deed(recorded, event, "number", "brief"), "to": _terms(event.brief)}
    _at(rows, recorded, event.number, decided=said)
    match event.outcome:
        case "adjusted":
            _now(rows, recorded, event.brief, event.words)
        case "suspended" | "terminated":
            stand(rows, recorded, event.outcome)
        case "resumed":
            stand(rows, recorded, stand_before_suspension(head_of(rows, recorded)))


def _announced(rows: Rows, recorded: Recorded, event: a.AdjustmentAnnounced) -> None:
    _at(rows, recorded, event.number, announced=deed(recorded, event, "number"))


def _heard(rows: Rows, recorded: Recorded, event: a.AdjustmentHeard) -> None:
    _at(rows, recorded, event.number, heard=deed(recorded, event, "number"))


def _now(rows: Rows, recorded: Recorded, brief: Brief, reason: str) -> None:
    """The brief that stands from here on; the promise stays what it was."""
    set_part(rows, recorded, BRIEF, now={"brief": plain(brief), **when(recorded), "reason": reason})


def _terms(brief: Brief) -> dict[str, Any]:
    """What stands beside the promise: amount, deadline, targets."""
    names = ("total_fen", "total_text", "deadline_on", "deadline_text", "targets")
    return {name: plain(getattr(brief, name)) for name in names}


def _at(rows: Rows, recorded: Recorded, number: int, **changes: Any) -> None:
    known = part_of(rows, recorded, CHANGES).get("adjustments", [])
    set_part(rows, recorded, CHANGES, adjustments=with_numbered(known, number, **changes))


FOLDS: Final[dict[type[Event], Fold]] = {
    a.MinorChangeFiled: _minor,
    a.AdjustmentRequested: _requested,
    a.AdjustmentDecided: _decided,
    a.AdjustmentAnnounced: _announced,
    a.AdjustmentHeard: _heard,
}
