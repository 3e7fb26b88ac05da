"""How are people and votes held against what the rules ask of them, in counting and grading alike?"""

from voting.shares.notice import Notice
from voting.shares.quorum import Quorum, hold_quorum
from voting.shares.share import Share, missed, numeral, reached, required

__all__ = ["Notice", "Quorum", "Share", "hold_quorum", "missed", "numeral", "reached", "required"]
