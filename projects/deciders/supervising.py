"""Which checks do findings, inspections and reports make alike?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from domain.calendar import say_day
from domain.congress.refusals import CongressMergedAway
from domain.refusals import NotFound
from domain.texts import UnfitText, clean, filled, shown
from projects.deciders.checks import each_once
from projects.refusals.common import DeadlineBefore

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from datetime import date

    from domain.congress.state import Congress
    from domain.events import Envelope
    from domain.refusals import Refusal

REFERENCE: Final = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
"""How the side table names a person."""


def standing(congress: Congress, what: str) -> None:
    """Refuse to begin anything in a congress that was merged into another."""
    if congress.merged_into:
        raise CongressMergedAway(f"{congress.name}已经撤并，不能再登记{what}。", into=congress.merged_into)


def known_projects(named: Sequence[str], known: Collection[str], pointer: str = "/projects") -> Iterator[Refusal]:
    """A fault for every number that names no project of the congress, or names one again."""
    if named:
        yield from each_once(named, pointer, "项目")
    for place, number in enumerate(named):
        if number not in known:
            yield NotFound(f"没有找到编号为“{shown(number)}”的项目。", pointer=f"{pointer}/{place}")


def reference(person: str, pointer: str) -> Iterator[Refusal]:
    """A fault where somebody is not named by his reference."""
    if not REFERENCE.fullmatch(person):
        yield UnfitText("请写登记人员时答复的编号，不写姓名。", pointer=pointer)


def deadlines(envelope: Envelope, **given: date | None) -> Iterator[Refusal]:
    """A fault for every deadline before the day of the act itself; the argument's name is its pointer."""
    for name, day in given.items():
        if day is not None and day.isoformat() < envelope.effective_on:
            on = say_day(envelope.effective_on)
            yield DeadlineBefore(f"期限{say_day(day)}早于这件事的日期{on}。", pointer=f"/{name}")


def papers(documents: Sequence[str] = (), document: str = "") -> Iterator[Refusal]:
    """A fault for every paper whose number or title cannot be read."""
    yield from clean(document=document)
    for place, paper in enumerate(documents):
        yield from (fault.at("/documents") for fault in filled(**{str(place): paper}))
