"""What stands about a document after everything that happened to it?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from domain.documents.events import DocumentFiled, DocumentReplaced
from domain.refusals import NotFound

if TYPE_CHECKING:
    from domain.events import Envelope, Event


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A filed document, the day it was filed, and the id of the one that took its place, if any did."""

    filed: DocumentFiled
    filed_on: str
    replaced_by: str = ""


def evolve(state: Document | None, event: Event, envelope: Envelope) -> Document | None:
    """The document after one more event of its stream."""
    if isinstance(event, DocumentFiled):
        return Document(filed=event, filed_on=envelope.effective_on)
    if state is None:
        raise NotFound("没有找到这份附件。")
    match event:
        case DocumentReplaced():
            return replace(state, replaced_by=event.replaced_by)
        case _:
            raise AssertionError(f"not an event of a document: {event!r}")
