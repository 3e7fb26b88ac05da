"""What had been recorded in the office, and signed, and witnessed, before somebody set about changing it?

Three congresses keep one ledger. Each counts papers into a result, announces it and drafts a project; the township's deputies
grade the year before besides.

    1 … first … anchor … last … the end

`first` and `anchor`, before and after the township's round, were cosigned by the witnesses, and `anchor` was printed; `last`,
after the county's session, was signed by the log alone; nobody has signed the street's session yet.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Final
from uuid import UUID

from domain.divisions import Level
from domain.events import Envelope, Event
from domain.merkle import sha256
from domain.storage.commitment import commit
from domain.storage.mapper import RecordedMapper
from domain.storage.tree import Header
from projects.commands.projects import DraftProject
from projects.events.values import Brief
from tests.given import CHAIR, ENVELOPE, envelope
from tests.projections.play import DAY, Ledger, announce, convene, evaluate, found, opening, vote
from tests.projections.test_satisfaction import announced as announce_grades
from voting.commands import rounds as r
from voting.deciders.rounds import ROUND
from voting.events.rounds import Pattern

Rows = tuple[Header, ...]
"""Header rows with blind and state, in the order of the log."""

MORNING: Final = datetime(2024, 1, 18, 0, tzinfo=UTC)
PAPERS: Final = {"ballot": {"count_method": "papers", "papers_clause": "示例票决办法第八条"}}
MARKED: Final = (Pattern(marks="ffaa", count=40), Pattern(marks="faaa", count=17))
"""58 papers with the one that is spoiled; of four candidates the first two are chosen."""
WISHED: Final = (Pattern(marks="faaa", count=17), Pattern(marks="faaf", count=40))
"""As somebody would like the papers to have been: the fourth in place of the second."""
SESSIONS: Final[tuple[Level, ...]] = ("township", "county", "street")


@dataclass(frozen=True)
class History:
    """The rows, the sizes that were signed, where each session begins, and which streams are its round and its congress's."""

    rows: Rows
    signed: tuple[int, int, int]
    begins: Mapping[Level, int]
    rounds: Mapping[Level, UUID]
    congresses: Mapping[Level, UUID]

    def position(self, level: Level, topic: str) -> int:
        """Where the first event of this kind stands in a session."""
        return next(row.position for row in self.rows[self.begins[level] - 1 :] if row.topic == topic)


def played(otherwise: Level | None = None) -> History:
    """What was recorded; or as it would have been had the papers of one session been other ones."""
    play = _Played()
    for level in SESSIONS:
        play.session(level, WISHED if level == otherwise else MARKED)
    rows = tuple(
        row_of(one.position, one.originator_id, one.originator_version, one.event, one.envelope)
        for one in play.ledger.log.events
        if isinstance(one.event, Event)
    )
    first, anchor, last, _ = play.ended
    return History(rows, (first, anchor, last), play.begins, play.rounds, play.congresses)


def row_of(position: int, stream: UUID, version: int, event: Event, on: Envelope = ENVELOPE) -> Header:
    """The row of an event, recorded when its position says; the blind is derived from that too, to be the same every time."""
    moment = at(position).isoformat(timespec="microseconds").replace("+00:00", "Z")
    stored = RecordedMapper().encode(stream, version, replace(on, at=moment), event)
    blind = hashlib.sha256(b"blind %d" % position).digest()
    return Header(position, stream, version, stored.topic, commit(blind, stored.state, sha256), blind, stored.state)


def at(position: int) -> datetime:
    """When the event at this position was recorded: four hours after the one before it."""
    return MORNING + timedelta(hours=4 * position)


@dataclass
class _Played:
    ledger: Ledger = field(default_factory=Ledger)
    ended: list[int] = field(default_factory=list)
    begins: dict[Level, int] = field(default_factory=dict)
    rounds: dict[Level, UUID] = field(default_factory=dict)
    congresses: dict[Level, UUID] = field(default_factory=dict)

    def session(self, level: Level, papers: Sequence[Pattern]) -> None:
        ledger = self.ledger
        self.begins[level] = self._size + 1
        self.congresses[level] = congress = found(ledger, level, PAPERS)
        meeting = convene(ledger, congress, level)
        if level == "township":
            self.ended.append(self._size)
        self.rounds[level] = ballot = ledger.do(opening(level, meeting, 4, 2), envelope(on=DAY))
        vote(ledger, ballot, 58, ROUND)
        sealed = r.SealPapers(patterns=tuple(papers), spoiled={"illegible": 1})
        ledger.do(sealed, envelope(on=DAY, second=CHAIR), ballot)
        announce(ledger, ballot, level)
        brief = Brief(title="示例道路改造", nature="construction", total_fen=3_000_000_00)
        ledger.do(DraftProject(congress=str(congress), project_year=2024, brief=brief), envelope(on=DAY))
        if level == "township":
            announce_grades(ledger, evaluate(ledger, meeting, level, [(40, 10, 8), (20, 15, 23)], 58))
        self.ended.append(self._size)

    @property
    def _size(self) -> int:
        return len(self.ledger.log.events)
