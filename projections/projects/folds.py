"""Which events change the rows of projects, and which rows does each of them touch?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from domain.events import Event, Recorded
from projections.model import Fold
from projections.projects import changes, grades, house, life, looks, plans, reports
from projections.projects.parts import (
    ASKED,
    BRIEF,
    CHANGES,
    ENDS,
    LOOKS,
    PLANS,
    VOUCHERS,
    key,
    rules_key,
    units_key,
)
from projects.events import adjustments as a
from projects.events import progress as p
from projects.events import projects as j
from voting.events.evaluations import EvaluationOpened

FOLDS: Final[dict[type[Event], Fold]] = {
    **house.FOLDS,
    **life.FOLDS,
    **plans.FOLDS,
    **reports.FOLDS,
    **changes.FOLDS,
    **looks.FOLDS,
    **grades.FOLDS,
}

PARTS: Final[dict[type[Event], tuple[str, ...]]] = {
    **dict.fromkeys(life.FOLDS, (ENDS,)),
    **dict.fromkeys(plans.FOLDS, (PLANS,)),
    **dict.fromkeys(changes.FOLDS, (CHANGES,)),
    **dict.fromkeys(looks.FOLDS, (LOOKS,)),
    **dict.fromkeys(
        (j.ProjectDrafted, j.ProjectTakenOver, j.ProjectRevised, j.ProjectSelected, j.ProjectListed, j.ProjectNotSelected),
        (BRIEF,),
    ),
    **dict.fromkeys((a.MinorChangeFiled, a.AdjustmentDecided), (CHANGES, BRIEF)),
    j.ProjectAssigned: (),
    p.VoucherFiled: (VOUCHERS,),
    p.ExplanationAsked: (ASKED,),
    p.ExplanationGiven: (ASKED,),
}  # fmt: skip
"""The parts of the project's own that an event changes beside the listed row."""


def keys(recorded: Recorded) -> Sequence[str]:
    """The rows that an event touches."""
    stream, event = recorded.stream, recorded.event
    match event:
        case EvaluationOpened():
            return stream, *grades.graded_projects(event)
        case p.ProgressReported() | p.ReportAccepted() | p.ReportReturned():
            return stream, key(stream, event.period)
    kind: type = type(event)
    if kind in grades.FOLDS:
        return (stream,)
    if kind in house.FOLDS:
        return (rules_key(stream), units_key(stream))
    return stream, *(key(stream, part) for part in PARTS[kind])
