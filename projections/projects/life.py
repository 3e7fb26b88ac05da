"""How do drafting, choosing, assigning, finishing and carrying over change a project's rows?"""

from __future__ import annotations

from typing import Any, Final

from domain.events import Event, Recorded
from projections.deeds import deed, when
from projections.model import Fold, Row, Rows, plain
from projections.projects.parts import (
    BRIEF,
    ENDS,
    OWN,
    add_to,
    head_of,
    key,
    part_of,
    rules_key,
    set_head,
    set_part,
    units_key,
)
from projects.events import projects as p
from projects.events.values import Brief
from projects.numbers import PROJECT


def _drafted(rows: Rows, recorded: Recorded, event: p.ProjectDrafted) -> None:
    brief = _brief(recorded, event.brief)
    set_part(rows, recorded, BRIEF, drafted=brief, now=brief)
    _begin(rows, recorded, event, {"standing": "drafted", "proposals": list(event.proposals)})


def _taken_over(rows: Rows, recorded: Recorded, event: p.ProjectTakenOver) -> None:
    brief = _brief(recorded, event.brief)
    printed = {
        "amount_fen": event.brief.total_fen,
        "amount_text": event.brief.total_text,
        "deadline": event.brief.deadline_text or event.brief.deadline_on,
    }
    set_part(rows, recorded, BRIEF, drafted=brief, now=brief, promise={**brief, **printed})
    taken = deed(recorded, event, "brief", "congress", "code", "congress_name", "level", "project_year", "number")
    begun: Row = {"standing": event.standing, "proposals": [], "origin": "taken_over", "taken_over": taken}
    _begin(rows, recorded, event, begun)


def _begin(rows: Rows, recorded: Recorded, event: p.ProjectDrafted | p.ProjectTakenOver, begun: Row) -> None:
    """`begun`: its first standing, and what the two beginnings have not in common."""
    stream = recorded.stream
    row = {
        "stream": stream,
        "project": PROJECT.say(event.project_year, event.number),
        **{name: getattr(event, name) for name in ("congress", "code", "congress_name", "level", "project_year")},
        "years": [event.project_year],
        "origin": None,
        "taken_over": None,
        "assigned": None,
        **begun,
        "way": [{"standing": begun["standing"], **when(recorded)}],
        "parts": [
            rules_key(event.congress),
            units_key(event.congress),
            *(key(stream, part) for part in OWN),
        ],
    }
    rows.put(stream, row, event.code)


def _brief(recorded: Recorded, brief: Brief) -> dict[str, Any]:
    return {"brief": plain(brief), **when(recorded)}


def _revised(rows: Rows, recorded: Recorded, event: p.ProjectRevised) -> None:
    set_part(rows, recorded, BRIEF, now={**_brief(recorded, event.brief), "reason": event.reason})


def _chosen(rows: Rows, recorded: Recorded, event: p.ProjectSelected | p.ProjectListed) -> None:
    """The promise: the brief of this day, with amount and deadline as printed; it never changes again."""
    now = part_of(rows, recorded, BRIEF)["now"]
    chosen = deed(recorded, event)
    set_part(rows, recorded, BRIEF, promise={**chosen, "brief": now["brief"]})
    origin = event.origin if isinstance(event, p.ProjectSelected) else "listed"
    years = [event.project_year or head_of(rows, recorded)["project_year"]]
    stand(rows, recorded, "chosen", origin=origin, years=years)


def _not_chosen(rows: Rows, recorded: Recorded, event: p.ProjectNotSelected) -> None:
    """Also of one that was chosen before its ballot was put right: then nothing is promised any more."""
    add_to(rows, recorded, BRIEF, "not_chosen", deed(recorded, event))
    set_part(rows, recorded, BRIEF, promise=None)
    years = [head_of(rows, recorded)["project_year"]]
    stand(rows, recorded, "not_chosen", origin=None, years=years)


def _assigned(rows: Rows, recorded: Recorded, event: p.ProjectAssigned) -> None:
    assigned = deed(recorded, event)
    if head_of(rows, recorded)["standing"] == "chosen":
        stand(rows, recorded, "running", assigned=assigned)
    else:
        set_head(rows, recorded, assigned=assigned)


def _completed(rows: Rows, recorded: Recorded, event: p.ProjectCompleted) -> None:
    set_part(rows, recorded, ENDS, completed=deed(recorded, event))
    stand(rows, recorded, "completed")


def _accepted(rows: Rows, recorded: Recorded, event: p.ProjectAccepted) -> None:
    set_part(rows, recorded, ENDS, accepted=deed(recorded, event))
    stand(rows, recorded, "accepted")


def _acceptance_returned(rows: Rows, recorded: Recorded, event: p.AcceptanceReturned) -> None:
    add_to(rows, recorded, ENDS, "returned", deed(recorded, event))
    set_part(rows, recorded, ENDS, completed=None)
    stand(rows, recorded, "running")


def _carried_over(rows: Rows, recorded: Recorded, event: p.ProjectCarriedOver) -> None:
    add_to(rows, recorded, ENDS, "carried_over", deed(recorded, event))
    set_head(rows, recorded, years=[*head_of(rows, recorded)["years"], event.to_year])


def _once(name: str) -> Fold:
    """Keep the last deed of a kind."""

    def fold(rows: Rows, recorded: Recorded, event: Event) -> None:
        set_part(rows, recorded, ENDS, **{name: deed(recorded, event)})

    return fold


def _each(name: str) -> Fold:
    """Keep every deed of a kind."""

    def fold(rows: Rows, recorded: Recorded, event: Event) -> None:
        add_to(rows, recorded, ENDS, name, deed(recorded, event))

    return fold


def stand_before_suspension(head: Row) -> str:
    """Where a suspended project stood."""
    before = [step["standing"] for step in head["way"] if step["standing"] != "suspended"]
    return str(before[-1])


def stand(rows: Rows, recorded: Recorded, standing: str, **changes: Any) -> None:
    """Let the project stand elsewhere on its way."""
    way = [*head_of(rows, recorded)["way"], {"standing": standing, **when(recorded)}]
    set_head(rows, recorded, standing=standing, way=way, **changes)


FOLDS: Final[dict[type[Event], Fold]] = {
    p.ProjectDrafted: _drafted,
    p.ProjectTakenOver: _taken_over,
    p.ProjectRevised: _revised,
    p.ProjectSelected: _chosen,
    p.ProjectListed: _chosen,
    p.ProjectNotSelected: _not_chosen,
    p.ProjectAssigned: _assigned,
    p.ProjectCompleted: _completed,
    p.ProjectAccepted: _accepted,
    p.AcceptanceReturned: _acceptance_returned,
    p.ProjectCarriedOver: _carried_over,
    p.SettlementAudited: _once("settlement"),
    p.FinalAccountsApproved: _once("final_accounts"),
    p.ProjectHandedOver: _each("handed_over"),
    p.SurplusReturned: _each("surplus"),
    p.ProjectLinked: _each("links"),
}
