"""How is the history of a stream shown to whoever asks what happened?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from domain.canonical import to_json
from domain.documents.events import DocumentFiled
from domain.events import Erased, Recorded
from projections.sentences import INSIDE, Shown, Told, tell


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One event of a stream as a sentence; `envelope` and `event` as recorded, null where they were erased by law, and for whoever may see the sentence alone."""

    version: int
    position: int
    topic: str
    recorded_at: str
    effective_on: str
    sentence: str
    envelope: dict[str, Any] | None = None
    event: dict[str, Any] | None = None


def entries(history: Iterable[Recorded], shown: Shown = INSIDE, *, whole: bool = True) -> Iterator[Entry]:
    """The events of one stream in order; `whole`: with envelope and event as they were recorded."""
    return (_entry(told, whole=whole) for told in tell(history, shown))


def hashes_of(history: Callable[[UUID], Sequence[Recorded]], documents: Iterable[str]) -> dict[str, str]:
    """The SHA-256 of every filed document among these, by its id; what is no id of a document is left out."""
    found: dict[str, str] = {}
    for document in documents:
        with suppress(ValueError):
            first = next(iter(history(UUID(document))), None)
            if first is not None and isinstance(first.event, DocumentFiled):
                found[document] = first.event.sha256
    return found


def _entry(told: Told, *, whole: bool) -> Entry:
    recorded = told.recorded
    event, envelope = recorded.event, recorded.envelope
    erased = isinstance(event, Erased)
    return Entry(
        version=recorded.originator_version,
        position=recorded.position,
        topic=event.topic if isinstance(event, Erased) else event.TOPIC,
        recorded_at=envelope.at,
        effective_on=envelope.effective_on,
        sentence=told.sentence,
        envelope=to_json(envelope) if whole and not erased else None,
        event=to_json(event) if whole and not erased else None,
    )
