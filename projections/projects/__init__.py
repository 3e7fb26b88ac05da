"""What is known of each livelihood project 民生实事项目: promise, plans, money, targets, changes, grades, and the event behind each?

One project is a listed row that changes with every step of its life, and parts that change by themselves: the brief, the plans, one part
for every reporting period, the changes, what was asked, the vouchers, the second looks, its end. The rules and units of its congress and
the evaluations in which it stands are parts that projects share. Everything that one event said stands together as a deed with `on`,
`recorded_on` and `position`, so every figure says by which event of the row's `stream` it stands.
"""

from projections.model import ReadModel
from projections.projects.folds import FOLDS, keys
from projections.projects.view import shown

PROJECTS = ReadModel(name="projects", version=2, folds=FOLDS, keys=keys, join=shown)

__all__ = ["PROJECTS"]
