"""What do the pinned rules make of the figures of an evaluation's sheet?"""

from __future__ import annotations

from typing import Any

from projections.model import Row, plain
from projections.rules import evaluation_of
from voting.events.evaluations import EvaluationGraded
from voting.grading import Row as SheetRow
from voting.grading import Sheet, grade


def regraded(fixed: Row, sheet: Row, event: EvaluationGraded) -> dict[str, Any]:
    """Grades and both rates with their reasons, made again, and whether the grades are those recorded (`agrees`, 核验)."""
    titles = {item["id"]: item["title"] for item in fixed["items"]}
    lines = {line["item"]: line for line in sheet["figures"]}
    rows = tuple(SheetRow(**lines[name], title=title) for name, title in titles.items())
    graded = grade(Sheet(rows=rows, members=fixed["members"], present=fixed["present"]), evaluation_of(fixed["rules"]))
    recorded = {decided.item: decided.grade for decided in event.grades}
    return {
        "items": plain(graded.items),
        "quorum": plain(graded.quorum),
        "notices": plain(graded.notices),
        "agrees": {item.item: item.grade for item in graded.items} == recorded,
    }
