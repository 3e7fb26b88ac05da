"""Which special reports 专项报告 were planned and heard, which opinions 审议意见 were issued on them, and who owes what?

One row a report, with every act under `acts` and the position of its event, and the opinions item by item with their replies.
"""

from projections.model import ReadModel
from projections.newest import keys
from projections.reports.folds import FOLDS
from projections.reports.view import shown

REPORTS = ReadModel(name="reports", version=1, folds=FOLDS, keys=keys, join=shown)

__all__ = ["REPORTS"]
