"""What is refused to whoever asks for open data, or brings a file of it?"""

from __future__ import annotations

from api.refusals import Malformed
from domain.refusals import Refusal


class NoSinglePapers(Refusal):
    """There are no single papers of this round to be given: it was counted by totals, or its papers are not published."""

    code = "no_single_papers"
    title = "这一轮没有可以逐张给出的票"


class CvrUnreadable(Malformed):
    """A file is no cast vote record report of SP 1500-103 in JSON, or holds a ballot of another kind than ours."""

    code = "cvr_unreadable"
    title = "读不了这个CVR文件"


class CvrTooLarge(Malformed):
    """A file of cast vote records is larger than any ballot that this ledger counts."""

    code = "cvr_too_large"
    title = "CVR文件太大"
