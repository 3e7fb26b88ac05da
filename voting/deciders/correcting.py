"""Does a correction name figures of the sheet, and do its readings fit what is recorded?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.congress.refusals import NothingDiffers
from domain.texts import said, shown
from voting.deciders.checks import countable
from voting.refusals import ReadingChanged, UnknownFigure
from voting.states.readings import figures

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from domain.refusals import Refusal
    from voting.commands.papers import Change
    from voting.events.evaluations import EvaluationTotalsRecorded
    from voting.events.rounds import TotalsRecorded


def changed_figures(reading: TotalsRecorded | EvaluationTotalsRecorded, changes: Sequence[Change]) -> Iterator[Refusal]:
    """A fault for every change that names no figure, believes in another reading, or changes nothing."""
    known = figures(reading)
    if not changes:
        yield NothingDiffers("没有写明要更正哪一栏。", pointer="/changes")
    seen: set[str] = set()
    for number, change in enumerate(changes):
        pointer = f"/changes/{number}"
        recorded = known.get(change.field)
        if recorded is None or change.field in seen:
            yield UnknownFigure(f"报告单上没有“{shown(change.field)}”，或者写了两次。", pointer=f"{pointer}/field")
        elif recorded != change.before:
            yield ReadingChanged(
                f"登记的是{recorded}，不是{said(change.before)}。",
                pointer=f"{pointer}/before",
                left=change.before,
                right=recorded,
            )
        elif change.before == change.after:
            yield NothingDiffers("更正前后相同。", pointer=f"{pointer}/after")
        yield from countable(change.after, f"{pointer}/after")
        seen.add(change.field)
