"""What has each role still to do on a day, until when, and because of which event?

Nobody is reminded by an act of the system: 待办 follows from the rows and is never stored. Each kind of row has a file that says what
it still asks for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from projections.ledger.figures import Row
from projections.ledger.todo.changes import of_changes
from projections.ledger.todo.item import ROLES, Todo, TodoRole, pressing
from projections.ledger.todo.looks import of_looks
from projections.ledger.todo.others import of_cycle, of_finding, of_papers, of_proposals, of_report
from projections.ledger.todo.progress import of_progress
from projections.ledger.todo.way import of_way

__all__ = ["ROLES", "Todo", "TodoRole", "todo"]

OWED_TO_CONGRESS = frozenset(
    {"answer_finding", "submit_report", "reply_opinions", "explanation", "rectification_plan", "rectification"}
)
"""What government and units owe the congress: once it is overdue, somebody there has to press for it."""

OF_PROJECT = (of_way, of_progress, of_changes, of_looks)


def todo(rows: Mapping[str, Iterable[Row]], day: date) -> tuple[Todo, ...]:
    """Everything that is still to do, what is due first before the rest; `rows` by the name of their read model."""
    found = [each for row in rows.get("projects", ()) for of in OF_PROJECT for each in of(row, day)]
    found += [each for row in rows.get("cycles", ()) for each in of_cycle(row, day)]
    found += [each for row in rows.get("findings", ()) for each in of_finding(row, day)]
    found += [each for row in rows.get("reports", ()) for each in of_report(row, day)]
    found += of_proposals(rows.get("proposals", ()), day)
    for name in ("round_results", "satisfaction"):
        found += [each for row in rows.get(name, ()) for each in of_papers(row, day)]
    found += [pressing(each) for each in found if each.what in OWED_TO_CONGRESS and (each.days_left or 0) < 0]
    return tuple(sorted(found, key=lambda each: (each.due_on == "", each.due_on, each.code, each.number, each.what)))
