"""How is the history of a stream told, one Chinese sentence an event?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from domain.events import Erased, Event, Recorded
from projections.sentences import (
    adjustments,
    congress,
    cycles,
    evaluations,
    findings,
    followups,
    inspections,
    meetings,
    progress,
    projects,
    proposals,
    reports,
    rounds,
)
from projections.sentences.words import INSIDE, PUBLIC_BEFORE, Names, Shown, decided, entered_late, is_told_late

__all__ = ["INSIDE", "PUBLIC_BEFORE", "TELLS", "Shown", "Told", "is_told_late", "tell"]

Tell = Callable[[Any, Names, Shown], str]

TELLS: Final[Mapping[type[Event], Tell]] = {
    **congress.TELLS,
    **meetings.TELLS,
    **rounds.TELLS,
    **evaluations.TELLS,
    **cycles.TELLS,
    **proposals.TELLS,
    **projects.TELLS,
    **progress.TELLS,
    **adjustments.TELLS,
    **followups.TELLS,
    **findings.TELLS,
    **inspections.TELLS,
    **reports.TELLS,
}
"""How each kind of event is told; a test asks for every topic."""


@dataclass(frozen=True, slots=True)
class Told:
    """An event and its sentence, rendered now and never stored."""

    recorded: Recorded
    sentence: str


def tell(history: Iterable[Recorded], shown: Shown = INSIDE) -> Iterator[Told]:
    """The sentences of one stream from its beginning, in order; titles and rules are those that the stream itself named."""
    names = Names()
    for recorded in history:
        yield Told(recorded, _sentence(recorded, names, shown))


def _sentence(recorded: Recorded, names: Names, shown: Shown) -> str:
    event = recorded.event
    if isinstance(event, Erased):
        return "这一条的内容已依法删除。"
    said = TELLS[type(event)](event, names, shown).removesuffix("。")
    envelope = recorded.envelope
    return f"{said}{decided(envelope.decided_by)}。{entered_late(envelope, names.late_after_days)}"
