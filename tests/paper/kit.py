"""How does a test have a round or a year on record without a database, and read a paper back?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO
from typing import Any, Final, cast
from uuid import UUID

from pypdf import PdfReader

from api.days import Days
from api.extract import Extract
from api.paper.asked import Asked
from domain.events import Envelope, Recorded
from domain.merkle import CompactRange
from domain.profile import body_for, recorded_profile
from domain.storage import Tree
from projections.model import ReadModel
from projections.reading import Reading, Shown
from tests.given import CHAIR, ENVELOPE, Given, envelope, given
from tests.projections.kit import Log, folded
from tests.scenarios import ROUND_ID, VOTING_DAY, candidates, congress, opening, ready
from voting.commands import papers as p
from voting.commands import rounds as r
from voting.deciders.rounds import ROUND
from voting.events.rounds import Candidate, FinalList

DAY: Final = date(2025, 12, 31)
STREAM: Final = UUID(ROUND_ID)


@dataclass
class Story:
    """A log in memory, and what can be asked of it as a paper is; `congress` is the stream of the congress."""

    log: Log = field(default_factory=Log)
    congress: UUID = field(default_factory=lambda: UUID(int=1))

    def asked(self, day: date = DAY, **more: Any) -> Asked:
        """The year 2024 as of a day."""
        reading = cast("Reading", Rows(self.log.events, str(self.congress)))
        days = Days(reading=reading, history=self.history, congress="990101", day=day, today=day)
        whole = CompactRange()
        for recorded in self.log.events:
            whole.append(recorded.originator_id.bytes.ljust(32))
        tree = Tree(size=len(self.log.events), hashes=list(whole.hashes), algorithm="sha256")
        extract = Extract(
            stream=str(self.congress),
            code="990101",
            name="示例县人民代表大会",
            row={"codes": ["990101"]},
            year=2024,
            days=days,
            tree=tree,
        )
        return Asked(extract=extract, **more)

    def history(self, stream: UUID) -> Sequence[Recorded]:
        """The events of a stream."""
        return [each for each in self.log.events if each.originator_id == stream]


@dataclass(frozen=True)
class Rows:
    """Reads rows by folding the log anew; all of them are of the one congress, however the story names it."""

    events: Sequence[Recorded]
    congress: str

    def rows(self, model: ReadModel, *, after: object = None, **_: object) -> list[Shown]:
        """Every row that is listed, on one page."""
        shown = {} if after is not None else folded(model, self.events).shown(model)
        own = {"congress": self.congress}
        return [Shown(key=key, congress="990101", born=1, since=1, row={**row, **own}) for key, row in shown.items()]


@dataclass
class Round:
    """A round that is played step by step onto a log."""

    given: Given[Any]
    story: Story = field(default_factory=Story)

    def when(self, command: Any, on: Envelope = ENVELOPE) -> Round:
        """Record what the command records; a refusal fails the test."""
        outcome = self.given.when(command, on)
        self.given = outcome.and_then()
        self.story.log.append(STREAM, *outcome.events, on=on)
        return self

    def issued(self, number: int, **more: Any) -> Round:
        """So many papers issued, collected and declared valid."""
        out = p.IssueBallots(printed=number + 3, issued=number, exchanged=1, surplus_voided=2, **more)
        return (
            self.when(p.InspectBoxes(boxes=2))
            .when(out)
            .when(p.CollectBallots(collected=number))
            .when(p.DeclareValidity(valid=True))
        )

    def counted(self, sheet: r.Sheet) -> Round:
        """The sheet typed by two people and counted."""
        return self.when(r.RecordTotals(first=sheet, second=sheet), envelope(second=CHAIR))


def round_of(
    listed: Iterable[Candidate] | int = 12,
    seats: int = 10,
    *,
    level: Any = "county",
    differences: dict[str, Any] | None = None,
) -> Round:
    """An open round of these candidates, or of so many."""
    on_list = candidates(listed) if isinstance(listed, int) else tuple(listed)
    of = congress(level, differences=differences)
    fixed_by = body_for(recorded_profile(of.profiles[1]), "final_list")[0]
    final_list = FinalList(fixed_by=fixed_by, fixed_on="2024-01-17")
    asked = opening(of, ready(of).state, len(on_list), seats, candidates=on_list, final_list=final_list)
    return Round(given(ROUND)).when(asked, envelope(on=VOTING_DAY))


def texts(pdf: bytes) -> list[str]:
    """What stands on each page, without blanks, line breaks and places where a long word may break."""
    pages = PdfReader(BytesIO(pdf), strict=True).pages
    return ["".join(page.extract_text().split()).replace("\u200b", "") for page in pages]


def sides(pdf: bytes) -> list[tuple[int, int]]:
    """Width and height of each page in mm."""
    boxes = [page.mediabox for page in PdfReader(BytesIO(pdf), strict=True).pages]
    return [(round(float(box.width) * 25.4 / 72), round(float(box.height) * 25.4 / 72)) for box in boxes]
