"""How far have the papers of a ballot come, and where do they lie now?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from voting.events.papers import (
    BallotsCollected,
    BallotsIssued,
    BoxesInspected,
    PapersArchived,
    PapersDestroyed,
    SheetSigned,
    ValidityDeclared,
)

if TYPE_CHECKING:
    from domain.events import Envelope, Event


@dataclass(frozen=True, slots=True)
class NotIssued:
    """No paper is out."""


@dataclass(frozen=True, slots=True)
class Issued:
    """Papers are out."""

    issued: int


@dataclass(frozen=True, slots=True)
class Collected:
    """The boxes were emptied and counted."""

    issued: int
    collected: int


@dataclass(frozen=True, slots=True)
class Examined:
    """The presider declared the ballot valid or not."""

    issued: int
    collected: int
    valid: bool


NOT_ISSUED = NotIssued()
Stage = NotIssued | Issued | Collected | Examined


@dataclass(frozen=True, slots=True)
class Papers:
    """The papers of one round or evaluation; `sheets` are the hashes of the signed sheets, the newest last."""

    stage: Stage = NOT_ISSUED
    boxes: int = 0
    last_on: str = ""
    sheets: tuple[str, ...] = ()
    archived_on: str = ""
    keep_until: str = ""
    destroyed_on: str = ""


NO_PAPERS = Papers()


def evolve_papers(papers: Papers, event: Event, envelope: Envelope) -> Papers | None:
    """The papers after `event`; None where it is no event of theirs."""
    on = envelope.effective_on
    match event, papers.stage:
        case BoxesInspected(), _:
            return replace(papers, boxes=event.boxes, last_on=on)
        case BallotsIssued(), _:
            return replace(papers, stage=Issued(event.issued), last_on=on)
        case BallotsCollected(), Issued(issued):
            return replace(papers, stage=Collected(issued, event.collected), last_on=on)
        case ValidityDeclared(), _:
            return replace(papers, stage=Examined(event.issued, event.collected, event.valid), last_on=on)
        case SheetSigned(), _:
            return replace(papers, sheets=(*papers.sheets, event.sha256))
        case PapersArchived(), _:
            return replace(papers, archived_on=on, keep_until=event.keep_until)
        case PapersDestroyed(), _:
            return replace(papers, destroyed_on=on)
        case _:
            return None
