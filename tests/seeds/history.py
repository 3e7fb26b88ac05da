"""In which order does one ledger record the years of many congresses?"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import count
from operator import attrgetter
from typing import Final
from uuid import UUID

from domain.events import Recorded
from tests.seeds.beginning import FIRST_YEAR, begin
from tests.seeds.carrying import carry_out
from tests.seeds.desk import Act
from tests.seeds.grading import grade
from tests.seeds.hearing import hear
from tests.seeds.listing import draw_up
from tests.seeds.places import Seat, seats
from tests.seeds.reporting import report
from tests.seeds.voting import vote
from tests.seeds.watching import watch
from tests.seeds.wishes import solicit
from tests.seeds.work import Work, work_of

CHAPTERS: Final[tuple[Callable[[Work], None], ...]] = (
    begin, solicit, draw_up, vote, carry_out, report, watch, hear, grade,
)  # fmt: skip


def acts(seed: int, where: Sequence[Seat] = (), years: int | None = None) -> Iterator[Act]:
    """Every command's events in the order of recording, for so many years or without end; the same for the same seed."""
    waiting: list[Act] = []
    for year in count(FIRST_YEAR) if years is None else range(FIRST_YEAR, FIRST_YEAR + years):
        for seat in where or seats():
            work = work_of(seat, year, seed, first=year == FIRST_YEAR)
            for chapter in CHAPTERS:
                chapter(work)
            waiting += work.desk.acts
        # Stable, so what one congress tells for one moment stays in the order in which it is told.
        waiting.sort(key=attrgetter("at"))
        # The next year's work begins on its 21st of August; nothing of it can come before what is given out here.
        until = f"{year}-08-21" if years is None or year + 1 < FIRST_YEAR + years else "9999"
        given = next((place for place, act in enumerate(waiting) if act.at >= until), len(waiting))
        yield from waiting[:given]
        del waiting[:given]


def recorded(told: Iterator[Act]) -> Iterator[Recorded]:
    """The events as the log holds them: versions by stream, positions from 1 on."""
    versions: dict[UUID, int] = {}
    positions = count(1)
    for act in told:
        for entry in act.entries:
            for event in entry.events:
                version = versions[entry.stream] = versions.get(entry.stream, 0) + 1
                yield Recorded(entry.stream, version, entry.envelope, event, next(positions))
