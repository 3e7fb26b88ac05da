"""How far has a congress come in a year of work 年度工作, what is missing for the next step, and how did its lists change?

A year is a small listed row; beside it lie a row for every batch with its lists (`#batch1`), one for the supervision groups
(`#groups`), one for the newest rules of the congress (`#rules`), and one for every ballot, evaluation, project, inspection and report
of the year, which says no more of it than the year asks.
"""

from projections.cycles.folds import FOLDS
from projections.cycles.keys import keys
from projections.cycles.view import shown
from projections.model import ReadModel

CYCLES = ReadModel(name="cycles", version=1, folds=FOLDS, keys=keys, join=shown)

__all__ = ["CYCLES"]
