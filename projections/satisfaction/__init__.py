"""How was each project graded, at which rates, and what did the public say beside it?

One evaluation is up to four rows: a small one that changes with every step, `#opened` with what the opening fixed, `#sheet` with the
figures and what the rules make of them, `#surveys` 群众测评, which stand beside the grades and never in them.
"""

from projections.model import ReadModel
from projections.satisfaction.folds import FOLDS, keys
from projections.satisfaction.view import shown

SATISFACTION = ReadModel(name="satisfaction", version=1, folds=FOLDS, keys=keys, join=shown)

__all__ = ["SATISFACTION"]
