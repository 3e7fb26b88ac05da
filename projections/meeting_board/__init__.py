"""What has happened at a meeting, and what is missing before a ballot can be opened?

One meeting is a row of its own, one for each of its rounds and evaluations, which move on their own streams, and one for the version
of the rules that it stands on. A reader gets them as one.
"""

from projections.meeting_board.folds import FOLDS, keys
from projections.meeting_board.view import shown
from projections.model import ReadModel

MEETING_BOARD = ReadModel(name="meeting_board", version=1, folds=FOLDS, keys=keys, join=shown)

__all__ = ["MEETING_BOARD"]
