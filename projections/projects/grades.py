"""In which evaluations does a project stand, and with which announced grade?

An evaluation has a row of its own, which the rows of its projects name as a part: an item is a project (2024-03) or a sub-item (2024-03-2)
of the congress that grades. A correction that changes a grade takes the announcement back, as everywhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from domain.events import Event, Recorded
from domain.profile import recorded_profile
from domain.refusals import NotFound
from projections.deeds import deed, when
from projections.model import Fold, Rows, plain
from projections.projects.parts import also_read
from projects.numbers import PROJECT, whole
from voting.events import evaluations as e


def graded_projects(event: e.EvaluationOpened) -> Iterator[str]:
    """The streams of the projects that the items of an evaluation name, each once; other items name none."""
    for number in dict.fromkeys(whole(item.id) for item in event.items):
        try:
            yield str(PROJECT.named(event.congress, number))
        except NotFound:
            continue


def _opened(rows: Rows, recorded: Recorded, event: e.EvaluationOpened) -> None:
    evaluation = recorded.stream
    profile = recorded_profile(event.profile)
    row = {
        **{name: getattr(event, name) for name in ("project_year", "number", "subject", "body", "meeting_title")},
        "items": plain(event.items),
        "re_evaluation_of": event.re_evaluation_of,
        "words": list(profile.evaluation.grades),
        "published": profile.publication.evaluation,
        "opened": when(recorded),
        "grades": None,
        "announced": None,
    }
    rows.put(evaluation, row)
    for project in graded_projects(event):
        head = rows.get(project)
        if head is not None:
            parts = also_read(head, evaluation)
            rows.put(project, {**head, "parts": parts}, head["code"])


def _graded(rows: Rows, recorded: Recorded, event: e.EvaluationGraded) -> None:
    grades = plain(event.grades)
    row = rows.get(recorded.stream)
    assert row is not None, "a stream begins with EvaluationOpened"
    if row["grades"] != grades:
        rows.put(recorded.stream, {**row, "grades": grades, "announced": None})


def _announced(rows: Rows, recorded: Recorded, event: e.EvaluationAnnounced) -> None:
    row = rows.get(recorded.stream)
    assert row is not None, "a stream begins with EvaluationOpened"
    rows.put(recorded.stream, {**row, "announced": deed(recorded, event)})


def _voided(rows: Rows, recorded: Recorded, _event: e.EvaluationVoided) -> None:
    row = rows.get(recorded.stream)
    assert row is not None, "a stream begins with EvaluationOpened"
    rows.put(recorded.stream, {**row, "announced": None})


FOLDS: Final[dict[type[Event], Fold]] = {
    e.EvaluationOpened: _opened,
    e.EvaluationGraded: _graded,
    e.EvaluationAnnounced: _announced,
    e.EvaluationVoided: _voided,
}
