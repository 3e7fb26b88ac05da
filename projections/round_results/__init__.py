"""What came out of each round of the ballot, and why?

One round is three rows. The row under its id is small and changes with every step; `#opened` holds what the opening fixed for good,
`#count` the figures of the sheet with what the rules make of them. A reader gets them as one.
"""

from projections.model import ReadModel
from projections.round_results.folds import FOLDS, keys
from projections.round_results.view import shown

ROUND_RESULTS = ReadModel(name="round_results", version=2, folds=FOLDS, keys=keys, join=shown)

__all__ = ["ROUND_RESULTS"]
