"""What stands before the first year, and what does every fifth year bring?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from domain.congress.events import CongressRegistered, ProfileAdopted, TermBegun, UnitRegistered
from domain.events import Body
from domain.streams import meeting_id
from tests.seeds.desk import moment
from tests.seeds.places import Seat
from tests.seeds.work import Work

FIRST_YEAR: Final = 2024
SINCE: Final = 2022
"""The year in which the term begins that runs when the ledger begins."""
TERM: Final = 17
YEARS: Final = 5


def begin(work: Work) -> None:
    """登记, 规则, 单位 before the first year; 换届 at the end of a term's last year."""
    seat, desk = work.seat, work.desk
    if work.first:
        desk(
            moment(f"{SINCE}-01-01"), seat.stream, CongressRegistered(code=seat.code, level=seat.level, name=seat.name)
        )
        _begin_term(work, SINCE)
        desk(
            moment("2023-07-03"), seat.stream, ProfileAdopted(version=1, profile=seat.profile, document="示例票决办法")
        )
        for number, name in seat.units.items():
            desk(moment("2023-07-04", int(number)), seat.stream, UnitRegistered(unit=number, name=name))
    if (work.following - SINCE) % YEARS == 0:
        _begin_term(work, work.following)


def _begin_term(work: Work, year: int) -> None:
    begun = TermBegun(term=term_of(year), began_on=f"{year}-01-02", deputies=work.seat.deputies)
    work.desk(moment(f"{year}-01-03"), work.seat.stream, begun)


def term_of(year: int) -> int:
    """The number of the term, 届, in whose days the year lies."""
    return TERM + (year - SINCE) // YEARS


@dataclass(frozen=True, slots=True)
class Session:
    """A meeting of a body: its stream, 届 and 次."""

    stream: UUID
    term: int
    number: int


def session_in(seat: Seat, year: int, month: int, body: Body = "congress") -> Session:
    """The meeting of a month: a township's congress meets in January, June and December, a committee every month."""
    months = range(1, 13) if body == "standing_committee" else (1,) if seat.county else (1, 6, 12)
    number = (year - SINCE) % YEARS * len(months) + months.index(month) + 1
    return Session(meeting_id(seat.congress, body, term_of(year), number), term_of(year), number)
