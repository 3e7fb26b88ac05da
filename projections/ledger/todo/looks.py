"""What does the second look 回头看 of a project still ask for, until when?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from projections.ledger.figures import Row, behind
from projections.ledger.todo.item import Todo, of_project


def of_looks(row: Row, day: date) -> Iterator[Todo]:
    """The next step of every second look that is open."""
    for look in row["looks"]:
        if look["owed"] is not None and look["closed"] is None:
            yield _next(row, look, day)


def _next(row: Row, look: Row, day: date) -> Todo:
    """One step at a time: plan, report, inspection, second evaluation, end."""
    owed = look["owed"]
    if look["plan"] is None:
        words, due = "回头看：还没有报整改方案", owed["plan_due_on"]
        return of_project(row, "unit", "rectification_plan", words, day, due_on=due, behind=behind(row, owed))
    if not look["reported"]:
        words, due = "回头看：还没有报整改情况", owed["rectify_due_on"]
        return of_project(row, "unit", "rectification", words, day, due_on=due, behind=behind(row, owed, look["plan"]))
    told = behind(row, look["reported"][-1])
    if not look["inspected"]:
        return of_project(row, "clerk", "inspect_rectification", "整改情况已报，还没有核查", day, behind=told)
    if owed["re_evaluate"] and not look["reevaluated"]:
        return of_project(row, "clerk", "re_evaluate", "整改以后还没有再次测评", day, behind=told)
    return of_project(row, "chair", "close_look", "整改已有结果，回头看还没有办结", day, behind=told)
