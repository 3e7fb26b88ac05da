"""How is the history of a stream shown to whoever asks what happened?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from api.erasing import congress_of
from domain.canonical import to_json
from domain.congress.decider import CONGRESS
from domain.documents.events import DocumentFiled
from domain.events import Erased, Recorded
from domain.storage import Ledger
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


def division_of(ledger: Ledger, first: Recorded) -> str:
    """The code of the congress in whose stream this first event stands; empty where that is nobody's to see.

    Every stream begins with an event that names its congress, or whose erasure does.
    """
    if not isinstance(first.event, Erased):
        return str(getattr(first.event, "code", ""))
    congress = congress_of(ledger, first)
    found = ledger.load(CONGRESS, UUID(congress)).state if congress else None
    return found.code if found is not None else ""


def hashes_of(history: Callable[[UUID], Sequence[Recorded]], documents: Iterable[str]) -> dict[str, str]:
    """The SHA-256 of every filed document among these, by its id; what is no id of a document is left out."""
    found: dict[str, str] = {}
    for document in documents:
        with suppress(ValueError):
            first = next(iter(history(UUID(document))), None)
            if first is not None and isinstance(first.event, DocumentFiled):
                found[document] = first.event.sha256
    return found


def as_recorded(recorded: Recorded) -> dict[str, Any]:
    """An event as it was recorded, without a sentence; `envelope` and `event` null where they were erased by law."""
    event, envelope = recorded.event, recorded.envelope
    erased = isinstance(event, Erased)
    return {
        "version": recorded.originator_version,
        "position": recorded.position,
        "topic": event.topic if isinstance(event, Erased) else event.TOPIC,
        "recorded_at": envelope.at,
        "effective_on": envelope.effective_on,
        "envelope": None if erased else to_json(envelope),
        "event": None if erased else to_json(event),
    }


def _entry(told: Told, *, whole: bool) -> Entry:
    said = as_recorded(told.recorded)
    return Entry(sentence=told.sentence, **said if whole else {**said, "envelope": None, "event": None})
