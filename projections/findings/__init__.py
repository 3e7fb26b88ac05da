"""Which findings 问题 are there, who answers for them until when, and which are closed?

One row a finding, with every act under `acts` and the position of its event; raised_by is for those inside alone.
"""

from projections.findings.folds import FOLDS
from projections.findings.view import shown
from projections.model import ReadModel
from projections.newest import keys

FINDINGS = ReadModel(name="findings", version=1, folds=FOLDS, keys=keys, join=shown)

__all__ = ["FINDINGS"]
