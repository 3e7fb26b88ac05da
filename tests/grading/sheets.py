"""How do the tests of grading write down a sheet in one line?"""

from __future__ import annotations

from domain.profile import Evaluation, check_evaluation, evaluation_preset
from voting.grading import Graded, GradedItem, Row, Sheet, grade


def rules(**given: object) -> Evaluation:
    """The standing committee's rules with some of them in other words."""
    return check_evaluation({**evaluation_preset("sc_evaluation"), **given})


def row(satisfied: int, basically: int = 0, dissatisfied: int = 0, abstain: int = 0, invalid: int = 0) -> Row:
    return Row(
        item="示例项目",
        satisfied=satisfied,
        basically_satisfied=basically,
        dissatisfied=dissatisfied,
        abstain=abstain,
        invalid=invalid,
    )


def graded(*rows: Row, members: int | None = 33, present: int | None = 29, **given: object) -> Graded:
    return grade(Sheet(rows=rows, members=members, present=present), rules(**given))


def one(only: Row, members: int | None = 33, present: int | None = 29, **given: object) -> GradedItem:
    (item,) = graded(only, members=members, present=present, **given).items
    return item
