"""Does a correction name figures of the sheet, and do its readings fit what is recorded?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.congress.refusals import NothingDiffers
from domain.texts import said, shown
from voting.deciders.checks import countable
from voting.refusals.common import NamedTwice
from voting.refusals.figures import ReadingChanged, UnknownFigure
from voting.states.figures import spoken
from voting.states.readings import figures

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from domain.refusals import Refusal
    from voting.commands.papers import Change
    from voting.events.evaluations import EvaluationTotalsRecorded
    from voting.events.rounds import TotalsRecorded


def changed_figures(
    reading: TotalsRecorded | EvaluationTotalsRecorded, changes: Sequence[Change], titles: Mapping[str, str]
) -> Iterator[Refusal]:
    """A fault for every change that names no figure, believes in another reading, or changes nothing.

    `titles` by id of the rows.
    """
    known = figures(reading)
    if not changes:
        yield NothingDiffers("没有写明要更正哪一栏。", pointer="/changes")
    seen: set[str] = set()
    for number, change in enumerate(changes):
        pointer = f"/changes/{number}"
        recorded = known.get(change.field)
        name = spoken(change.field, titles)
        if recorded is None:
            yield UnknownFigure(f"报告单上没有“{shown(change.field)}”这一栏。", pointer=f"{pointer}/field")
        elif change.field in seen:
            yield NamedTwice(f"{name}写了两次更正。", pointer=f"{pointer}/field")
        elif recorded != change.before:
            yield ReadingChanged(
                f"{name}：登记的是{recorded}，更正前写成了{said(change.before)}。",
                pointer=f"{pointer}/before",
                left=change.before,
                right=recorded,
            )
        elif change.before == change.after:
            yield NothingDiffers(f"{name}更正前后都是{recorded}。", pointer=f"{pointer}/after")
        yield from countable(change.after, f"{pointer}/after", f"更正后的{name}")
        seen.add(change.field)
