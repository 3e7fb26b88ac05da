"""How does a test have a round or a year on record without a database, and read a paper back?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO
from typing import Any, cast
from uuid import UUID

from pypdf import PdfReader

from api.days import Days
from api.extract import Extract
from api.paper.asked import Asked
from domain.events import Envelope, Event, Recorded
from domain.storage import Tree
from projections.model import ReadModel
from projections.reading import Reading, Shown
from tests.given import ENVELOPE, Given, envelope, given
from tests.projections.kit import Log, folded
from tests.scenarios import ROUND_ID, VOTING_DAY, candidates, congress, opening, ready
from voting.commands import papers as p
from voting.commands import rounds as r
from voting.deciders.rounds import ROUND
from voting.events.rounds import Candidate

DAY = date(2024, 12, 31)


@dataclass
class Story:
    """A log in memory, and what can be asked of it as a paper is."""

    log: Log = field(default_factory=Log)

    def asked(self, **more: Any) -> Asked:
        """The year 2024 as of its last day."""
        days = Days(
            reading=cast("Reading", Rows(self.log.events)), history=self.history, congress="990101", day=DAY, today=DAY
        )
        tree = Tree(
            size=len(self.log.events), hashes=[bytes(32)] * len(self.log.events).bit_count(), algorithm="sha256"
        )
        extract = Extract(
            stream=str(UUID(int=1)), code="990101", name="示例县人民代表大会", row={}, year=2024, days=days, tree=tree
        )
        return Asked(extract=extract, **more)

    def history(self, stream: UUID) -> Sequence[Recorded]:
        """The events of a stream."""
        return [each for each in self.log.events if each.originator_id == stream]


@dataclass(frozen=True)
class Rows:
    """Reads rows by folding the log anew."""

    events: Sequence[Recorded]

    def rows(self, model: ReadModel, *, after: object = None, **_: object) -> list[Shown]:
        """Every row that is listed, on one page."""
        if after is not None:
            return []
        shown = folded(model, self.events).shown(model)
        return [Shown(key=key, congress="990101", born=1, since=1, row=row) for key, row in shown.items()]


@dataclass
class Round:
    """A round that is played step by step onto a log."""

    story: Story
    given: Given[Any]
    stream: UUID = field(default_factory=lambda: UUID(ROUND_ID))

    def when(self, command: Any, on: Envelope = ENVELOPE) -> Round:
        """Record what the command records; a refusal fails the test."""
        outcome = self.given.when(command, on)
        self.given = outcome.and_then()
        self.story.log.append(self.stream, *outcome.events, on=on)
        return self

    def issued(self, number: int, **more: Any) -> Round:
        """So many papers issued, collected and declared valid."""
        return (
            self.when(p.InspectBoxes(boxes=2))
            .when(p.IssueBallots(printed=number + 3, issued=number, exchanged=1, surplus_voided=2, **more))
            .when(p.CollectBallots(collected=number))
            .when(p.DeclareValidity(valid=True))
        )

    def counted(self, sheet: r.Sheet) -> Round:
        """The sheet typed by two people and counted."""
        return self.when(
            r.RecordTotals(first=sheet, second=sheet),
            envelope(second=ENVELOPE.by.__class__(ref="示例-主席", role="chair")),
        )


def round_of(
    listed: Iterable[Candidate] | int = 12,
    seats: int = 10,
    *,
    level: Any = "county",
    differences: dict[str, Any] | None = None,
    **more: Any,
) -> Round:
    """An open round of these candidates, or of so many."""
    on_list = candidates(listed) if isinstance(listed, int) else tuple(listed)
    of = congress(level, differences=differences)
    meeting = ready(of).state
    asked = opening(of, meeting, len(on_list), seats, candidates=on_list, **more)
    story = Story()
    return Round(story, given(ROUND)).when(asked, envelope(on=VOTING_DAY))


def texts(pdf: bytes) -> list[str]:
    """What stands on each page, line breaks taken out."""
    return [
        page.extract_text().replace("\n", "").replace("\u200b", "")
        for page in PdfReader(BytesIO(pdf), strict=True).pages
    ]


def sides(pdf: bytes) -> list[tuple[int, int]]:
    """Width and height of each page in mm."""
    pages = PdfReader(BytesIO(pdf), strict=True).pages
    return [
        (round(float(page.mediabox.width) / 72 * 25.4), round(float(page.mediabox.height) / 72 * 25.4))
        for page in pages
    ]


__all__ = ["Event", "Round", "Story", "round_of", "sides", "texts"]
