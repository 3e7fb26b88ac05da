"""How is the history of a stream shown to whoever asks what happened?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from domain.canonical import to_json
from domain.events import Erased, Recorded
from projections.sentences import INSIDE, Shown, Told, tell


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One event of a stream as a sentence; `envelope` and `event` as recorded, null for whoever may see the sentence alone."""

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
        envelope=to_json(envelope) if whole else None,
        event=to_json(event) if whole and not erased else None,
    )
