"""Which inspections 视察调研 were planned, held, called off, and what came of them?

One row an inspection, with every act under `acts` and the position of its event; participants are for those inside alone.
"""

from projections.inspections.folds import FOLDS
from projections.inspections.view import shown
from projections.model import ReadModel
from projections.newest import keys

INSPECTIONS = ReadModel(name="inspections", version=1, folds=FOLDS, keys=keys, join=shown)

__all__ = ["INSPECTIONS"]
