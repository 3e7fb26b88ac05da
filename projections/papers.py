"""What does a row say of the papers of a ballot or an evaluation, from the sealed box to the destroyed bundle?"""

from __future__ import annotations

from typing import Any

from domain.events import Recorded
from projections.model import Row, plain
from voting.events.papers import (
    BallotsCollected,
    BallotsIssued,
    BoxesInspected,
    PapersArchived,
    PapersDestroyed,
    SheetSigned,
    ValidityDeclared,
)

PAPER_EVENTS = (
    BoxesInspected,
    BallotsIssued,
    BallotsCollected,
    ValidityDeclared,
    SheetSigned,
    PapersArchived,
    PapersDestroyed,
)
PaperEvent = (
    BoxesInspected
    | BallotsIssued
    | BallotsCollected
    | ValidityDeclared
    | SheetSigned
    | PapersArchived
    | PapersDestroyed
)


def with_papers(head: Row, recorded: Recorded, event: PaperEvent) -> dict[str, Any]:
    """The row after one more thing happened to its papers."""
    on = recorded.envelope.effective_on
    papers = head.get("papers", {})
    match event:
        case BoxesInspected() | BallotsIssued() | BallotsCollected():
            return {**head, "papers": papers | plain(event)}
        case ValidityDeclared():
            return {**head, "papers": papers | {"declared_valid": event.valid}}
        case SheetSigned():
            return {**head, "sheets": [*head.get("sheets", ()), {"sha256": event.sha256, "on": on}]}
        case PapersArchived():
            return {**head, "archived": {**plain(event), "on": on}}
        case PapersDestroyed():
            return {**head, "destroyed": {**plain(event), "on": on}}


def shown_papers(head: Row) -> dict[str, Any]:
    """Every figure of the papers, None where it is not known; 未收回 is issued less collected."""
    papers = head.get("papers", {})
    names = ("boxes", "printed", "issued", "exchanged", "surplus_voided", "colour", "collected", "declared_valid")
    shown = {name: papers.get(name) for name in names}
    issued, collected = shown["issued"], shown["collected"]
    known = issued is not None and collected is not None
    return {
        **shown,
        "not_returned": max(0, issued - collected) if known else None,
        "archived": head.get("archived"),
        "destroyed": head.get("destroyed"),
    }
