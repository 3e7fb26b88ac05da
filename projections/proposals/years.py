"""How do a year's solicitation, its lists and what was chosen change the rows from which the funnel is made?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from domain.events import Event, Recorded
from projections.deeds import said
from projections.model import Fold, Row, Rows
from projections.proposals.keys import project_key, year_key
from projects.events import cycles as c
from projects.events import projects as j
from projects.events import proposals as p
from projects.numbers import PROJECT


def with_received(rows: Rows, year: str, event: p.ProposalSubmitted) -> None:
    """One more proposal of the year: numbers are given in order, so the last one says how many there are."""
    rows.put(year, {**_year(rows, year, event), "received": event.number})


def _year(rows: Rows, key: str, event: p.ProposalSubmitted | c.CycleOpened | c.CycleTakenOver) -> Row:
    """The year's row; whichever comes first, a proposal or the year of work itself, begins it."""
    return rows.get(key) or {
        "congress": event.congress,
        "code": event.code,
        "congress_name": event.congress_name,
        "project_year": event.project_year,
        "received": 0,
        "solicitations": [],
        "candidates": {},
        "final": {},
        "chosen": [],
    }


def _cycle(rows: Rows, recorded: Recorded, event: c.CycleOpened | c.CycleTakenOver) -> None:
    own = recorded.stream
    rows.put(own, _year(rows, own, event))


def _opened(rows: Rows, recorded: Recorded, event: c.SolicitationOpened) -> None:
    def change(year: Row) -> Row:
        begun = {**_at(recorded, event), "closed": None}
        return {**year, "solicitations": [*year["solicitations"], begun]}

    _change(rows, recorded.stream, change)


def _closed(rows: Rows, recorded: Recorded, event: c.SolicitationClosed) -> None:
    def change(year: Row) -> Row:
        *before, last = year["solicitations"]
        return {**year, "solicitations": [*before, {**last, "closed": _at(recorded, event)}]}

    _change(rows, recorded.stream, change)


def _candidates(rows: Rows, recorded: Recorded, event: c.PreliminaryListDrawnUp) -> None:
    _list(rows, recorded, event, "candidates")


def _final(rows: Rows, recorded: Recorded, event: c.FinalListFixed) -> None:
    _list(rows, recorded, event, "final")
    year = rows.get(recorded.stream)
    assert year is not None, "a stream begins with CycleOpened"
    for item in event.items:
        # A project that was not chosen may come onto the list of a later year.
        _project(rows, project_key(year["congress"], item.project), listed_in=year["project_year"])


def _list(rows: Rows, recorded: Recorded, event: c.PreliminaryListDrawnUp | c.FinalListFixed, name: str) -> None:
    """A batch's list, the last one drawn up."""
    entry = {"projects": [item.project for item in event.items], **_place(recorded)}
    _change(rows, recorded.stream, lambda year: {**year, name: {**year[name], str(event.batch): entry}})


def _drafted(rows: Rows, recorded: Recorded, event: j.ProjectDrafted | j.ProjectTakenOver) -> None:
    proposals: Sequence[str] = event.proposals if isinstance(event, j.ProjectDrafted) else ()
    row = {
        "number": PROJECT.say(event.project_year, event.number),
        "congress": event.congress,
        "listed_in": event.project_year,
        "proposals": list(proposals),
    }
    rows.put(recorded.stream, row)


def _selected(rows: Rows, recorded: Recorded, _event: j.ProjectSelected | j.ProjectListed) -> None:
    _choose(rows, recorded, chosen=True)


def _not_selected(rows: Rows, recorded: Recorded, _event: j.ProjectNotSelected) -> None:
    _choose(rows, recorded, chosen=False)


def _choose(rows: Rows, recorded: Recorded, *, chosen: bool) -> None:
    project = rows.get(recorded.stream)
    if project is None:
        return

    def change(year: Row) -> Row:
        others = [number for number in year["chosen"] if number != project["number"]]
        return {**year, "chosen": [*others, project["number"]] if chosen else others}

    _change(rows, year_key(project["congress"], project["listed_in"]), change)


def _project(rows: Rows, key: str, **changes: Any) -> None:
    row = rows.get(key)
    if row is not None:
        rows.put(key, {**row, **changes})


def _change(rows: Rows, key: str, change: Any) -> None:
    row = rows.get(key)
    if row is not None:
        rows.put(key, change(row))


def _at(recorded: Recorded, event: Event) -> dict[str, Any]:
    return {**said(recorded, event), **_place(recorded)}


def _place(recorded: Recorded) -> dict[str, Any]:
    """Where the event stands, so that whoever doubts a figure can open it."""
    return {"stream": recorded.stream, "position": recorded.position}


YEAR_FOLDS: dict[type[Event], Fold] = {
    c.CycleOpened: _cycle,
    c.CycleTakenOver: _cycle,
    c.SolicitationOpened: _opened,
    c.SolicitationClosed: _closed,
    c.PreliminaryListDrawnUp: _candidates,
    c.FinalListFixed: _final,
    j.ProjectDrafted: _drafted,
    j.ProjectTakenOver: _drafted,
    j.ProjectSelected: _selected,
    j.ProjectListed: _selected,
    j.ProjectNotSelected: _not_selected,
}
