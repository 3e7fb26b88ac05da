"""What does a year of work ask of its ballots, evaluations, projects, inspections and reports?"""

from __future__ import annotations

from typing import Any

from domain.events import Event, Recorded
from projections.cycles.keys import OfYear, year_of
from projections.model import Fold, Row, Rows, plain
from projects.events import followups as f
from projects.events import projects as p
from projects.events.inspections import InspectionHeld, InspectionPlanned
from projects.events.reports import ReportDeliberated, ReportPlanned
from voting.events import evaluations as e
from voting.events import rounds as r

PROJECT: Row = {"chosen": {}, "listed": None, "assigned_on": None, "looks": {}}
"""A project of which nothing happened yet that a year asks about."""


def _round(rows: Rows, recorded: Recorded, event: r.RoundOpened) -> None:
    row = {"of": "round", "batch": event.batch, "round_kind": event.kind, "number": event.number}
    _of_year(rows, recorded, event, {**row, "status": "voting", "result": None})


def _counted(rows: Rows, recorded: Recorded, event: r.RoundCounted) -> None:
    """A correction that changes the result takes declaration and announcement back."""
    _found(rows, recorded, "counted", result=list(event.selected))


def _evaluation(rows: Rows, recorded: Recorded, event: e.EvaluationOpened) -> None:
    row = {"of": "evaluation", "subject": event.subject, "again": bool(event.re_evaluation_of)}
    _of_year(rows, recorded, event, {**row, "status": "marking", "result": None})


def _graded(rows: Rows, recorded: Recorded, event: e.EvaluationGraded) -> None:
    _found(rows, recorded, "graded", result=plain(event.grades))


def _found(rows: Rows, recorded: Recorded, status: str, result: Any) -> None:
    before = rows.get(recorded.stream)
    if before is not None and before["result"] != result:
        gone = ("declared_on", "announced_on")
        kept = {name: value for name, value in before.items() if name not in gone}
        rows.put(recorded.stream, {**kept, "status": status, "result": result})


def _move(status: str) -> Fold:
    """Note that a ballot or an evaluation came to another stage, and when."""

    def fold(rows: Rows, recorded: Recorded, _event: Event) -> None:
        _change(rows, recorded, status=status, **{f"{status}_on": recorded.envelope.effective_on})

    return fold


def _inspection(rows: Rows, recorded: Recorded, event: InspectionPlanned | ReportPlanned) -> None:
    _of_year(rows, recorded, event, {"of": "supervision", "title": event.title, "done_on": None})


def _supervised(rows: Rows, recorded: Recorded, _event: Event) -> None:
    _change(rows, recorded, done_on=recorded.envelope.effective_on)


def _of_year(rows: Rows, recorded: Recorded, event: OfYear, row: Row) -> None:
    """What belongs to a year that is kept here lies beside it."""
    year, own = year_of(event), recorded.stream
    head = rows.get(year) if year else None
    if head is not None:
        rows.put(
            own, {**row, "stream": own, "opened_on": recorded.envelope.effective_on, "position": recorded.position}
        )
        rows.put(year, {**head, "parts": [*head["parts"], own]}, head["code"])


def _change(rows: Rows, recorded: Recorded, **changes: Any) -> None:
    before = rows.get(recorded.stream)
    if before is not None:
        rows.put(recorded.stream, {**before, **changes})


def _selected(rows: Rows, recorded: Recorded, event: p.ProjectSelected | p.ProjectNotSelected) -> None:
    before = _project(rows, recorded)
    chosen = {**before["chosen"], event.round: isinstance(event, p.ProjectSelected)}
    rows.put(recorded.stream, {**before, "chosen": chosen})


def _listed(rows: Rows, recorded: Recorded, event: p.ProjectListed) -> None:
    rows.put(recorded.stream, {**_project(rows, recorded), "listed": event.document})


def _assigned(rows: Rows, recorded: Recorded, _event: p.ProjectAssigned) -> None:
    before = _project(rows, recorded)
    rows.put(
        recorded.stream,
        {**before, "assigned_on": before["assigned_on"] or recorded.envelope.effective_on},
    )


def _look(rows: Rows, recorded: Recorded, event: f.FollowUpOwed | f.FollowUpClosed) -> None:
    before, on, number = _project(rows, recorded), recorded.envelope.effective_on, str(event.number)
    look = before["looks"].get(number, {"owed_on": on, "ended_on": None})
    if not isinstance(event, f.FollowUpOwed):
        look = {**look, "ended_on": on}
    rows.put(recorded.stream, {**before, "looks": {**before["looks"], number: look}})


def _project(rows: Rows, recorded: Recorded) -> Row:
    return rows.get(recorded.stream) or PROJECT


FOLDS: dict[type[Event], Fold] = {
    r.RoundOpened: _round,
    r.RoundCounted: _counted,
    r.ResultDeclared: _move("declared"),
    r.ResultAnnounced: _move("announced"),
    r.RoundVoided: _move("void"),
    e.EvaluationOpened: _evaluation,
    e.EvaluationGraded: _graded,
    e.EvaluationDeclared: _move("declared"),
    e.EvaluationAnnounced: _move("announced"),
    e.EvaluationVoided: _move("void"),
    p.ProjectSelected: _selected,
    p.ProjectNotSelected: _selected,
    p.ProjectListed: _listed,
    p.ProjectAssigned: _assigned,
    f.FollowUpOwed: _look,
    f.FollowUpClosed: _look,
    InspectionPlanned: _inspection,
    InspectionHeld: _supervised,
    ReportPlanned: _inspection,
    ReportDeliberated: _supervised,
}
